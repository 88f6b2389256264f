package stellwerk.crawler.adapter.kind;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import stellwerk.crawler.adapter.Harvest;
import stellwerk.crawler.adapter.page.HtmlPage;
import stellwerk.crawler.adapter.page.Json;
import stellwerk.crawler.adapter.page.Sitemap;
import stellwerk.crawler.fetch.Fetched;
import stellwerk.crawler.fetch.Request;
import stellwerk.crawler.site.Options;
import stellwerk.crawler.site.RawField;
import stellwerk.crawler.site.RawPay;
import stellwerk.crawler.site.RawPlace;
import stellwerk.crawler.site.RawPosting;
import stellwerk.crawler.site.Words;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Peers' own test cases about structured data, sitemaps, feeds and charsets, where their
/// expectations are ours, too; where not, `known-differences.tsv` says why.
class PeersSuitesTest {
  private static final Path DIFFERENCES =
      Path.of("src/test/resources/recorded/known-differences.tsv");
  private static final Path SUITES = Path.of("src/test/resources/recorded/suites.tsv");
  private static final Pattern PROPERTY =
      Pattern.compile(
          "(\\w+)\\.(title|description|locations|employment_type|job_location_type|date_posted|url)");
  private static final Pattern ALIAS =
      Pattern.compile("_(?:extract|parse)_(\\w+)\\((\\w+)(?:, '[^']*')?\\)");
  private static final Pattern LITERAL = Pattern.compile("'(.*)'", Pattern.DOTALL);
  private static final Pattern UNICODE = Pattern.compile("\\\\u([0-9a-fA-F]{4})");
  private static final Pattern LENGTH = Pattern.compile("len\\((\\w+)\\)");
  private static final Pattern CELL = Pattern.compile("(\\w+)\\[(\\d+)\\]\\[(\\d+)\\]");

  /// Other comparisons (of times, of their own objects) are passed over.
  private static final Set<String> COMPARISONS =
      Set.of("==", "is", "is not", "!=", "truthy", "in", "not in");

  private static final Pattern INDEXED = Pattern.compile("(\\w+)\\['(\\w+)'\\]");

  @Test
  void structuredDataIsReadAsPeersRead() throws IOException {
    run(
        "structured-data/colophon-group+jobseek/test_jsonld_scraper.json",
        40,
        PeersSuitesTest::structured);
  }

  @Test
  void sitemapsAreReadAsPeersRead() throws IOException {
    run("feeds-sitemaps/colophon-group+jobseek/test_sitemap.json", 8, PeersSuitesTest::sitemap);
  }

  @Test
  void charsetsComeOutAsPeersExpect() throws IOException {
    Path folder = RecordedPages.folder("conformance/charset");
    JsonNode cases = Json.read(Files.readString(folder.resolve("expected.json"))).orElseThrow();
    Map<String, String> known = known();
    List<String> failed = new ArrayList<>();
    for (JsonNode one : cases.path("cases").values()) {
      String file = Json.text(one, "file");
      String text = Json.text(one, "expect_text");
      String charset = Json.text(one, "expect_charset");
      if (file != null && file.endsWith(".html") && charset != null) {
        byte[] body = Files.readAllBytes(folder.resolve(file));
        var document = HtmlPage.parse(Pages.page(Request.Purpose.DETAIL, "text/html", body));
        boolean right =
            charset.replace("GB2312", "GB18030").startsWith(document.charset().name())
                && (text == null || document.text().contains(text));
        if (!right && !known.containsKey(file)) {
          failed.add(file + " as " + document.charset());
        }
      }
    }
    assertThat(failed).isEmpty();
  }

