package stellwerk.crawler.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import stellwerk.crawler.HostileServer;
import stellwerk.crawler.SettableClock;
import stellwerk.crawler.site.HttpRules;
import stellwerk.crawler.site.Options;
import stellwerk.crawler.site.Politeness;
import stellwerk.crawler.site.Site;
import stellwerk.crawler.site.SiteId;
import stellwerk.crawler.site.StartUrl;

/// Rate and load (`docs/crawling.md`), judged by what arrives at the server.
class RateBehavioursTest {
  private static final Duration DELAY = Duration.ofMillis(25);

  @Test
  @DisplayName(
      "12. At most one request in flight per host; the next starts no earlier than end + delay")
  void overTwoHundredRequestsOnAnOverloadedMachineNoGapIsShorterThanTheDelay() throws Exception {
    SplittableRandom random = new SplittableRandom(12);
    List<Long> ends = Collections.synchronizedList(new ArrayList<>());
    AtomicBoolean busy = new AtomicBoolean(true);
    List<Thread> load = new ArrayList<>();
    for (int i = 0; i < 2 * Runtime.getRuntime().availableProcessors(); i++) {
      load.add(
          Thread.ofPlatform()
              .daemon()
              .start(() -> {
                while (busy.get()) {
                  Thread.onSpinWait();
                }
              }));
    }
    try (HostileServer server = HostileServer.start();
        ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
      server.on(
          "*",
          (asked, _, out) -> {
            byte[] response =
                HostileServer.response(asked.path().startsWith("/p") ? 200 : 404, "page");
            synchronized (random) {
              // Most answer at once; some take their time, as servers do.
              Thread.sleep(random.nextInt(10) == 0 ? random.nextInt(120) : 0);
            }
            // Before the last byte: whatever comes later is later than this.
            ends.add(System.nanoTime());
            out.write(response);
          });
      Site site = Rig.site(server).with(Politeness.DEFAULT.withDelay(DELAY));
      try (Rig rig = Rig.against(new VolatileCrawlMemory(), site, server)) {
        List<Future<Fetched>> fetched = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
          String url = server.url("/p" + i);
          fetched.add(many.submit(() -> rig.get(url)));
        }
        for (Future<Fetched> one : fetched) {
          assertThat(one.get()).isInstanceOf(Fetched.Page.class);
        }
      }
      List<HostileServer.Asked> requests = server.requests();
      assertThat(server.mostAtOnce()).isEqualTo(1);
      assertThat(requests).hasSizeGreaterThanOrEqualTo(202);
      for (int i = 1; i < requests.size(); i++) {
        long gap = requests.get(i).arrivedNanos() - ends.get(i - 1);
        assertThat(Duration.ofNanos(gap)).as("gap %d", i).isGreaterThanOrEqualTo(DELAY);
      }
    } finally {
      busy.set(false);
      for (Thread one : load) {
        one.join();
      }
    }
  }

  @Test
  @DisplayName("14. The same key for aliases: three sites, one host, overlap = 0")
  void threeSitesOnOneHostNeverAskItAtTheSameTime() throws Exception {
    try (HostileServer server = HostileServer.start();
        ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
      server.on(
          "*",
          (asked, _, out) -> {
            Thread.sleep(3);
            out.write(HostileServer.response(asked.path().startsWith("/p") ? 200 : 404, "page"));
          });
      try (Rig rig = Rig.against(server)) {
        List<Future<Fetched>> fetched = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
          Site site =
              Site.of(
                      new SiteId("site-" + i % 3),
                      "Site " + i % 3,
                      "html",
                      Options.NONE,
                      List.of(StartUrl.of(server.url("/jobs"))))
                  .with(Rig.http(5_000_000))
                  .with(Politeness.DEFAULT.withDelay(Duration.ofMillis(2)));
          String url = server.url("/p" + i);
          fetched.add(many.submit(() -> rig.get(site, url)));
        }
        for (Future<Fetched> one : fetched) {
          assertThat(one.get()).isInstanceOf(Fetched.Page.class);
        }
      }
      assertThat(server.mostAtOnce()).isEqualTo(1);
      assertThat(server.requests("/robots.txt")).hasSize(1);
    }
  }

  @Test
  @DisplayName("18. Circuit breaker per host: a dead port, 1,000 due URLs, at most five connects")
  void aDeadHostIsTriedFiveTimesHoweverManyAddressesAreDue() {
    try (HostileServer server = HostileServer.start()) {
      server.answer("/robots.txt", 200, "User-agent: *\nAllow: /\n");
      try (Rig rig = Rig.against(server)) {
        rig.get(server.url("/p"));
        int before = server.connections();
        server.on("*", (_, socket, _) -> socket.close());
        for (int i = 0; i < 1_000; i++) {
          rig.get(server.url("/p" + i));
        }
        assertThat(server.connections() - before).isEqualTo(5);

        rig.clock.advance(Duration.ofHours(2));
        for (int i = 0; i < 100; i++) {
          rig.get(server.url("/q" + i));
        }
        assertThat(server.connections() - before).as("one probe, half open").isEqualTo(6);
      }
    }
  }

  @Test
  @DisplayName("18. Circuit breaker per host: it holds across a restart")
  void aBreakerHoldsAcrossARestart() {
    CrawlMemory memory = new VolatileCrawlMemory();
    try (HostileServer server = HostileServer.start()) {
      server.answer("/robots.txt", 200, "User-agent: *\nAllow: /\n");
      SettableClock clock;
      try (Rig rig = Rig.against(memory, Rig.site(server), server)) {
        rig.get(server.url("/p"));
        server.on("*", (_, socket, _) -> socket.close());
        for (int i = 0; i < 10; i++) {
          rig.get(server.url("/p" + i));
        }
        clock = rig.clock;
      }
      int before = server.connections();
      try (HttpFetcher restarted =
          new HttpFetcher(
              Rig.settings(Set.of(server.endpoint())),
              memory,
              HostPermits.local(),
              new Surroundings(clock, new SplittableRandom(1), (_, _) -> {}))) {
        Request request = Request.get(URI.create(server.url("/r")), Request.Purpose.DETAIL);
        assertThat(restarted.fetch(Rig.site(server), request))
            .isInstanceOfSatisfying(
                Fetched.Failed.class,
                failed -> assertThat(failed.detail()).contains("5 failures in a row"));
        assertThat(server.connections() - before).isZero();

        clock.advance(Duration.ofHours(2));
        for (int i = 0; i < 20; i++) {
          restarted.fetch(Rig.site(server), request);
        }
        assertThat(server.connections() - before).as("a probe, not five").isEqualTo(1);
      }
    }
  }

  @Test
  @DisplayName("10. The same User-Agent on every request, robots and opt-out files included")
  void everyRequestCarriesOneUserAgentWithAContact() {
    try (HostileServer server = HostileServer.start()) {
      server.answer("/robots.txt", 200, "User-agent: *\nAllow: /\n").answer("/a", 200, "page");
      try (Rig rig = Rig.against(server)) {
        rig.get(server.url("/a"));
        rig.fetcher.fetch(
            rig.site,
            Request.get(URI.create(server.url("/sitemap.xml")), Request.Purpose.SITEMAP)
                .withHeaders(java.util.Map.of("User-Agent", "Mozilla/5.0")));
      }
      assertThat(server.paths()).contains("/robots.txt", "/a", "/sitemap.xml");
      assertThat(server.requests())
          .allSatisfy(asked ->
              assertThat(asked.headers().get("user-agent"))
                  .isEqualTo("Stellwerk/1.2.3 (+crawler@portal.example)"));
    }
  }

  @Test
  @DisplayName("30. Cookies off: none is sent back, not even after a redirect")
  void cookiesNeverComeBack() {
    try (HostileServer server = HostileServer.start()) {
      server
          .answer("/a", 302, "", "Location: /b", "Set-Cookie: id=1; Path=/")
          .answer("/b", 200, "page", "Set-Cookie: id=2; Path=/");
      try (Rig rig = Rig.against(server)) {
        rig.get(server.url("/a"));
        rig.get(server.url("/b"));
      }
      assertThat(server.requests("/b")).hasSize(2);
      assertThat(server.requests())
          .allSatisfy(asked -> assertThat(asked.headers()).doesNotContainKey("cookie"));
    }
  }

  @Test
  @DisplayName("16. Without Retry-After: exponential back-off with full jitter, 30 s to 1 h")
  void withoutRetryAfterTheHostIsLeftAloneForLongerEachTimeAndForgivenSlowly() {
    for (int seed = 0; seed < 20; seed++) {
      try (HostileServer server = HostileServer.start()) {
        server.answer("/robots.txt", 200, "User-agent: *\nAllow: /\n");
        server.answer("/a", 503, "später");
        CrawlMemory memory = new VolatileCrawlMemory();
        SettableClock clock = SettableClock.atSomeMonday();
        Site site = Rig.site(server);
        String key = HostGate.key(site, URI.create(server.url("/a")));
        try (HttpFetcher fetcher =
            new HttpFetcher(
                Rig.settings(Set.of(server.endpoint())),
                memory,
                HostPermits.local(),
                new Surroundings(clock, new SplittableRandom(seed), (_, _) -> {}))) {
          Request request = Request.get(URI.create(server.url("/a")), Request.Purpose.DETAIL);
          for (int n = 0; n < 10; n++) {
            fetcher.fetch(site, request);
            Duration wait = Duration.between(clock.instant(), memory.pausedUntil(key));
            Duration ceiling = Duration.ofSeconds(30L << n);
            assertThat(wait)
                .isPositive()
                .isLessThanOrEqualTo(
                    ceiling.compareTo(Duration.ofHours(1)) < 0 ? ceiling : Duration.ofHours(1));
            clock.set(memory.pausedUntil(key));
          }
          int worst = memory.troubles(key).level();
          server.answer("/a", 200, "page");
          fetcher.fetch(site, request);
          assertThat(memory.troubles(key).level()).as("it decays").isEqualTo(worst - 1);
        }
      }
    }
  }

  @Test
  @DisplayName("28. A chain across two hosts with different robots: the second's forbid the hop")
  void aChainAcrossTwoHostsAsksTheRobotsOfBoth() {
    try (HostileServer one = HostileServer.start();
        HostileServer other = HostileServer.start()) {
      one.answer("/robots.txt", 200, "User-agent: *\nAllow: /\n")
          .answer("/a", 301, "", "Location: " + other.url("/geheim/b"));
      other
          .answer("/robots.txt", 200, "User-agent: *\nDisallow: /geheim/\n")
          .answer("/geheim/b", 200, "page");
      Site site =
          FetchStories.with(Rig.site(one), Set.of("127.0.0.1"), HttpRules.DEFAULT.headers());
      try (Rig rig = Rig.against(new VolatileCrawlMemory(), site, one, other)) {
        assertThat(rig.get(one.url("/a")))
            .isInstanceOfSatisfying(
                Fetched.Refused.class,
                refused -> {
                  assertThat(refused.reason()).isEqualTo(Fetched.Refused.Reason.ROBOTS);
                  assertThat(refused.detail()).contains("/geheim/b");
                });
      }
      assertThat(other.requests("/robots.txt")).hasSize(1);
      assertThat(other.requests("/geheim/b")).isEmpty();
    }
  }
}
