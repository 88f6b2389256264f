package stellwerk.indexer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stellwerk.crawler.fetch.CrawlMemory.RobotsCopy;
import stellwerk.crawler.fetch.Remembered;
import stellwerk.crawler.site.RawField;
import stellwerk.crawler.site.RawPosting;
import stellwerk.crawler.site.Site;
import stellwerk.crawler.site.SiteOrders;
import stellwerk.crawler.verdict.CrawlReport;
import stellwerk.crawler.verdict.Proof;
import stellwerk.crawler.verdict.Verdict;
import stellwerk.indexer.Housekeeping.Retention;
import stellwerk.indexer.IntakeHarness.Found;
import stellwerk.indexer.lifecycle.ChangeEvent;
import stellwerk.indexer.posting.Flag;
import stellwerk.indexer.posting.Lifespan.ClosedReason;
import stellwerk.indexer.posting.Posting;
import stellwerk.indexer.posting.PostingId;
import stellwerk.indexer.release.Outlet;
import stellwerk.indexer.release.Release;
import stellwerk.indexer.release.Releases;
import stellwerk.indexer.ruling.Ruling;
import stellwerk.indexer.ruling.Ruling.Says;
import stellwerk.indexer.store.PostingStore.Pruned;
import stellwerk.indexer.store.SqlRulings;
import stellwerk.indexer.store.crawl.SqlCrawlMemory;
import stellwerk.indexer.store.crawl.SqlLedger;
import stellwerk.indexer.store.crawl.SqlSiteOrders;

/// Nothing that has a retention grows without bound, and nothing goes before its time.
class HousekeepingTest {
  private static final Retention RETENTION =
      new Retention(
          Duration.ofDays(30),
          Duration.ofDays(100),
          Duration.ofDays(200),
          Duration.ofDays(60),
          Duration.ofDays(10));

  @TempDir Path folder;
  private IntakeHarness it;
  private final List<Instant> archivePruned = new ArrayList<>();
  private List<Site> sites = List.of();
  private long followed = Long.MAX_VALUE;
  private Housekeeping house;

  @BeforeEach
  void aHouse() {
    it = new IntakeHarness(folder);
    sites = List.of(it.site);
    house =
        new Housekeeping(
            it.stores, it.closings, new Told(), () -> sites, () -> followed, RETENTION, it.clock);
  }

  @AfterEach
  void close() {
    it.close();
  }

  /// An archive that notes what it is told to prune.
  private final class Told extends EmptyArchive {
    @Override
    public int prune(Instant olderThan) {
      archivePruned.add(olderThan);
      return 3;
    }
  }

  private long rows(String table) {
    return it.stores
        .database()
        .read(
            "count rows",
            connection -> {
              try (PreparedStatement select =
                      connection.prepareStatement("select count(*) from " + table);
                  ResultSet row = select.executeQuery()) {
                return row.next() ? row.getLong(1) : 0L;
              }
            });
  }

  private List<Posting> indexable() {
    return it.stores.postings().page(new PostingId("j_  "), 1000).stream()
        .map(kept -> kept.posting())
        .toList();
  }

  @Test
  void aClosedPostingLeavesIndexAndOutputsAfterItsTime() {
    it.complete(Found.numbered(0, 10));
    it.daysLater(1);
    it.complete(Found.numbered(0, 9));

    it.daysLater(30);
    assertThat(house.tidy().purged()).isZero();
    assertThat(indexable()).hasSize(10);

    it.clock.forward(Duration.ofSeconds(1));
    long number = it.number();
    assertThat(house.tidy().purged()).isEqualTo(1);
    assertThat(indexable()).hasSize(9).noneMatch(posting -> posting.key().equals("k9"));
    assertThat(it.eventsAfter(number)).containsExactly("Purged");
    assertThat(house.tidy().purged()).isZero();
  }