  @Test
  void charsetsAreGuessedAsPeersGuess() throws IOException {
    JsonNode tests =
        Json.read(
                Files.readString(
                    RecordedPages.file("conformance/charset/scrapy+w3lib/test_encoding.json")))
            .orElseThrow()
            .path("tests");
    Map<String, String> known = known();
    Set<String> passed = new LinkedHashSet<>();
    Set<String> failed = new LinkedHashSet<>();
    for (JsonNode test : tests.values()) {
      int number = 0;
      for (JsonNode step : test.path("steps").values()) {
        String call = String.valueOf(Json.text(step, "call"));
        JsonNode arguments = step.path("args");
        boolean detected = call.equals("self._assert_encoding_detected");
        String bytes = Json.text(arguments.path(detected ? 2 : 1), "$bytes");
        if (call.startsWith("self._assert_encoding") && bytes != null && !step.has("kwargs")) {
          String name = "w3lib/" + test.path("test").asString() + "/" + ++number;
          String named = Json.text(arguments.get(0));
          var document =
              HtmlPage.parse(
                  Pages.page(
                      Request.Purpose.DETAIL,
                      named == null ? "text/html" : "text/html; charset=" + named,
                      bytes.getBytes(StandardCharsets.ISO_8859_1)));
          JsonNode expected = detected ? arguments.get(1) : arguments.get(3);
          boolean right =
              detected
                  ? document.charset().equals(Charset.forName(expected.asString()))
                  : (expected.isArray() ? Json.all(expected) : List.of(expected))
                      .stream().anyMatch(text -> document.text().equals(text.asString()));
          (right ? passed : failed).add(name);
        }
      }
    }
    judge("charset/scrapy+w3lib", passed, failed, known, 12);
  }

  @Test
  void sitemapsAreReadAsTheLibrarysOwnSuiteReadsThem() throws IOException {
    Path folder =
        RecordedPages.folder("conformance/feeds-sitemaps/crawler-commons+crawler-commons");
    JsonNode cases =
        Json.read(Files.readString(folder.resolve("SiteMapParserTest.expected.json")))
            .orElseThrow()
            .path("cases");
    Map<String, String> known = known();
    Set<String> passed = new LinkedHashSet<>();
    Set<String> failed = new LinkedHashSet<>();
    for (JsonNode one : cases.values()) {
      List<Integer> sizes =
          Json.all(one.path("expect")).stream()
              .filter(expected -> expected.path("of").asString().contains(".size()"))
              .map(expected -> expected.path("equals").asInt())
              .toList();
      String resource = Json.text(one, "resource");
      String content = Json.text(one, "content");
      boolean refused = sizes.isEmpty() && one.path("expects_error").asBoolean(false);
      if ((resource != null || content != null) && (sizes.size() == 1 || refused)) {
        byte[] body =
            resource == null
                ? UNICODE
                    .matcher(String.valueOf(content))
                    .replaceAll(hit -> Character.toString(Integer.parseInt(hit.group(1), 16)))
                    .getBytes(StandardCharsets.UTF_8)
                : Files.readAllBytes(folder.resolve(resource));
        Sitemap.Outcome outcome =
            Sitemap.read(Pages.page(Request.Purpose.SITEMAP, "text/xml", body), _ -> true);
        boolean right =
            switch (outcome) {
              case Sitemap.Outcome.Not _ -> refused;
              case Sitemap.Outcome.Read(Sitemap sitemap) ->
                  !refused
                      && sitemap.pages().size() + sitemap.children().size() == sizes.getFirst();
            };
        String name = "crawler-commons/" + one.path("test").asString();
        (right ? passed : failed).add(name);
      }
    }
    judge("feeds-sitemaps/crawler-commons", passed, failed, known, 12);
  }

  @Test
  void schemaOrgsOwnExamplesSayTheSameInEverySyntax() throws IOException {
    Path file =
        RecordedPages.file(
            "conformance/structured-data/schemaorg+schemaorg/jobposting_examples.json");
    JsonNode examples = Json.read(Files.readString(file)).orElseThrow().path("examples");
    for (JsonNode example : examples.values()) {
      Set<String> titles = new LinkedHashSet<>();
      for (String syntax : List.of("jsonld", "microdata", "rdfa")) {
        String markup = Json.text(example, syntax);
        if (markup != null && markup.contains("JobPosting")) {
          titles.add(
              Pages.only("<html><body>" + markup + "</body></html>")
                  .first(RawField.TITLE)
                  .orElseThrow()
                  .text());
        }
      }
      assertThat(titles).as(example.path("id").asString()).hasSize(1);
    }
  }

