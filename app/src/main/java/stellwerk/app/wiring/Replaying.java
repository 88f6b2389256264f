package stellwerk.app.wiring;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import stellwerk.crawler.Crawl;
import stellwerk.crawler.archive.ArchiveFetcher;
import stellwerk.crawler.fetch.Fetched;
import stellwerk.crawler.fetch.Fetcher;
import stellwerk.crawler.fetch.Request;
import stellwerk.crawler.fetch.VolatileCrawlMemory;
import stellwerk.crawler.site.CrawlId;
import stellwerk.crawler.site.Site;
import stellwerk.crawler.verdict.CrawlReport;
import stellwerk.indexer.ReplayIntake;

/// Runs crawls again from the archive, without the network.
public final class Replaying {
  /// How many crawls back a page is looked for that was unchanged, and so not kept again.
  private static final int LAYERS = 60;

  private final Wiring wiring;

  public Replaying(Wiring wiring) {
    this.wiring = wiring;
  }

  /// What a replay came to.
  ///
  /// @param crawl the one that was replayed
  /// @param newest whether it is the newest of its site; only of that one anything is kept
  /// @param report how it went, as a crawl's report
  public record Replayed(CrawlId crawl, boolean newest, CrawlReport report) {}

  /// Replays a crawl.
  ///
  /// @param crawl null: the newest that is kept
  /// @param since pages that were kept before are not looked at; null: all
  /// @param dryRun whether differences are only told
  /// @return empty if nothing of it is kept
  public Optional<Replayed> replay(
      Site site,
      @Nullable CrawlId crawl,
      @Nullable Instant since,
      boolean dryRun,
      ReplayIntake.Listener listener) {
    List<CrawlId> kept = wiring.archive().crawls(site.id()).toList();
    if (kept.isEmpty() || (crawl != null && !kept.contains(crawl))) {
      return Optional.empty();
    }
    CrawlId from = crawl == null ? kept.getLast() : crawl;
    boolean newest = from.equals(kept.getLast());
    int last = kept.indexOf(from);
    List<CrawlId> layers = kept.subList(Math.max(0, last + 1 - LAYERS), last + 1).reversed();
    var intake =
        new ReplayIntake(
            wiring.stores().postings(),
            wiring.reader(),
            wiring.vacancies(),
            dryRun || !newest,
            listener,
            wiring.clock());
    try (Layers pages = new Layers(site, layers, since)) {
      var keeping =
          new Crawl.Keeping(
              new NoArchive(), new VolatileCrawlMemory(), new ReadOnlyHistory(wiring.history()));
      CrawlReport report = wiring.crawl(pages, keeping, intake, site);
      return Optional.of(new Replayed(from, newest, report));
    }
  }

  /// The pages of several crawls, newest first: what one did not keep, since it was unchanged, an
  /// earlier one did.
  private final class Layers implements Fetcher, AutoCloseable {
    private final List<ArchiveFetcher> crawls = new ArrayList<>();
    private final @Nullable Instant since;

    Layers(Site site, List<CrawlId> layers, @Nullable Instant since) {
      this.since = since;
      layers.forEach(crawl ->
          crawls.add(new ArchiveFetcher(wiring.archive(), site.id(), crawl, wiring.clock())));
    }

    @Override
    public Fetched fetch(Site site, Request request) {
      for (ArchiveFetcher crawl : crawls) {
        Fetched fetched = crawl.fetch(site, request);
        if (fetched instanceof Fetched.Page page && (since == null || !page.at().isBefore(since))) {
          return page;
        }
      }
      return new Fetched.Failed(
          request, Fetched.Failed.Fault.BROKEN, "not in the archive", wiring.clock().instant());
    }

    @Override
    public void close() {
      crawls.forEach(ArchiveFetcher::close);
    }
  }
}
