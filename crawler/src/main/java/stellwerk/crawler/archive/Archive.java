package stellwerk.crawler.archive;

import java.time.Instant;
import java.util.stream.Stream;
import stellwerk.crawler.fetch.Fetched;
import stellwerk.crawler.site.CrawlId;
import stellwerk.crawler.site.SiteId;

/// The raw responses. What stands here is enough to recompute everything above without asking the
/// Web again. Thread-safe.
public interface Archive extends AutoCloseable {
  /// Keeps a page; when this returns, it is on the disk.
  void keep(SiteId site, CrawlId crawl, Fetched.Page page);

  /// The pages of one crawl, in the order in which they came. Close the stream.
  Stream<Fetched.Page> pages(SiteId site, CrawlId crawl);

  /// The crawls of a site that are still kept, oldest first.
  Stream<CrawlId> crawls(SiteId site);

  /// Deletes crawls whose last page was kept before a moment; answers how many.
  default int prune(Instant olderThan) {
    return 0;
  }

  @Override
  void close();
}