  @Test
  void relativeLinksStartWherePeersLetThemStart() throws IOException {
    run("html/scrapy+w3lib/test_html.json", 6, PeersSuitesTest::base);
  }

  private static @Nullable Found base(String function, JsonNode arguments) {
    String bytes = Json.text(arguments.path(0), "$bytes");
    String html = bytes == null ? Json.text(arguments.get(0)) : bytes;
    String address = Json.text(arguments.get(1));
    if (!function.equals("get_base_url") || html == null || address == null) {
      return null;
    }
    Fetched.Page page =
        Fetched.Page.saved(
            Request.get(URI.create(address), Request.Purpose.LIST),
            "text/html",
            html.getBytes(StandardCharsets.UTF_8),
            Instant.EPOCH);
    return new Found(
        Map.of(),
        JsonNodeFactory.instance.stringNode(HtmlPage.base(page, HtmlPage.parse(page)).toString()));
  }

  /// Every file of the suites is run by a test or left out for a reason.
  @Test
  void everySuiteIsRunOrLeftOutForAReason() throws IOException {
    Path root = RecordedPages.folder("conformance");
    Map<String, String[]> rows = new LinkedHashMap<>();
    for (String line : Files.readAllLines(SUITES)) {
      if (!line.startsWith("#") && !line.isBlank()) {
        String[] cells = line.split("\t", -1);
        assertThat(cells).as(line).hasSize(3);
        rows.put(cells[0], cells);
      }
    }
    Set<String> used = new LinkedHashSet<>();
    List<String> unnamed = new ArrayList<>();
    for (Path file : RecordedPages.files("conformance", "")) {
      String name = root.relativize(file).toString().replace('\\', '/');
      rows.keySet().stream()
          .filter(name::startsWith)
          .max(Comparator.comparingInt(String::length))
          .ifPresentOrElse(used::add, () -> unnamed.add(name));
    }
    assertThat(unnamed).isEmpty();
    assertThat(used).as("rows that name a file").containsExactlyInAnyOrderElementsOf(rows.keySet());
    for (String[] row : rows.values()) {
      assertThat(row[1]).isIn("run", "not ours");
      if (row[1].equals("run")) {
        Path project = Path.of(System.getProperty("stellwerk.root", ".."));
        assertThat(List.of("crawler", "indexer").stream().map(project::resolve))
            .as(row[2])
            .anyMatch(module ->
                Files.exists(module.resolve("src/test/java/stellwerk/" + row[2] + ".java")));
      } else {
        assertThat(row[2]).as("why " + row[0] + " is not run").hasSizeGreaterThan(15);
      }
    }
  }

  /// Reads a value of one step; null where the step is none of ours.
  interface Reader {
    @Nullable Found read(String function, JsonNode arguments);
  }

  /// What was read: by name as the peer names it; a missing name is "none".
  record Found(Map<String, JsonNode> values, @Nullable JsonNode whole) {}

  static void run(String suite, int least, Reader reader) throws IOException {
    JsonNode tests =
        Json.read(Files.readString(RecordedPages.file("conformance/" + suite)))
            .orElseThrow()
            .path("tests");
    Map<String, String> known = known();
    Set<String> passed = new LinkedHashSet<>();
    List<String> failed = new ArrayList<>();
    for (JsonNode test : tests.values()) {
      String name = suite.startsWith("ats/") ? kind(suite) + "/" : "";
      name += test.path("test").asString();
      List<String> differences = new ArrayList<>();
      int checked = check(test, reader, differences);
      if (checked > 0 && differences.isEmpty()) {
        passed.add(name);
      } else if (checked > 0) {
        failed.add(name + " " + differences);
      }
    }
    judge(suite + " (" + tests.size() + " tests)", passed, failed, known, least);
  }

