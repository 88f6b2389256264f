package stellwerk.crawler.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stellwerk.crawler.HostileServer;
import stellwerk.crawler.fetch.Fetched.Failed;
import stellwerk.crawler.fetch.Fetched.Failed.Fault;
import stellwerk.crawler.fetch.Fetched.Gone;
import stellwerk.crawler.fetch.Fetched.Page;
import stellwerk.crawler.fetch.Fetched.Refused;
import stellwerk.crawler.fetch.Fetched.Refused.Reason;
import stellwerk.crawler.fetch.Fetched.Unchanged;
import stellwerk.crawler.site.Site;

class HttpFetcherTest {
  private final HostileServer server = HostileServer.start().answer("/a", 200, "page a");
  private final HostileServer other = HostileServer.start().answer("/b", 200, "page b");

  @AfterEach
  void stop() {
    server.close();
    other.close();
  }

  @Test
  @DisplayName("36. Change detection: validators")
  void anUnchangedAnswerIsRecognisedByItsValidators() {
    server.on(
        "/a",
        (asked, _, out) ->
            out.write(
                HostileServer.response(
                    "\"v1\"".equals(asked.headers().get("if-none-match")) ? 304 : 200,
                    "",
                    "ETag: \"v1\"")));
    try (Rig rig = Rig.against(server)) {
      rig.memory.remember(rig.site.id(), server.url("/a"), remembered("\"v1\"", "other digest"));

      assertThat(rig.get(server.url("/a"))).isInstanceOf(Unchanged.class);
    }
    assertThat(server.requests("/a").getFirst().headers())
        .containsEntry("if-modified-since", "Mon, 16 Nov 2026 08:00:00 GMT");
  }

  @Test
  @DisplayName("36. Change detection: the same body")
  void anUnchangedAnswerIsRecognisedByItsBody() {
    try (Rig rig = Rig.against(server)) {
      String digest =
          HttpFetcher.sha256("page a".getBytes(java.nio.charset.StandardCharsets.UTF_8));
      rig.memory.remember(rig.site.id(), server.url("/a"), remembered(null, digest));

      assertThat(rig.get(server.url("/a")))
          .isInstanceOfSatisfying(
              Unchanged.class,
              unchanged -> assertThat(unchanged.remembered().keys()).containsExactly("4711"));
    }
  }

  private static Remembered remembered(
      @org.jspecify.annotations.Nullable String etag, String digest) {
    return new Remembered(
        etag,
        "Mon, 16 Nov 2026 08:00:00 GMT",
        digest,
        "html 1",
        Set.of("4711"),
        List.of(),
        null,
        Instant.parse("2026-11-16T08:00:00Z"));
  }

  @ParameterizedTest
  @CsvSource({"404", "410"})
  void whatIsGoneIsGone(int status) {
    server.answer("/a", status, "");

    try (Rig rig = Rig.against(server)) {
      assertThat(rig.get(server.url("/a"))).isInstanceOf(Gone.class);
    }
  }

  @ParameterizedTest
  @CsvSource({"401", "403"})
  void whatIsForbiddenIsRefused(int status) {
    server.answer("/a", status, "");

    try (Rig rig = Rig.against(server)) {
      assertReason(rig.get(server.url("/a")), Reason.FORBIDDEN);
    }
  }

