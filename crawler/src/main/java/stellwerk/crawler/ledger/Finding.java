package stellwerk.crawler.ledger;

import java.time.Instant;

/// What a site's own files said about being crawled, and when.
///
/// @param said one sentence, such as "robots.txt 200, Crawl-delay 2 s" or "tdm-reservation: 1 in
///   /.well-known/tdmrep.json"
public record Finding(Source source, String said, Instant at) {
  public enum Source {
    ROBOTS,
    TDM,
    /// Not the site's own word: it passed `site test`, after which it may be crawled on schedule.
    TEST
  }
}
