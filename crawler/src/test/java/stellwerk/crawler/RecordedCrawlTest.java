package stellwerk.crawler;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import stellwerk.crawler.adapter.kind.Adapters;
import stellwerk.crawler.archive.WarcArchive;
import stellwerk.crawler.fetch.FetchSettings;
import stellwerk.crawler.fetch.HostPermits;
import stellwerk.crawler.fetch.HttpFetcher;
import stellwerk.crawler.fetch.Surroundings;
import stellwerk.crawler.fetch.VolatileCrawlMemory;
import stellwerk.crawler.site.CrawlId;
import stellwerk.crawler.site.Options;
import stellwerk.crawler.site.Politeness;
import stellwerk.crawler.site.RawField;
import stellwerk.crawler.site.RawPosting;
import stellwerk.crawler.site.Site;
import stellwerk.crawler.site.SiteId;
import stellwerk.crawler.site.StartUrl;
import stellwerk.crawler.site.Words;
import stellwerk.crawler.verdict.CrawlReport;
import stellwerk.crawler.verdict.Verdict;

/// Crawls what others recorded, over HTTP on loopback: robots first, then the real way of a page to
/// the intake.
class RecordedCrawlTest {
  private static final Path RECORDED =
      Path.of(System.getProperty("stellwerk.root", ".."), "..", "shared", "real").normalize();
  private static final Path TABLE = Path.of("src/test/resources/recorded/pages.tsv");

  /// Kinds whose recording holds everything; those that ask for each posting's own page are walked
  /// whole, over invented answers, in `WholeCrawlsTest`.
  private static final Set<String> ONE_ANSWER =
      Set.of(
          "json_ld", "personio", "greenhouse", "feed", "arbeitnow", "ashby", "lever", "recruitee");

  /// Two positions of one id: the intake takes them for one.
  private static final String TWICE_THE_SAME =
      "ats/omoji-personal+careerkit/tests/fixtures/personio.xml";

