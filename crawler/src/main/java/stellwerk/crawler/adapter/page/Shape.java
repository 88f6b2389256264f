package stellwerk.crawler.adapter.page;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import stellwerk.crawler.adapter.Harvest.NotThePage;
import stellwerk.crawler.adapter.Harvest.Problem;
import stellwerk.crawler.fetch.Fetched;

/// What the first and last characters of a body say about it, before a parser sees it: "200 OK"
/// with HTML from a JSON endpoint, a list without its end, a document type that could carry a bomb.
public final class Shape {
  private static final int HEAD = 4_096;
  private static final int TAIL = 2_048;
  private static final int MOST_TAGS = 400_000;

  private Shape() {}

  /// Answers why a body is no whole JSON document; empty if it may be one.
  public static Optional<NotThePage> notJson(Fetched.Page page) {
    String head = head(page.body()).strip();
    if (head.isEmpty()) {
      return problem(Problem.WRONG_SHAPE, "an empty body where JSON was due");
    }
    char first = head.charAt(0);
    if (first != '{' && first != '[') {
      return problem(Problem.WRONG_SHAPE, "where JSON was due: " + glimpse(head));
    }
    String tail = tail(page.body()).strip();
    char last = tail.isEmpty() ? ' ' : tail.charAt(tail.length() - 1);
    if (last != (first == '{' ? '}' : ']')) {
      return problem(Problem.CUT_OFF, "the JSON ends before its closing bracket");
    }
    return Optional.empty();
  }

  /// Whether a body begins as JSON does, with this bracket, and has a property of each of these
  /// names somewhere.
  public static boolean isJson(Fetched.Page page, char bracket, String... names) {
    String head = head(page.body()).stripLeading();
    return !head.isEmpty()
        && head.charAt(0) == bracket
        && Stream.of(names).allMatch(name -> page.text().contains("\"" + name + "\""));
  }

  /// What stands there instead of HTML; empty if it may be HTML.
  public static Optional<NotThePage> notHtml(Fetched.Page page) {
    String head = head(page.body()).stripLeading();
    if (head.isEmpty()) {
      return Optional.of(new NotThePage(Problem.WRONG_SHAPE, "an empty body where HTML was due"));
    }
    char first = head.charAt(0);
    return first == '{' || first == '[' || head.startsWith("%PDF")
        ? Optional.of(new NotThePage(Problem.WRONG_SHAPE, "no HTML where HTML was due"))
        : tooManyTags(page);
  }

  /// Answers why a body is no whole XML document with one of these roots; empty if it may be one.
  public static Optional<NotThePage> notXml(Fetched.Page page, Set<String> roots) {
    String head = head(page.body());
    String root = root(head);
    if (root == null) {
      return problem(
          Problem.WRONG_SHAPE,
          head.isBlank()
              ? "an empty body where XML was due"
              : "where XML was due: " + glimpse(head));
    }
    if (root.equals("!DOCTYPE")) {
      boolean html = head.toLowerCase(Locale.ROOT).contains("<!doctype html");
      return problem(
          Problem.WRONG_SHAPE,
          html ? "HTML where XML was due" : "a document type is refused: it could carry entities");
    }
    String local = root.substring(root.indexOf(':') + 1);
    if (!roots.contains(local)) {
      return problem(Problem.WRONG_SHAPE, "<" + root + "> where <" + roots + "> was due");
    }
    String tail = tail(page.body());
    boolean empty = page.body().length <= HEAD && head.stripTrailing().endsWith("/>");
    if (!tail.contains("</" + root) && !empty) {
      return problem(Problem.CUT_OFF, "the XML ends before </" + root + ">");
    }
    return Optional.empty();
  }

  /// Answers that a body has more tags than a tree of it may cost in memory (measured: 5 MB of tags
  /// alone take more than 256 MB); empty if not.
  public static Optional<NotThePage> tooManyTags(Fetched.Page page) {
    int tags = 0;
    for (byte one : page.body()) {
      if (one == '<') {
        tags++;
      }
    }
    return tags > MOST_TAGS
        ? problem(Problem.WRONG_SHAPE, tags + " tags, more than " + MOST_TAGS)
        : Optional.empty();
  }

  /// The name of the root element, `!DOCTYPE` for a document type before it; null if this is no
  /// markup.
  public static @Nullable String root(String text) {
    int at = 0;
    while (true) {
      int blank = at;
      at = text.indexOf('<', at);
      if (at < 0 || !text.substring(blank, at).isBlank()) {
        return null;
      }
      if (text.startsWith("<?", at)) {
        at = after(text, "?>", at);
      } else if (text.startsWith("<!--", at)) {
        at = after(text, "-->", at);
      } else if (text.regionMatches(true, at, "<!doctype", 0, 9)) {
        return "!DOCTYPE";
      } else {
        int end = at + 1;
        while (end < text.length()
            && !Character.isWhitespace(text.charAt(end))
            && text.charAt(end) != '>'
            && text.charAt(end) != '/') {
          end++;
        }
        return text.substring(at + 1, end);
      }
    }
  }

  private static int after(String text, String end, int from) {
    int at = text.indexOf(end, from);
    return at < 0 ? text.length() : at + end.length();
  }

  /// The deepest nesting of elements in an XML text: a bound on what a tree of it would cost.
  public static int depth(String xml) {
    int depth = 0;
    int deepest = 0;
    int at = xml.indexOf('<');
    while (at >= 0 && at + 1 < xml.length()) {
      char next = xml.charAt(at + 1);
      int end;
      if (xml.startsWith("<!--", at)) {
        end = after(xml, "-->", at);
      } else if (xml.startsWith("<![CDATA[", at)) {
        end = after(xml, "]]>", at);
      } else {
        end = after(xml, ">", at);
        if (next == '/') {
          depth--;
        } else if (next != '?' && next != '!' && xml.charAt(end - 2) != '/') {
          depth++;
          deepest = Math.max(deepest, depth);
        }
      }
      at = xml.indexOf('<', Math.max(end, at + 1));
    }
    return deepest;
  }

  /// The first characters of a body, without byte order mark.
  public static String head(byte[] body) {
    Charset charset = marked(body);
    String text = new String(body, 0, Math.min(body.length, HEAD), charset);
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  /// The lines of a text body, without byte order mark and blanks around them.
  public static Stream<String> lines(byte[] body) {
    String text = new String(body, marked(body));
    return (text.startsWith("\uFEFF") ? text.substring(1) : text).lines().map(String::strip);
  }

  private static String tail(byte[] body) {
    int from = Math.max(0, body.length - TAIL) & ~1;
    return new String(body, from, body.length - from, marked(body));
  }

  private static Charset marked(byte[] body) {
    if (body.length >= 2 && (body[0] & 0xFF) == 0xFE && (body[1] & 0xFF) == 0xFF) {
      return StandardCharsets.UTF_16BE;
    }
    if (body.length >= 2 && (body[0] & 0xFF) == 0xFF && (body[1] & 0xFF) == 0xFE) {
      return StandardCharsets.UTF_16LE;
    }
    return StandardCharsets.UTF_8;
  }

  private static String glimpse(String text) {
    String one = text.strip().replaceAll("\\s+", " ");
    return one.length() <= 80 ? one : one.substring(0, 80) + "…";
  }

  private static Optional<NotThePage> problem(Problem problem, String detail) {
    return Optional.of(new NotThePage(problem, detail));
  }
}
