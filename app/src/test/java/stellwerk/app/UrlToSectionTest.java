package stellwerk.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stellwerk.app.config.Configuration;
import stellwerk.app.config.Environment;
import stellwerk.app.demo.DemoConfig;
import stellwerk.app.demo.DemoSites;
import stellwerk.app.wiring.Serving;
import stellwerk.app.wiring.Wiring;
import stellwerk.crawler.site.Schedule;
import stellwerk.crawler.site.Site;
import stellwerk.crawler.verdict.CrawlReport;
import stellwerk.crawler.verdict.Verdict;

/// From the URL of a job site to the job in the portal's section: crawl, store, index, HTTP.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UrlToSectionTest {
  private static final Environment NONE = new Environment(Map.of());

  private final HttpClient client = HttpClient.newHttpClient();
  private DemoSites sites;
  private Configuration configuration;
  private Wiring wiring;
  private Serving serving;
  private final List<CrawlReport> first = new ArrayList<>();

  @BeforeAll
  void crawlAndServe(@TempDir Path folder) throws IOException {
    sites = DemoSites.start(LocalDate.ofInstant(Wiring.CLOCK.instant(), Schedule.BERLIN));
    configuration = Configuration.read(DemoConfig.write(folder, sites, 0), NONE);
    wiring = Wiring.open(configuration);
    for (Site site : configuration.sites()) {
      first.add(wiring.crawl(site));
    }
    serving = Serving.start(wiring, false, List.of());
  }

  @AfterAll
  void stop() {
    serving.close();
    sites.close();
  }

  private HttpResponse<String> ask(int port, String path) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(Duration.ofSeconds(20))
            .build(),
        HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
  }

  private String get(String path) throws IOException, InterruptedException {
    HttpResponse<String> answer = ask(serving.port(), path);
    assertThat(answer.statusCode()).as(path + ": " + answer.body()).isEqualTo(200);
    return answer.body();
  }

  private Tree jobs(String words) throws IOException, InterruptedException {
    return Tree.of(
        get(
            "/v1/jobs?occupation=ki-trainer&limit=100&q="
                + URLEncoder.encode(words, StandardCharsets.UTF_8)));
  }

  private Tree job(String words, String title) throws IOException, InterruptedException {
    Tree found = jobs(words);
    for (Tree item : found.at("items").items()) {
      if (item.at("title").text().contains(title)) {
        return item;
      }
    }
    throw new AssertionError("“" + title + "” is not among " + found);
  }

  @Test
  void theJobStandsInTheSection() throws IOException, InterruptedException {
    String section = get("/v1/embed/jobs.html?occupation=ki-trainer&limit=20");

    assertThat(section).contains("KI-Trainer (m/w/d) Hafenlogistik").contains("class=\"sw-job\"");
    assertThat(section).contains(sites.base("jobmarkt") + "/stelle/nord-2028");
  }

  @Test
  void everyJobLeadsToTheSiteThatItWasReadFrom() throws IOException, InterruptedException {
    for (Tree item : jobs("").at("items").items()) {
      assertThat(sites.authorities()).anyMatch(item.at("origin").at("url").text()::contains);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "KI-Dozent",
        "Training Consultant",
        "Personal KI-Trainer",
        "Vertriebstrainer",
        "Referent KI-Schulungen",
        "KI-Workshop",
        "Fitness-Trainer",
        "KI-Beauftragter",
        "Content Moderator",
        "Buchhalter",
        "Erzieher",
        "Stelle besetzt",
        "KI-Trainer intern"
      })
  void otherJobsAndForbiddenOnesStayAway(String words) throws IOException, InterruptedException {
    assertThat(get("/v1/jobs?occupation=ki-trainer&limit=100")).doesNotContain(words);
    assertThat(get("/v1/embed/jobs.html?occupation=ki-trainer&limit=20")).doesNotContain(words);
    assertThat(get("/v1/feeds/ki-trainer.rss")).doesNotContain(words);
  }

  @Test
  void whatRobotsForbidIsNeverRead() throws IOException, InterruptedException {
    assertThat(get("/v1/jobs?limit=100&q=intern")).doesNotContain("KI-Trainer intern");
    assertThat(report("jobmarkt").items().skipped()).isEqualTo(1);
  }

  private CrawlReport report(String site) {
    return first.stream()
        .filter(report -> report.site().value().equals(site))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theSameJobOnTwoSitesIsOneVacancyThatNamesBoth() throws IOException, InterruptedException {
    Tree found = jobs("\"Fachbereich Medizin\"");

    assertThat(found.at("total").text()).isEqualTo("1");
    Tree also = found.at("items").items().getFirst().at("also_at");
    assertThat(also.items()).hasSize(1);
    String both = found.at("items").items().getFirst().at("origin").at("url").text() + also.text();
    assertThat(both).contains(sites.base("jobmarkt"));
  }

  @Test
  void aJobInFourCitiesHasFourPlaces() throws IOException, InterruptedException {
    assertThat(
            job("Labeling", "Data Labeling Mitarbeiter").at("locations").items().stream()
                .map(place -> place.at("city").text()))
        .containsExactly("Stuttgart", "Mannheim", "Karlsruhe", "Ulm");
  }

  @Test
  void aHostileTitleIsText() throws IOException, InterruptedException {
    assertThat(get("/v1/embed/jobs.html?occupation=ki-trainer&limit=20"))
        .doesNotContain("<script>alert");
    assertThat(get("/v1/feeds/ki-trainer.rss")).doesNotContain("<script>alert");
    HttpResponse<String> answer = ask(serving.port(), "/v1/jobs?limit=100");
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/json");
  }

  @Test
  void aPageInAnotherEncodingIsReadRight() throws IOException, InterruptedException {
    assertThat(job("Röntgenbilder", "Datenannotation").at("title").text())
        .contains("Prüferin/Prüfer für Röntgenbilder");
  }

  @Test
  void unstatedPayIsNull() throws IOException, InterruptedException {
    assertThat(job("Annotationsleitung", "Annotationsleitung").at("pay").value()).isNull();
  }

  @Test
  void aSiteThatIsDownIsBlockedAndClosesNothing() {
    assertThat(report("alte-boerse").verdict()).isEqualTo(Verdict.BLOCKED);
    assertThat(report("alte-boerse").items().closed()).isZero();
  }

  @Test
  void aSecondCrawlAsksConditionallyAndWritesNothing() {
    long changes = wiring.changeNumber();
    DemoSites.Requests before = sites.requests();
    List<CrawlReport> second = configuration.sites().stream().map(wiring::crawl).toList();
    DemoSites.Requests after = sites.requests();

    assertThat(wiring.changeNumber()).isEqualTo(changes);
    assertThat(second)
        .allSatisfy(report -> {
          assertThat(report.items().created()).isZero();
          assertThat(report.items().changed()).isZero();
          assertThat(report.items().closed()).isZero();
        });
    assertThat(after.answered()).isGreaterThan(before.answered());
    assertThat(after.unchanged() - before.unchanged())
        .isEqualTo(after.answered() - before.answered());
  }

  @Test
  void aClosedPostingAnswersGoneWithTheDayItWasLastSeen(@TempDir Path folder)
      throws IOException, InterruptedException {
    String[] titles = new String[10];
    for (int i = 0; i < titles.length; i++) {
      titles[i] = "KI-Trainer (m/w/d) Gruppe " + (i + 1);
    }
    try (BoardSite board = BoardSite.of(titles)) {
      Configuration small = Configuration.read(board.installation(folder, "brett"), NONE);
      Wiring rooms = Wiring.open(small);
      rooms.crawl(small.sites().getFirst());
      try (Serving face = Serving.start(rooms, false, List.of())) {
        Tree open = Tree.of(ask(face.port(), "/v1/jobs?q=%22Gruppe+3%22").body()).at("items");
        assertThat(open.items()).hasSize(1);
        String id = open.items().getFirst().at("id").text();
        board.remove(3);

        assertThat(rooms.crawl(small.sites().getFirst()).items().closed()).isEqualTo(1);
        rooms.catchUp();

        HttpResponse<String> gone = ask(face.port(), "/v1/jobs/" + id);
        assertThat(gone.statusCode()).as(gone.body()).isEqualTo(410);
        assertThat(gone.body()).contains("last_seen");
        assertThat(ask(face.port(), "/v1/jobs?q=%22Gruppe+3%22").body()).doesNotContain(id);
        assertThat(ask(face.port(), "/v1/embed/jobs.html?occupation=ki-trainer&limit=20").body())
            .doesNotContain("Gruppe 3<")
            .contains("Gruppe 4<");
      }
    }
  }
}
