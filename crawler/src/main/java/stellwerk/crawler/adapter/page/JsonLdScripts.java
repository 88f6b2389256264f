package stellwerk.crawler.adapter.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The JSON-LD of a page, tolerant but bounded (`sites.md` §6.2): each script alone, so that a
/// broken one does not lose another; a repair only after a failed parse, and marked.
///
/// @param blocks what could be read, in the page's order
/// @param broken one line for every script that could not
record JsonLdScripts(List<Block> blocks, List<String> broken) {

  /// One script's tree, and where it stood.
  record Block(JsonNode tree, Origin origin) {}

  private static final int MOST_SCRIPTS = 200;

  /// A way to read JSON, and what it passes over.
  private record Leniency(String repair, JsonMapper mapper) {}

  /// From strict to lenient; the first that reads the text names the repair.
  private static final List<Leniency> LENIENCIES =
      leniencies(
          Map.entry("", List.of()),
          Map.entry("control characters", List.of(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)),
          Map.entry("trailing comma", List.of(JsonReadFeature.ALLOW_TRAILING_COMMA)),
          Map.entry(
              "comments or escapes",
              List.of(
                  JsonReadFeature.ALLOW_JAVA_COMMENTS,
                  JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)),
          Map.entry(
              "quotes or numbers",
              List.of(
                  JsonReadFeature.ALLOW_SINGLE_QUOTES,
                  JsonReadFeature.ALLOW_UNQUOTED_PROPERTY_NAMES,
                  JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS,
                  JsonReadFeature.ALLOW_LEADING_ZEROS_FOR_NUMBERS,
                  JsonReadFeature.ALLOW_LEADING_PLUS_SIGN_FOR_NUMBERS,
                  JsonReadFeature.ALLOW_MISSING_VALUES)));

  @SafeVarargs
  private static List<Leniency> leniencies(Map.Entry<String, List<JsonReadFeature>>... steps) {
    List<Leniency> leniencies = new ArrayList<>();
    List<JsonReadFeature> allowed = new ArrayList<>();
    for (Map.Entry<String, List<JsonReadFeature>> step : steps) {
      allowed.addAll(step.getValue());
      leniencies.add(
          new Leniency(step.getKey(), Json.mapper(allowed.toArray(JsonReadFeature[]::new))));
    }
    return List.copyOf(leniencies);
  }

  /// Between the end of a value and the next name, or between two objects.
  private static final Pattern MISSING_COMMA =
      Pattern.compile("(?<=[\"\\]}])\\s*+(?=\"[A-Za-z@]{2,40}\"\\s{0,20}:)|(?<=\\})\\s*+(?=\\{)");

  private static final Pattern GUARD =
      Pattern.compile("<!--|-->|(?://|/\\*)?\\s{0,9}(?:<!\\[CDATA\\[|\\]\\]>)\\s{0,9}(?:\\*/)?");

  static JsonLdScripts in(Document document) {
    List<Block> blocks = new ArrayList<>();
    List<String> broken = new ArrayList<>();
    int number = 0;
    for (Element script : document.getElementsByTag("script")) {
      if (isJsonLd(script.attr("type")) && !script.data().isBlank() && number < MOST_SCRIPTS) {
        String at = number == 0 ? "json-ld" : "json-ld[" + number + "]";
        number++;
        read(script.data(), at)
            .ifPresentOrElse(
                blocks::add, () -> broken.add(at + " is no JSON, and no repair helped"));
      }
    }
    return new JsonLdScripts(List.copyOf(blocks), List.copyOf(broken));
  }

  private static boolean isJsonLd(String type) {
    String bare = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    return bare.equals("application/ld+json") || bare.equals("application/json+ld");
  }

  static Optional<Block> read(String script, String at) {
    String text = stripped(script);
    Optional<Block> asItIs = read(text, at, "");
    if (asItIs.isPresent()) {
      return asItIs;
    }
    String unguarded = unguarded(text);
    String comma = withCommas(unguarded);
    return read(unguarded, at, "guards")
        .or(() -> read(comma, at, "missing comma"))
        .or(() -> {
          String decoded = Parser.unescapeEntities(unguarded, false);
          return decoded.equals(unguarded)
              ? Optional.empty()
              : read(decoded, at, "entities").or(() -> read(withCommas(decoded), at, "entities"));
        });
  }

  /// Without comment and CDATA marks, and what remains of them at both ends.
  private static String unguarded(String text) {
    String bare = stripped(GUARD.matcher(text).replaceAll(""));
    int from = 0;
    int to = bare.length();
    while (from < to && "/*<>!- \n".indexOf(bare.charAt(from)) >= 0) {
      from++;
    }
    while (to > from && "/*<>!- \n".indexOf(bare.charAt(to - 1)) >= 0) {
      to--;
    }
    return stripped(bare.substring(from, to));
  }

  private static Optional<Block> read(String text, String at, String repaired) {
    if (text.isEmpty() || (text.charAt(0) != '{' && text.charAt(0) != '[')) {
      return Optional.empty();
    }
    for (Leniency leniency : LENIENCIES) {
      Optional<JsonNode> tree = Json.read(leniency.mapper, text);
      if (tree.isPresent()) {
        String repair = repaired.isEmpty() ? leniency.repair : repaired;
        return Optional.of(new Block(tree.get(), new Origin(at, repair)));
      }
    }
    return Optional.empty();
  }

  private static String withCommas(String text) {
    String comma = MISSING_COMMA.matcher(text).replaceAll(",");
    return comma.startsWith("{")
            && comma.contains("},{")
            && Json.read(comma).isEmpty()
            && Json.read("[" + comma + "]").isPresent()
        ? "[" + comma + "]"
        : comma;
  }

  /// Without byte order marks, blanks and a statement's end around it.
  private static String stripped(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && isPadding(text.charAt(from))) {
      from++;
    }
    while (to > from && (isPadding(text.charAt(to - 1)) || text.charAt(to - 1) == ';')) {
      to--;
    }
    return text.substring(from, to);
  }

  private static boolean isPadding(char c) {
    return c <= ' ' || c == '\uFEFF' || c == '\u00A0' || c == '\u200B';
  }
}
