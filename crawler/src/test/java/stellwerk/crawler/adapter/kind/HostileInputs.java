package stellwerk.crawler.adapter.kind;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import stellwerk.crawler.adapter.Adapter;
import stellwerk.crawler.adapter.Harvest;
import stellwerk.crawler.adapter.page.Json;
import stellwerk.crawler.fetch.Fetched;
import stellwerk.crawler.fetch.Request;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Run in a JVM of its own with a small heap: every kind of site gets bodies made to cost, of 1 MB
/// (the largest that are ever fetched with `-Dstellwerk.bombs=5000000`), as answers to its own
/// requests. One line for each before it is read, and one after.
final class HostileInputs {
  private static final int SIZE = Integer.getInteger("stellwerk.bombs", 1_000_000);

  /// What a read may take: as long as the whole request for a page may (`http.timeout`).
  private static final long BUDGET_MILLIS = 30_000;

  private static final String LD = "<script type='application/ld+json'>";

  /// Kinds that meet every hostile page; all kinds read pages by the same means, so the others meet
  /// only the dearest ones.
  private static final Set<String> EVERY_PAGE = Set.of("json_ld", "html", "join");

  private static final Set<String> DEAREST =
      Set.of(
          "adoption agency",
          "properties nests",
          "rows",
          "attributes",
          "the page again and again",
          "JSON-LD control characters",
          "embedded JSON, many");

  private HostileInputs() {}

  public static void main(String[] arguments) throws IOException {
    boolean held = true;
    for (Adapter adapter : Adapters.all()) {
      SavedSite saved = SavedSite.in(Path.of(arguments[0], adapter.kind()));
      Map<Request.Purpose, Fetched.Page> asked = new LinkedHashMap<>();
      saved.pages().forEach(page -> asked.putIfAbsent(page.request().purpose(), page));
      for (Fetched.Page page : asked.values()) {
        Map<String, Supplier<byte[]>> bombs = bombs(page);
        if (!EVERY_PAGE.contains(adapter.kind()) && page.mediaType().contains("html")) {
          bombs.keySet().retainAll(DEAREST);
        }
        for (Map.Entry<String, Supplier<byte[]>> bomb : bombs.entrySet()) {
          held &= held(adapter, saved, page, bomb.getKey(), bomb.getValue().get());
        }
      }
    }
    System.out.println(held ? "ALL HELD" : "NOT HELD");
  }

  private static boolean held(
      Adapter adapter, SavedSite saved, Fetched.Page asked, String name, byte[] body) {
    String what = adapter.kind() + " " + asked.request().purpose() + " " + name;
    System.out.println("READING " + what);
    long start = System.nanoTime();
    String outcome;
    boolean whole = true;
    try {
      Fetched.Page page =
          Fetched.Page.saved(asked.request(), asked.mediaType(), body, Instant.EPOCH);
      outcome =
          switch (adapter.read(saved.site(), page)) {
            case Harvest.NotThePage(Harvest.Problem problem, String detail) ->
                problem + " " + detail.substring(0, Math.min(60, detail.length()));
            case Harvest.Read read ->
                "READ " + read.postings().size() + " postings, " + read.requests().size() + " more";
          };
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError failure) {
      whole = false;
      outcome = "FAILED " + failure;
      failure.printStackTrace(System.err);
    }
    long millis = (System.nanoTime() - start) / 1_000_000;
    boolean inTime = millis <= BUDGET_MILLIS;
    System.out.println(
        (inTime ? "" : "LATE ")
            + millis
            + " ms "
            + what
            + ": "
            + outcome.replaceAll("[^ -~]", "?"));
    return whole && inTime;
  }

  private static Map<String, Supplier<byte[]>> bombs(Fetched.Page page) {
    Map<String, Supplier<byte[]>> bombs = new LinkedHashMap<>();
    String type = page.mediaType();
    String fixture = new String(page.body(), StandardCharsets.UTF_8);
    if (type.contains("json")) {
      json(bombs, fixture);
    } else if (type.contains("html")) {
      html(bombs, fixture);
    } else {
      xml(bombs, fixture);
    }
    bombs.put("nothing but zeros", () -> new byte[SIZE]);
    return bombs;
  }

