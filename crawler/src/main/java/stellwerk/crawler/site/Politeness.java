package stellwerk.crawler.site;

import java.time.Duration;

/// How a site is asked, and the budgets of one crawl; meeting a budget ends the crawl `TRUNCATED`,
/// too many errors `PARTIAL`.
///
/// @param delay pause after a fetch (default 2 s); the larger of it, twice the response time and
///   robots' Crawl-delay holds
/// @param maxCrawlDelay above it the site's state says so, and we still obey (default 60 s)
/// @param maxPages pages of one crawl (default 10,000)
/// @param maxBytes bytes on the wire of one crawl (default 2 GiB)
/// @param maxTime wall time of one crawl (default 6 h)
/// @param maxErrors errors of one crawl (default 100)
/// @param key what counts as one host
/// @param robotsForbiddenAllows whether robots.txt answering 401 or 403 allows all (RFC 9309, the
///   default) or nothing
public record Politeness(
    Duration delay,
    Duration maxCrawlDelay,
    int maxPages,
    long maxBytes,
    Duration maxTime,
    int maxErrors,
    HostKey key,
    boolean robotsForbiddenAllows) {

  /// What counts as one host for "one request in flight".
  public enum HostKey {
    /// The registrable domain (public suffix + 1).
    DOMAIN,
    /// The address that is connected to.
    ADDRESS
  }

  public static final Politeness DEFAULT =
      new Politeness(
          Duration.ofSeconds(2),
          Duration.ofSeconds(60),
          10_000,
          2L << 30,
          Duration.ofHours(6),
          100,
          HostKey.DOMAIN,
          true);

  public Politeness {
    if (delay.isNegative() || maxPages < 1 || maxBytes < 1 || maxErrors < 0) {
      throw new IllegalArgumentException("delay and budgets of a crawl must be positive");
    }
  }

  public Politeness withDelay(Duration pause) {
    return new Politeness(
        pause, maxCrawlDelay, maxPages, maxBytes, maxTime, maxErrors, key, robotsForbiddenAllows);
  }

  public Politeness withMaxPages(int pages) {
    return new Politeness(
        delay, maxCrawlDelay, pages, maxBytes, maxTime, maxErrors, key, robotsForbiddenAllows);
  }
}
