package stellwerk.indexer.store.crawl;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stellwerk.crawler.fetch.CrawlMemory;
import stellwerk.crawler.fetch.Remembered;
import stellwerk.crawler.fetch.Request;
import stellwerk.crawler.ledger.Finding;
import stellwerk.crawler.ledger.LedgerEntry;
import stellwerk.crawler.site.CrawlId;
import stellwerk.crawler.site.Rights;
import stellwerk.crawler.site.SiteId;
import stellwerk.crawler.site.SiteOrders.Order;
import stellwerk.crawler.verdict.AddressFate;
import stellwerk.crawler.verdict.CrawlReport;
import stellwerk.crawler.verdict.Proof;
import stellwerk.crawler.verdict.Verdict;
import stellwerk.indexer.SettableClock;
import stellwerk.indexer.store.sql.Database;

/// What the crawler asks to remember is still there after a restart.
class SqlCrawlTest {
  private static final SiteId SITE = new SiteId("klinik");
  private static final SiteId OTHER = new SiteId("boerse");
  private static final Instant NOW = Instant.parse("2026-11-22T06:10:00Z");

  @TempDir Path folder;
  private final SettableClock clock = new SettableClock("2026-11-22T06:10:00Z");
  private Database database;

  @BeforeEach
  void open() {
    database = Database.sqlite(folder.resolve("stellwerk.db"));
  }

  @AfterEach
  void close() {
    database.close();
  }

  private void restart() {
    database.close();
    open();
  }

  private static CrawlReport report(String id, Instant started, Verdict verdict) {
    return new CrawlReport(
        new CrawlId(id),
        SITE,
        started,
        Duration.ofMillis(12_345),
        verdict,
        Proof.STRONG,
        "question",
        "1 of 1 pages read, 6 received = 6 declared",
        new CrawlReport.Pages(1, 1, 0, 12_345),
        6,
        6,
        0,
        new CrawlReport.Items(6, 6, 0, 0, 41, 0, 0, 0),
        new CrawlReport.Close(41, 47, 30, CrawlReport.Close.State.HELD),
        Map.of("title", 1.0, "employer", 0.4),
        List.of("coverage.employer", "max_close"),
        List.of("quarantined a: no title"));
  }

  @Test
  void whatBecameOfAnAddressIsKeptForTheThreeNewestCrawlsOfASite() {
    String list = "https://klinik.example/jobs";
    for (int n = 1; n <= 4; n++) {
      CrawlReport crawl = report("c_" + n, NOW.plus(Duration.ofDays(n)), Verdict.COMPLETE);
      var history = new SqlCrawlHistory(database);
      history.add(crawl);
      history.keepFates(
          crawl,
          Map.of(
              list,
              n == 4 ? "unchanged" : "read",
              list + "/" + n,
              "refused.robots",
              "POST " + list + " {\n\"page\": 1}",
              "failed.timeout"));
    }
    restart();
    var history = new SqlCrawlHistory(database);

    assertThat(history.fate(SITE, list))
        .contains(new AddressFate(new CrawlId("c_4"), NOW.plus(Duration.ofDays(4)), "unchanged"));
    assertThat(history.fate(SITE, list + "/2").map(AddressFate::crawl))
        .as("the newest crawl that knew it")
        .contains(new CrawlId("c_2"));
    assertThat(history.fate(SITE, list + "/1")).as("of a crawl too long ago").isEmpty();
    assertThat(history.fate(SITE, "/4")).as("half an address").isEmpty();
    assertThat(history.fate(SITE, "POST " + list + " {\n\"page\": 1}").map(AddressFate::code))
        .contains("failed.timeout");
    assertThat(history.fate(OTHER, list)).isEmpty();
  }

  @Test
  void reportsComeBackNewestFirst() {
    CrawlReport first = report("c_1", NOW, Verdict.COMPLETE);
    CrawlReport second = report("c_2", NOW.plusSeconds(60), Verdict.PARTIAL);
    var history = new SqlCrawlHistory(database);
    history.add(first);
    history.add(second);
    restart();
    history = new SqlCrawlHistory(database);

    assertThat(history.latest(SITE, 5)).containsExactly(second, first);
    assertThat(history.latest(SITE, 1)).containsExactly(second);
    assertThat(history.latest(OTHER, 5)).isEmpty();
    assertThat(history.find(new CrawlId("c_1"))).contains(first);
    assertThat(history.find(new CrawlId("c_3"))).isEmpty();
  }

  @Test
  void aReportIsReplacedWhenItsClosingIsDecided() {
    var history = new SqlCrawlHistory(database);
    CrawlReport held = report("c_1", NOW, Verdict.COMPLETE);
    history.add(held);

    CrawlReport confirmed =
        held.with(
            held.items(),
            new CrawlReport.Close(41, 47, 30, CrawlReport.Close.State.CONFIRMED),
            held.coverage(),
            held.expectationsMissed());
    history.replace(confirmed);

    assertThat(history.latest(SITE, 5)).containsExactly(confirmed);
  }

