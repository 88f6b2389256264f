package stellwerk.crawler;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stellwerk.crawler.schedule.Clockwork;
import stellwerk.crawler.site.Site;
import stellwerk.crawler.site.SiteId;
import stellwerk.crawler.site.SiteOrders;
import stellwerk.crawler.verdict.CrawlHistory;
import stellwerk.crawler.verdict.CrawlReport;
import stellwerk.crawler.verdict.SiteAlert;
import stellwerk.crawler.verdict.SiteHealth;
import stellwerk.crawler.verdict.SiteState;
import stellwerk.crawler.verdict.SiteStates;
import stellwerk.crawler.verdict.SiteStates.Noted;

/// Looks how sites are, and tells when that changes: every change once, what is broken once a day,
/// and that it is well again. Thread-safe, one look at a site at a time.
public final class SiteWatch {
  /// How many reports back is looked: mostly the last few say it all.
  private static final int FEW = 12;

  private static final int MANY = 50;

  private static final Duration BETWEEN_REMINDERS = Duration.ofDays(1);

  /// Who gives the order to pause.
  private static final String SELF = "stellwerk";

  private static final Logger log = LoggerFactory.getLogger(SiteWatch.class);

  private final CrawlHistory history;
  private final SiteStates states;
  private final SiteOrders orders;
  private final Consumer<SiteAlert> alerts;
  private final InstantSource clock;

  /// Watches.
  ///
  /// @param alerts hears what somebody should be told; nothing while it is inside
  public SiteWatch(
      CrawlHistory history,
      SiteStates states,
      SiteOrders orders,
      Consumer<SiteAlert> alerts,
      InstantSource clock) {
    this.history = history;
    this.states = states;
    this.orders = orders;
    this.alerts = alerts;
    this.clock = clock;
  }

  /// Looks how a site is now, notes it, and tells what is to be told.
  public Noted look(Site site) {
    Instant now = clock.instant();
    @Nullable Noted before = states.find(site.id()).orElse(null);
    SiteHealth was = before == null ? SiteHealth.NEW : before.health();
    boolean paused = orders.paused(site.id());
    @Nullable Instant resumedAt = before == null ? null : before.resumedAt();
    if (was.state() == SiteState.PAUSED && !paused) {
      resumedAt = now;
    }
    SiteHealth health = paused ? SiteHealth.paused(was) : judge(site, resumedAt, now);
    if (health.state() == SiteState.PAUSED && !paused) {
      orders.give(new SiteOrders.Order.Pause(site.id()), SELF);
    }
    boolean changed = health.state() != was.state();
    Instant since = changed || before == null ? now : before.since();
    @Nullable Instant toldAt = before == null ? null : before.toldAt();
    boolean tells = changed || reminds(health, toldAt, now);
    Noted noted = new Noted(health, since, tells ? now : toldAt, resumedAt);
    if (!noted.equals(before)) {
      states.note(site.id(), noted);
    }
    if (tells) {
      tell(new SiteAlert(site.id(), was.state(), health, since));
    }
    return noted;
  }

  private SiteHealth judge(Site site, @Nullable Instant resumedAt, Instant now) {
    return SiteHealth.judge(
        new SiteHealth.Known(site.expect(), reports(site), resumedAt, end -> stale(site, end, 1)),
        now);
  }

  /// Reports, newest first, back to a good one.
  private List<CrawlReport> reports(Site site) {
    List<CrawlReport> few = history.latest(site.id(), FEW);
    return few.size() < FEW || few.stream().anyMatch(report -> good(site, report))
        ? few
        : history.latest(site.id(), MANY);
  }

  private static boolean good(Site site, CrawlReport report) {
    return site.expect().verdicts().contains(report.verdict().name());
  }

  private static boolean reminds(SiteHealth health, @Nullable Instant toldAt, Instant now) {
    return health.state() == SiteState.BROKEN
        && (toldAt == null || !toldAt.plus(BETWEEN_REMINDERS).isAfter(now));
  }

  private void tell(SiteAlert alert) {
    log.atWarn()
        .addKeyValue("site", alert.site())
        .addKeyValue("from", alert.from())
        .addKeyValue("to", alert.now().state())
        .addKeyValue("cause", alert.now().cause())
        .addKeyValue("detail", alert.now().detail())
        .log(alert.reminder() ? "site is still not well" : "site changed its state");
    alerts.accept(alert);
  }

  /// How a site was at the last look.
  public Optional<Noted> noted(SiteId site) {
    return states.find(site);
  }

  /// Whether a site was not read well for so long that what it listed can no longer be believed:
  /// three times its greatest age.
  public boolean outOfDate(Site site) {
    List<CrawlReport> reports = reports(site);
    return reports.stream()
        .filter(report -> good(site, report))
        .findFirst()
        .or(() -> reports.isEmpty() ? Optional.empty() : Optional.of(reports.getLast()))
        .map(report -> stale(site, report.started().plus(report.took()), 3))
        .filter(due -> due.isBefore(clock.instant()))
        .isPresent();
  }

  /// When a crawl that ended then is so many greatest ages old; without one stated it is twice the
  /// interval, and a site that is crawled on order never is.
  private static Instant stale(Site site, Instant end, int times) {
    Optional<Duration> age = site.expect().greatestAge();
    if (age.isPresent()) {
      return end.plus(age.get().multipliedBy(times));
    }
    List<Instant> fires = Clockwork.nextFires(site.schedule(), end, 2 * times);
    return fires.size() < 2 * times
        ? Instant.MAX
        : fires.getLast().plus(site.schedule().jitter()).plus(site.politeness().maxTime());
  }
}