  private static final WireMockServer SERVER =
      new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1"));

  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    SERVER.start();
  }

  @AfterAll
  static void stop() {
    SERVER.stop();
  }

  @BeforeEach
  void recordingsAreThere() {
    assumeTrue(
        Files.isDirectory(RECORDED),
        () -> "SKIPPED: no recorded pages at " + RECORDED.toAbsolutePath());
  }

  @TestFactory
  Stream<DynamicTest> everyRecordingArrivesAtTheIntakeAsItsTableSays() throws IOException {
    return Files.readAllLines(TABLE).stream()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(line -> line.split("\t", -1))
        .filter(row -> ONE_ANSWER.contains(row[1]))
        .map(row -> DynamicTest.dynamicTest(row[0], () -> check(row)));
  }

  private void check(String[] row) throws IOException {
    Path file = RECORDED.resolve(row[0]);
    Crawled crawled = crawl(row[1], file);

    assertThat(crawled.report().verdict())
        .as(crawled.report().reason())
        .isIn(Verdict.COMPLETE, Verdict.PARTIAL, Verdict.TRUNCATED);
    assertThat(crawled.postings())
        .as(crawled.report().notes().toString())
        .hasSize(row[0].equals(TWICE_THE_SAME) ? 1 : Integer.parseInt(row[2]));
    RawPosting first = crawled.postings().getFirst();
    assertThat(words(first, RawField.TITLE)).isEqualTo(row[3]);
    if (!row[4].equals("-")) {
      assertThat(words(first, RawField.EMPLOYER)).isEqualTo(row[4]);
    }
    assertThat(words(first, RawField.DATE_POSTED)).isEqualTo(row[6]);
  }

  @TestFactory
  Stream<DynamicTest> blockedAndErrorPagesBecomeAVerdictAndNeverAPosting() throws IOException {
    recordingsAreThere();
    try (Stream<Path> files = Files.walk(RECORDED.resolve("html/blocked-or-error"))) {
      List<Path> pages = files.filter(file -> file.toString().endsWith(".html")).sorted().toList();
      return pages.stream()
          .map(page ->
              DynamicTest.dynamicTest(
                  RECORDED.relativize(page).toString(),
                  () -> {
                    Crawled crawled = crawl("json_ld", page);

                    assertThat(crawled.postings()).isEmpty();
                    assertThat(crawled.report().verdict())
                        .isIn(Verdict.BLOCKED, Verdict.EMPTY_SUSPECT);
                  }));
    }
  }

  /// What a crawl brought.
  private record Crawled(CrawlReport report, List<RawPosting> postings) {}

  private Crawled crawl(String kind, Path file) throws IOException {
    SERVER.resetAll();
    String type =
        file.toString().endsWith(".html")
            ? "text/html"
            : file.toString().endsWith(".json") ? "application/json" : "application/xml";
    SERVER.stubFor(get(urlPathEqualTo("/robots.txt")).willReturn(ok("User-agent: *\nAllow: /\n")));
    SERVER.stubFor(
        get(urlPathEqualTo("/stellen/eine"))
            .willReturn(
                aResponse().withHeader("Content-Type", type).withBody(Files.readAllBytes(file))));
    SERVER.stubFor(
        get(urlPathMatching("/job/\\d+"))
            .willReturn(
                ok("<!DOCTYPE html><html><body><h1>Stelle</h1><p>Du baust Daten.</p></body></html>")
                    .withHeader("Content-Type", "text/html")));
    SERVER.stubFor(
        get(urlPathEqualTo("/sitemap.xml"))
            .willReturn(
                ok("<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"><url><loc>"
                        + base()
                        + "/stellen/eine</loc></url></urlset>")
                    .withHeader("Content-Type", "application/xml")));
    Site site = site(kind);
    var memory = new VolatileCrawlMemory();
    var clock = SettableClock.atSomeMonday();
    var intake = new Collecting();
    try (var fetcher =
            new HttpFetcher(
                FetchSettings.of("1.2.3", "crawler@portal.example")
                    .allowing(Set.of("127.0.0.1:" + SERVER.port()))
                    .withPatience(Duration.ZERO),
                memory,
                HostPermits.local(),
                new Surroundings(clock, new SplittableRandom(7), (_, _) -> {}));
        var archive = new WarcArchive(folder.resolve("archive"))) {
      var crawl =
          new Crawl(
              fetcher,
              new Crawl.Keeping(archive, memory, new MemoryHistory()),
              intake,
              CrawlSettings.DEFAULT,
              clock);
      CrawlReport report = crawl.run(site, Adapters.of(kind).orElseThrow(), () -> false);
      assertThat(SERVER.getAllServeEvents().getLast().getRequest().getUrl())
          .as("robots.txt is asked for before anything else")
          .isEqualTo("/robots.txt");
      return new Crawled(report, List.copyOf(intake.postings.values()));
    }
  }

  private static String base() {
    return "http://127.0.0.1:" + SERVER.port();
  }

  private static Site site(String kind) {
    boolean pages = kind.equals("json_ld");
    Options options =
        pages
            ? new Options(
                Map.of("sitemap", List.of(base() + "/sitemap.xml"), "url_filter", List.of("/")))
            : Options.NONE;
    List<StartUrl> start = pages ? List.of() : List.of(StartUrl.of(base() + "/stellen/eine"));
    Site site = Site.of(new SiteId("recorded"), "Recorded", kind, options, start);
    return new Site(
        site.id(),
        site.name(),
        kind,
        URI.create(base() + "/"),
        true,
        options,
        start,
        null,
        site.schedule(),
        Politeness.DEFAULT.withDelay(Duration.ZERO).withMaxPages(12),
        site.http().withPlain(),
        site.rights(),
        site.expect());
  }

  private static String words(RawPosting posting, RawField field) {
    return posting.first(field).map(Words::text).orElse("-");
  }

  /// Takes everything.
  private static final class Collecting implements Intake {
    private final Map<String, RawPosting> postings = new LinkedHashMap<>();

    @Override
    public Delivery open(Site site, CrawlId crawl) {
      return new Delivery() {
        @Override
        public Receipt take(RawPosting posting) {
          return postings.put(posting.key(), posting) == null
              ? new Receipt.Created()
              : new Receipt.Same();
        }

        @Override
        public void seenAgain(Set<String> keys) {}

        @Override
        public void gone(URI page) {}

        @Override
        public void saysClosed(URI page, String quote) {}

        @Override
        public CrawlReport finish(CrawlReport report) {
          return report;
        }
      };
    }
  }
}