  @Test
  void aPurgedPostingThatIsListedAgainIsTheSamePostingAgain() {
    it.complete(Found.numbered(0, 10));
    PostingId id = it.posting("k9").id();
    Instant first = it.posting("k9").lifespan().firstSeen();
    it.daysLater(1);
    it.complete(Found.numbered(0, 9));
    it.daysLater(31);
    house.tidy();
    long number = it.number();

    it.complete(Found.numbered(0, 10));

    assertThat(it.posting("k9").id()).isEqualTo(id);
    assertThat(it.posting("k9").lifespan().active()).isTrue();
    assertThat(it.posting("k9").lifespan().firstSeen()).isEqualTo(first);
    assertThat(it.eventsAfter(number)).containsExactly("Reopened");
    assertThat(indexable()).hasSize(10);
  }

  @Test
  void theWordsOfAClosedPostingLeaveTheStoreAfterTheirOwnTime() {
    it.complete(Found.numbered(0, 10));
    PostingId id = it.posting("k9").id();
    it.daysLater(1);
    it.complete(Found.numbered(0, 9));
    it.daysLater(100);
    house.tidy();
    assertThat(rows("posting_text")).isEqualTo(10);
    it.daysLater(1);

    assertThat(house.tidy().forgotten()).isEqualTo(1);

    assertThat(rows("posting_text")).isEqualTo(9);
    assertThat(rows("posting")).isEqualTo(9);
    it.complete(Found.numbered(0, 10));
    assertThat(it.posting("k9").id()).isEqualTo(id);
    assertThat(it.posting("k9").lifespan().firstSeen()).isEqualTo(it.clock.instant());
  }

  @Test
  void anOpenPostingIsKeptHoweverOldItIs() {
    it.complete(Found.numbered(0, 3));
    for (int month = 0; month < 30; month++) {
      it.daysLater(30);
      it.complete(Found.numbered(0, 3));
      house.tidy();
    }
    assertThat(it.open()).isEqualTo(3);
    assertThat(rows("posting_text")).isEqualTo(3);
  }

  @Test
  void whatAnOperatorEndedStaysEndedAfterItsWordsAreGone() {
    it.complete(Found.numbered(0, 10));
    rule(it.posting("k1").id(), new Says.Closed());
    for (int month = 0; month < 6; month++) {
      it.daysLater(30);
      house.tidy();
      it.complete(Found.numbered(0, 10));
    }

    assertThat(it.open()).isEqualTo(9);
    assertThat(rows("posting_text")).isEqualTo(9);
    assertThat(it.stores.postings().find(IntakeHarness.SITE, "k1")).isEmpty();
  }

  @Test
  void aTakedownIsPurgedAtOnceAndItsWordsAreGone() {
    it.complete(Found.numbered(0, 10));
    PostingId id = it.posting("k1").id();
    long number = it.number();

    rule(id, new Says.Takedown());

    assertThat(it.eventsAfter(number)).containsExactly("Closed", "Purged");
    assertThat(it.stores.postings().find(id)).isEmpty();
    assertThat(indexable()).hasSize(9);
    it.daysLater(1);
    it.complete(Found.numbered(0, 10));
    it.daysLater(1);
    it.complete(
        Found.only(
            PlainReader.raw(IntakeHarness.SITE.value(), "k1", "KI-Trainer, in other words")));
    assertThat(it.stores.postings().find(id)).isEmpty();
    assertThat(it.stores.standings().find(id).orElseThrow().standing().closed())
        .isEqualTo(ClosedReason.TAKEDOWN);
  }

  private void rule(PostingId id, Says says) {
    var rulings = new SqlRulings(it.stores.database());
    var rebuild =
        new Rebuild(
            it.stores.postings(),
            new RuledReader(new PlainReader(), rulings),
            it::vacancy,
            it.clock);
    new Decisions(it.stores, rulings, rebuild, it.clock)
        .give(new Ruling(id, says, "anna", it.clock.instant(), "asked for"));
  }

  @Test
  void aDeadlineClosesWithoutACrawl() {
    RawPosting due =
        PlainReader.raw(IntakeHarness.SITE.value(), "due")
            .structured(RawField.TITLE, "KI-Trainer", "json title")
            .structured(RawField.VALID_THROUGH, "2026-11-25", "json validThrough")
            .build();
    it.complete(Found.only(due));
    it.clock.set("2026-11-25T22:59:00Z");
    assertThat(house.tidy().closed()).isZero();
    it.clock.set("2026-11-25T23:00:00Z");

    assertThat(house.tidy().closed()).isEqualTo(1);

    assertThat(it.posting("due").lifespan().closedReason()).isEqualTo(ClosedReason.DEADLINE);
  }