  /// At least 95 of 100 applicable cases pass; each other one is a listed difference.
  private static void judge(
      String suite,
      Set<String> passed,
      Collection<String> failed,
      Map<String, String> known,
      int least) {
    List<String> surprises =
        failed.stream().filter(line -> !known.containsKey(line.split(" ", 2)[0])).toList();
    System.out.printf(
        Locale.ROOT,
        "%s: %d cases are about what we read too, %d pass, %d differ as listed%n",
        suite,
        passed.size() + failed.size(),
        passed.size(),
        failed.size() - surprises.size());
    assertThat(surprises).as("of %d cases", passed.size() + failed.size()).isEmpty();
    assertThat(passed).as("cases that pass").hasSizeGreaterThanOrEqualTo(least);
    assertThat(passed)
        .as("known differences that are none any more")
        .doesNotContainAnyElementsOf(known.isEmpty() ? List.of("") : known.keySet());
  }

  /// Names of cases recur in the suites of the kinds.
  private static String kind(String suite) {
    return suite.substring(suite.indexOf("/test_") + "/test_".length(), suite.indexOf(".json"));
  }

  private static int check(JsonNode test, Reader reader, List<String> differences) {
    Map<String, Found> variables = new HashMap<>();
    int checked = 0;
    for (JsonNode step : test.path("steps").values()) {
      String variable = Json.text(step, "let");
      String function = Json.text(step, "fn");
      if (variable != null && function != null) {
        Found found = reader.read(function, step.path("args"));
        if (found != null) {
          variables.put(variable, found);
        }
      }
      Found alias = alias(Json.text(step, "of"), variables);
      if (variable != null && alias != null) {
        variables.put(variable, alias);
      }
      JsonNode check = step.path("check");
      if (check.isObject() && COMPARISONS.contains(check.path("op").asString())) {
        JsonNode actual = actual(check, variables, reader);
        if (actual != null) {
          checked++;
          if (!agrees(actual, check)) {
            differences.add(
                Json.text(check, "of") + " is " + actual + ", not " + check.path("expected"));
          }
        }
      }
    }
    return checked;
  }

  /// A call with a variable: the value it is named after, or all that was read.
  private static @Nullable Found alias(@Nullable String call, Map<String, Found> variables) {
    Matcher alias = ALIAS.matcher(String.valueOf(call));
    if (!alias.matches() || !variables.containsKey(alias.group(2))) {
      return null;
    }
    Found found = variables.get(alias.group(2));
    return switch (alias.group(1)) {
      case "description", "employment_type" ->
          new Found(
              Map.of(),
              found.values().getOrDefault(alias.group(1), JsonNodeFactory.instance.nullNode()));
      default -> found;
    };
  }

  private static @Nullable JsonNode actual(
      JsonNode check, Map<String, Found> variables, Reader reader) {
    String function = Json.text(check, "fn");
    if (function != null) {
      Found found = reader.read(function, check.path("args"));
      return found == null ? null : found.whole();
    }
    String of = Json.text(check, "of");
    if (of == null) {
      return null;
    }
    String whole = Json.text(check.path("expected"), "$enum");
    return value(LITERAL.matcher(of).matches() && whole != null ? whole : of, variables);
  }

