package stellwerk.crawler.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import stellwerk.crawler.HostileServer;
import stellwerk.crawler.SettableClock;
import stellwerk.crawler.ledger.Finding;
import stellwerk.crawler.site.HttpRules;
import stellwerk.crawler.site.Options;
import stellwerk.crawler.site.Politeness;
import stellwerk.crawler.site.Site;
import stellwerk.crawler.site.SiteId;
import stellwerk.crawler.site.StartUrl;

/// A fetcher on loopback with a clock that stands still, and a site to ask.
final class Rig implements AutoCloseable {
  final SettableClock clock = SettableClock.atSomeMonday();
  final CrawlMemory memory;
  final List<Finding> findings = Collections.synchronizedList(new ArrayList<>());
  final HttpFetcher fetcher;
  final Site site;

  private Rig(CrawlMemory memory, Site site, Set<String> endpoints) {
    this.memory = memory;
    this.site = site;
    fetcher =
        new HttpFetcher(
            settings(endpoints),
            memory,
            HostPermits.local(),
            new Surroundings(
                clock, new SplittableRandom(7), (_, finding) -> findings.add(finding)));
  }

  static FetchSettings settings(Set<String> endpoints) {
    return FetchSettings.of("1.2.3", "crawler@portal.example")
        .allowing(endpoints)
        .withPatience(Duration.ZERO)
        .withRobotsTimeout(Duration.ofMillis(1_500));
  }

  static Rig against(HostileServer... servers) {
    return against(new VolatileCrawlMemory(), site(servers[0]), servers);
  }

  static Rig against(CrawlMemory memory, Site site, HostileServer... servers) {
    return new Rig(
        memory,
        site,
        List.of(servers).stream()
            .flatMap(server -> Stream.of(server.endpoint(), "localhost:" + server.port()))
            .collect(Collectors.toUnmodifiableSet()));
  }

  /// A site on a server, with a deadline of 1.5 s and no pause.
  static Site site(HostileServer server) {
    return site(server.url("/jobs"));
  }

  static Site site(String start) {
    return Site.of(
            new SiteId("some-site"), "Some site", "html", Options.NONE, List.of(StartUrl.of(start)))
        .with(http(5_000_000))
        .with(Politeness.DEFAULT.withDelay(Duration.ZERO));
  }

  static HttpRules http(long maxBodyBytes) {
    HttpRules defaults = HttpRules.DEFAULT;
    return new HttpRules(
        defaults.allowHosts(),
        true,
        true,
        Duration.ofMillis(1_500),
        maxBodyBytes,
        defaults.sessionParameters(),
        defaults.headers());
  }

  Fetched get(String url) {
    return get(site, url);
  }

  Fetched get(Site other, String url) {
    return fetcher.fetch(other, Request.get(URI.create(url), Request.Purpose.DETAIL));
  }

  /// The thread that cancels gives the connection back, maybe a moment after the fetch returned.
  void awaitNothingLeased() {
    long patience = System.nanoTime() + Duration.ofSeconds(5).toNanos();
    while (fetcher.leased() > 0 && System.nanoTime() < patience) {
      Thread.onSpinWait();
    }
    assertThat(fetcher.leased()).isZero();
  }

  @Override
  public void close() {
    fetcher.close();
  }
}
