package stellwerk.crawler;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.time.Duration;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import stellwerk.crawler.site.Politeness;
import stellwerk.crawler.site.Schedule;
import stellwerk.crawler.site.Site;
import stellwerk.crawler.site.StartUrl;
import stellwerk.crawler.verdict.CrawlReport;
import stellwerk.crawler.verdict.Verdict;

/// State and honesty (`docs/crawling.md`): budgets, orders within one fetch, and that every address
/// has a fate that is told, whatever the server does.
class HonestyBehavioursTest {
  private static List<String> ids(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(Integer::toString).toList();
  }

  private static void board(CrawlRig rig, int postings) {
    rig.list("/liste", ids(postings));
    ids(postings).forEach(rig::posting);
  }

  private static Site with(Site site, Politeness politeness) {
    return site.with(politeness);
  }

  private static Politeness budget(int pages, long bytes, Duration time, int errors) {
    Politeness d = Politeness.DEFAULT;
    return new Politeness(
        Duration.ZERO,
        d.maxCrawlDelay(),
        pages,
        bytes,
        time,
        errors,
        d.key(),
        d.robotsForbiddenAllows());
  }

  @ParameterizedTest
  @ValueSource(strings = {"pages", "bytes", "time"})
  @DisplayName("19. Budgets per crawl: meeting one ends the crawl TRUNCATED")
  void aBudgetThatIsMetEndsTheCrawlTruncated(String which) {
    try (CrawlRig rig = new CrawlRig()) {
      rig.server.on(
          "*",
          (asked, _, out) -> {
            if (asked.path().startsWith("/liste")) {
              int page = Integer.parseInt(asked.path().replaceAll("\\D", ""));
              out.write(CrawlRig.html(CrawlRig.listPage(List.of("a" + page))));
            } else if (asked.path().startsWith("/stelle/")) {
              rig.clock.advance(Duration.ofMinutes(1));
              out.write(CrawlRig.html(CrawlRig.postingPage(asked.path().substring(8), "")));
            } else {
              out.write(HostileServer.response(404, "nicht hier"));
            }
          });
      Site site =
          rig.site(
              List.of(
                  new StartUrl(
                      rig.server.url("/liste?seite={page}"),
                      List.of(),
                      new StartUrl.Pages(1, 1_000_000, StartUrl.StopWhen.EMPTY))));
      Politeness budget =
          switch (which) {
            case "pages" -> budget(20, 1L << 30, Duration.ofHours(6), 100);
            case "bytes" -> budget(1_000, 10_000, Duration.ofHours(6), 100);
            default -> budget(1_000, 1L << 30, Duration.ofMinutes(9), 100);
          };

      CrawlReport report = rig.crawl(with(site, budget));

      assertThat(report.verdict()).isEqualTo(Verdict.TRUNCATED);
      assertThat(report.reason()).contains("max_" + which);
      assertThat(rig.asked()).hasSizeBetween(5, 40);
      assertFates(rig, report);
    }
  }

  @Test
  @DisplayName("19. Budgets per crawl: too many errors end it PARTIAL")
  void tooManyErrorsEndTheCrawlPartial() {
    try (CrawlRig rig = new CrawlRig()) {
      rig.list("/liste", ids(40));
      rig.posting("1");
      rig.server.on("*", (_, _, out) -> out.write(HostileServer.response(418, "eine Teekanne")));

      CrawlReport report =
          rig.crawl(with(rig.site("/liste"), budget(1_000, 1L << 30, Duration.ofHours(6), 3)));

      assertThat(report.verdict()).isEqualTo(Verdict.PARTIAL);
      assertThat(report.notes()).anyMatch(note -> note.contains("max_errors"));
      assertThat(rig.asked()).hasSizeLessThan(140);
      assertFates(rig, report);
    }
  }

  /// An order that comes while the crawl waits for the host's turn.
  private enum Order {
    STOP,
    BLACKOUT
  }