  /// What a peer's expression is about; null if it is none that we can follow.
  private static @Nullable JsonNode value(String of, Map<String, Found> variables) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    Found found = variables.containsKey(of) ? variables.get(of) : alias(of, variables);
    if (found != null) {
      return found.whole();
    }
    Matcher length = LENGTH.matcher(of);
    if (length.matches() && variables.containsKey(length.group(1))) {
      JsonNode all = variables.get(length.group(1)).whole();
      return all == null || !all.isArray() ? null : nodes.numberNode(all.size());
    }
    Matcher cell = CELL.matcher(of);
    if (cell.matches() && variables.containsKey(cell.group(1))) {
      JsonNode all = variables.get(cell.group(1)).whole();
      return all == null
          ? null
          : all.path(Integer.parseInt(cell.group(2))).path(Integer.parseInt(cell.group(3)));
    }
    Matcher property = PROPERTY.matcher(of);
    Matcher indexed = INDEXED.matcher(of);
    Matcher either = property.matches() ? property : indexed.matches() ? indexed : null;
    if (either == null || !variables.containsKey(either.group(1))) {
      return null;
    }
    return variables.get(either.group(1)).values().getOrDefault(either.group(2), nodes.nullNode());
  }

  private static boolean agrees(JsonNode actual, JsonNode check) {
    JsonNode expected = check.path("expected");
    return switch (check.path("op").asString()) {
      case "==", "is" -> same(actual, expected);
      case "is not", "!=" -> !same(actual, expected);
      case "truthy" -> !actual.isNull() && !actual.isEmpty();
      case "in" -> contains(actual, check);
      case "not in" -> !contains(actual, check);
      default -> throw new AssertionError("compared otherwise: " + check);
    };
  }

  private static boolean contains(JsonNode actual, JsonNode check) {
    Matcher literal = LITERAL.matcher(String.valueOf(Json.text(check, "of")));
    if (literal.matches()) {
      return plain(actual).contains(literal.group(1));
    }
    return check.path("reversed").asBoolean(false)
        ? plain(actual).contains(plain(check.path("expected")))
        : plain(check.path("expected")).contains(plain(actual));
  }

  private static String plain(JsonNode node) {
    return node.isString() ? node.asString() : node.toString();
  }

  private static boolean same(JsonNode one, JsonNode other) {
    if (one.isNumber() && other.isNumber()) {
      return one.decimalValue().compareTo(other.decimalValue()) == 0;
    }
    if (one.isObject() && other.isObject()) {
      return one.size() == other.size()
          && one.properties().stream()
              .allMatch(entry ->
                  other.has(entry.getKey()) && same(entry.getValue(), other.get(entry.getKey())));
    }
    return one.equals(other);
  }

  private static @Nullable Found structured(String function, JsonNode arguments) {
    if (arguments.size() != 1 || arguments.get(0) == null) {
      return null;
    }
    JsonNode first = arguments.get(0);
    return switch (function) {
      case "parse_html" -> first.isString() ? posting(first.asString()) : null;
      case "_parse_posting" -> posting(Pages.withScript(titled(first).toString()));
      case "_find_job_posting" -> posting(Pages.withScript(first.toString()));
      case "_extract_locations" -> part(first, "locations");
      case "_extract_salary" -> part(first, "salary");
      default -> null;
    };
  }

  private static ObjectNode typed(JsonNode posting) {
    ObjectNode typed = JsonNodeFactory.instance.objectNode().put("@type", "JobPosting");
    posting.properties().forEach(property -> typed.set(property.getKey(), property.getValue()));
    return typed;
  }

  /// A posting without a title is none of ours; peers' cases about other fields leave it out.
  private static ObjectNode titled(JsonNode posting) {
    ObjectNode typed = typed(posting);
    boolean named = posting.has("title") || posting.has("name") || posting.isEmpty();
    return named ? typed : typed.put("title", "Engineer");
  }

  private static @Nullable Found part(JsonNode posting, String name) {
    Found found = posting(Pages.withScript(typed(posting).put("title", "Engineer").toString()));
    return found == null
        ? null
        : new Found(
            pay(found.values().get(name)),
            found.values().getOrDefault(name, JsonNodeFactory.instance.nullNode()));
  }

  private static Map<String, JsonNode> pay(@Nullable JsonNode salary) {
    Map<String, JsonNode> values = new HashMap<>();
    if (salary != null && salary.isObject()) {
      salary.properties().forEach(part -> values.put(part.getKey(), part.getValue()));
    }
    return values;
  }

  private static @Nullable Found posting(String html) {
    Harvest harvest = new JsonLd().read(Pages.site("json_ld", Options.NONE), Pages.html(html));
    if (!(harvest instanceof Harvest.Read read) || read.postings().isEmpty()) {
      return new Found(Map.of(), JsonNodeFactory.instance.nullNode());
    }
    Map<String, JsonNode> values = values(read.postings().getFirst());
    return new Found(values, JsonNodeFactory.instance.objectNode().put("posting", true));
  }

  static Map<String, JsonNode> values(RawPosting posting) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    Map<String, JsonNode> values = new HashMap<>();
    put(values, "title", posting, RawField.TITLE);
    put(values, "description", posting, RawField.DESCRIPTION);
    put(values, "date_posted", posting, RawField.DATE_POSTED);
    put(values, "datePosted", posting, RawField.DATE_POSTED);
    put(values, "validThrough", posting, RawField.VALID_THROUGH);
    put(values, "employment_type", posting, RawField.EMPLOYMENT_TYPE);
    put(values, "job_location_type", posting, RawField.REMOTE);
    values.put("url", nodes.stringNode(posting.url().toString()));
    Set<String> places = new LinkedHashSet<>();
    posting.places().forEach(place -> places.add(line(place)));
    posting.all(RawField.LOCATION).forEach(words -> places.add(words.text()));
    if (!places.isEmpty()) {
      var array = nodes.arrayNode();
      places.forEach(array::add);
      values.put("locations", array);
    }
    posting.pays().stream()
        .map(RawPay::parts)
        .filter(parts -> !parts.containsKey(RawPay.Part.TEXT))
        .findFirst()
        .ifPresent(parts -> values.put("salary", salary(new TreeMap<>(parts))));
    return values;
  }

  private static void put(
      Map<String, JsonNode> values, String name, RawPosting posting, RawField field) {
    String text = String.join(", ", posting.all(field).stream().map(Words::text).toList());
    if (!text.isEmpty()) {
      values.put(name, JsonNodeFactory.instance.stringNode(text));
    }
  }

  private static String line(RawPlace place) {
    return place
        .part(RawPlace.Part.NAME)
        .orElseGet(() ->
            String.join(
                ", ",
                List.of(RawPlace.Part.CITY, RawPlace.Part.REGION, RawPlace.Part.COUNTRY).stream()
                    .flatMap(part -> place.part(part).stream())
                    .toList()));
  }

  private static ObjectNode salary(Map<RawPay.Part, String> parts) {
    ObjectNode salary = JsonNodeFactory.instance.objectNode();
    String value = parts.get(RawPay.Part.VALUE);
    String unit = parts.get(RawPay.Part.UNIT);
    salary.put("currency", parts.get(RawPay.Part.CURRENCY));
    salary.put("min", number(parts.getOrDefault(RawPay.Part.MIN, value == null ? "0" : value)));
    salary.put("max", number(parts.getOrDefault(RawPay.Part.MAX, value == null ? "0" : value)));
    salary.put("unit", unit == null ? null : unit.toLowerCase(Locale.ROOT));
    return salary;
  }

  private static BigDecimal number(String words) {
    return new BigDecimal(words);
  }

  private static @Nullable Found sitemap(String function, JsonNode arguments) {
    String xml = arguments.size() == 1 ? Json.text(arguments.get(0)) : null;
    if (!function.equals("ET.fromstring") || xml == null) {
      return null;
    }
    Sitemap.Outcome outcome =
        Sitemap.read(Pages.page(Request.Purpose.SITEMAP, "text/xml", xml), _ -> true);
    if (!(outcome instanceof Sitemap.Outcome.Read(Sitemap sitemap))) {
      return new Found(Map.of(), JsonNodeFactory.instance.nullNode());
    }
    var addresses = JsonNodeFactory.instance.arrayNode();
    sitemap.pages().forEach(page -> addresses.add(page.toString()));
    sitemap.children().forEach(child -> addresses.add(child.toString()));
    return new Found(Map.of(), addresses);
  }

  private static Map<String, String> known() throws IOException {
    Map<String, String> known = new HashMap<>();
    for (String line : Files.readAllLines(DIFFERENCES)) {
      if (!line.startsWith("#") && !line.isBlank()) {
        String[] cells = line.split("\t", 2);
        known.put(cells[0], cells[1]);
      }
    }
    return known;
  }
}
