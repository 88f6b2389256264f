package stellwerk.crawler;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import stellwerk.crawler.site.CrawlId;
import stellwerk.crawler.site.Expectations;
import stellwerk.crawler.site.HttpRules;
import stellwerk.crawler.site.Options;
import stellwerk.crawler.site.Politeness;
import stellwerk.crawler.site.Rights;
import stellwerk.crawler.site.Schedule;
import stellwerk.crawler.site.Site;
import stellwerk.crawler.site.SiteId;
import stellwerk.crawler.site.SiteOrders;
import stellwerk.crawler.verdict.CrawlReport;
import stellwerk.crawler.verdict.CrawlReport.Close;
import stellwerk.crawler.verdict.Proof;
import stellwerk.crawler.verdict.SiteAlert;
import stellwerk.crawler.verdict.SiteCause;
import stellwerk.crawler.verdict.SiteHealth;
import stellwerk.crawler.verdict.SiteState;
import stellwerk.crawler.verdict.SiteStates;
import stellwerk.crawler.verdict.Verdict;

/// A site that turns bad is told once, one that stays bad once a day, one that is well again once.
class SiteWatchTest {
  private static final SiteId SITE = new SiteId("klinik");

  private final SettableClock clock = new SettableClock(Instant.parse("2026-11-22T06:00:00Z"));
  private final MemoryHistory history = new MemoryHistory();
  private final Orders orders = new Orders();
  private final List<SiteAlert> told = new ArrayList<>();
  private final SiteWatch watch = new SiteWatch(history, new States(), orders, told::add, clock);
  private Site site = expecting(Expectations.DEFAULT);

  private static final class States implements SiteStates {
    private final Map<SiteId, Noted> states = new HashMap<>();

    @Override
    public Optional<Noted> find(SiteId site) {
      return Optional.ofNullable(states.get(site));
    }

    @Override
    public void note(SiteId site, Noted noted) {
      states.put(site, noted);
    }
  }

  private static final class Orders implements SiteOrders {
    private final Set<SiteId> paused = new HashSet<>();
    private final List<String> by = new ArrayList<>();

    @Override
    public void give(Order order, String who) {
      by.add(who);
      switch (order) {
        case Order.Pause(SiteId site) -> paused.add(site);
        case Order.Resume(SiteId site) -> paused.remove(site);
        case Order.Run _, Order.Confirm _, Order.Discard _ -> {}
      }
    }

    @Override
    public List<Order> takeWaiting() {
      return List.of();
    }

    @Override
    public boolean paused(SiteId site) {
      return paused.contains(site);
    }
  }

  private static Site expecting(Expectations expectations) {
    return new Site(
        SITE,
        "Klinik",
        "html",
        null,
        true,
        Options.NONE,
        List.of(),
        null,
        new Schedule(
            new Schedule.Rule.Cron("0 0 6 * * ?"), Schedule.BERLIN, Duration.ZERO, List.of()),
        Politeness.DEFAULT,
        HttpRules.DEFAULT,
        Rights.linkOnly("Klinik"),
        expectations);
  }

  private void crawl(Verdict verdict, String reason, int valid) {
    crawl(verdict, reason, valid, Close.NOT_ALLOWED, Map.of(), List.of());
  }

  private void crawl(
      Verdict verdict,
      String reason,
      int valid,
      Close close,
      Map<String, Double> coverage,
      List<String> missed) {
    history.add(
        new CrawlReport(
            CrawlId.of(SITE, clock.instant()),
            SITE,
            clock.instant(),
            Duration.ofSeconds(10),
            verdict,
            Proof.STRONG,
            "q",
            reason,
            new CrawlReport.Pages(1, 1, 0, 100),
            null,
            valid,
            0,
            new CrawlReport.Items(valid, valid, 0, 0, 0, 0, 0, 0),
            close,
            coverage,
            missed,
            List.of()));
  }

  private void good() {
    crawl(Verdict.COMPLETE, "1 of 1 pages read", 20);
  }

  private SiteHealth look() {
    return watch.look(site).health();
  }

  private void nextDay() {
    clock.advance(Duration.ofDays(1));
  }

  private List<SiteState> states() {
    return told.stream().map(alert -> alert.now().state()).toList();
  }

  @Test
  void aSiteThatIsWellIsNeverTold() {
    for (int day = 0; day < 30; day++) {
      good();
      assertThat(look().state()).isEqualTo(SiteState.OK);
      nextDay();
    }
    assertThat(told).isEmpty();
  }

  @Test
  void oneFailedCrawlDegradesThreeBreakAndOneGoodOneMends() {
    good();
    look();
    nextDay();
    crawl(Verdict.PARTIAL, "1 page failed: https://klinik.example/2: TIMEOUT, 30 s", 10);
    assertThat(look().state()).isEqualTo(SiteState.DEGRADED);
    nextDay();
    crawl(Verdict.PARTIAL, "1 page failed: https://klinik.example/2: TIMEOUT, 30 s", 10);
    look();
    assertThat(states()).containsExactly(SiteState.DEGRADED);
    nextDay();
    crawl(Verdict.PARTIAL, "1 page failed: https://klinik.example/2: TIMEOUT, 30 s", 10);
    SiteHealth broken = look();
    assertThat(broken.state()).isEqualTo(SiteState.BROKEN);
    assertThat(broken.cause()).isEqualTo(SiteCause.TIMEOUT);
    assertThat(broken.detail())
        .isEqualTo(
            "3 crawls in a row failed since 2026-11-23, the last PARTIAL: 1 page failed:"
                + " https://klinik.example/2: TIMEOUT, 30 s");
    nextDay();
    good();
    assertThat(look().state()).isEqualTo(SiteState.OK);
    assertThat(states()).containsExactly(SiteState.DEGRADED, SiteState.BROKEN, SiteState.OK);
    assertThat(told.getLast().from()).isEqualTo(SiteState.BROKEN);
  }