  @ParameterizedTest
  @EnumSource(Order.class)
  @DisplayName("20. Windows, blackout hours, pause and stop take effect within one fetch")
  void anOrderGivenMidCrawlLetsAtMostTheRequestInFlightEnd(Order order) throws Exception {
    try (CrawlRig rig = new CrawlRig();
        ExecutorService crawls = Executors.newVirtualThreadPerTaskExecutor()) {
      board(rig, 5);
      CountDownLatch inFlight = new CountDownLatch(1);
      CountDownLatch answer = new CountDownLatch(1);
      rig.server.on(
          "/stelle/2",
          (_, _, out) -> {
            inFlight.countDown();
            answer.await();
            out.write(CrawlRig.html(CrawlRig.postingPage("2", "")));
          });
      AtomicBoolean stopped = new AtomicBoolean();
      Site plain = rig.site("/liste").with(budget(1_000, 1L << 30, Duration.ofHours(6), 100));
      Site site =
          new Site(
              plain.id(),
              plain.name(),
              plain.kind(),
              null,
              true,
              plain.options(),
              plain.start(),
              null,
              new Schedule(
                  new Schedule.Rule.OnOrder(),
                  Schedule.BERLIN,
                  Duration.ZERO,
                  List.of(new Schedule.Hours(LocalTime.of(22, 0), LocalTime.of(6, 0)))),
              plain.politeness().withDelay(Duration.ofMillis(300)),
              stellwerk.crawler.site.HttpRules.DEFAULT.withPlain(),
              plain.rights(),
              plain.expect());
      BooleanSupplier order1 = stopped::get;
      Future<CrawlReport> running = crawls.submit(() -> rig.crawl(site, order1));

      assertThat(inFlight.await(30, TimeUnit.SECONDS)).isTrue();
      switch (order) {
        case STOP -> stopped.set(true);
        case BLACKOUT -> rig.clock.advance(Duration.ofHours(13));
      }
      answer.countDown();
      CrawlReport report = running.get(30, TimeUnit.SECONDS);

      assertThat(rig.asked()).containsExactly("/liste", "/stelle/1", "/stelle/2");
      assertThat(rig.postings.keySet()).as("what was in flight is kept").contains("2");
      assertThat(report.verdict().mayCloseByAbsence()).isFalse();
      assertThat(report.fates())
          .containsEntry(order == Order.STOP ? "left.stopped" : "left.blackout", 3);
    }
  }

  @Test
  @DisplayName("20. An order that comes while the crawl waits for its turn: nothing more is sent")
  void anOrderThatComesWhileWaitingForTheTurnSendsNothingMore() {
    try (CrawlRig rig = new CrawlRig()) {
      board(rig, 5);
      AtomicBoolean stopped = new AtomicBoolean();
      Site site = rig.site("/liste").with(Politeness.DEFAULT.withDelay(Duration.ofMillis(120)));
      // Asked twice for each request: before the wait for the host's turn, and behind it.
      int[] asked = {0};
      BooleanSupplier order =
          () -> {
            asked[0]++;
            if (asked[0] == 6) {
              stopped.set(true);
            }
            return stopped.get();
          };

      CrawlReport report = rig.crawl(site, order);

      assertThat(rig.asked()).containsExactly("/liste", "/stelle/1");
      assertThat(report.fates()).containsEntry("left.stopped", 4);
      assertFates(rig, report);
    }
  }

  /// What a server may do to one posting's page.
  private enum Fault {
    GONE,
    FORBIDDEN,
    TOO_MANY,
    SERVER_ERROR,
    UNAVAILABLE,
    RESET,
    NOTHING,
    HALF,
    SLOW,
    ENDLESS,
    GARBAGE,
    BOMB,
    CHALLENGE,
    EMPTY_PAGE,
    REDIRECT_LOOP,
    REDIRECT_AWAY,
    ROBOTS,
    NOINDEX,
    OPT_OUT
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  @DisplayName(
      "40. Every URL's fate is explained: the sum over reason codes is that of all addresses")
  void theSumOverReasonCodesIsThatOfAllAddresses(Fault fault) {
    try (CrawlRig rig = new CrawlRig()) {
      board(rig, 4);
      rig.server.on("/stelle/2", (_, socket, out) -> play(fault, rig, socket, out));
      if (fault == Fault.ROBOTS) {
        rig.server.answer(
            "/robots.txt", 200, "User-agent: *\nDisallow: /stelle/2\n", "Content-Type: text/plain");
      }

      CrawlReport report = rig.crawl(rig.site("/liste"));

      assertThat(report.verdict().mayCloseByAbsence()).isFalse();
      assertThat(report.fates()).as(fault.name()).hasSizeGreaterThan(1);
      assertThat(sum(report)).as("the list and its four postings").isEqualTo(5);
      assertFates(rig, report);
    }
  }

  @Test
  @DisplayName(
      "40. Every URL's fate is explained: robots unreachable, with since when and next try")
  void aSiteThatCannotBeAskedSaysWhyAndUntilWhen() {
    try (CrawlRig rig = new CrawlRig()) {
      board(rig, 3);
      rig.server.answer("/robots.txt", 503, "später");

      CrawlReport report = rig.crawl(rig.site("/liste"));

      assertThat(rig.asked()).isEmpty();
      assertThat(report.verdict()).isEqualTo(Verdict.BLOCKED);
      assertThat(report.reason()).contains("robots.txt cannot be read").contains("next try 2026-");
      assertThat(report.fates()).containsEntry("refused.robots_unreachable", 1);
    }
  }