  private static void html(Map<String, Supplier<byte[]>> bombs, String fixture) {
    Map<String, String> fillings = new LinkedHashMap<>();
    fillings.put("adoption agency", "<b></p>");
    fillings.put("deep divs", "<div>");
    fillings.put("deep fonts", "<font><table><tr><td>");
    fillings.put("tables", "<table>");
    fillings.put("microdata nests", "<i itemscope itemtype=https://schema.org/JobPosting>");
    fillings.put("properties nests", "<i itemprop=title>y ");
    fillings.put("closing words", "<p>diese stelle ist leider </p>");
    fillings.put("rows", "<p class=matchElement id=job_id_1><a href=/job/1>x</a></p>");
    fillings.put("links", "<a href=/companies/musterwerk/1-a>x</a>");
    fillings.put("less-than signs", "<");
    fillings.put("flight data", "<script>self.__next_f.push([1,\"{\\\"a\\\":[\"])</script>");
    fillings.put("many scripts", LD + "{\"@type\":\"JobPosting\",\"title\":\"KI\"}</script>");
    fillings.forEach(
        (name, filling) -> bombs.put(name, () -> bytes(inside(fixture, "<body", fill(filling)))));
    bombs.put("attributes", () -> bytes("<html><body " + fill("a b=1 ") + ">" + fixture));
    bombs.put("names of attributes", () -> bytes("<html><body " + numbered("a", " ") + ">"));
    bombs.put("the page again and again", () -> bytes(fill(fixture)));
    Map<String, String> scripts = new LinkedHashMap<>();
    scripts.put("deep arrays", fill("["));
    scripts.put("deep graphs", fill("{\"@graph\":"));
    scripts.put("long title", "{\"@type\":\"JobPosting\",\"title\":\"" + fill("x") + "\"}");
    scripts.put("long number", "{\"@type\":\"JobPosting\",\"baseSalary\":" + fill("9") + "}");
    scripts.put(
        "many jobs",
        "[" + fill("{\"@type\":\"JobPosting\",\"title\":\"KI\",\"url\":\"/a\"},") + "{}]");
    scripts.put("missing commas", "{" + fill("\"a\":\"b\" "));
    scripts.put("escapes", "{\"title\":\"" + fill("\\$"));
    scripts.put("entities", fill("&quot;"));
    scripts.put("guards", fill("<!-- //<![CDATA[ "));
    scripts.put(
        "control characters", "{\"@type\":\"JobPosting\",\"title\":\"" + fill("\n") + "\"}");
    scripts.forEach(
        (name, script) -> bombs.put("JSON-LD " + name, () -> bytes(Pages.withScript(script))));
    bombs.put(
        "embedded JSON, deep",
        () ->
            bytes(
                "<html><body><script id=__NEXT_DATA__ type=application/json>"
                    + fill("{\"props\":")));
    bombs.put(
        "embedded JSON, many",
        () ->
            bytes(
                "<html><body><script id=__NEXT_DATA__ type=application/json>{\"props\":{\"pageProps\":"
                    + "{\"initialJobs\":["
                    + fill("{\"name\":\"a\",\"id\":\"1\"},")
                    + "{}],\"initialState\":{\"jobs\":{\"items\":["
                    + "{}]}}}}}</script>"));
  }

  private static void xml(Map<String, Supplier<byte[]>> bombs, String fixture) {
    String root = fixture.replaceAll("(?s)^\\s*<\\?xml.*?\\?>", "").strip();
    String name = root.replaceAll("(?s)^<([\\w:-]+).*", "$1");
    StringBuilder laughs = new StringBuilder("<!DOCTYPE " + name + " [<!ENTITY a0 \"ha\">");
    for (int level = 1; level <= 30; level++) {
      String before = "&a" + (level - 1) + ";";
      laughs
          .append("<!ENTITY a")
          .append(level)
          .append(" \"")
          .append(before.repeat(10))
          .append("\">");
    }
    bombs.put("billion laughs", () -> bytes(laughs + "]>" + root.replaceFirst(">", ">&a30;")));
    bombs.put(
        "quadratic entity",
        () ->
            bytes(
                "<!DOCTYPE x [<!ENTITY a \""
                    + "a".repeat(SIZE / 2)
                    + "\">]><"
                    + name
                    + ">"
                    + "&a;".repeat(SIZE / 6)));
    bombs.put(
        "another file",
        () ->
            bytes(
                "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]>"
                    + root.replaceFirst(">", ">&e;")));
    bombs.put("deep tags", () -> bytes(inside(root, "<" + name, fill("<a>"))));
    bombs.put("attributes", () -> bytes("<" + name + " " + numbered("a", "=\"1\" ") + "/>"));
    bombs.put(
        "long text", () -> bytes(inside(root, "<" + name, "<title>" + fill("x") + "</title>")));
    bombs.put("comments", () -> bytes(inside(root, "<" + name, fill("<!-- x -->"))));
    bombs.put("the file again and again", () -> bytes(fill(fixture)));
    bombs.put("records", () -> bytes(records(root, name)));
    bombs.put("a million addresses, zipped", HostileInputs::millionAddresses);
    bombs.put(
        "robots of sitemaps", () -> bytes(fill("Sitemap: https://karriere.example/sitemap.xml\n")));
  }

