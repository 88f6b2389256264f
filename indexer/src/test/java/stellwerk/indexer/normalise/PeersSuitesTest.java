package stellwerk.indexer.normalise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import stellwerk.crawler.site.RawField;
import stellwerk.crawler.site.RawPay;
import stellwerk.crawler.site.RawPosting;
import stellwerk.crawler.site.SiteId;
import stellwerk.indexer.evaluate.RequirementEvaluation;
import stellwerk.indexer.occupation.Classification;
import stellwerk.indexer.occupation.KiTrainer;
import stellwerk.indexer.occupation.OccupationClassifier;
import stellwerk.indexer.posting.Fact;
import stellwerk.indexer.posting.Pay;
import stellwerk.indexer.posting.Place;
import stellwerk.indexer.posting.Posting;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Every suite of peers' own tests about pay, dates and normalising, where they are at hand: run
/// here or in [PaySuitesTest] or [RecordedTest], or named with the reason why there is nothing to
/// compare. A case that comes out differently is listed in `peers-known-differences.tsv`.
class PeersSuitesTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
  private static final String ERGON = "konstantinosanagn+ergon/";
  private static final String JOBSEEK = "colophon-group+jobseek/";

  /// Suites that other tests run, and suites about what we do not have.
  private static final Map<String, String> ELSEWHERE =
      Map.ofEntries(
          Map.entry("salary/" + JOBSEEK + "salary_flat.json", "PaySuitesTest"),
          Map.entry("salary/" + JOBSEEK + "test_salary_extract.json", "flat in salary_flat"),
          Map.entry("salary/" + JOBSEEK + "test_salary_extract_eu.json", "flat in salary_flat"),
          Map.entry(
              "salary/" + JOBSEEK + "test_salary_extract_eu_locale.json", "flat in salary_flat"),
          Map.entry(
              "salary/" + JOBSEEK + "test_cpu_salary_annualization.json",
              "hourly pay without hours is never a year's pay here (normalisation.md 1.15); month x 12 is in AnnualiserTest"),
          Map.entry(
              "salary/" + ERGON + "test_salary_format.json", "how the peer prints its own object"),
          Map.entry("dates/scrapinghub+dateparser/dates_de_and_western.json", "RecordedTest"),
          Map.entry("normalise/" + ERGON + "test_lang_detect.json", "RecordedTest"),
          Map.entry("normalise/" + JOBSEEK + "test_langdetect.json", "RecordedTest"),
          Map.entry("normalise/" + ERGON + "test_level.json", "we read no seniority"),
          Map.entry("normalise/" + JOBSEEK + "test_seniority_resolve.json", "we read no seniority"),
          Map.entry(
              "normalise/" + ERGON + "test_remote_filter.json", "the peer's search, not a reader"),
          Map.entry("normalise/" + JOBSEEK + "test_slug.json", "the peer's own addresses"),
          Map.entry(
              "normalise/" + JOBSEEK + "test_typify.json", "how the peer fetches from one system"));

  private static final Set<String> HERE =
      Set.of(
          "salary/" + ERGON + "test_extract_comp.json",
          "salary/" + ERGON + "test_extract_german.json",
          "salary/" + ERGON + "test_fields_salary_coercion.json",
          "normalise/" + ERGON + "test_extract_degree.json",
          "normalise/" + ERGON + "test_extract_yoe.json",
          "normalise/" + ERGON + "test_geo.json",
          "normalise/" + JOBSEEK + "test_enum_normalize.json",
          "normalise/" + JOBSEEK + "test_experience_extract.json",
          "normalise/" + JOBSEEK + "test_html_normalize_shared.json",
          "normalise/" + JOBSEEK + "test_location_resolve.json",
          "normalise/" + JOBSEEK + "test_occupation_resolve.json",
          "normalise/" + JOBSEEK + "test_technology_resolve.json");

  private final RequirementEvaluation requirements =
      new RequirementEvaluation(Vocabulary.shipped());
  private final Normaliser normaliser =
      new Normaliser(Gazetteer.load(), NormaliserTest.TITLE, NormaliserTest.SILENT);
  private final PayReader pay = new PayReader();

  /// One case.
  ///
  /// @param id its test, and its place among the rows of that test
  /// @param function of the peer that is called; empty if the suite has one only
  /// @param values the input first, then what is expected
  private record Case(String id, String function, List<JsonNode> values) {
    private String input() {
      return values.getFirst().asString("");
    }

    private @Nullable JsonNode expected(int at) {
      return at < values.size() && !values.get(at).isNull() ? values.get(at) : null;
    }
  }

  @Test
  void noSuiteIsLeftUnnamed() throws IOException {
    Path root = recorded("conformance");
    Set<String> names = new TreeSet<>();
    for (String folder : List.of("salary", "dates", "normalise")) {
      try (Stream<Path> files = Files.walk(root.resolve(folder))) {
        files
            .filter(file -> file.toString().endsWith(".json"))
            .forEach(file -> names.add(root.relativize(file).toString().replace('\\', '/')));
      }
    }
    Set<String> known = new HashSet<>(HERE);
    known.addAll(ELSEWHERE.keySet());

    assertThat(known).containsAll(names);
  }

  @Test
  void yearsOfExperienceAreReadAsThePeersExpect() throws IOException {
    run(
        "normalise/" + ERGON + "test_extract_yoe.json",
        one -> years(one.input()).equals(wanted(one)));
    run(
        "normalise/" + JOBSEEK + "test_experience_extract.json",
        one -> years(PlainText.text(one.input())).equals(wanted(one)));
  }

  @Test
  void degreesAreReadAsThePeerExpects() throws IOException {
    run(
        "normalise/" + ERGON + "test_extract_degree.json",
        one -> {
          JsonNode first = one.expected(1);
          JsonNode level = first != null && first.isArray() ? first.get(0) : first;
          Set<String> read = education(one.input());
          return (level == null || level.isNull())
              ? read.isEmpty()
              : read.contains(school(level.asString("")));
        });
  }

  @Test
  void germanTextsAreReadAsThePeerExpects() throws IOException {
    run(
        "salary/" + ERGON + "test_extract_german.json",
        one -> {
          JsonNode expected = one.expected(1);
          return switch (one.function()) {
            case "_YOE.extract" -> years(one.input()).equals(wanted(one));
            case "parse_salary" ->
                expected == null
                    ? pay(one.input(), null).isEmpty()
                    : paid(pay(one.input(), null), expected);
            default -> true;
          };
        });
  }

  @Test
  void payIsReadAsThePeerExpects() throws IOException {
    run(
        "salary/" + ERGON + "test_extract_comp.json",
        one -> {
          Optional<Pay> read = pay(one.input(), null);
          JsonNode low = one.expected(1);
          JsonNode high = one.expected(2);
          if (low != null && !low.isNumber()) {
            return true; // the peer's own object
          }
          return low == null
              ? read.isEmpty()
              : read.isPresent()
                  && same(read.get().min(), low)
                  && (high == null || !high.isNumber() || same(read.get().max(), high));
        });
  }

  @Test
  void amountsInFieldsAreReadAsThePeerExpects() throws IOException {
    run(
        "salary/" + ERGON + "test_fields_salary_coercion.json",
        one -> {
          JsonNode given = one.values().getFirst();
          String words =
              given.isNumber() ? given.decimalValue().toPlainString() : given.asString("");
          Optional<Pay> read = pay("", words);
          JsonNode expected = one.expected(1);
          return (expected == null || !expected.isNumber())
              ? read.isEmpty()
              : read.isPresent() && same(read.get().min(), expected);
        });
  }

  @Test
  void wordsOfFieldsAreReadAsThePeerExpects() throws IOException {
    run(
        "normalise/" + JOBSEEK + "test_enum_normalize.json",
        one -> {
          JsonNode wanted = one.expected(1);
          if (wanted != null && !wanted.isString()) {
            return true; // one of the peer's own values, whichever
          }
          String expected = wanted == null ? "" : wanted.asString("");
          return switch (one.function()) {
            case "normalize_salary_unit" ->
                PayUnits.ofField(one.input())
                    .map(unit -> unit.name().toLowerCase(Locale.ROOT))
                    .orElse("")
                    .equals(expected);
            case "normalize_job_location_type" ->
                read(RawField.REMOTE, one.input())
                    .remote()
                    .known()
                    .map(mode -> mode.name().toLowerCase(Locale.ROOT))
                    .orElse("")
                    .equals(expected);
            case "normalize_employment_type" -> employed(one.input(), expected);
            default -> true;
          };
        });
  }

  @Test
  void placesAreReadAsThePeersExpect() throws IOException {
    run(
        "normalise/" + ERGON + "test_geo.json",
        one -> {
          JsonNode country = one.expected(2);
          String name = country == null ? "" : country.asString("");
          List<Fact.Known<Place>> places = read(RawField.LOCATION, one.input()).locations();
          if (!List.of("Germany", "Austria", "Switzerland").contains(name)) {
            return true;
          }
          return places.stream()
              .anyMatch(place ->
                  code(name).equals(place.value().country())
                      && (one.expected(1) == null || place.value().city() != null));
        });
    run(
        "normalise/" + JOBSEEK + "test_location_resolve.json",
        one -> {
          JsonNode type = one.expected(1);
          Posting read = read(RawField.LOCATION, one.input());
          String mode =
              read.remote().known().map(m -> m.name().toLowerCase(Locale.ROOT)).orElse("");
          return type == null
              || switch (type.asString("")) {
                case "remote" -> mode.equals("remote");
                case "hybrid" -> mode.equals("hybrid");
                default -> mode.isEmpty() || mode.equals("onsite");
              };
        });
  }

  @Test
  void titlesOfOtherOccupationsAreOut() throws IOException {
    OccupationClassifier classifier = new OccupationClassifier(KiTrainer.occupation());
    run(
        "normalise/" + JOBSEEK + "test_occupation_resolve.json",
        one -> {
          JsonNode expected = one.expected(1);
          boolean ours = expected != null && expected.asString("").contains("annotator");
          boolean member =
              classifier.classify(new PostingText(one.input(), "", List.of(), "en"), "", List.of())
                  instanceof Classification.Member;
          return ours == member;
        });
  }

  @Test
  void toolsAreReadAsThePeerExpects() throws IOException {
    Map<String, String> ours =
        Map.ofEntries(
            Map.entry("python", "python"),
            Map.entry("sql", "sql"),
            Map.entry("java", "java"),
            Map.entry("javascript", "javascript"),
            Map.entry("cpp", "cpp"),
            Map.entry("csharp", "csharp"),
            Map.entry("rust", "rust"),
            Map.entry("go", "go"),
            Map.entry("react", "react"),
            Map.entry("docker", "docker"),
            Map.entry("git", "git"),
            Map.entry("r", "r"),
            Map.entry("html", "html"),
            Map.entry("sap", "sap"),
            Map.entry("excel", "excel"));
    run(
        "normalise/" + JOBSEEK + "test_technology_resolve.json",
        one -> {
          JsonNode expected = one.expected(1);
          Set<String> read = skills(PlainText.text(one.input()));
          if (expected == null || !expected.isString()) {
            return expected == null || expected.size() > 0 || read.isEmpty();
          }
          String id = ours.get(expected.asString(""));
          return id == null || read.contains(id);
        });
  }

  @Test
  void escapedMarkupIsNoText() throws IOException {
    run(
        "normalise/" + JOBSEEK + "test_html_normalize_shared.json",
        one -> {
          String text = PlainText.text(one.input());
          return !text.contains("&lt;") && !text.contains("<p") && !text.contains("&nbsp;");
        });
  }

  /// What the peer labelled in whole German postings, and how many come out so.
  @Test
  void germanPostingsReachTheFloorForExperience() throws IOException {
    assertThat(experience("de_yoe_corpus.jsonl")).isGreaterThanOrEqualTo(0.9);
    assertThat(experience("yoe_corpus.jsonl")).isGreaterThanOrEqualTo(0.8);
  }

  private double experience(String name) throws IOException {
    Path file = recorded("corpora/" + ERGON + "tests/fixtures/" + name);
    int right = 0;
    int all = 0;
    for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
      JsonNode row = JSON.readTree(line);
      JsonNode expected = row.path("expect");
      String wanted =
          expected.isNull() || expected.path("min").isNull()
              ? ""
              : expected.path("min").asString("");
      Set<String> read = experience(row);
      all++;
      right += read.contains(wanted) || (wanted.isEmpty() && read.isEmpty()) ? 1 : 0;
    }
    System.out.println(name + ": " + right + " of " + all + " as the peer labelled them");
    return (double) right / all;
  }

  /// The least years; in the peer's numbers, where we keep the words: "mehrjährig" is 3 (or, as
  /// "langjährig", 5) and no experience needed 0.
  private Set<String> experience(JsonNode row) {
    Set<String> least = new HashSet<>();
    for (String label : requirements.labels(row.path("text").asString(""), "profile")) {
      String said = label.startsWith("exp=") ? label.replaceAll("exp=|:.*", "") : "";
      switch (said) {
        case "" -> {}
        case "multi" -> least.addAll(List.of("2", "3", "5"));
        case "some", "entry", "none_needed" -> least.addAll(List.of("", "0", "1"));
        default -> least.add(said.replaceAll("[-+].*", ""));
      }
    }
    return least;
  }

  private interface Check {
    boolean right(Case one);
  }

  private void run(String suite, Check check) throws IOException {
    Set<String> listed = differences(suite);
    Set<String> used = new HashSet<>();
    List<String> misses = new ArrayList<>();
    int right = 0;
    List<Case> cases = cases(JSON.readTree(Files.readString(recorded("conformance/" + suite))));
    for (Case one : cases) {
      String test = one.id().substring(0, one.id().indexOf('#'));
      String group = test.replaceAll("\\..*", "");
      Optional<String> reason =
          Stream.of(one.id(), test, group).filter(listed::contains).findFirst();
      if (check.right(one)) {
        right++;
      } else if (reason.isPresent()) {
        used.add(reason.get());
      } else {
        misses.add(one.id() + " " + one.values());
      }
    }
    System.out.printf(
        Locale.ROOT,
        "%s: %d of %d as the peer expects, %d different, each listed%n",
        suite,
        right,
        cases.size(),
        cases.size() - right);

    assertThat(cases).as(suite).isNotEmpty();
    assertThat(misses).as(suite).isEmpty();
    assertThat(used).as("listed, but no longer different: " + suite).isEqualTo(listed);
  }

  /// The rows of the peer's tests, and the calls in their steps.
  private static List<Case> cases(JsonNode suite) {
    List<Case> cases = new ArrayList<>();
    for (JsonNode test : suite.path("tests")) {
      String name = test.path("test").asString("");
      String source = test.toString();
      JsonNode steps = test.path("steps");
      for (JsonNode params : test.path("params")) {
        for (JsonNode row : params.path("cases")) {
          List<JsonNode> values = new ArrayList<>();
          if (row.isArray()) {
            row.forEach(values::add);
          } else {
            values.add(row);
            values.add(firstExpected(steps));
          }
          cases.add(new Case(name + "#" + cases.size(), function(source), values));
        }
      }
      if (!test.path("params").isEmpty()) {
        continue;
      }
      @Nullable JsonNode given = null;
      String called = "";
      List<JsonNode> expected = new ArrayList<>();
      for (JsonNode step : steps) {
        JsonNode check = step.path("check");
        if (step.has("let") && step.has("fn")) {
          if (given != null) {
            cases.add(single(name, cases.size(), called, given, expected));
          }
          given = argument(step.path("args"));
          called = step.path("fn").asString("");
          expected = new ArrayList<>();
        } else if (check.has("fn") && check.path("args").size() > 0) {
          List<JsonNode> values = new ArrayList<>();
          values.add(argument(check.path("args")));
          values.add(check.path("expected"));
          cases.add(new Case(name + "#" + cases.size(), check.path("fn").asString(""), values));
        } else if (given != null && plain(check)) {
          expected.add(check.path("expected"));
        }
      }
      if (given != null) {
        cases.add(single(name, cases.size(), called, given, expected));
      }
    }
    return cases;
  }

  private static boolean plain(JsonNode check) {
    String of = check.path("of").asString("");
    return !of.startsWith("len(")
        && !of.endsWith("location_id")
        && (check.path("op").asString("").equals("==")
            || check.path("op").asString("").equals("is"))
        && !check.path("expected").has("$enum");
  }

  private static Case single(
      String name, int at, String called, JsonNode given, List<JsonNode> expected) {
    List<JsonNode> values = new ArrayList<>();
    values.add(given);
    values.addAll(expected);
    return new Case(name + "#" + at, called, values);
  }

  private static JsonNode argument(JsonNode args) {
    JsonNode first = args.path(0);
    if (first.isArray()) {
      return first.path(0);
    }
    return first.has("description_text") ? first.path("description_text") : first;
  }

  private static JsonNode firstExpected(JsonNode steps) {
    for (JsonNode step : steps) {
      if (step.path("check").has("expected")) {
        return step.path("check").path("expected");
      }
    }
    return JSON.nullNode();
  }

  private static String function(String source) {
    for (String name :
        List.of(
            "normalize_salary_unit", "normalize_job_location_type", "normalize_employment_type")) {
      if (source.contains(name)) {
        return name;
      }
    }
    return "";
  }

  /// The years of the requirements as "least-most".
  private String years(String text) {
    return requirements.labels(text, "profile").stream()
        .filter(label -> label.matches("exp=\\d.*"))
        .map(label -> label.replaceAll("exp=|:.*", ""))
        .findFirst()
        .orElse("");
  }

  private static String wanted(Case one) {
    JsonNode expected = one.expected(1);
    if (expected == null) {
      return "";
    }
    JsonNode least = expected.isArray() ? expected.path(0) : expected.path("min_years");
    JsonNode most = expected.isArray() ? expected.path(1) : expected.path("max_years");
    if (!least.isNumber() && !most.isNumber()) {
      return "";
    }
    return (least.isNumber() ? least.asString() : "")
        + (most.isNumber() && !most.equals(least) ? "-" + most.asString() : "+");
  }

  private Set<String> education(String text) {
    return requirements.labels(text, "profile").stream()
        .filter(label -> label.startsWith("edu="))
        .flatMap(label -> Stream.of(label.replaceAll("edu=|:.*", "").split("_or_", -1)))
        .collect(Collectors.toSet());
  }

  private Set<String> skills(String text) {
    return requirements.labels(text, "profile").stream()
        .filter(label -> label.startsWith("it="))
        .map(label -> label.replaceAll("it=|:.*", ""))
        .collect(Collectors.toSet());
  }

  private static String school(String level) {
    return switch (level) {
      case "highschool" -> "school";
      case "phd_md" -> "phd";
      case "vocational" -> "vocational";
      default -> "study";
    };
  }

  private Optional<Pay> pay(String text, @Nullable String value) {
    RawPosting.Builder raw =
        RawPosting.at(new SiteId("peers"), "1", URI.create("https://peers.invalid/1"));
    if (value != null) {
      raw.pay(Map.of(RawPay.Part.VALUE, value, RawPay.Part.CURRENCY, "EUR"), "json pay");
    }
    return pay.read(
            raw.build(), new PostingText("", text, List.of(), "en"), PayContext.of("US", TODAY))
        .fact()
        .known();
  }

  private static boolean paid(Optional<Pay> read, JsonNode low) {
    return read.isPresent() && (!low.isNumber() || same(read.get().min(), low));
  }

  private static boolean same(@Nullable BigDecimal read, JsonNode expected) {
    return read != null && read.compareTo(expected.decimalValue()) == 0;
  }

  private boolean employed(String words, String expected) {
    Posting read = read(RawField.EMPLOYMENT_TYPE, words);
    Set<String> all = new HashSet<>();
    read.workingTime().forEach(known -> all.add(known.value().name()));
    read.contract().forEach(known -> all.add(known.value().name()));
    return switch (expected) {
      case "full_time" -> all.contains("FULL_TIME");
      case "part_time" -> any(all, "PART_TIME", "MINIJOB");
      case "full_or_part" -> all.contains("FULL_TIME") && all.contains("PART_TIME");
      case "contract" -> any(all, "FREELANCE", "FIXED_TERM", "TEMP_AGENCY");
      case "internship" -> any(all, "INTERN", "TRAINEE", "APPRENTICE", "WORKING_STUDENT");
      case "temporary" -> any(all, "FIXED_TERM", "TEMP_AGENCY");
      case "volunteer" -> all.contains("VOLUNTEER");
      case "" -> all.isEmpty();
      default -> true;
    };
  }

  private static boolean any(Set<String> all, String... wanted) {
    return Stream.of(wanted).anyMatch(all::contains);
  }

  private Posting read(RawField field, String words) {
    RawPosting raw =
        RawPosting.at(new SiteId("peers"), "1", URI.create("https://peers.invalid/1"))
            .structured(field, words, "json field")
            .build();
    return normaliser.read(
        raw,
        Identity.posting(raw.site(), raw.key()),
        Identity.vacancy("x"),
        NormaliserTest.LIFESPAN,
        TODAY);
  }

  private static String code(String country) {
    return switch (country) {
      case "Germany" -> "DE";
      case "Austria" -> "AT";
      default -> "CH";
    };
  }

  private static Path recorded(String name) {
    Path file = Path.of(System.getProperty("stellwerk.root", ".."), "../shared/real", name);
    assumeTrue(Files.exists(file), "SKIPPED: no recorded material at " + file);
    return file;
  }

  private static Set<String> differences(String suite) throws IOException {
    try (InputStream file =
        PeersSuitesTest.class.getResourceAsStream("/normalise/peers-known-differences.tsv")) {
      return new String(
              Objects.requireNonNull(file, "peers-known-differences.tsv").readAllBytes(),
              StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#") && !line.isBlank())
          .map(line -> line.split("\t", -1))
          .filter(parts -> suite.endsWith(parts[0]))
          .map(parts -> parts[1])
          .collect(Collectors.toSet());
    }
  }
}
