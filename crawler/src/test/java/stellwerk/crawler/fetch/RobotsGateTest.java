package stellwerk.crawler.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import stellwerk.crawler.HostileServer;
import stellwerk.crawler.SiteProbe;
import stellwerk.crawler.fetch.Fetched.Refused;
import stellwerk.crawler.fetch.Fetched.Refused.Reason;
import stellwerk.crawler.site.Politeness;
import stellwerk.crawler.site.Site;

class RobotsGateTest {
  private final HostileServer server =
      HostileServer.start().answer("/a", 200, "page a").answer("/b", 200, "page b");

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  @DisplayName("1. Robots before the first page")
  void robotsComeBeforeTheFirstPageAndOnlyOnceForManyAtOnce() throws Exception {
    server.answer("/robots.txt", 200, "User-agent: *\nDisallow: /private");

    try (Rig rig = Rig.against(server);
        ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Fetched>> fetched = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        fetched.add(many.submit(() -> rig.get(server.url("/a"))));
      }
      for (Future<Fetched> one : fetched) {
        assertThat(one.get()).isInstanceOf(Fetched.Page.class);
      }
    }

    assertThat(server.paths()).first().isEqualTo("/robots.txt");
    assertThat(server.requests("/robots.txt")).hasSize(1);
    assertThat(server.requests("/.well-known/tdmrep.json")).hasSize(1);
    assertThat(server.requests("/a")).hasSize(50);
    assertThat(server.mostAtOnce()).isEqualTo(1);
  }

  @Test
  void forbiddenAddressesAreNotAsked() {
    server.answer("/robots.txt", 200, "User-agent: stellwerk\nDisallow: /b");

    try (Rig rig = Rig.against(server)) {
      assertThat(rig.get(server.url("/b")))
          .isInstanceOfSatisfying(
              Refused.class, refused -> assertThat(refused.reason()).isEqualTo(Reason.ROBOTS));
      assertThat(rig.get(server.url("/a"))).isInstanceOf(Fetched.Page.class);
      assertThat(rig.findings.getFirst().said()).contains("/robots.txt: status 200");
    }

    assertThat(server.paths()).doesNotContain("/b");
  }

  @Test
  @DisplayName("2. Robots 5xx and 429 mean complete disallow: 5xx")
  void robotsWithServerErrorForbidEverythingUntilTheyAreRead() {
    AtomicInteger asked = new AtomicInteger();
    server.on(
        "/robots.txt",
        (_, _, out) ->
            out.write(HostileServer.response(asked.incrementAndGet() < 3 ? 503 : 200, "")));

    try (Rig rig = Rig.against(server)) {
      assertThat(rig.get(server.url("/a")))
          .isInstanceOfSatisfying(
              Refused.class,
              refused -> {
                assertThat(refused.reason()).isEqualTo(Reason.ROBOTS_UNREACHABLE);
                assertThat(refused.retryAfter()).isEqualTo(Duration.ofMinutes(1));
              });
      assertThat(rig.get(server.url("/b"))).isInstanceOf(Refused.class);
      assertThat(asked).hasValue(1);
      rig.clock.advance(Duration.ofSeconds(61));
      assertThat(rig.get(server.url("/a"))).isInstanceOf(Refused.class);
      assertThat(asked).hasValue(2);
      assertThat(server.paths()).doesNotContain("/a", "/b");

      rig.clock.advance(Duration.ofMinutes(3));

      assertThat(rig.get(server.url("/a"))).isInstanceOf(Fetched.Page.class);
    }
    assertThat(asked).hasValue(3);
  }

  @Test
  @DisplayName("2. Robots 5xx and 429 mean complete disallow: 429")
  void tooManyRequestsForRobotsForbidEverything() {
    server.answer("/robots.txt", 429, "");

    try (Rig rig = Rig.against(server)) {
      assertThat(rig.get(server.url("/a"))).isInstanceOf(Refused.class);
    }
    assertThat(server.paths()).containsExactly("/robots.txt");
  }

  enum Fault {
    CLOSED_AT_ONCE,
    GARBAGE,
    SLOW_HEAD,
    SLOW_BODY,
    CUT_BODY,
    CUT_CHUNK,
    NO_BYTE,
    CUT_HEAD,
    BAD_CHUNK,
    BAD_GZIP,
    CUT_GZIP,
    UNKNOWN_CODING,
    FLOOD_OF_HEADERS
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("3. Robots unreachable means complete disallow")
  void unreachableRobotsForbidEverything(Fault fault) {
    server.on(
        "/robots.txt",
        (_, socket, out) -> {
          switch (fault) {
            case CLOSED_AT_ONCE -> socket.setSoLinger(true, 0);
            case GARBAGE ->
                out.write(
                    "lskdu018973t09sylgasjkfg1][]'./.sdlv".getBytes(StandardCharsets.US_ASCII));
            case SLOW_HEAD -> HttpSafetyTest.drip(out, "HTTP/1.1 200 OK\r\nX-Long: ");
            case SLOW_BODY -> HttpSafetyTest.drip(out, "HTTP/1.1 200 OK\r\n\r\nUser-agent: *\n");
            case CUT_BODY ->
                out.write(
                    HostileServer.lines(
                        "HTTP/1.1 200 OK", "Content-Length: 500", "", "User-agent: *"));
            case CUT_CHUNK ->
                out.write(
                    HostileServer.lines(
                        "HTTP/1.1 200 OK", "Transfer-Encoding: chunked", "", "5", "User-", ""));
            case NO_BYTE -> socket.shutdownOutput();
            case CUT_HEAD -> out.write(HostileServer.lines("HTTP/1.1 200 OK", "Content-Le"));
            case BAD_CHUNK ->
                out.write(
                    HostileServer.lines(
                        "HTTP/1.1 200 OK", "Transfer-Encoding: chunked", "", "zz", "User-", ""));
            case BAD_GZIP ->
                out.write(HostileServer.response(200, "User-agent: *", "Content-Encoding: gzip"));
            case CUT_GZIP -> {
              out.write(HostileServer.lines("HTTP/1.1 200 OK", "Content-Encoding: gzip", "", ""));
              out.write(zipped("User-agent: *\nAllow: /\n".repeat(200)), 0, 30);
            }
            case UNKNOWN_CODING ->
                out.write(HostileServer.response(200, "User-agent: *", "Content-Encoding: zstd"));
            case FLOOD_OF_HEADERS -> {
              out.write(HostileServer.lines("HTTP/1.1 200 OK", ""));
              for (int line = 0; line < 100_000; line++) {
                out.write(HostileServer.lines("X-Line-" + line + ": flood", ""));
              }
            }
          }
        });

    try (Rig rig = Rig.against(server)) {
      assertThat(rig.get(server.url("/a")))
          .isInstanceOfSatisfying(
              Refused.class,
              refused -> assertThat(refused.reason()).isEqualTo(Reason.ROBOTS_UNREACHABLE));
      rig.awaitNothingLeased();
    }
    assertThat(server.paths()).containsOnly("/robots.txt");
  }

  private static byte[] zipped(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
      zip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  /// A label of 64 letters is refused by every resolver before it asks anybody.
  @Test
  void aHostThatNoDnsKnowsForbidsEverything() {
    String nowhere = "http://" + "x".repeat(64) + ".example:" + server.port() + "/jobs";

    try (Rig rig = Rig.against(new VolatileCrawlMemory(), Rig.site(nowhere), server)) {
      assertThat(rig.get(nowhere))
          .isInstanceOfSatisfying(
              Refused.class,
              refused -> assertThat(refused.reason()).isEqualTo(Reason.ROBOTS_UNREACHABLE));
    }
    assertThat(server.paths()).isEmpty();
  }

  @Test
  @DisplayName("3. Robots unreachable means complete disallow: refused connection")
  void aRefusedConnectionForRobotsForbidsEverythingAndIsTriedOnce() {
    String gone = server.url("/a");
    try (Rig rig = Rig.against(server)) {
      server.close();

      for (int i = 0; i < 1_000; i++) {
        assertThat(rig.get(gone))
            .isInstanceOfSatisfying(
                Refused.class,
                refused -> assertThat(refused.reason()).isEqualTo(Reason.ROBOTS_UNREACHABLE));
      }
      assertThat(rig.findings).hasSize(1);
    }
  }

  @Test
  @DisplayName("2. A last good copy of robots, no older than 30 days, may be used instead")
  void aCopyOfTheLastThirtyDaysIsUsedWhileRobotsAreUnreachable() {
    server.answer("/robots.txt", 200, "User-agent: *\nDisallow: /b");
    try (Rig rig = Rig.against(server)) {
      assertThat(rig.get(server.url("/a"))).isInstanceOf(Fetched.Page.class);
      server.answer("/robots.txt", 500, "");

      rig.clock.advance(Duration.ofDays(3));
      assertThat(rig.get(server.url("/a"))).isInstanceOf(Fetched.Page.class);
      assertThat(rig.get(server.url("/b")))
          .isInstanceOfSatisfying(
              Refused.class, refused -> assertThat(refused.reason()).isEqualTo(Reason.ROBOTS));

      rig.clock.advance(Duration.ofDays(28));
      assertThat(rig.get(server.url("/a")))
          .isInstanceOfSatisfying(
              Refused.class,
              refused -> assertThat(refused.reason()).isEqualTo(Reason.ROBOTS_UNREACHABLE));
    }
  }

  /// RFC 9309 §2.3.1 for every status that a server can answer with: 2xx is read, a redirect
  /// without a target and 4xx are "unavailable" or no robots file, 429 and 5xx are "unreachable".
  @Test
  @DisplayName("4. Robots 4xx (not 429) means allow, 5xx and 429 forbid")
  void everyStatusOfRobotsIsAYesOrANo() {
    AtomicInteger status = new AtomicInteger();
    server.on(
        "/robots.txt",
        (_, _, out) ->
            out.write(HostileServer.response(status.get(), "User-agent: *\nDisallow: /b\n")));
    List<String> wrong = new ArrayList<>();
    for (int code = 200; code < 600; code++) {
      status.set(code);
      boolean read = code / 100 == 2 && code != 204;
      boolean unreachable = code == 429 || code / 100 == 5 || code / 100 == 3;
      try (Rig rig = Rig.against(server)) {
        Fetched free = rig.get(server.url("/a"));
        Fetched forbidden = rig.get(server.url("/b"));
        if ((free instanceof Fetched.Page) == unreachable) {
          wrong.add(code + " for what nobody forbids: " + free);
        }
        if ((forbidden instanceof Fetched.Page) != (!read && !unreachable)) {
          wrong.add(code + " for what the body forbids: " + forbidden);
        }
      }
    }

    assertThat(wrong).isEmpty();
  }

  @Test
  @DisplayName("4. Robots 401 and 403 are configurable")
  void unauthorisedRobotsForbidWhereTheSiteSaysSo() {
    server.answer("/robots.txt", 403, "");
    Politeness strict =
        new Politeness(
            Duration.ZERO,
            Duration.ofSeconds(60),
            10,
            1_000,
            Duration.ofHours(1),
            1,
            Politeness.HostKey.ADDRESS,
            false);
    Site site = Rig.site(server).with(strict);

    try (Rig rig = Rig.against(new VolatileCrawlMemory(), site, server)) {
      assertThat(rig.get(server.url("/a")))
          .isInstanceOfSatisfying(
              Refused.class, refused -> assertThat(refused.reason()).isEqualTo(Reason.ROBOTS));
    }
  }

  @Test
  @DisplayName("5. Robots redirects: five are followed")
  void fiveRedirectsOfRobotsAreFollowedAndSixAllow() {
    for (int hop = 1; hop <= 6; hop++) {
      server.answer("/r" + hop, 301, "", "Location: /r" + (hop + 1));
    }
    server.answer("/robots.txt", 301, "", "Location: /r2");
    server.answer("/r6", 200, "User-agent: *\nDisallow: /");
    try (Rig rig = Rig.against(server)) {
      assertThat(rig.get(server.url("/a")))
          .isInstanceOfSatisfying(
              Refused.class, refused -> assertThat(refused.reason()).isEqualTo(Reason.ROBOTS));
    }

    server.answer("/robots.txt", 301, "", "Location: /r1");
    try (Rig rig = Rig.against(server)) {
      assertThat(rig.get(server.url("/a"))).isInstanceOf(Fetched.Page.class);
    }
  }

  @Test
  @DisplayName("5. Robots redirects: every hop passes the address guard")
  void aRedirectOfRobotsToAPrivateAddressForbidsEverything() {
    server.answer("/robots.txt", 302, "", "Location: http://169.254.169.254/latest/meta-data");

    try (Rig rig = Rig.against(server)) {
      assertThat(rig.get(server.url("/a")))
          .isInstanceOfSatisfying(
              Refused.class,
              refused -> {
                assertThat(refused.reason()).isEqualTo(Reason.ROBOTS_UNREACHABLE);
                assertThat(refused.detail()).contains("not a public address");
              });
    }
  }

  @Test
  @DisplayName("7. Robots live at most 24 h, and survive a restart")
  void robotsLiveForADayAndSurviveARestart() {
    server.answer("/robots.txt", 200, "User-agent: *\nDisallow: /b");
    CrawlMemory memory = new VolatileCrawlMemory();
    try (Rig rig = Rig.against(memory, Rig.site(server), server)) {
      rig.get(server.url("/a"));
      rig.clock.advance(Duration.ofDays(1).minusMinutes(1));
      rig.get(server.url("/a"));
      assertThat(server.requests("/robots.txt")).hasSize(1);
    }

    try (Rig restarted = Rig.against(memory, Rig.site(server), server)) {
      restarted.clock.advance(Duration.ofDays(1).minusMinutes(1));
      assertThat(restarted.get(server.url("/b"))).isInstanceOf(Refused.class);
      assertThat(server.requests("/robots.txt")).hasSize(1);
      restarted.clock.advance(Duration.ofMinutes(2));
      restarted.get(server.url("/a"));
      assertThat(server.requests("/robots.txt")).hasSize(2);
    }
  }

  @Test
  @DisplayName("7. Robots live less where Cache-Control says so")
  void cacheControlShortensTheLifeOfRobots() {
    server.answer("/robots.txt", 200, "", "Cache-Control: public, max-age=3600");
    try (Rig rig = Rig.against(server)) {
      rig.get(server.url("/a"));
      rig.clock.advance(Duration.ofMinutes(61));
      rig.get(server.url("/a"));
    }

    assertThat(server.requests("/robots.txt")).hasSize(2);
  }

  @Test
  @DisplayName("9. Crawl-delay is honoured in full, never undercut")
  void aHugeCrawlDelayIsToldInsteadOfForbiddingOrBeingUndercut() {
    server.answer("/robots.txt", 200, "User-agent: *\nCrawl-delay: 999999");

    try (Rig rig = Rig.against(server)) {
      assertThat(rig.get(server.url("/a"))).isInstanceOf(Fetched.Page.class);
      assertThat(rig.get(server.url("/b")))
          .isInstanceOfSatisfying(
              Refused.class,
              refused -> {
                assertThat(refused.reason()).isEqualTo(Reason.TOO_MANY);
                assertThat(refused.detail()).contains("asks for 11 days");
              });
      assertThat(rig.findings.getFirst().said()).contains("Crawl-delay 999999 s", "11 days");
      rig.clock.advance(Duration.ofSeconds(1_000_000));
      assertThat(rig.get(server.url("/b"))).isInstanceOf(Fetched.Page.class);
    }
  }

  @Test
  @DisplayName("6. At most 500 KiB of robots are parsed")
  void ofEndlessRobotsHalfAMegabyteIsRead() {
    AtomicInteger sent = new AtomicInteger();
    server.on(
        "/robots.txt",
        (_, _, out) -> {
          out.write(
              HostileServer.lines("HTTP/1.1 200 OK", "", "User-agent: *", "Disallow: /b", ""));
          byte[] rule = "Allow: /nothing/that/matters\n".getBytes(StandardCharsets.US_ASCII);
          while (sent.addAndGet(rule.length) < 34_000_000) {
            out.write(rule);
          }
        });

    try (Rig rig = Rig.against(server)) {
      assertThat(rig.get(server.url("/b")))
          .isInstanceOfSatisfying(
              Refused.class, refused -> assertThat(refused.reason()).isEqualTo(Reason.ROBOTS));
      assertThat(rig.memory.robots("http://127.0.0.1:" + server.port()).orElseThrow().body())
          .hasSizeBetween(500_000, 512_000);
      rig.awaitNothingLeased();
    }
    assertThat(sent.get()).isLessThan(34_000_000);
  }

  @Test
  @DisplayName("6. A bounded number of robots rules, failing closed")
  void ofTooManyRulesTheLongestDecideAndTheRestIsForbidden() {
    StringBuilder text = new StringBuilder("User-agent: *\n");
    for (int i = 0; i < 5_000; i++) {
      text.append("Allow: /a/rather/long/path/").append(i).append('\n');
    }
    RobotsFile file =
        RobotsFile.parse(
            text + "Disallow: /\nAllow: /a/rather/long/path/that/is/longer\n", "Stellwerk");

    assertThat(file.allows(URI.create("https://host/short"))).isFalse();
    assertThat(file.allows(URI.create("https://host/a/rather/long/path/that/is/longer/still")))
        .isTrue();
  }

  @Test
  void aLineThatWasCutDoesNotCount() {
    String rules = "User-agent: *\nDisallow: /\n#".repeat(1);
    String filler = "x".repeat(RobotsFile.MAX_BYTES - rules.length() - 10) + "\nAllow: /public";

    String text = RobotsFile.text((rules + filler).getBytes(StandardCharsets.UTF_8));

    assertThat(text).endsWith("x\n");
  }

  @Test
  void whoAsksForRobotsItselfGetsTheCopyThatTheGateRead() {
    server.answer("/robots.txt", 200, "User-agent: *\nSitemap: https://jobs.example/ö.xml");

    try (Rig rig = Rig.against(server)) {
      Request robots = Request.get(URI.create(server.url("/robots.txt")), Request.Purpose.ROBOTS);
      assertThat(rig.fetcher.fetch(rig.site, robots))
          .isInstanceOfSatisfying(
              Fetched.Page.class,
              page -> assertThat(page.text()).endsWith("Sitemap: https://jobs.example/ö.xml"));
      rig.get(server.url("/a"));
    }

    assertThat(server.requests("/robots.txt")).hasSize(1);
  }

  @Test
  void aMissingRobotsFileIsSaidToBeMissingWithoutAskingTwice() {
    try (Rig rig = Rig.against(server)) {
      Request robots = Request.get(URI.create(server.url("/robots.txt")), Request.Purpose.ROBOTS);
      assertThat(rig.fetcher.fetch(rig.site, robots)).isInstanceOf(Fetched.Gone.class);
    }

    assertThat(server.requests("/robots.txt")).hasSize(1);
  }

  @Test
  void aProbeAsksForTheRobotsOfAHostOnce() {
    server
        .answer("/robots.txt", 200, "User-agent: *\nSitemap: " + server.url("/karte.xml"))
        .answer(
            "/stellen", 200, "<html><body><p>Nichts</p></body></html>", "Content-Type: text/html");

    try (Rig rig = Rig.against(server)) {
      Politeness hurried = Politeness.DEFAULT.withDelay(Duration.ZERO);
      new SiteProbe(rig.fetcher, hurried).probe(URI.create(server.url("/stellen")));
    }

    assertThat(server.requests("/robots.txt")).hasSize(1);
    assertThat(server.requests("/karte.xml")).as("what robots.txt names is read").hasSize(1);
    assertThat(server.requests("/stellen")).hasSize(1);
  }
}
