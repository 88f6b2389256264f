package stellwerk.crawler.archive;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.stream.Stream;
import stellwerk.crawler.fetch.Fetched;
import stellwerk.crawler.fetch.Fetcher;
import stellwerk.crawler.fetch.Request;
import stellwerk.crawler.site.CrawlId;
import stellwerk.crawler.site.Site;
import stellwerk.crawler.site.SiteId;

/// Answers from the archive of one crawl, without the network.
///
/// Reads the archive once, forwards; pages that were kept before they are asked for wait in memory,
/// and each is handed out once. Thread-safe. Close it.
public final class ArchiveFetcher implements Fetcher, AutoCloseable {
  private final CrawlId crawl;
  private final InstantSource clock;
  private final Stream<Fetched.Page> pages;
  private final Iterator<Fetched.Page> rest;
  private final Map<String, Fetched.Page> waiting = new HashMap<>();

  public ArchiveFetcher(Archive archive, SiteId site, CrawlId crawl, InstantSource clock) {
    this.crawl = crawl;
    this.clock = clock;
    pages = archive.pages(site, crawl);
    rest = pages.iterator();
  }

  @Override
  public synchronized Fetched fetch(Site site, Request request) {
    String identity = request.identity();
    Fetched.Page kept = waiting.remove(identity);
    while (kept == null && rest.hasNext()) {
      Fetched.Page page = rest.next();
      if (page.request().identity().equals(identity)) {
        kept = page;
      } else {
        waiting.put(page.request().identity(), page);
      }
    }
    return kept == null
        ? new Fetched.Failed(
            request,
            Fetched.Failed.Fault.BROKEN,
            "not in the archive of crawl " + crawl,
            clock.instant())
        : asAskedNow(kept, request);
  }

  /// The same page under today's request: what an adapter carries may have changed since.
  private static Fetched.Page asAskedNow(Fetched.Page page, Request request) {
    return new Fetched.Page(
        request,
        page.url(),
        page.status(),
        page.headers(),
        page.body(),
        page.wireBytes(),
        page.took(),
        page.at());
  }

  @Override
  public void close() {
    pages.close();
  }
}
