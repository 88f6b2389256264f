package stellwerk.crawler.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import stellwerk.crawler.HostileServer;
import stellwerk.crawler.site.Politeness;
import stellwerk.crawler.site.Site;

class PolitenessTest {
  private static final Duration DELAY = Duration.ofMillis(40);

  @Test
  @DisplayName("12. The pause counts from the end of a fetch")
  void noTwoRequestsOverlapAndThePauseCountsFromTheEnd() throws Exception {
    SplittableRandom random = new SplittableRandom(3);
    List<Long> ends = java.util.Collections.synchronizedList(new ArrayList<>());
    try (HostileServer server = HostileServer.start();
        ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
      server.on(
          "*",
          (asked, _, out) -> {
            Thread.sleep(random.nextInt(10));
            out.write(HostileServer.response(asked.path().startsWith("/p") ? 200 : 404, "page"));
            out.flush();
            ends.add(System.nanoTime());
          });
      Site site = Rig.site(server).with(Politeness.DEFAULT.withDelay(DELAY));
      try (Rig rig = Rig.against(new VolatileCrawlMemory(), site, server)) {
        List<Future<Fetched>> fetched = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
          String url = server.url("/p" + i);
          fetched.add(many.submit(() -> rig.get(url)));
        }
        for (Future<Fetched> one : fetched) {
          assertThat(one.get()).isInstanceOf(Fetched.Page.class);
        }
      }
      List<HostileServer.Asked> requests = server.requests();
      assertThat(server.mostAtOnce()).isEqualTo(1);
      assertThat(requests).hasSize(42);
      for (int i = 1; i < requests.size(); i++) {
        long gap = requests.get(i).arrivedNanos() - ends.get(i - 1);
        // The server notes its end a moment after the client has the last byte.
        assertThat(Duration.ofNanos(gap)).isGreaterThan(DELAY.minusMillis(15));
      }
    }
  }

  @Test
  @DisplayName("17. Adaptive slowdown")
  void aServerThatGrowsSlowerIsAskedLessOften() {
    try (HostileServer server = HostileServer.start()) {
      server.on(
          "/slow",
          (_, _, out) -> {
            Thread.sleep(60);
            out.write(HostileServer.response(200, "page"));
          });
      try (Rig rig = Rig.against(server)) {
        for (int i = 0; i < 3; i++) {
          rig.get(server.url("/slow"));
        }
      }
      List<HostileServer.Asked> slow = server.requests("/slow");
      for (int i = 1; i < slow.size(); i++) {
        long gap = slow.get(i).arrivedNanos() - slow.get(i - 1).arrivedNanos();
        assertThat(Duration.ofNanos(gap)).isGreaterThan(Duration.ofMillis(170));
      }
    }
  }

  @Test
  void aCrawlDelayWithinOurPatienceIsWaitedOut() {
    try (HostileServer server = HostileServer.start()) {
      server
          .answer("/robots.txt", 200, "User-agent: *\nCrawl-delay: 0.3")
          .answer("/a", 200, "page");
      FetchSettings settings =
          Rig.settings(java.util.Set.of(server.endpoint())).withPatience(Duration.ofSeconds(5));
      try (HttpFetcher fetcher =
          new HttpFetcher(
              settings,
              new VolatileCrawlMemory(),
              HostPermits.local(),
              new Surroundings(
                  stellwerk.crawler.SettableClock.atSomeMonday(),
                  new SplittableRandom(1),
                  (_, _) -> {}))) {
        Request request =
            Request.get(java.net.URI.create(server.url("/a")), Request.Purpose.DETAIL);
        fetcher.fetch(Rig.site(server), request);
        fetcher.fetch(Rig.site(server), request);
      }
      List<HostileServer.Asked> asked = server.requests("/a");
      long gap = asked.get(1).arrivedNanos() - asked.get(0).arrivedNanos();
      assertThat(Duration.ofNanos(gap)).isGreaterThan(Duration.ofMillis(300));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "https://www.jobs.example/a, http://jobs.example/b",
    "https://acme.wd3.myworkdayjobs.com/x, https://other.wd5.myworkdayjobs.com/y",
    "https://a.karriere.firma.co.uk/, https://firma.co.uk/",
    "https://WWW.Jobs.Example/, https://jobs.example:8443/",
  })
  @DisplayName("14. The same key for aliases")
  void aliasesAreOneHost(URI one, URI other) {
    Site site = Rig.site("https://jobs.example/");

    assertThat(HostGate.key(site, one)).isEqualTo(HostGate.key(site, other));
    assertThat(HostGate.key(site, one))
        .isNotEqualTo(HostGate.key(site, URI.create("https://x.co.uk/")));
  }

  @Test
  @DisplayName("16. Without Retry-After: back-off below a doubling ceiling")
  void backoffStaysBelowItsDoublingCeiling() {
    for (int seed = 0; seed < 200; seed++) {
      Backoff backoff =
          new Backoff(Duration.ofSeconds(30), Duration.ofHours(1), new SplittableRandom(seed));
      for (int level = 0; level < 70; level++) {
        assertThat(backoff.after(level)).isBetween(Duration.ofSeconds(1), backoff.ceiling(level));
      }
      assertThat(backoff.ceiling(0)).isEqualTo(Duration.ofSeconds(30));
      assertThat(backoff.ceiling(1)).isEqualTo(Duration.ofMinutes(1));
      assertThat(backoff.ceiling(69)).isEqualTo(Duration.ofHours(1));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.1.2.3",
        "10.1.2.3",
        "100.64.0.1",
        "100.127.255.255",
        "127.0.0.1",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.1",
        "192.168.1.1",
        "198.18.0.1",
        "198.19.255.255",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "168.63.129.16",
        "::",
        "::1",
        "fc00::1",
        "fd00:ec2::254",
        "fe80::1",
        "fec0::1",
        "ff02::1",
        "::ffff:10.0.0.1",
        "::10.0.0.1",
        "64:ff9b::a00:1",
        "64:ff9b:1::1",
        "2002:a00:1::",
        "2002:7f00:1::1",
        "2001::1",
        "2001:db8::1",
        "100::1"
      })
  @DisplayName("26. The address guard: special addresses")
  void specialAddressesAreForbidden(String literal) {
    assertThat(AddressGuard.forbidden(InetAddress.ofLiteral(literal))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "93.184.216.34",
        "100.63.255.255",
        "100.128.0.1",
        "172.15.0.1",
        "172.32.0.1",
        "192.0.1.1",
        "198.17.0.1",
        "198.20.0.1",
        "223.255.255.255",
        "2606:4700::1111",
        "2a00:1450:4001::1",
        "64:ff9b::101:101",
        "2002:101:101::1"
      })
  void publicAddressesPass(String literal) {
    assertThat(AddressGuard.forbidden(InetAddress.ofLiteral(literal))).isFalse();
  }

  @Test
  @DisplayName("26. The address guard judges the address actually connected to: rebinding")
  void aNameThatChangesToAPrivateAddressIsStopped() throws UnknownHostException {
    List<InetAddress> answers =
        new ArrayList<>(
            List.of(InetAddress.ofLiteral("93.184.216.34"), InetAddress.ofLiteral("10.0.0.1")));
    AddressGuard guard =
        new AddressGuard(
            new org.apache.hc.client5.http.DnsResolver() {
              @Override
              public InetAddress[] resolve(String host) {
                return new InetAddress[] {answers.removeFirst()};
              }

              @Override
              public String resolveCanonicalHostname(String host) {
                return host;
              }
            },
            java.util.Set.of());

    assertThat(guard.resolve("jobs.example", 443)).hasSize(1);
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> guard.resolve("jobs.example", 443))
        .isInstanceOf(AddressGuard.ForbiddenAddressException.class)
        .hasMessageContaining("10.0.0.1");
  }
}
