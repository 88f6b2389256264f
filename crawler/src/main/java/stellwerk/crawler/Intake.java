package stellwerk.crawler;

import java.net.URI;
import java.util.List;
import java.util.Set;
import stellwerk.crawler.site.CrawlId;
import stellwerk.crawler.site.RawPosting;
import stellwerk.crawler.site.Site;
import stellwerk.crawler.verdict.CrawlReport;

/// Where raw postings go: normalised, clustered and kept there.
public interface Intake {
  /// Opens the hand-over of one crawl. One crawl of a site at a time.
  Delivery open(Site site, CrawlId crawl);

  /// The hand-over of one crawl. Used by one thread.
  interface Delivery {
    /// Takes a raw posting; when this returns, it is kept.
    Receipt take(RawPosting posting);

    /// Postings that a page listed, which has not changed since they were taken.
    void seenAgain(Set<String> keys);

    /// A posting's own page answered 404 or 410.
    void gone(URI page);

    /// A posting's own page says that the job is closed.
    void saysClosed(URI page, String quote);

    /// The own pages of open postings that this crawl has not met and nobody has looked at lately:
    /// asked where not being listed proves nothing.
    default List<URI> doubtful(int most) {
      return List.of();
    }

    /// A posting's own page came, and nothing on it says that the job is closed.
    default void stillOpen(URI page) {}

    /// Takes the report at the end, closes what it proves closed, and answers the report with what
    /// became of the postings.
    CrawlReport finish(CrawlReport report);
  }

  /// What became of a raw posting.
  sealed interface Receipt {
    record Created() implements Receipt {}

    record Changed() implements Receipt {}

    record Same() implements Receipt {}

    /// Not taken, with the reason; counts as received.
    record Rejected(String reason) implements Receipt {}
  }
}
