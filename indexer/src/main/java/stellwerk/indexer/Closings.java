package stellwerk.indexer;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stellwerk.crawler.site.CrawlId;
import stellwerk.crawler.site.Expectations;
import stellwerk.crawler.site.Schedule;
import stellwerk.crawler.site.Site;
import stellwerk.crawler.site.SiteId;
import stellwerk.crawler.verdict.CrawlHistory;
import stellwerk.crawler.verdict.CrawlReport;
import stellwerk.crawler.verdict.CrawlReport.Close;
import stellwerk.crawler.verdict.Verdict;
import stellwerk.indexer.lifecycle.ClosingGuard;
import stellwerk.indexer.lifecycle.Judged;
import stellwerk.indexer.lifecycle.Lifecycle;
import stellwerk.indexer.lifecycle.Sight;
import stellwerk.indexer.lifecycle.Step;
import stellwerk.indexer.posting.Lifespan.ClosedReason;
import stellwerk.indexer.posting.PostingId;
import stellwerk.indexer.store.Standings;
import stellwerk.indexer.store.Standings.Decision;
import stellwerk.indexer.store.Standings.Entry;
import stellwerk.indexer.store.Stores;

/// Closes and reopens what crawls prove, within the closing guard. Thread-safe, one crawl of a site
/// at a time.
public final class Closings {
  /// How many reports back the last complete crawl is looked for.
  private static final int REPORTS = 50;

  /// Mostly it is among the last few.
  private static final int FEW_REPORTS = 5;

  private static final Logger log = LoggerFactory.getLogger(Closings.class);

  private final Stores stores;
  private final CrawlHistory history;
  private final InstantSource clock;

  public Closings(Stores stores, CrawlHistory history, InstantSource clock) {
    this.stores = stores;
    this.history = history;
    this.clock = clock;
  }

  /// What a crawl did to the postings of its site.
  record Settled(int missing, int closed, Close close) {}

  /// Settles a crawl.
  ///
  /// @param openBefore open postings before it
  /// @param sights what it saw, by key; what is not in it was not seen
  Settled settle(Site site, CrawlReport report, int openBefore, Map<String, Sight> sights) {
    Instant now = clock.instant();
    // A list that is empty where there is something proves nothing, however well-formed it is.
    boolean emptied =
        report.received() == 0
            && openBefore > 0
            && sights.values().stream().noneMatch(Sight::listed);
    var crawl =
        new Judged(
            report.verdict(), report.proof(), !emptied && sameQuestion(report), report.started());
    List<Decision> decisions = new ArrayList<>();
    Map<PostingId, ClosedReason> closing = new LinkedHashMap<>();
    int missing = 0;
    List<Entry> concerned = new ArrayList<>(stores.standings().open(site.id()));
    concerned.addAll(stores.standings().closed(site.id(), sights.keySet()));
    for (Entry entry : concerned) {
      Sight sight = sights.getOrDefault(entry.key(), Sight.ABSENT);
      boolean open = entry.standing().closed() == null;
      if (open && !sight.listed()) {
        missing++;
      }
      Step step = Lifecycle.judge(entry.standing(), sight, crawl, now);
      if (step instanceof Step.Close(ClosedReason reason)) {
        closing.put(entry.id(), reason);
      }
      if (!new Step.Stay(entry.standing()).equals(step)) {
        decisions.add(new Decision(entry, step));
      }
    }
    Close close = close(site, crawl, openBefore, closing.size());
    boolean held = close.state() == Close.State.HELD;
    if (held) {
      decisions.removeIf(decision -> decision.step() instanceof Step.Close);
      stores.standings().hold(site.id(), report.id(), closing);
      log.atWarn()
          .addKeyValue("site", site.id())
          .addKeyValue("crawl", report.id())
          .addKeyValue("would_close", closing.size())
          .addKeyValue("of", openBefore)
          .log("closings held");
    } else if (report.verdict() == Verdict.COMPLETE) {
      stores.standings().forgetHeld(site.id());
    }
    stores.standings().settle(decisions, clock.instant());
    return new Settled(missing, held ? 0 : closing.size(), close);
  }

  private static Close close(Site site, Judged crawl, int open, int closing) {
    int percent = site.expect().maxClosePercent();
    Close.State state;
    if (closing == 0) {
      state = crawl.provesAbsence() ? Close.State.NONE : Close.State.NOT_ALLOWED;
    } else {
      state = ClosingGuard.holds(closing, open, percent) ? Close.State.HELD : Close.State.DONE;
    }
    return new Close(closing, open, percent, state);
  }

  /// Whether a crawl asked what the last complete one asked. A site whose crawls nobody remembers
  /// was not asked the same.
  private boolean sameQuestion(CrawlReport report) {
    return comparable(report, FEW_REPORTS)
        .or(() -> comparable(report, REPORTS))
        .or(() -> earlier(report, 2).stream().findFirst())
        .map(it -> it.question().equals(report.question()))
        .orElse(false);
  }

  private Optional<CrawlReport> comparable(CrawlReport report, int limit) {
    return earlier(report, limit).stream()
        .filter(it -> it.verdict() == Verdict.COMPLETE)
        .findFirst();
  }

  private List<CrawlReport> earlier(CrawlReport report, int limit) {
    return history.latest(report.site(), limit).stream()
        .filter(it -> !it.id().equals(report.id()))
        .toList();
  }

  /// Carries out what a held crawl would close, as far as it is still open and was not seen since.
  ///
  /// @return the report as it now stands; empty if no closing of that crawl is held
  public Optional<CrawlReport> confirm(CrawlId crawl) {
    return heldReport(crawl).map(this::confirm);
  }

