package stellwerk.indexer;

import java.util.stream.Stream;
import stellwerk.crawler.archive.Archive;
import stellwerk.crawler.fetch.Fetched;
import stellwerk.crawler.site.CrawlId;
import stellwerk.crawler.site.SiteId;

/// An archive in which nothing is.
class EmptyArchive implements Archive {
  @Override
  public void keep(SiteId site, CrawlId crawl, Fetched.Page page) {}

  @Override
  public Stream<Fetched.Page> pages(SiteId site, CrawlId crawl) {
    return Stream.empty();
  }

  @Override
  public Stream<CrawlId> crawls(SiteId site) {
    return Stream.empty();
  }

  @Override
  public void close() {}
}
