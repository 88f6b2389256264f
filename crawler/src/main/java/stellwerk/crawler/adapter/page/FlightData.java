package stellwerk.crawler.adapter.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import tools.jackson.databind.JsonNode;

/// The data that a page of Next.js carries for its scripts: `__NEXT_DATA__` (one JSON document), or
/// the chunks of `self.__next_f.push([1,"…"])`, whose joined text holds JSON values between other
/// rows.
public final class FlightData {
  private static final String PUSH = "__next_f.push(";
  private static final int MOST_NAMED = 5;
  private static final int MOST_HELD = 30;
  private static final int DEEPEST = 5;

  /// A job among other things is small; its bounds keep a hostile page cheap.
  private static final int LONGEST_JOB = 100_000;

  private FlightData() {}

  /// The document of `__NEXT_DATA__`.
  public static Optional<JsonNode> document(Document page) {
    Element script = page.selectFirst("script#__NEXT_DATA__");
    return script == null ? Optional.empty() : Json.read(script.data().strip());
  }

  /// The first value of this name anywhere in a tree.
  public static Optional<JsonNode> find(JsonNode tree, String name) {
    JsonNode found = tree.findValue(name);
    return Optional.ofNullable(found);
  }

  /// The joined text of all chunks; empty if the page has none.
  public static String text(Document page) {
    StringBuilder text = new StringBuilder();
    for (Element script : page.select("script")) {
      String data = script.data();
      int at = data.indexOf(PUSH);
      while (at >= 0) {
        String chunk = value(data, at + PUSH.length(), data.length());
        Json.read(chunk).map(array -> Json.text(array.path(1))).ifPresent(text::append);
        at = chunk.isEmpty() ? -1 : data.indexOf(PUSH, at + PUSH.length() + chunk.length());
      }
    }
    return text.toString();
  }

  /// The values that follow this name.
  public static List<JsonNode> named(String text, String name) {
    String quoted = "\"" + name + "\":";
    List<JsonNode> values = new ArrayList<>();
    int at = text.indexOf(quoted);
    for (int tries = 0; at >= 0 && tries < MOST_NAMED; tries++) {
      Json.read(value(text, at + quoted.length(), text.length())).ifPresent(values::add);
      at = text.indexOf(quoted, at + quoted.length());
    }
    return values;
  }

  /// The objects that have a field of this name themselves.
  public static List<JsonNode> holding(String text, String name) {
    String quoted = "\"" + name + "\":";
    List<JsonNode> objects = new ArrayList<>();
    int at = text.indexOf(quoted);
    for (int found = 0; at >= 0 && found < MOST_HELD; found++) {
      holder(text, at, name).ifPresent(objects::add);
      at = text.indexOf(quoted, at + quoted.length());
    }
    return objects;
  }

  private static Optional<JsonNode> holder(String text, int field, String name) {
    int at = text.lastIndexOf('{', field);
    for (int tries = 0; at >= 0 && tries < DEEPEST; tries++) {
      Optional<JsonNode> object =
          Json.read(value(text, at, LONGEST_JOB)).filter(node -> node.has(name));
      if (object.isPresent()) {
        return object;
      }
      at = at == 0 ? -1 : text.lastIndexOf('{', at - 1);
    }
    return Optional.empty();
  }

  /// The characters of the object or array that begins here, to its closing bracket; empty if it
  /// has none within this length.
  static String value(String text, int from, int longest) {
    int depth = 0;
    boolean quoted = false;
    int end = (int) Math.min(text.length(), (long) from + longest);
    for (int at = from; at < end; at++) {
      char one = text.charAt(at);
      if (quoted) {
        if (one == '\\') {
          at++;
        } else if (one == '"') {
          quoted = false;
        }
      } else if (one == '"') {
        quoted = true;
      } else if (one == '{' || one == '[') {
        depth++;
      } else if (one == '}' || one == ']') {
        depth--;
        if (depth <= 0) {
          return depth == 0 ? text.substring(from, at + 1) : "";
        }
      }
    }
    return "";
  }
}
