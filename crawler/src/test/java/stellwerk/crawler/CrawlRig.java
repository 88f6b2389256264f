package stellwerk.crawler;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import stellwerk.crawler.adapter.kind.Adapters;
import stellwerk.crawler.archive.Archive;
import stellwerk.crawler.fetch.FetchSettings;
import stellwerk.crawler.fetch.Fetched;
import stellwerk.crawler.fetch.Fetcher;
import stellwerk.crawler.fetch.HostPermits;
import stellwerk.crawler.fetch.HttpFetcher;
import stellwerk.crawler.fetch.Surroundings;
import stellwerk.crawler.fetch.VolatileCrawlMemory;
import stellwerk.crawler.site.CrawlId;
import stellwerk.crawler.site.HttpRules;
import stellwerk.crawler.site.Options;
import stellwerk.crawler.site.Politeness;
import stellwerk.crawler.site.RawPosting;
import stellwerk.crawler.site.Site;
import stellwerk.crawler.site.SiteId;
import stellwerk.crawler.site.StartUrl;
import stellwerk.crawler.verdict.CrawlReport;

/// Whole crawls against a server on loopback: everything real but the clock and the intake, which
/// remembers what it was told.
final class CrawlRig implements AutoCloseable {
  final HostileServer server = HostileServer.start();
  final SettableClock clock = SettableClock.atSomeMonday();
  final VolatileCrawlMemory memory = new VolatileCrawlMemory();
  final MemoryHistory history = new MemoryHistory();
  final Map<String, RawPosting> postings = new LinkedHashMap<>();
  final List<URI> gone = new ArrayList<>();
  final Map<URI, String> saysClosed = new HashMap<>();
  final Set<String> seenAgain = new LinkedHashSet<>();
  private final HttpFetcher fetcher;

  CrawlRig() {
    server.answer("/robots.txt", 200, "User-agent: *\nAllow: /\n", "Content-Type: text/plain");
    fetcher =
        new HttpFetcher(
            FetchSettings.of("1.2.3", "crawler@portal.example")
                .allowing(Set.of(server.endpoint()))
                .withPatience(Duration.ZERO)
                .withRobotsTimeout(Duration.ofSeconds(10)),
            memory,
            HostPermits.local(),
            new Surroundings(clock, new SplittableRandom(7), (_, _) -> {}));
  }

  Fetcher fetcher() {
    return fetcher;
  }

  CrawlReport crawl(Site site) {
    return crawl(site, () -> false);
  }

  CrawlReport crawl(Site site, BooleanSupplier stopped) {
    return crawl(site, fetcher, stopped);
  }

  private CrawlReport crawl(Site site, Fetcher asks, BooleanSupplier stopped) {
    return through(asks).run(site, Adapters.of(site.kind()).orElseThrow(), stopped);
  }

  /// The crawl, for whoever runs it.
  Crawl through(Fetcher asks) {
    return new Crawl(
        asks,
        new Crawl.Keeping(new Nowhere(), memory, history),
        new Remembering(),
        CrawlSettings.DEFAULT,
        clock);
  }

  private final Set<String> known = new LinkedHashSet<>();

  /// A site of structured data whose list begins at a path; its postings stand below `/stelle/`.
  Site site(String... starts) {
    return site(Stream.of(starts).map(start -> StartUrl.of(server.url(start))).toList());
  }

  Site site(List<StartUrl> starts) {
    HttpRules rules =
        new HttpRules(
            Set.of(), true, true, Duration.ofMillis(700), 1_000_000, List.of("sitzung"), Map.of());
    return Site.of(
            new SiteId("brett"),
            "Brett",
            "json_ld",
            new Options(Map.of("url_filter", List.of("/stelle/"))),
            starts)
        .with(rules)
        .with(Politeness.DEFAULT.withDelay(Duration.ZERO));
  }

  /// Serves a list that links to postings and to further lists.
  void list(String path, List<String> postings, String... more) {
    server.answer(path, 200, listPage(postings, more), "Content-Type: text/html");
  }

  static String listPage(List<String> postings, String... more) {
    StringBuilder html = new StringBuilder("<html><body><h1>Stellen</h1>");
    for (String posting : postings) {
      html.append("<a href='/stelle/")
          .append(posting)
          .append("'>Stelle ")
          .append(posting)
          .append("</a> ");
    }
    for (String link : more) {
      html.append("<a href='").append(link).append("'>weiter</a> ");
    }
    return html.append("<p>Alle offenen Stellen auf einen Blick.</p></body></html>").toString();
  }

  void posting(String id, String... headers) {
    List<String> all = new ArrayList<>(List.of(headers));
    all.add("Content-Type: text/html");
    server.answer("/stelle/" + id, 200, postingPage(id, ""), all.toArray(String[]::new));
  }

  static String postingPage(String id, String head) {
    return """
    <html><head><title>Stelle %1$s</title>%2$s<script type="application/ld+json">
    {"@context":"https://schema.org","@type":"JobPosting","title":"KI-Trainer %1$s",
    "identifier":"%1$s","description":"<p>Sie annotieren Daten.</p>","datePosted":"2026-11-01",
    "hiringOrganization":{"@type":"Organization","name":"Brett GmbH"},
    "jobLocation":{"@type":"Place","address":{"addressLocality":"Berlin","addressCountry":"DE"}}}
    </script></head><body><h1>KI-Trainer %1$s</h1><p>Sie annotieren Daten für ein Sprachmodell.</p></body></html>
    """
        .formatted(id, head);
  }

  /// Requests to the site itself, robots and opt-out files left out.
  List<String> asked() {
    return server.paths().stream()
        .filter(path -> !path.equals("/robots.txt") && !path.startsWith("/.well-known/"))
        .toList();
  }

  @Override
  public void close() {
    fetcher.close();
    server.close();
  }

  private final class Remembering implements Intake {
    @Override
    public Delivery open(Site site, CrawlId crawl) {
      return new Delivery() {
        @Override
        public Receipt take(RawPosting posting) {
          boolean fresh = postings.put(posting.key(), posting) == null && known.add(posting.key());
          return fresh ? new Receipt.Created() : new Receipt.Same();
        }

        @Override
        public void seenAgain(Set<String> keys) {
          seenAgain.addAll(keys);
        }

        @Override
        public void gone(URI page) {
          gone.add(page);
        }

        @Override
        public void saysClosed(URI page, String quote) {
          saysClosed.put(page, quote);
        }

        @Override
        public CrawlReport finish(CrawlReport report) {
          return report;
        }
      };
    }
  }

  private static final class Nowhere implements Archive {
    @Override
    public void keep(SiteId site, CrawlId crawl, Fetched.Page page) {}

    @Override
    public Stream<Fetched.Page> pages(SiteId site, CrawlId crawl) {
      return Stream.empty();
    }

    @Override
    public Stream<CrawlId> crawls(SiteId site) {
      return Stream.empty();
    }

    @Override
    public void close() {}
  }

  static byte[] html(String body) {
    return HostileServer.response(200, body, "Content-Type: text/html");
  }
}