  @Test
  void aFailedCrawlThatBroughtNothingBreaksAtOnce() {
    good();
    nextDay();
    crawl(Verdict.EMPTY_SUSPECT, "nothing came where there was something", 0);
    assertThat(look().state()).isEqualTo(SiteState.BROKEN);
    assertThat(look().cause()).isEqualTo(SiteCause.VERDICT);
  }

  @Test
  void aVerdictThatIsExpectedIsNoFailure() {
    site =
        expecting(new Expectations(Set.of("COMPLETE", "PARTIAL"), null, null, 30, Map.of(), null));
    for (int day = 0; day < 12; day++) {
      crawl(Verdict.PARTIAL, "but this kind of site can prove nothing", 20);
      assertThat(look().state()).isEqualTo(SiteState.OK);
      nextDay();
    }
    assertThat(told).isEmpty();
  }

  @Test
  void whatIsBrokenIsToldOnceADay() {
    good();
    nextDay();
    for (int hour = 0; hour < 72; hour++) {
      crawl(Verdict.BLOCKED, "https://klinik.example/: 403", 0);
      look();
      clock.advance(Duration.ofHours(1));
    }
    assertThat(states()).containsExactly(SiteState.BROKEN, SiteState.BROKEN, SiteState.BROKEN);
    assertThat(told.stream().map(SiteAlert::reminder)).containsExactly(false, true, true);
  }

  @Test
  void tenFailuresOverFourDaysPauseUntilSomebodyResumes() {
    good();
    for (int day = 0; day < 10; day++) {
      nextDay();
      crawl(Verdict.BLOCKED, "robots.txt answered 503", 0);
      look();
    }
    assertThat(look().state()).isEqualTo(SiteState.PAUSED);
    assertThat(look().cause()).isEqualTo(SiteCause.ROBOTS_DENIED);
    assertThat(orders.paused(SITE)).isTrue();
    assertThat(orders.by).containsExactly("stellwerk");
    for (int day = 0; day < 10; day++) {
      nextDay();
      look();
    }
    assertThat(states().stream().filter(state -> state == SiteState.PAUSED)).hasSize(1);

    orders.give(new SiteOrders.Order.Resume(SITE), "anna");
    nextDay();
    crawl(Verdict.COMPLETE, "1 of 1 pages read", 20);
    assertThat(look().state()).isEqualTo(SiteState.OK);
  }

  @Test
  void whatFailedBeforeAResumeCountsNoMore() {
    good();
    for (int day = 0; day < 10; day++) {
      nextDay();
      crawl(Verdict.BLOCKED, "https://klinik.example/: 403", 5);
      look();
    }
    assertThat(look().state()).isEqualTo(SiteState.PAUSED);
    orders.give(new SiteOrders.Order.Resume(SITE), "anna");
    nextDay();
    look();
    clock.advance(Duration.ofHours(1));
    crawl(Verdict.BLOCKED, "https://klinik.example/: 403", 5);

    assertThat(look().state()).isEqualTo(SiteState.BROKEN);
    assertThat(look().cause()).isEqualTo(SiteCause.STALE);
    assertThat(orders.paused(SITE)).isFalse();
  }

  @Test
  void anOperatorsPauseIsAStateOfItsOwn() {
    good();
    look();
    orders.give(new SiteOrders.Order.Pause(SITE), "anna");
    assertThat(look().state()).isEqualTo(SiteState.PAUSED);
    assertThat(look().cause()).isEqualTo(SiteCause.OPERATOR);
    orders.give(new SiteOrders.Order.Resume(SITE), "anna");
    assertThat(look().state()).isEqualTo(SiteState.OK);
  }

  @Test
  void aSiteThatNobodyCrawlsAnyMoreIsStaleAndThenOutOfDate() {
    good();
    Instant crawled = clock.instant();
    look();
    clock.advance(Duration.ofHours(55));
    assertThat(look().state()).isEqualTo(SiteState.BROKEN);
    assertThat(look().cause()).isEqualTo(SiteCause.STALE);
    assertThat(watch.outOfDate(site)).isFalse();
    clock.set(crawled.plus(Duration.ofDays(7)));
    assertThat(watch.outOfDate(site)).isTrue();

    site =
        expecting(
            new Expectations(Set.of("COMPLETE"), null, null, 30, Map.of(), Duration.ofDays(3)));
    assertThat(watch.outOfDate(site)).isFalse();
    clock.set(crawled.plus(Duration.ofDays(10)));
    assertThat(watch.outOfDate(site)).isTrue();
  }

  @Test
  void whatWasExpectedAndDidNotComeIsSaid() {
    site =
        expecting(new Expectations(Set.of("COMPLETE"), 10, 50, 30, Map.of("employer", 95), null));
    crawl(
        Verdict.COMPLETE,
        "1 of 1 pages read",
        6,
        new Close(41, 47, 30, Close.State.HELD),
        Map.of("employer", 0.4),
        List.of("min_items", "coverage.employer", "max_close"));

    SiteHealth health = look();

    assertThat(health.state()).isEqualTo(SiteState.DEGRADED);
    assertThat(health.cause()).isEqualTo(SiteCause.YIELD_DROP);
    assertThat(health.detail())
        .isEqualTo(
            "6 valid postings (min_items); employer 40 % (expected ≥ 95 %); would close 41 of 47");
  }
}