  @Test
  void answersAreRememberedBySiteAndQuestion() {
    var request =
        new Request(
            URI.create("https://jobs.example/api?q=%C3%A4"),
            Request.Method.POST,
            Request.Purpose.API,
            Map.of("Accept", "application/json"),
            "{\"page\":2}",
            Map.of("page", "2"));
    var answer =
        new Remembered(
            "\"abc\"", null, "d1", "personio/1", Set.of("a", "b"), List.of(request), 7, NOW);
    var memory = new SqlCrawlMemory(database);
    memory.remember(SITE, request.identity(), answer);
    restart();
    memory = new SqlCrawlMemory(database);

    assertThat(memory.answer(SITE, request.identity())).contains(answer);
    assertThat(memory.answer(OTHER, request.identity())).isEmpty();

    memory.forget(SITE, request.identity());

    assertThat(memory.answer(SITE, request.identity())).isEmpty();
  }

  @Test
  void robotsFilesAndPausesAreRememberedByHost() {
    var copy =
        new CrawlMemory.RobotsCopy(200, "User-agent: *\nDisallow:", NOW, NOW.plusSeconds(86_400));
    var memory = new SqlCrawlMemory(database);
    memory.rememberRobots("https://jobs.example:443", copy);
    memory.pause("jobs.example", NOW.plusSeconds(120), "429");
    restart();
    memory = new SqlCrawlMemory(database);

    assertThat(memory.robots("https://jobs.example:443")).contains(copy);
    assertThat(memory.robots("https://other.example:443")).isEmpty();
    assertThat(memory.pausedUntil("jobs.example")).isEqualTo(NOW.plusSeconds(120));
    assertThat(memory.pausedUntil("other.example")).isEqualTo(Instant.MIN);
  }

  @Test
  void howAHostHasFaredIsRememberedAcrossARestart() {
    var troubles = new CrawlMemory.Troubles(5, 2, "5 failures in a row", true);
    var memory = new SqlCrawlMemory(database);
    memory.rememberTroubles("jobs.example", new CrawlMemory.Troubles(1, 0, "", false));
    memory.rememberTroubles("jobs.example", troubles);
    restart();
    memory = new SqlCrawlMemory(database);

    assertThat(memory.troubles("jobs.example")).isEqualTo(troubles);
    assertThat(memory.troubles("other.example")).isEqualTo(CrawlMemory.Troubles.NONE);
    memory.rememberTroubles("jobs.example", CrawlMemory.Troubles.NONE);
    assertThat(memory.troubles("jobs.example")).isEqualTo(CrawlMemory.Troubles.NONE);
  }

  @Test
  void theLedgerKeepsRightsAndFindings() {
    var rights =
        new Rights(
            Rights.Level.SNIPPET,
            Set.of("api", "section"),
            true,
            "Klinik",
            URI.create("https://klinik.example/agb"),
            LocalDate.parse("2026-11-01"),
            "mail of 2 November",
            false);
    var robots = new Finding(Finding.Source.ROBOTS, "robots.txt 200, Crawl-delay 2 s", NOW);
    var tdm = new Finding(Finding.Source.TDM, "no reservation", NOW.plusSeconds(1));
    var ledger = new SqlLedger(database, clock);
    ledger.configure(SITE, "Klinik", rights);
    ledger.note(SITE, robots);
    ledger.note(SITE, tdm);
    restart();
    ledger = new SqlLedger(database, clock);

    var entry = new LedgerEntry(SITE, "Klinik", rights, List.of(tdm, robots));
    assertThat(ledger.entry(SITE)).contains(entry);
    assertThat(ledger.entry(OTHER)).isEmpty();
    assertThat(ledger.entries()).containsExactly(entry);
  }

  @Test
  void aFindingThatComesAgainIsOneFinding() {
    var ledger = new SqlLedger(database, clock);
    ledger.configure(SITE, "Klinik", Rights.linkOnly("Klinik"));

    ledger.note(SITE, new Finding(Finding.Source.TDM, "no reservation", NOW));
    ledger.note(SITE, new Finding(Finding.Source.TDM, "no reservation", NOW.plusSeconds(5)));

    assertThat(ledger.entry(SITE).orElseThrow().findings())
        .containsExactly(new Finding(Finding.Source.TDM, "no reservation", NOW.plusSeconds(5)));
  }

  @Test
  void ordersAreHandedOutOnceOldestFirst() {
    var orders = new SqlSiteOrders(database, clock);
    orders.give(new Order.Run(SITE), "anna");
    orders.give(new Order.Confirm(OTHER, new CrawlId("c_1")), "anna");
    orders.give(new Order.Discard(OTHER, new CrawlId("c_2")), "bert");
    restart();
    orders = new SqlSiteOrders(database, clock);

    assertThat(orders.takeWaiting())
        .containsExactly(
            new Order.Run(SITE),
            new Order.Confirm(OTHER, new CrawlId("c_1")),
            new Order.Discard(OTHER, new CrawlId("c_2")));
    assertThat(orders.takeWaiting()).isEmpty();
  }

  @Test
  void aPauseHoldsUntilSomebodyResumes() {
    var orders = new SqlSiteOrders(database, clock);

    orders.give(new Order.Pause(SITE), "anna");
    orders.takeWaiting();
    assertThat(orders.paused(SITE)).isTrue();
    assertThat(orders.paused(OTHER)).isFalse();

    orders.give(new Order.Resume(SITE), "anna");
    assertThat(orders.paused(SITE)).isFalse();
    assertThat(orders.takeWaiting()).containsExactly(new Order.Resume(SITE));
  }
}