  private static void json(Map<String, Supplier<byte[]>> bombs, String fixture) {
    bombs.put("deep arrays", () -> bytes(fill("[")));
    bombs.put("deep objects", () -> bytes(fill("{\"jobs\":")));
    bombs.put("one string", () -> bytes("\"" + fill("x") + "\""));
    bombs.put("one number", () -> bytes(fill("9")));
    bombs.put("exponent", () -> bytes(fixture.replaceAll(":\\s*\\d+", ": 1e999999999")));
    bombs.put(
        "a million digits",
        () -> bytes(fixture.replaceFirst(":\\s*\\d+", ": " + "7".repeat(1_000_000))));
    bombs.put("names", () -> bytes("{" + numbered("\"a", "\":1,") + "\"z\":1}"));
    bombs.put(
        "deep value",
        () ->
            bytes(
                fixture.replaceFirst(
                    "\"\\s*:\\s*\"[^\"]*\"", "\": " + "[".repeat(100_000) + "]".repeat(100_000))));
    bombs.put("records", () -> bytes(repeated(tree(fixture)).toString()));
    bombs.put(
        "long words", () -> bytes(lengthened(tree(fixture), "x".repeat(SIZE / 20)).toString()));
    bombs.put(
        "tags in words",
        () -> bytes(lengthened(tree(fixture), "<b></p>".repeat(SIZE / 140)).toString()));
  }

  private static JsonNode tree(String fixture) {
    return Json.read(fixture).orElseGet(JsonNodeFactory.instance::nullNode);
  }

  /// The records of the longest list, over and over.
  private static JsonNode repeated(JsonNode tree) {
    ArrayNode longest = longest(tree, null);
    if (longest != null && !longest.isEmpty()) {
      ArrayNode once = longest.deepCopy();
      int times = SIZE / Math.max(1, once.toString().length());
      for (int time = 0; time < times; time++) {
        longest.addAll(once);
      }
    }
    return tree;
  }

  private static @Nullable ArrayNode longest(JsonNode node, @Nullable ArrayNode best) {
    ArrayNode longest = best;
    if (node instanceof ArrayNode array
        && (best == null || array.toString().length() > best.toString().length())) {
      longest = array;
    }
    if (longest == null) {
      for (JsonNode child : node.values()) {
        longest = longest(child, longest);
      }
    }
    return longest;
  }

  /// The first twenty strings, each as long as is said.
  private static JsonNode lengthened(JsonNode tree, String words) {
    lengthen(tree, words, new int[] {20});
    return tree;
  }

  private static void lengthen(JsonNode node, String words, int[] left) {
    if (node instanceof ObjectNode object) {
      for (String name : object.propertyNames()) {
        JsonNode value = object.get(name);
        if (value.isString() && left[0] > 0 && !value.asString().startsWith("http")) {
          left[0]--;
          object.put(name, value.asString() + words);
        } else {
          lengthen(value, words, left);
        }
      }
    } else {
      node.values().forEach(child -> lengthen(child, words, left));
    }
  }

  /// What stands inside the root element, over and over.
  private static String records(String root, String name) {
    int open = root.indexOf('>') + 1;
    int close = root.lastIndexOf("</" + name);
    return close <= open
        ? fill(root)
        : root.substring(0, open) + fill(root.substring(open, close)) + root.substring(close);
  }

  private static byte[] millionAddresses() {
    try (ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
      try (GZIPOutputStream zipped = new GZIPOutputStream(bytes)) {
        zipped.write(bytes("<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">"));
        for (int number = 0; number < 1_000_000; number++) {
          zipped.write(
              bytes("<url><loc>https://karriere.example/stellen/" + number + "</loc></url>"));
        }
        zipped.write(bytes("</urlset>"));
      }
      return bytes.toByteArray();
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static String inside(String page, String tag, String filling) {
    int from = page.indexOf(tag);
    int end = from < 0 ? -1 : page.indexOf('>', from);
    return end < 0
        ? page + filling
        : page.substring(0, end + 1) + filling + page.substring(end + 1);
  }

  private static String fill(String part) {
    return part.repeat(Math.max(1, SIZE / part.length()));
  }

  private static String numbered(String before, String after) {
    StringBuilder all = new StringBuilder();
    for (int number = 0; all.length() < SIZE; number++) {
      all.append(before).append(number).append(after);
    }
    return all.toString();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
