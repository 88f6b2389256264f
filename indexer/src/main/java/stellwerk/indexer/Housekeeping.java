package stellwerk.indexer;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stellwerk.crawler.archive.Archive;
import stellwerk.crawler.site.Site;
import stellwerk.indexer.store.Purging;
import stellwerk.indexer.store.Stores;
import stellwerk.indexer.store.crawl.CrawlPruning;

/// What is done every day, whatever is crawled: closes what is past its deadline, and lets go of
/// what need not be kept any longer. Doing it twice does nothing more.
public final class Housekeeping {
  /// Reports that stay however old they are: the next verdict and the next closing look at them.
  private static final int NEWEST_REPORTS = 50;

  /// A robots file that expired so long ago stands in for no new one (RFC 9309 copies live a day, a
  /// last good one at most thirty).
  private static final Duration ROBOTS = Duration.ofDays(30);

  /// A posting without any date that no list named for so long is too old to show.
  private static final Duration TOO_OLD = Duration.ofDays(60);

  private static final Logger log = LoggerFactory.getLogger(Housekeeping.class);

  private final Stores stores;
  private final Closings closings;
  private final Archive archive;
  private final Supplier<List<Site>> sites;
  private final LongSupplier followed;
  private final Retention retention;
  private final InstantSource clock;

  /// How long things are kept.
  ///
  /// @param purgeAfter after its closing a posting leaves index and outputs
  /// @param raw after its closing a posting's words, and so all of it, leave the store
  /// @param archive raw responses
  /// @param changes entries of the change log
  /// @param crawlLogs reports of crawls
  public record Retention(
      Duration purgeAfter, Duration raw, Duration archive, Duration changes, Duration crawlLogs) {
    public static final Retention DEFAULT =
        new Retention(
            Duration.ofDays(30),
            Duration.ofDays(400),
            Duration.ofDays(400),
            Duration.ofDays(400),
            Duration.ofDays(30));
  }

  /// What was done.
  ///
  /// @param closed postings past their deadline, and postings of sites that are gone
  /// @param purged postings that left index and outputs
  /// @param forgotten postings whose words left the store
  /// @param changes entries of the change log
  /// @param reports reports of crawls
  /// @param answers remembered answers
  /// @param archived crawls whose raw responses were deleted
  public record Tidied(
      int closed, int purged, int forgotten, int changes, int reports, int answers, int archived) {}

  /// Keeps house.
  ///
  /// @param sites those that are configured now
  /// @param followed the number of the last change that is safe in the index
  public Housekeeping(
      Stores stores,
      Closings closings,
      Archive archive,
      Supplier<List<Site>> sites,
      LongSupplier followed,
      Retention retention,
      InstantSource clock) {
    this.stores = stores;
    this.closings = closings;
    this.archive = archive;
    this.sites = sites;
    this.followed = followed;
    this.retention = retention;
    this.clock = clock;
  }

  /// Lets out what a crawl saw again, and withholds what nobody can vouch for any more: to be
  /// called after each crawl of a site, and every day.
  ///
  /// @param stale whether the site's crawls are too old to believe that anything is still open
  /// @return how many postings are withheld now that were not, or the other way round
  public int withhold(Site site, boolean stale) {
    Instant now = clock.instant();
    return stores.standings().withhold(site.id(), stale, now.minus(TOO_OLD), now);
  }

  /// Does what is due.
  public Tidied tidy() {
    Instant now = clock.instant();
    List<Site> configured = sites.get();
    Purging purging = new Purging(stores.database());
    CrawlPruning crawls = new CrawlPruning(stores.database());
    int closed = closings.closeOverdue(configured) + closings.closeRemoved(configured);
    Duration words =
        retention.raw().compareTo(retention.purgeAfter()) > 0
            ? retention.raw()
            : retention.purgeAfter();
    int purged = purging.purge(now.minus(retention.purgeAfter()), clock);
    int forgotten = purging.forget(now.minus(words));
    int changes = purging.changes(now.minus(retention.changes()), followed.getAsLong());
    int reports = crawls.reports(now.minus(retention.crawlLogs()), NEWEST_REPORTS);
    int answers = crawls.answers(now.minus(retention.raw()));
    crawls.hosts(now.minus(ROBOTS));
    crawls.orders(now.minus(retention.changes()));
    var tidied =
        new Tidied(
            closed,
            purged,
            forgotten,
            changes,
            reports,
            answers,
            archive.prune(now.minus(retention.archive())));
    log.atInfo().addKeyValue("done", tidied).log("house kept");
    return tidied;
  }
}
