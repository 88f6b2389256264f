package stellwerk.app.wiring;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import stellwerk.crawler.schedule.Clockwork;
import stellwerk.crawler.site.Site;
import stellwerk.crawler.site.SiteId;
import stellwerk.crawler.verdict.CrawlReport;
import stellwerk.search.catalogue.Sites;

/// How the sites are, from their configuration and their last crawls; asked anew at most every five
/// seconds.
final class SiteSummaries implements Sites {
  private static final Duration FRESH = Duration.ofSeconds(5);

  private final Wiring wiring;
  private final Map<SiteId, String> kinds = new HashMap<>();
  private volatile @Nullable Asked asked;

  private record Asked(Instant at, Summary summary) {}

  SiteSummaries(Wiring wiring) {
    this.wiring = wiring;
    wiring.configuration().sites().forEach(site -> kinds.put(site.id(), site.kind()));
  }

  @Override
  public Optional<String> kind(SiteId site) {
    return Optional.ofNullable(kinds.get(site));
  }

  @Override
  public Summary summary() {
    Instant now = wiring.clock().instant();
    Asked last = asked;
    if (last == null || last.at().plus(FRESH).isBefore(now)) {
      last = new Asked(now, ask(now));
      asked = last;
    }
    return last.summary();
  }

  private Summary ask(Instant now) {
    List<Site> sites = wiring.configuration().sites().stream().filter(Site::enabled).toList();
    int ok = 0;
    @Nullable Instant checked = null;
    @Nullable Instant next = null;
    boolean stale = false;
    for (Site site : sites) {
      CrawlReport report = wiring.lastCrawl(site.id()).orElse(null);
      if (report != null) {
        Instant end = report.started().plus(report.took());
        checked = checked == null || end.isAfter(checked) ? end : checked;
        ok += site.expect().verdicts().contains(report.verdict().name()) ? 1 : 0;
        stale |= missedTwo(site, end, now);
      }
      Instant fire = wiring.nextFire(site).orElse(null);
      next = fire != null && (next == null || fire.isBefore(next)) ? fire : next;
    }
    return new Summary(ok, sites.size(), checked, next, stale);
  }

  /// More than two planned crawls should have come since the last one.
  private static boolean missedTwo(Site site, Instant last, Instant now) {
    List<Instant> due = Clockwork.nextFires(site.schedule(), last, 3);
    return due.size() == 3 && due.getLast().isBefore(now);
  }
}