  private CrawlReport confirm(CrawlReport report) {
    Standings standings = stores.standings();
    Map<PostingId, ClosedReason> held = standings.held(report.id());
    List<Decision> decisions =
        standings.open(report.site()).stream()
            .filter(entry -> held.containsKey(entry.id()))
            .map(entry -> decision(entry, held))
            .toList();
    standings.settle(decisions, clock.instant());
    return decided(report, Close.State.CONFIRMED, decisions.size());
  }

  private static Decision decision(Entry entry, Map<PostingId, ClosedReason> held) {
    ClosedReason reason = held.getOrDefault(entry.id(), ClosedReason.NOT_LISTED);
    return new Decision(entry, new Step.Close(reason));
  }

  /// Forgets what a held crawl would close.
  ///
  /// @return the report as it now stands; empty if no closing of that crawl is held
  public Optional<CrawlReport> discard(CrawlId crawl) {
    return heldReport(crawl).map(report -> decided(report, Close.State.DISCARDED, 0));
  }

  private Optional<CrawlReport> heldReport(CrawlId crawl) {
    return history.find(crawl).filter(report -> report.close().state() == Close.State.HELD);
  }

  private CrawlReport decided(CrawlReport report, Close.State state, int closed) {
    stores.standings().forgetHeld(report.site());
    var items = report.items();
    var counted =
        new CrawlReport.Items(
            items.found(),
            items.valid(),
            items.created(),
            items.changed(),
            items.missing(),
            closed,
            items.quarantined(),
            items.skipped());
    Close before = report.close();
    var close = new Close(before.wouldClose(), before.of(), before.guardPercent(), state);
    CrawlReport now = report.with(counted, close, report.coverage(), report.expectationsMissed());
    history.replace(now);
    return now;
  }

  /// Closes what is past its stated deadline and was not listed since, site by site, each within
  /// its own guard. For sites that are crawled too seldom to close it themselves.
  ///
  /// @param sites those that are configured; whatever else there is has the guard's default share
  /// @return how many were closed
  public int closeOverdue(List<Site> sites) {
    Instant now = clock.instant();
    Map<SiteId, Integer> guards = new TreeMap<>();
    sites.forEach(site -> guards.put(site.id(), site.expect().maxClosePercent()));
    Map<SiteId, List<Decision>> bySite = new TreeMap<>();
    for (Entry entry : stores.standings().overdue(LocalDate.ofInstant(now, Schedule.BERLIN))) {
      bySite
          .computeIfAbsent(entry.site(), _ -> new ArrayList<>())
          .add(new Decision(entry, new Step.Close(ClosedReason.DEADLINE)));
    }
    int closed = 0;
    for (var site : bySite.entrySet()) {
      int open = stores.postings().openCount(site.getKey());
      int closing = site.getValue().size();
      int percent = guards.getOrDefault(site.getKey(), Expectations.DEFAULT.maxClosePercent());
      if (ClosingGuard.holds(closing, open, percent)) {
        log.atWarn()
            .addKeyValue("site", site.getKey())
            .addKeyValue("would_close", closing)
            .addKeyValue("of", open)
            .log("deadlines wait for the next crawl");
      } else {
        stores.standings().settle(site.getValue(), now);
        closed += closing;
      }
    }
    return closed;
  }

  /// Closes the postings of sites that are not configured any more: an operator's act, so no guard
  /// holds it. A site that comes back brings its postings back.
  ///
  /// @return how many were closed
  public int closeRemoved(List<Site> sites) {
    Set<SiteId> known = new LinkedHashSet<>();
    sites.forEach(site -> known.add(site.id()));
    int closed = 0;
    for (SiteId site : stores.standings().sites()) {
      if (!known.contains(site)) {
        List<Decision> decisions =
            stores.standings().open(site).stream()
                .map(entry -> new Decision(entry, new Step.Close(ClosedReason.SITE_REMOVED)))
                .toList();
        stores.standings().settle(decisions, clock.instant());
        log.atInfo()
            .addKeyValue("site", site)
            .addKeyValue("closed", decisions.size())
            .log("site is gone");
        closed += decisions.size();
      }
    }
    return closed;
  }

  /// What an operator expected of a crawl and did not get, by the names of the configuration.
  List<String> missed(
      Site site, CrawlReport report, Settled settled, Map<String, Double> coverage) {
    Expectations expect = site.expect();
    Set<String> missed = new LinkedHashSet<>(report.expectationsMissed());
    if (!expect.verdicts().contains(report.verdict().name())) {
      missed.add("verdict");
    }
    int valid = report.items().valid();
    expect.leastItems().ifPresent(least -> addIf(valid < least, "min_items", missed));
    expect
        .largestDropPercent()
        .ifPresent(percent -> addIf(dropped(report, valid, percent), "max_drop", missed));
    new TreeMap<>(expect.coveragePercent())
        .forEach((field, percent) -> {
          double share = coverage.getOrDefault(field, valid == 0 ? 1.0 : 0.0);
          addIf(share * 100 < percent, "coverage." + field, missed);
        });
    addIf(settled.close().state() == Close.State.HELD, "max_close", missed);
    return List.copyOf(missed);
  }

  private static void addIf(boolean holds, String name, Set<String> missed) {
    if (holds) {
      missed.add(name);
    }
  }

  /// Whether a crawl yields much less than the median of the last seven complete ones.
  private boolean dropped(CrawlReport report, int valid, int percent) {
    List<Integer> yields =
        history.latest(report.site(), REPORTS).stream()
            .filter(it -> it.verdict() == Verdict.COMPLETE && !it.id().equals(report.id()))
            .limit(7)
            .map(it -> it.items().valid())
            .sorted()
            .toList();
    if (yields.isEmpty()) {
      return false;
    }
    int median = yields.get(yields.size() / 2);
    return valid * 100L < (100L - percent) * median;
  }
}