  @ParameterizedTest
  @CsvSource({"204", "206", "300", "304", "400", "418", "500", "503"})
  void everyOtherStatusIsAFault(int status) {
    server.answer("/a", status, "");

    try (Rig rig = Rig.against(server)) {
      assertFault(rig.get(server.url("/a")), Fault.STATUS);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "429 | 3600                          | 3600",
        "503 | 3600                          | 3600",
        "429 | Mon, 23 Nov 2026 08:10:00 GMT | 600",
        "429 | 999999999                     | 86400",
        "429 | Tue, 01 Jan 2030 00:00:00 GMT | 86400",
      })
  @DisplayName("15. 429 and 503 with Retry-After pause the whole host")
  void retryAfterPausesTheWholeHost(int status, String header, long seconds) {
    server.answer("/a", status, "", "Retry-After: " + header).answer("/b", 200, "page b");

    try (Rig rig = Rig.against(server)) {
      assertThat(rig.get(server.url("/a")))
          .isInstanceOfSatisfying(
              Refused.class,
              refused -> {
                assertThat(refused.reason()).isEqualTo(Reason.TOO_MANY);
                assertThat(refused.retryAfter()).isEqualTo(Duration.ofSeconds(seconds));
              });
      assertThat(rig.get(server.url("/b")))
          .isInstanceOfSatisfying(
              Refused.class,
              refused -> {
                assertThat(refused.reason()).isEqualTo(Reason.TOO_MANY);
                assertThat(refused.retryAfter()).isEqualTo(Duration.ofSeconds(seconds));
              });
      assertThat(server.requests("/b")).isEmpty();
      rig.clock.advance(Duration.ofSeconds(seconds));
      assertThat(rig.get(server.url("/b"))).isInstanceOf(Page.class);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"soon", "-5", "0", "Mon, 23 Nov 2026 07:00:00 GMT", "12 minutes"})
  @DisplayName("15. Retry-After that is garbage or in the past")
  void anUnreadableRetryAfterBacksOff(String header) {
    server.answer("/a", 429, "", "Retry-After: " + header).answer("/b", 200, "page b");

    try (Rig rig = Rig.against(server)) {
      assertReason(rig.get(server.url("/a")), Reason.TOO_MANY);
      assertReason(rig.get(server.url("/b")), Reason.TOO_MANY);
      rig.clock.advance(Duration.ofSeconds(31));
      assertThat(rig.get(server.url("/b"))).isInstanceOf(Page.class);
    }
  }

  @Test
  @DisplayName("15. The pause outlives a restart")
  void aPauseOutlivesARestart() {
    server.answer("/a", 429, "", "Retry-After: 7200");
    CrawlMemory memory = new VolatileCrawlMemory();
    try (Rig rig = Rig.against(memory, Rig.site(server), server)) {
      rig.get(server.url("/a"));
    }
    try (Rig restarted = Rig.against(memory, Rig.site(server), server)) {
      assertReason(restarted.get(server.url("/a")), Reason.TOO_MANY);
    }

    assertThat(server.requests("/a")).hasSize(1);
  }

  @Test
  @DisplayName("18. Circuit breaker per host: five failures, one probe")
  void fiveFailuresInARowSuspendTheHostAndOneProbeIsTried() {
    server.answer("/a", 500, "");
    try (Rig rig = Rig.against(server)) {
      for (int i = 0; i < 1_000; i++) {
        assertThat(rig.get(server.url("/a"))).isInstanceOf(Failed.class);
      }
      assertThat(server.requests("/a")).hasSize(5);
      assertFault(rig.get(server.url("/a")), Fault.SUSPENDED);

      rig.clock.advance(Duration.ofSeconds(31));
      for (int i = 0; i < 10; i++) {
        rig.get(server.url("/a"));
      }
      assertThat(server.requests("/a")).hasSize(6);

      server.answer("/a", 200, "well again");
      rig.clock.advance(Duration.ofMinutes(2));
      assertThat(rig.get(server.url("/a"))).isInstanceOf(Page.class);
    }
  }

  @Test
  @DisplayName("28. We follow redirects ourselves")
  void redirectsWithinTheSiteAreFollowed() {
    server.answer("/old", 301, "", "Location: /a#part");

    try (Rig rig = Rig.against(server)) {
      assertThat(rig.get(server.url("/old")))
          .isInstanceOfSatisfying(
              Page.class,
              page -> {
                assertThat(page.url()).isEqualTo(URI.create(server.url("/a")));
                assertThat(page.request().url()).isEqualTo(URI.create(server.url("/old")));
              });
    }
  }