  @Test
  void deadlinesStandUnderTheGuardOfTheirSite() {
    List<RawPosting> due = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      due.add(
          PlainReader.raw(IntakeHarness.SITE.value(), "due" + i)
              .structured(RawField.TITLE, "KI-Trainer " + i, "json title")
              .structured(RawField.VALID_THROUGH, "2026-11-25", "json validThrough")
              .build());
    }
    due.addAll(Found.numbered(0, 4).taken());
    it.complete(new Found(due, Set.of(), List.of(), List.of()));
    it.daysLater(10);

    assertThat(house.tidy().closed()).isZero();

    CrawlReport held = it.crawl(Verdict.PARTIAL, Proof.NONE, Found.nothing());
    assertThat(held.close()).isEqualTo(new CrawlReport.Close(6, 10, 30, held.close().state()));
    assertThat(held.close().state()).isEqualTo(CrawlReport.Close.State.HELD);
    it.closings.confirm(held.id());
    assertThat(it.open()).isEqualTo(4);
  }

  @Test
  void thePostingsOfASiteThatIsNoLongerConfiguredCloseAndComeBackWithIt() {
    it.complete(Found.numbered(0, 10));
    sites = List.of();

    assertThat(house.tidy().closed()).isEqualTo(10);
    assertThat(it.posting("k1").lifespan().closedReason()).isEqualTo(ClosedReason.SITE_REMOVED);
    assertThat(house.tidy().closed()).isZero();

    sites = List.of(it.site);
    it.daysLater(1);
    it.complete(Found.numbered(0, 10));
    assertThat(it.open()).isEqualTo(10);
  }

  @Test
  void changesArePrunedAfterTheirTimeButNotBeforeTheIndexHasThem() {
    it.complete(Found.numbered(0, 10));
    Instant made = it.clock.instant();
    followed = 4;
    it.daysLater(61);

    assertThat(house.tidy().changes()).isEqualTo(4);
    assertThat(it.stores.postings().pruned()).isEqualTo(new Pruned(4, made));
    assertThat(it.stores.postings().changesAfter(0, 100)).hasSize(6);
    assertThat(it.number()).isEqualTo(10);

    followed = 10;
    assertThat(house.tidy().changes()).isEqualTo(6);
    it.complete(Found.numbered(0, 11));
    assertThat(it.stores.postings().changesAfter(10, 100))
        .singleElement()
        .satisfies(change -> {
          assertThat(change.number()).isEqualTo(11);
          assertThat(change.event()).isInstanceOf(ChangeEvent.Opened.class);
        });
  }

  @Test
  void theNewestReportsStayHoweverOldTheyAre() {
    for (int day = 0; day < 70; day++) {
      it.complete(Found.numbered(0, 3));
      it.daysLater(1);
    }
    assertThat(house.tidy().reports()).isEqualTo(20);
    assertThat(it.history.latest(IntakeHarness.SITE, 100)).hasSize(50);
    it.daysLater(1000);
    assertThat(house.tidy().reports()).isZero();
  }

  @Test
  void aReportWhoseClosingsWaitForAnOperatorStays() {
    it.complete(Found.numbered(0, 20));
    it.daysLater(1);
    CrawlReport held = it.complete(Found.numbered(0, 5));
    for (int day = 0; day < 100; day++) {
      it.daysLater(1);
      it.crawl(Verdict.PARTIAL, Proof.STRONG, Found.numbered(0, 5));
    }
    house.tidy();

    assertThat(it.history.find(held.id())).isPresent();
    assertThat(it.closings.confirm(held.id()).orElseThrow().items().closed()).isEqualTo(15);
  }

  @Test
  void whatCrawlsRememberedIsForgottenInTheEnd() {
    var memory = new SqlCrawlMemory(it.stores.database());
    memory.remember(
        IntakeHarness.SITE,
        "https://klinik.example/jobs",
        new Remembered("e", null, "d", "html/1", Set.of(), List.of(), null, it.clock.instant()));
    memory.rememberRobots(
        "https://klinik.example",
        new RobotsCopy(200, "", it.clock.instant(), it.clock.instant().plus(Duration.ofDays(1))));
    memory.pause("klinik.example", it.clock.instant().plusSeconds(60), "429");
    var orders = new SqlSiteOrders(it.stores.database(), it.clock);
    orders.give(new SiteOrders.Order.Run(IntakeHarness.SITE), "anna");
    orders.takeWaiting();
    it.daysLater(50);
    orders.give(new SiteOrders.Order.Run(IntakeHarness.SITE), "anna");

    it.daysLater(50);
    house.tidy();
    Map<String, Long> left = new TreeMap<>();
    for (String table : List.of("answer", "robots_copy", "host_pause", "site_order")) {
      left.put(table, rows(table));
    }
    assertThat(left)
        .isEqualTo(Map.of("answer", 1L, "robots_copy", 0L, "host_pause", 0L, "site_order", 1L));
    assertThat(orders.takeWaiting()).hasSize(1);

    it.daysLater(1);
    house.tidy();
    assertThat(rows("answer")).isZero();
  }

  private Posting dated(String key) {
    return it.stores.postings().find(IntakeHarness.SITE, key).orElseThrow().posting();
  }

  private static RawPosting withDate(String key) {
    return PlainReader.raw(IntakeHarness.SITE.value(), key)
        .structured(RawField.TITLE, "KI-Trainer " + key, "json title")
        .structured(RawField.DATE_POSTED, "2026-11-01", "json datePosted")
        .build();
  }

  @Test
  void thePostingsOfAStaleSiteAreWithheldButOpenAndShownAgainWhenItIsReadWell() {
    it.complete(Found.numbered(0, 10));
    long number = it.number();

    assertThat(house.withhold(it.site, true)).isEqualTo(10);
    assertThat(house.withhold(it.site, true)).isZero();

    assertThat(it.open()).isEqualTo(10);
    assertThat(it.eventsAfter(number)).hasSize(10).containsOnly("Touched");
    assertThat(dated("k1").flags()).containsExactly(Flag.SITE_STALE);
    assertThat(released("k1")).isEqualTo(new Release.Withheld(Release.Reason.SITE_STALE));

    it.complete(Found.numbered(0, 10));
    assertThat(house.withhold(it.site, false)).isEqualTo(10);
    assertThat(dated("k1").flags()).isEmpty();
    assertThat(released("k1")).isInstanceOf(Release.Shown.class);
  }

  @Test
  void aPostingWithoutAnyDateThatNoListNamesIsWithheldAfterSixtyDays() {
    it.crawl(
        Verdict.PARTIAL,
        Proof.NONE,
        Found.only(
            PlainReader.raw(IntakeHarness.SITE.value(), "undated", "KI-Trainer"),
            withDate("dated")));
    it.daysLater(60);
    assertThat(house.withhold(it.site, false)).isZero();
    it.daysLater(1);
    assertThat(house.withhold(it.site, false)).isEqualTo(1);
    assertThat(dated("undated").flags()).containsExactly(Flag.TOO_OLD);
    assertThat(dated("dated").flags()).isEmpty();
    assertThat(released("undated")).isEqualTo(new Release.Withheld(Release.Reason.TOO_OLD));
    assertThat(it.open()).isEqualTo(2);

    it.crawl(
        Verdict.PARTIAL,
        Proof.NONE,
        Found.only(PlainReader.raw(IntakeHarness.SITE.value(), "undated", "KI-Trainer, anew")));
    assertThat(dated("undated").flags()).containsExactly(Flag.TOO_OLD);
    assertThat(house.withhold(it.site, false)).isEqualTo(1);
    assertThat(released("undated")).isInstanceOf(Release.Shown.class);
  }

  private Release released(String key) {
    var ledger = new SqlLedger(it.stores.database(), it.clock);
    ledger.configure(IntakeHarness.SITE, "Klinik", it.site.rights());
    return new Releases(ledger).release(dated(key), Outlet.API, false, List.of());
  }

  @Test
  void theArchiveIsToldHowFarBackItReaches() {
    Instant now = it.clock.instant();
    assertThat(house.tidy().archived()).isEqualTo(3);
    assertThat(archivePruned).containsExactly(now.minus(Duration.ofDays(200)));
  }
}
