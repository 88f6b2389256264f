package stellwerk.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What people type, what they are told, and what it does.
class CommandsTest {
  @TempDir private Path folder;
  private BoardSite board;
  private String config;

  @BeforeEach
  void install() throws IOException {
    board =
        BoardSite.of(
            "KI-Trainer (m/w/d) Medizin",
            "Datenannotator (m/w/d)",
            "AI Trainer (German)",
            "Buchhalter (m/w/d)");
    config = board.installation(folder, "brett").toString();
  }

  @AfterEach
  void close() {
    board.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "crawl",
        "serve",
        "demo",
        "read",
        "search",
        "export",
        "site",
        "site list",
        "site test",
        "config",
        "config check",
        "config show"
      })
  void everyCommandExplainsItself(String command) {
    String[] words = (command + " --help").split(" ");

    Ran ran = Ran.of(words);

    assertThat(ran.code()).as(ran.said()).isZero();
    assertThat(ran.out()).contains("Usage: stellwerk " + command);
    assertThat(ran.err()).isEmpty();
  }

  @Test
  void withoutACommandItSaysWhatThereIsToType() {
    Ran ran = Ran.of();

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("stellwerk --help");
  }

  @Test
  void theVersionIsOneLine() {
    assertThat(Ran.of("--version").out().lines()).hasSize(1);
  }

  @Test
  void configCheckCountsWhatItRead() {
    Ran ran = Ran.of("config", "check", "--config", config);

    assertThat(ran.code()).isZero();
    assertThat(ran.out()).isEqualTo("no faults; sites: 1 (1 enabled), occupations: 1\n");
  }

  @Test
  void aCrawlTellsItsVerdictAndSearchFindsWhatItBrought() {
    Ran crawl = Ran.of("crawl", "brett", "--config", config);

    assertThat(crawl.code()).as(crawl.said()).isZero();
    assertThat(crawl.out()).contains("found 4 · valid 4 · new 4").contains("verdict COMPLETE");
    Ran search = Ran.of("search", "Medizin", "--occupation", "ki-trainer", "--config", config);
    assertThat(search.code()).isZero();
    assertThat(search.out()).contains("KI-Trainer (m/w/d) Medizin").contains("1 vacancy\n");
    Ran all = Ran.of("search", "--config", config);
    assertThat(all.out()).contains("Buchhalter").contains("4 vacancies");
  }

  @Test
  void aDryRunKeepsNothing() {
    Ran crawl = Ran.of("crawl", "--dry-run", "brett", "--config", config);

    assertThat(crawl.code()).as(crawl.said()).isZero();
    assertThat(crawl.out()).contains("dry run").contains("valid 4");
    assertThat(Ran.of("search", "--config", config).out()).isEqualTo("0 vacancies\n");
    assertThat(folder.resolve("data/archive/brett")).doesNotExist();
  }

  @Test
  void aSiteTestShowsWordsBehindValuesAndKeepsNothing() {
    Ran test = Ran.of("site", "test", "brett", "--config", config);

    assertThat(test.code()).as(test.said()).isZero();
    assertThat(test.out()).contains("KI-Trainer (m/w/d) Medizin").contains("standing: new");
    assertThat(Ran.of("search", "--config", config).out()).isEqualTo("0 vacancies\n");
  }

  @Test
  void aSiteThatYieldsOtherThanExpectedEndsWithFour() throws IOException {
    Path site = folder.resolve("config/sites/brett.yaml");
    Files.writeString(site, Files.readString(site) + "expect: { min_items: 20 }\n");

    Ran ran = Ran.of("crawl", "brett", "--config", config);

    assertThat(ran.code()).as(ran.said()).isEqualTo(4);
    assertThat(ran.out()).contains("expectations missed: ").contains("min_items");
  }

  @Test
  void siteListShowsTheLastCrawl() {
    assertThat(Ran.of("site", "list", "--config", config).out())
        .contains("brett")
        .contains("never");
    Ran.of("crawl", "--config", config);

    assertThat(Ran.of("site", "list", "--config", config).out()).contains("COMPLETE");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "crawl --json",
        "search --json",
        "search --json --evidence",
        "site list --json",
        "site test brett --json",
        "config show --json",
        "config show brett --json"
      })
  void jsonIsOneDocumentWithoutColours(String command) {
    Ran ran = Ran.of((command + " --config " + config).split(" "));

    assertThat(ran.code()).as(ran.said()).isZero();
    assertThat(Tree.of(ran.out()).value()).isNotNull();
    assertThat(ran.out()).doesNotContain("\u001b");
  }

  @Test
  void theReportOfACrawlIsTheSameAsJson() {
    Tree report =
        Tree.of(Ran.of("crawl", "--json", "--config", config).out())
            .at("crawls")
            .items()
            .getFirst();

    assertThat(report.at("verdict").text()).isEqualTo("COMPLETE");
    assertThat(report.at("items").at("new").text()).isEqualTo("4");
  }

  @Test
  void anExportHasALineForEachPosting() throws IOException {
    Ran.of("crawl", "--config", config);

    Ran csv = Ran.of("export", "--config", config);
    assertThat(csv.code()).as(csv.err()).isZero();
    assertThat(csv.out().lines()).hasSize(5);
    assertThat(csv.out()).startsWith("id,vacancy_id,title,").doesNotContain("Sie annotieren");

    Path file = folder.resolve("stellen.csv");
    Ran excel =
        Ran.of("export", "--format", "csv-excel-de", "-o", file.toString(), "--config", config);
    assertThat(excel.code()).as(excel.err()).isZero();
    assertThat(excel.out()).isEmpty();
    assertThat(Files.readString(file, StandardCharsets.UTF_8)).startsWith("\ufeffKennung;");
    assertThat(folder.resolve("stellen.csv.part")).doesNotExist();

    Ran lines =
        Ran.of("export", "--format", "jsonl", "--occupation", "ki-trainer", "--config", config);
    assertThat(lines.out().lines().toList().getLast()).isEqualTo("{\"_end\":true,\"rows\":3}");
    assertThat(lines.out().lines().limit(3).toList())
        .allSatisfy(
            line -> assertThat(Tree.of(line).at("occupation").text()).isEqualTo("ki-trainer"));
  }

  @Test
  void savedPagesAreReadOffline() throws IOException {
    Path page = folder.resolve("stelle.html");
    Files.writeString(
        page,
        """
        <html lang="de"><head><script type="application/ld+json">{"@context":"https://schema.org","@type":"JobPosting",
        "title":"KI-Trainer (m/w/d)","description":"<p>50.000 € brutto im Jahr</p>","datePosted":"2026-11-01",
        "hiringOrganization":{"@type":"Organization","name":"Brett GmbH"},
        "jobLocation":{"@type":"Place","address":{"@type":"PostalAddress","addressLocality":"Berlin","addressCountry":"DE"}}}
        </script></head><body><h1>KI-Trainer (m/w/d)</h1></body></html>
        """);

    Ran ran =
        Ran.of(
            "read", page.toString(), "--url", "https://jobs.example/stelle/1", "--config", config);

    assertThat(ran.code()).as(ran.said()).isZero();
    assertThat(Tree.of(ran.out()).at("title").text()).isEqualTo("KI-Trainer (m/w/d)");
    assertThat(ran.err()).contains("1 postings, 0 quarantined");
    Ran raw = Ran.of("read", "--raw", page.toString(), "--config", config);
    assertThat(Tree.of(raw.out()).at("title").text()).contains("KI-Trainer");
  }

  @Test
  void theDemoChecksItself() {
    Ran ran = Ran.of("demo", "--check", "--data", folder.resolve("demo").toString());

    assertThat(ran.code()).as(ran.said()).isZero();
    Tree result = Tree.of(ran.out());
    assertThat(result.at("ok").text()).isEqualTo("true");
    assertThat(result.at("sites").text()).isEqualTo("7");
    assertThat(result.at("faults").items()).isEmpty();
  }
}