  @Test
  @DisplayName("28. One hop = one decision: robots of its host")
  void eachHopAsksTheRobotsOfItsHost() {
    server.answer("/away", 302, "", "Location: " + other.url("/b"));
    other.answer("/robots.txt", 200, "User-agent: *\nDisallow: /b");

    try (Rig rig = Rig.against(new VolatileCrawlMemory(), Rig.site(server), server, other)) {
      assertReason(rig.get(server.url("/away")), Reason.ROBOTS);
    }
    assertThat(other.paths()).containsExactly("/robots.txt");
  }

  @Test
  @DisplayName("28. At most five hops; loops seen")
  void circlesAndLongChainsEnd() {
    server.answer("/x", 302, "", "Location: /y").answer("/y", 302, "", "Location: /x");
    for (int hop = 0; hop < 10; hop++) {
      server.answer("/h" + hop, 302, "", "Location: /h" + (hop + 1));
    }

    try (Rig rig = Rig.against(server)) {
      assertFault(rig.get(server.url("/x")), Fault.REDIRECT_LOOP);
      assertFault(rig.get(server.url("/h0")), Fault.REDIRECT_LOOP);
    }
    assertThat(server.paths()).contains("/h5").doesNotContain("/h6");
  }

  @Test
  @DisplayName("28. One hop = one decision: scope")
  void aForeignHostIsOutOfScopeUnlessItIsAllowed() {
    server.answer("/away", 302, "", "Location: http://localhost:" + server.port() + "/a");
    Site allowing = FetchStories.with(Rig.site(server), Set.of("jobs.example"), Map.of());

    try (Rig rig = Rig.against(server)) {
      assertReason(rig.get(server.url("/away")), Reason.SCOPE);
      assertReason(rig.get("https://jobs.example/a"), Reason.SCOPE);
    }
    assertThat(
            new Scope(allowing, URI.create(server.url("/a")), Set.of())
                .refusal(URI.create("https://www.jobs.example/x")))
        .isEmpty();
  }

  @Test
  @DisplayName("27. http only where the site says so")
  void plainHttpNeedsTheSitesWord() {
    Site secure =
        Site.of(
            Rig.site(server).id(),
            "Secure",
            "html",
            Rig.site(server).options(),
            Rig.site(server).start());

    try (Rig rig = Rig.against(new VolatileCrawlMemory(), secure, server)) {
      assertReason(rig.get(server.url("/a")), Reason.GUARD);
    }
    assertThat(server.connections()).isZero();
  }

  @Test
  @DisplayName("30. A site's credentials never cross an origin")
  void configuredHeadersStayWithTheSite() {
    Site site = FetchStories.with(Rig.site(server), Set.of(), Map.of("X-Key", "secret"));
    Scope scope = new Scope(site, URI.create(server.url("/a")), Set.of());

    try (Rig rig = Rig.against(new VolatileCrawlMemory(), site, server)) {
      rig.get(server.url("/a"));
    }

    assertThat(server.requests("/a").getFirst().headers()).containsEntry("x-key", "secret");
    assertThat(server.requests("/robots.txt").getFirst().headers()).doesNotContainKey("x-key");
    assertThat(scope.owns(URI.create("https://other.example/"))).isFalse();
  }

  @Test
  @DisplayName("30. A site's credentials never cross an origin on redirect")
  void neitherConfiguredNorTheRequestsHeadersFollowToAnAllowedHost() {
    server.answer("/away", 302, "", "Location: http://localhost:" + other.port() + "/b");
    Site site = FetchStories.with(Rig.site(server), Set.of("localhost"), Map.of("X-Key", "secret"));

    try (Rig rig = Rig.against(new VolatileCrawlMemory(), site, server, other)) {
      Request asked =
          Request.get(URI.create(server.url("/away")), Request.Purpose.DETAIL)
              .withHeaders(Map.of("X-Token", "secret"));
      assertThat(rig.fetcher.fetch(site, asked)).isInstanceOf(Page.class);
    }

    assertThat(server.requests("/away").getFirst().headers()).containsKeys("x-key", "x-token");
    assertThat(other.requests("/b").getFirst().headers()).doesNotContainKeys("x-key", "x-token");
  }

