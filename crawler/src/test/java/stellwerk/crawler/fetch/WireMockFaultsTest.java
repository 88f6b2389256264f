package stellwerk.crawler.fetch;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.net.URI;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import stellwerk.crawler.SettableClock;
import stellwerk.crawler.site.Site;

/// The faults of a server that is not ours: what it breaks, we must not take for an answer.
class WireMockFaultsTest {
  private static final WireMockServer SERVER =
      new WireMockServer(wireMockConfig().bindAddress("127.0.0.1").dynamicPort());

  @BeforeAll
  static void start() {
    SERVER.start();
  }

  @AfterAll
  static void stop() {
    SERVER.stop();
  }

  @BeforeEach
  void reset() {
    SERVER.resetAll();
    SERVER.stubFor(get("/a").willReturn(ok("page")));
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("3. Robots unreachable means complete disallow: WireMock's faults")
  void robotsThatBreakForbidEverything(Fault fault) {
    SERVER.stubFor(get("/robots.txt").willReturn(aResponse().withFault(fault)));

    HttpFetcherTest.assertReason(fetched("/a"), Fetched.Refused.Reason.ROBOTS_UNREACHABLE);
    assertThat(SERVER.getAllServeEvents())
        .extracting(ServeEvent::getRequest)
        .allSatisfy(asked -> assertThat(asked.getUrl()).isEqualTo("/robots.txt"));
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("25. A truncated body: WireMock's faults")
  void aPageThatBreaksIsNoPage(Fault fault) {
    SERVER.stubFor(get("/a").willReturn(aResponse().withFault(fault)));

    HttpFetcherTest.assertFault(fetched("/a"), Fetched.Failed.Fault.BROKEN);
  }

  @Test
  @DisplayName("21. A deadline for the whole request: chunked dribble")
  void aDribblingPageMeetsTheDeadline() {
    SERVER.stubFor(
        get("/a").willReturn(ok("page ".repeat(100)).withChunkedDribbleDelay(100, 3_000)));

    HttpFetcherTest.assertFault(fetched("/a"), Fetched.Failed.Fault.TIMEOUT);
  }

  @Test
  void aWellBehavedPageArrives() {
    assertThat(fetched("/a")).isInstanceOf(Fetched.Page.class);
  }

  private static Fetched fetched(String path) {
    String base = "http://127.0.0.1:" + SERVER.port();
    Site site = Rig.site(base + "/jobs");
    try (HttpFetcher fetcher =
        new HttpFetcher(
            Rig.settings(Set.of("127.0.0.1:" + SERVER.port())),
            new VolatileCrawlMemory(),
            HostPermits.local(),
            new Surroundings(
                SettableClock.atSomeMonday(), new SplittableRandom(1), (_, _) -> {}))) {
      return fetcher.fetch(site, Request.get(URI.create(base + path), Request.Purpose.DETAIL));
    }
  }
}
