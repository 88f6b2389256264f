package stellwerk.indexer.normalise;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import stellwerk.crawler.site.RawField;
import stellwerk.crawler.site.RawPosting;
import stellwerk.crawler.site.SiteId;
import stellwerk.indexer.evaluate.Evaluation;
import stellwerk.indexer.evaluate.FieldEvaluation;
import stellwerk.indexer.evaluate.GoldRow;
import stellwerk.indexer.evaluate.Outcome;
import stellwerk.indexer.posting.Posting;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The readers over recorded and labelled material that is not part of the project; skipped where
/// it is missing.
class RecordedTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
  private static final Path SHARED =
      Path.of(System.getProperty("stellwerk.root", ".")).resolve("../shared").normalize();

  /// Rows whose label we do not follow, with the reason.
  private static final Map<String, String> DIFFERENT =
      Map.of(
          "fie-041",
          "\"remote from Berlin/Munich\": people in Germany can take it, which is derived from the towns; no country"
              + " is named, so none is listed");

  private final Normaliser normaliser =
      new Normaliser(Gazetteer.load(), NormaliserTest.TITLE, NormaliserTest.SILENT);

  private static Path recorded(String path) {
    Path file = SHARED.resolve(path);
    assumeTrue(Files.exists(file), "skipped: no recorded material at " + file);
    return file;
  }

  @Test
  void labelledFieldsAreReadAsLabelled() throws IOException {
    List<GoldRow> rows = GoldRow.of(recorded("gold/fields.jsonl"));

    Evaluation evaluation = new FieldEvaluation(normaliser, TODAY).evaluate(rows);

    assertThat(evaluation.outcomes()).hasSizeGreaterThan(60);
    assertThat(
            evaluation.misses().stream()
                .filter(miss -> !DIFFERENT.containsKey(miss.id()))
                .map(Outcome::toString))
        .isEmpty();
  }

  @Test
  void sixThousandRecordedPostingsAreReadWithoutTrouble() throws IOException {
    Path file = recorded("real/corpora/RemoteWLB+remote-jobs/postings.jsonl.gz");
    int read = 0;
    Map<String, Integer> counts = new TreeMap<>();
    long start = System.nanoTime();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Posting posting = posting(JSON.readTree(line), read);
        read++;
        count(counts, "employer", posting.employer().known().isPresent());
        count(counts, "place", !posting.locations().isEmpty());
        count(counts, "remote", posting.remote().known().isPresent());
        count(counts, "eligibility", posting.eligibility().known().isPresent());
        count(counts, "working time", !posting.workingTime().isEmpty());
        count(counts, "contract", !posting.contract().isEmpty());
        count(counts, "start", posting.terms().start().known().isPresent());
        count(counts, "months", posting.terms().durationMonths().known().isPresent());
        count(counts, "until", posting.terms().until().known().isPresent());
        count(counts, "hours", posting.terms().weeklyHours().known().isPresent());
        count(counts, "size", posting.about().companySize().known().isPresent());
        count(counts, "sector", posting.about().sector().known().isPresent());
        count(counts, "intermediary", posting.about().intermediary().known().isPresent());
        count(counts, "language", posting.language().known().isPresent());
        PostingText text =
            new PostingText(
                posting.title().known().orElse(""),
                posting.description().known().orElse(""),
                List.of(),
                "");
        posting.remote().quoted().ifPresent(e -> Verbatim.check(e, text));
        posting.workingTime().forEach(k -> Verbatim.check(k.evidence(), text));
        posting.contract().forEach(k -> Verbatim.check(k.evidence(), text));
        posting.eligibility().quoted().ifPresent(e -> Verbatim.check(e, text));
        posting.terms().start().quoted().ifPresent(e -> Verbatim.check(e, text));
        posting.terms().durationMonths().quoted().ifPresent(e -> Verbatim.check(e, text));
        posting.terms().until().quoted().ifPresent(e -> Verbatim.check(e, text));
        posting.terms().weeklyHours().quoted().ifPresent(e -> Verbatim.check(e, text));
        posting.about().companySize().quoted().ifPresent(e -> Verbatim.check(e, text));
        posting.about().intermediary().quoted().ifPresent(e -> Verbatim.check(e, text));
        posting.locations().forEach(k -> Verbatim.check(k.evidence(), text));
      }
    }
    System.out.println(
        read + " postings in " + (System.nanoTime() - start) / 1_000_000 + " ms " + counts);

    assertThat(read).isGreaterThan(6_000);
    assertThat(counts.get("language")).isGreaterThan(read * 9 / 10);
  }

  private static void count(Map<String, Integer> counts, String field, boolean known) {
    counts.merge(field, known ? 1 : 0, Integer::sum);
  }

  private Posting posting(JsonNode json, int number) {
    String body = json.path("body").asString("").replace("&", "&amp;").replace("<", "&lt;");
    RawPosting raw =
        RawPosting.at(
                new SiteId("recorded"),
                "n" + number,
                URI.create("https://recorded.invalid/" + number))
            .text(RawField.TITLE, json.path("title").asString(""), "json title")
            .text(RawField.EMPLOYER, json.path("company").asString(""), "json company")
            .text(RawField.LOCATION, json.path("location").asString(""), "json location")
            .text(RawField.DESCRIPTION, body, "json body")
            .build();
    RawPosting clean = Redaction.redact(raw);
    return normaliser.read(
        clean,
        Identity.posting(clean.site(), clean.key()),
        Identity.vacancy("x"),
        NormaliserTest.LIFESPAN,
        TODAY);
  }

  @Test
  void peersDatesAreReadOrLeftUnread() throws IOException {
    Path file = recorded("real/conformance/dates/scrapinghub+dateparser/dates_de_and_western.json");
    List<String> wrong = new ArrayList<>();
    int compared = 0;
    for (JsonNode row : JSON.readTree(Files.readString(file)).path("cases")) {
      JsonNode args = row.path("args");
      String words = args.path(0).asString("");
      String expected = args.path(1).asString("");
      boolean absolute =
          row.path("test").asString("").startsWith("test_dates_parsing") && expected.length() >= 10;
      if (!absolute) {
        continue;
      }
      compared++;
      DateWords.field(words, null)
          .map(day -> day.date().toString())
          .filter(day -> !expected.startsWith(day))
          .ifPresent(day -> wrong.add(words + " -> " + day + ", not " + expected));
    }
    System.out.println(compared + " dates compared, " + wrong.size() + " different");

    assertThat(wrong).isEmpty();
  }

  @Test
  void recordedStepstonePagesKeepTheirPassages() throws IOException {
    Path folder =
        recorded(
            "real/html/recorded/petracarrion+job-market-analytics/python/tests/data/normalize_job_description/output");
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        JsonNode json = JSON.readTree(Files.readString(file));
        StringBuilder html = new StringBuilder();
        html.append("<h2>Deine Aufgaben</h2><p>")
            .append(json.path("description_responsabilities").asString("").replace("\n", "</p><p>"))
            .append("</p>");
        html.append("<h2>Das bringst Du mit</h2><p>")
            .append(json.path("description_requirements").asString("").replace("\n", "</p><p>"))
            .append("</p>");
        html.append("<h2>Das bieten wir Dir</h2><p>")
            .append(json.path("description_perks").asString("").replace("\n", "</p><p>"))
            .append("</p>");

        PostingText text = PlainText.of(Cases.raw("text", html.toString()));

        assertThat(text.language()).isEqualTo("de");
        assertThat(text.passages())
            .extracting(PostingText.Passage::kind)
            .containsSubsequence(
                PostingText.Kind.TASKS, PostingText.Kind.REQUIREMENTS, PostingText.Kind.OFFER);
      }
    }
  }

  @Test
  void peersRelativeDatesCountFromTheDayOfThePage() throws IOException {
    Path file = recorded("real/conformance/dates/scrapinghub+dateparser/dates_de_and_western.json");
    LocalDate page = LocalDate.of(2014, 9, 1);
    List<String> wrong = new ArrayList<>();
    for (JsonNode row : JSON.readTree(Files.readString(file)).path("cases")) {
      JsonNode ago = row.path("ago");
      boolean spoken = List.of("German", "English").contains(row.path("lang").asString(""));
      if (!spoken || ago.size() != 1 || !(ago.has("days") || ago.has("weeks"))) {
        continue;
      }
      LocalDate expected =
          page.minusDays(ago.path("days").asInt(0)).minusWeeks(ago.path("weeks").asInt(0));
      String words = row.path("args").path(0).asString("");
      DateWords.field(words, page)
          .filter(day -> !day.date().equals(expected))
          .ifPresent(day -> wrong.add(words + " -> " + day + ", not " + expected));
    }

    assertThat(wrong).isEmpty();
  }

  /// Peers that must answer something say "en" where we say that it cannot be told.
  @Test
  void peersLanguagesAreToldOrLeftOpen() throws IOException {
    int told = 0;
    for (String name :
        List.of(
            "konstantinosanagn+ergon/test_lang_detect.json",
            "colophon-group+jobseek/test_langdetect.json")) {
      Path file = recorded("real/conformance/normalise/" + name);
      for (JsonNode test : JSON.readTree(Files.readString(file)).path("tests")) {
        for (JsonNode step : test.path("steps")) {
          JsonNode check = step.path("check");
          String words = check.path("args").path(0).asString("");
          if (check.path("fn").asString("").equals("detect_language") && words.length() > 60) {
            String language = Language.of(PlainText.text(words));
            assertThat(language).as(words).isIn("", check.path("expected").asString(""));
            told += language.isEmpty() ? 0 : 1;
          }
        }
      }
    }

    assertThat(told).isPositive();
  }
}