  @Test
  void aPostSendsItsBodyAndIsRepeatedOnlyWhereTheRedirectSaysSo() {
    server.answer("/search", 307, "", "Location: /search2").answer("/search2", 200, "found");
    server.answer("/login", 302, "", "Location: /a");
    Map<String, String> json = Map.of("Content-Type", "application/json");

    try (Rig rig = Rig.against(server)) {
      for (String path : List.of("/search", "/login")) {
        rig.fetcher.fetch(
            rig.site,
            new Request(
                URI.create(server.url(path)),
                Request.Method.POST,
                Request.Purpose.API,
                json,
                "{\"q\":\"Prüfer\"}",
                Map.of("page", "1")));
      }
    }

    HostileServer.Asked second = server.requests("/search2").getFirst();
    assertThat(second.method()).isEqualTo("POST");
    assertThat(second.headers()).containsEntry("content-type", "application/json");
    assertThat(second.body()).startsWith("{\"q\":\"Pr");
    assertThat(server.requests("/a").getFirst().method()).isEqualTo("GET");
    assertThat(server.requests("/a").getFirst().body()).isEmpty();
  }

  @Test
  void aTdmHeaderRefusesThePage() {
    server
        .answer("/a", 200, "page", "TDM-Reservation: 1")
        .answer("/b", 200, "b", "tdm-reservation: 0");

    try (Rig rig = Rig.against(server)) {
      assertReason(rig.get(server.url("/a")), Reason.TDM);
      assertThat(rig.get(server.url("/b"))).isInstanceOf(Page.class);
      assertThat(rig.findings)
          .anySatisfy(
              finding -> assertThat(finding.said()).contains("tdm-reservation: 1 in the header"));
    }
  }

  @Test
  void aTdmFileRefusesWhatItReservesWithoutAskingForIt() {
    server.answer(
        "/.well-known/tdmrep.json",
        200,
        """
        [{"location": "/", "tdm-reservation": 1, "tdm-policy": "https://x.example/p"},
         {"location": "/jobs/*", "tdm-reservation": 0}]\
        """);
    server.answer("/jobs/1", 200, "job");

    try (Rig rig = Rig.against(server)) {
      assertReason(rig.get(server.url("/a")), Reason.TDM);
      assertThat(rig.get(server.url("/jobs/1"))).isInstanceOf(Page.class);
    }
    assertThat(server.requests("/a")).isEmpty();
    assertThat(server.requests("/.well-known/tdmrep.json")).hasSize(1);
  }

  @Test
  void whatIsNoTdmFileReservesNothing() {
    server.answer("/.well-known/tdmrep.json", 200, "<html>not found</html>");

    try (Rig rig = Rig.against(server)) {
      assertThat(rig.get(server.url("/a"))).isInstanceOf(Page.class);
    }
  }

  @Test
  void aPageCarriesWhatTheServerSaid() {
    server.answer(
        "/a", 200, "größer", "Content-Type: text/html; charset=UTF-8", "X-Two: 1", "X-Two: 2");

    try (Rig rig = Rig.against(server)) {
      assertThat(rig.get(server.url("/a")))
          .isInstanceOfSatisfying(
              Page.class,
              page -> {
                assertThat(page.text()).isEqualTo("größer");
                assertThat(page.headers()).containsEntry("x-two", List.of("1", "2"));
                assertThat(page.took()).isPositive();
                assertThat(page.at()).isEqualTo(rig.clock.instant());
              });
    }
  }

  static void assertReason(Fetched fetched, Reason reason) {
    assertThat(fetched)
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> assertThat(refused.reason()).as(refused.detail()).isEqualTo(reason));
  }

  static void assertFault(Fetched fetched, Fault fault) {
    assertThat(fetched)
        .isInstanceOfSatisfying(
            Failed.class,
            failed -> assertThat(failed.fault()).as(failed.detail()).isEqualTo(fault));
  }
}
