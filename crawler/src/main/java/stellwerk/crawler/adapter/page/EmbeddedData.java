package stellwerk.crawler.adapter.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import stellwerk.crawler.site.EmbeddedRules.Path;
import tools.jackson.databind.JsonNode;

/// The JSON that a page carries for its own scripts, and what stands in it by its path.
public final class EmbeddedData {
  private static final String WINDOW = "window.";
  private static final String PARSE = "JSON.parse(";
  private static final int MOST_TRIES = 10;
  private static final int LONGEST = 5_000_000;

  /// What can be both an id and a word of a selector is meant as an id, unless it is an element's.
  private static final Pattern ID = Pattern.compile("[\\w-]+");

  private EmbeddedData() {}

  /// The data of a script: by its id, the variable it sets, or a selector.
  ///
  /// @throws org.jsoup.select.Selector.SelectorParseException for a selector that cannot be read
  public static Optional<JsonNode> in(Document page, String script) {
    if (script.startsWith(WINDOW)) {
      return assigned(page, script.substring(WINDOW.length()));
    }
    Element holder =
        ID.matcher(script).matches() ? page.getElementById(script) : page.selectFirst(script);
    return holder == null ? Optional.empty() : Json.read(holder.data().strip());
  }

  /// What a script sets a variable to: `window.NAME = {…}`, `self["NAME"] = {…}`, `var NAME =
  /// JSON.parse("…")`.
  private static Optional<JsonNode> assigned(Document page, String name) {
    for (Element script : page.select("script:not([src])")) {
      String data = script.data();
      int at = data.indexOf(name);
      for (int tries = 0; at >= 0 && tries < MOST_TRIES; tries++) {
        Optional<JsonNode> value = value(data, at, name);
        if (value.isPresent()) {
          return value;
        }
        at = data.indexOf(name, at + name.length());
      }
    }
    return Optional.empty();
  }

  private static Optional<JsonNode> value(String data, int at, String name) {
    boolean begins = at == 0 || !Character.isJavaIdentifierPart(data.charAt(at - 1));
    int next = at + name.length();
    for (String quote : List.of("\"]", "']")) {
      if (data.startsWith(quote, next)) {
        next += quote.length();
      }
    }
    next = past(data, next);
    if (!begins || !data.startsWith("=", next) || data.startsWith("==", next)) {
      return Optional.empty();
    }
    next = past(data, next + 1);
    if (!data.startsWith(PARSE, next)) {
      return Json.read(FlightData.value(data, next, LONGEST));
    }
    return quoted(data, past(data, next + PARSE.length()))
        .flatMap(Json::read)
        .map(JsonNode::asString)
        .flatMap(Json::read);
  }

  private static int past(String data, int from) {
    int at = from;
    while (at < data.length() && Character.isWhitespace(data.charAt(at))) {
      at++;
    }
    return at;
  }

  /// The string in double quotes that begins here, quotes included.
  private static Optional<String> quoted(String data, int from) {
    if (!data.startsWith("\"", from)) {
      return Optional.empty();
    }
    for (int at = from + 1; at < data.length() && at - from < LONGEST; at++) {
      if (data.charAt(at) == '\\') {
        at++;
      } else if (data.charAt(at) == '"') {
        return Optional.of(data.substring(from, at + 1));
      }
    }
    return Optional.empty();
  }

  /// All that a path leads to.
  public static List<JsonNode> at(JsonNode tree, Path path) {
    List<JsonNode> here = List.of(tree);
    for (String name : path.names()) {
      here = here.stream().flatMap(node -> step(node, name).stream()).toList();
    }
    return here;
  }

  /// The words that a path leads to, one of each scalar.
  public static List<String> texts(JsonNode tree, Path path) {
    List<String> texts = new ArrayList<>();
    for (JsonNode node : at(tree, path)) {
      for (JsonNode one : Json.all(node)) {
        String text = Json.text(one);
        if (text != null && !text.isBlank()) {
          texts.add(text);
        }
      }
    }
    return texts;
  }

  private static List<JsonNode> step(JsonNode node, String name) {
    if (!node.isArray()) {
      JsonNode found = node.path(name);
      return found.isMissingNode() || found.isNull() ? List.of() : List.of(found);
    }
    if (name.chars().allMatch(c -> c >= '0' && c <= '9') && name.length() < 7) {
      JsonNode found = node.path(Integer.parseInt(name));
      return found.isMissingNode() ? List.of() : List.of(found);
    }
    List<JsonNode> all = new ArrayList<>();
    node.values().forEach(one -> all.addAll(one.isArray() ? List.of() : step(one, name)));
    return all;
  }

  /// How far a path comes that leads to nothing, in words: the last name that is there, and what
  /// stands beside the missing one. Empty if it only came to an empty list.
  public static Optional<String> missed(JsonNode tree, Path path) {
    List<JsonNode> here = List.of(tree);
    for (int deep = 0; deep < path.names().size(); deep++) {
      String name = path.names().get(deep);
      List<JsonNode> next = here.stream().flatMap(node -> step(node, name).stream()).toList();
      if (next.isEmpty()) {
        boolean emptied = here.stream().allMatch(node -> node.isArray() && node.isEmpty());
        String before = deep == 0 ? "it" : String.join(".", path.names().subList(0, deep));
        return emptied
            ? Optional.empty()
            : Optional.of(before + " has no “" + name + "”" + beside(here));
      }
      here = next;
    }
    return Optional.empty();
  }

  private static String beside(List<JsonNode> nodes) {
    List<String> names =
        nodes.stream()
            .flatMap(node -> Json.all(node).stream())
            .limit(1)
            .flatMap(node -> node.propertyNames().stream())
            .limit(MOST_TRIES)
            .toList();
    return names.isEmpty() ? "" : ", but " + String.join(", ", names);
  }
}