  @Test
  @DisplayName("40. Every URL's fate is explained: a page that leads to too many requests")
  void requestsThatAreNotTakenAreCounted() {
    try (CrawlRig rig = new CrawlRig()) {
      rig.list("/liste", ids(5_003));
      Site site = rig.site("/liste").with(budget(3, 1L << 30, Duration.ofHours(6), 100));

      CrawlReport report = rig.crawl(site);

      assertThat(report.verdict()).isIn(Verdict.TRUNCATED, Verdict.EMPTY_SUSPECT);
      assertThat(report.fates())
          .containsEntry("not_taken", 3)
          .containsEntry("left.max_pages", 4_998);
      assertThat(sum(report)).isEqualTo(5_004);
    }
  }

  /// All addresses of the board have a fate: the list and four postings where nothing more is said.
  private static void assertFates(CrawlRig rig, CrawlReport report) {
    long distinct = rig.asked().stream().distinct().count();
    assertThat(sum(report)).isEqualTo(report.pages().planned());
    assertThat((long) sum(report)).as(report.fates().toString()).isGreaterThanOrEqualTo(distinct);
    assertThat(report.fates()).doesNotContainKey("waiting");
    Map<String, Integer> kept = new HashMap<>();
    rig.history.fates(report.id()).values().forEach(code -> kept.merge(code, 1, Integer::sum));
    assertThat(kept).as("the fate that is kept of each address").isEqualTo(report.fates());
  }

  private static int sum(CrawlReport report) {
    return report.fates().values().stream().mapToInt(Integer::intValue).sum();
  }

  private static void play(Fault fault, CrawlRig rig, Socket socket, java.io.OutputStream out)
      throws Exception {
    switch (fault) {
      case GONE -> out.write(HostileServer.response(410, "weg"));
      case FORBIDDEN -> out.write(HostileServer.response(403, "nein"));
      case TOO_MANY -> out.write(HostileServer.response(429, "langsam", "Retry-After: 60"));
      case SERVER_ERROR -> out.write(HostileServer.response(500, "kaputt"));
      case UNAVAILABLE -> out.write(HostileServer.response(503, "später"));
      case RESET -> socket.setSoLinger(true, 0);
      case NOTHING -> socket.close();
      case HALF ->
          out.write(
              HostileServer.lines(
                  "HTTP/1.1 200 OK", "Content-Type: text/html", "Content-Length: 9999", "", "<ht"));
      case SLOW -> {
        out.write(HostileServer.lines("HTTP/1.1 200 OK", "Content-Length: 9999", "", ""));
        for (int i = 0; i < 300; i++) {
          out.write(' ');
          out.flush();
          Thread.sleep(10);
        }
      }
      case ENDLESS -> {
        out.write(HostileServer.lines("HTTP/1.1 200 OK", "Content-Type: text/html", "", ""));
        byte[] much = new byte[65_536];
        for (int i = 0; i < 1_000; i++) {
          out.write(much);
        }
      }
      case GARBAGE -> out.write(new byte[] {1, 2, 3, 13, 10, 13, 10});
      case BOMB -> {
        byte[] zeros = new byte[3_000_000];
        var zipped = new java.io.ByteArrayOutputStream();
        try (var gzip = new java.util.zip.GZIPOutputStream(zipped)) {
          gzip.write(zeros);
        }
        out.write(
            HostileServer.lines(
                "HTTP/1.1 200 OK",
                "Content-Type: text/html",
                "Content-Encoding: gzip",
                "Content-Length: " + zipped.size(),
                "",
                ""));
        out.write(zipped.toByteArray());
      }
      case CHALLENGE ->
          out.write(
              CrawlRig.html(
                  "<html><head><title>Just a moment...</title></head><body>Checking your browser</body></html>"));
      case EMPTY_PAGE -> out.write(CrawlRig.html("<html><body></body></html>"));
      case REDIRECT_LOOP ->
          out.write(HostileServer.response(302, "", "Location: " + rig.server.url("/stelle/2")));
      case REDIRECT_AWAY ->
          out.write(HostileServer.response(302, "", "Location: https://elsewhere.example/"));
      case ROBOTS -> out.write(HostileServer.response(500, "must not be asked for"));
      case NOINDEX ->
          out.write(
              HostileServer.response(
                  200,
                  CrawlRig.postingPage("2", ""),
                  "Content-Type: text/html",
                  "X-Robots-Tag: noindex"));
      case OPT_OUT ->
          out.write(
              HostileServer.response(
                  200,
                  CrawlRig.postingPage("2", ""),
                  "Content-Type: text/html",
                  "TDM-Reservation: 1"));
    }
  }
}
