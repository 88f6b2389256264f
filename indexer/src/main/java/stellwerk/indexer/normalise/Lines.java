package stellwerk.indexer.normalise;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jsoup.select.NodeFilter;

/// Turns HTML into lines as a reader sees them: one for each block or bullet, with what its markup
/// says of it.
final class Lines {
  private static final Set<String> UNSEEN =
      Set.of(
          "script",
          "style",
          "template",
          "noscript",
          "head",
          "iframe",
          "svg",
          "button",
          "input",
          "select",
          "textarea");
  private static final Set<String> BLOCKS =
      Set.of(
          "p",
          "div",
          "section",
          "article",
          "header",
          "footer",
          "main",
          "aside",
          "ul",
          "ol",
          "li",
          "dl",
          "dt",
          "dd",
          "table",
          "tr",
          "h1",
          "h2",
          "h3",
          "h4",
          "h5",
          "h6",
          "blockquote",
          "pre",
          "hr",
          "figure",
          "form",
          "fieldset",
          "address",
          "nav",
          "body",
          "details",
          "summary",
          "thead",
          "tbody");
  private static final Set<String> BOLD = Set.of("b", "strong", "u", "dt", "th", "summary");

  /// How a line is marked up.
  enum Mark {
    /// `<h1>` to `<h6>`, or Markdown's `#`.
    HEADING,
    /// Wholly bold.
    BOLD,
    BULLET,
    PLAIN
  }

  /// A line without its break; bullets begin with "• ".
  record Line(String text, Mark mark) {}

  private final List<Line> lines = new ArrayList<>();
  private final StringBuilder current = new StringBuilder();
  private int boldCharacters;
  private int characters;
  private boolean bullet;
  private boolean heading;
  private int boldDepth;
  private int headingDepth;
  private final boolean keepsBreaks;

  private Lines(boolean keepsBreaks) {
    this.keepsBreaks = keepsBreaks;
  }

  /// The lines of HTML, or of plain text that arrived escaped.
  static List<Line> of(String html) {
    String source = html;
    if (source.contains("&lt;") && !source.contains("<") && looksEscaped(source)) {
      source = Parser.unescapeEntities(source, false);
    }
    if (source.indexOf('<') < 0 && source.indexOf('\u0000') < 0) {
      // Nothing but words: what a parser would make of them, without one.
      Lines lines = new Lines(true);
      lines.add(source.indexOf('&') < 0 ? source : Parser.unescapeEntities(source, false));
      lines.endLine();
      return Wrapping.joined(lines.lines);
    }
    Element body = Jsoup.parseBodyFragment(source).body();
    boolean plain =
        !source.contains("<")
            || body.selectFirst("p, br, li, div, tr, h1, h2, h3, h4, h5, h6") == null;
    Lines lines = new Lines(plain);
    body.filter(lines.new Walk());
    lines.endLine();
    return plain ? Wrapping.joined(lines.lines) : List.copyOf(lines.lines);
  }

  private static boolean looksEscaped(String source) {
    return source.contains("&lt;/") || source.contains("&lt;br") || source.contains("&lt;p&gt;");
  }

  private final class Walk implements NodeFilter {
    @Override
    public FilterResult head(Node node, int depth) {
      if (node instanceof TextNode words) {
        add(words.getWholeText());
      } else if (node instanceof Element element) {
        String name = element.normalName();
        if (UNSEEN.contains(name) || hidden(element)) {
          return FilterResult.SKIP_ENTIRELY;
        }
        open(name);
      }
      return FilterResult.CONTINUE;
    }

    @Override
    public FilterResult tail(Node node, int depth) {
      if (node instanceof Element element) {
        close(element.normalName());
      }
      return FilterResult.CONTINUE;
    }
  }

  private static boolean hidden(Element element) {
    if (element.hasAttr("hidden")) {
      return true;
    }
    String style = element.attr("style");
    if (style.isEmpty()) {
      return false;
    }
    String tight = style.replace(" ", "").toLowerCase(java.util.Locale.ROOT);
    return tight.contains("display:none") || tight.contains("visibility:hidden");
  }

  private void open(String name) {
    if (name.equals("br") || BLOCKS.contains(name)) {
      endLine();
    }
    if (name.equals("li")) {
      bullet = true;
    } else if (name.equals("td") || name.equals("th")) {
      current.append(' ');
    }
    if (isHeading(name)) {
      headingDepth++;
    }
    if (BOLD.contains(name)) {
      boldDepth++;
    }
    heading = headingDepth > 0;
  }

  private void close(String name) {
    if (BLOCKS.contains(name)) {
      endLine();
    }
    if (isHeading(name)) {
      headingDepth--;
    }
    if (BOLD.contains(name)) {
      boldDepth--;
    }
    heading = headingDepth > 0;
  }

  private static boolean isHeading(String name) {
    return name.length() == 2
        && name.charAt(0) == 'h'
        && name.charAt(1) >= '1'
        && name.charAt(1) <= '6';
  }

  private void add(String words) {
    int from = 0;
    for (int i = 0; i < words.length(); i++) {
      if (words.charAt(i) == '\n') {
        append(words, from, i);
        if (keepsBreaks) {
          endLine();
        } else {
          current.append(' ');
        }
        from = i + 1;
      }
    }
    append(words, from, words.length());
  }

  private void append(String words, int from, int to) {
    current.append(words, from, to);
    for (int i = from; i < to; i++) {
      if (!Character.isWhitespace(words.charAt(i))) {
        characters++;
        if (boldDepth > 0) {
          boldCharacters++;
        }
      }
    }
  }

  private void endLine() {
    String text = TextRepair.tidy(TextRepair.mend(current.toString()));
    if (!text.isEmpty()) {
      lines.add(line(text));
      bullet = false;
    }
    current.setLength(0);
    characters = 0;
    boldCharacters = 0;
  }

  private Line line(String words) {
    String text = words;
    boolean strong = boldCharacters > 0 && boldCharacters >= characters - 1;
    boolean titled = heading;
    boolean item = bullet;
    int hashes = 0;
    while (hashes < text.length() && hashes < 6 && text.charAt(hashes) == '#') {
      hashes++;
    }
    if (hashes > 0 && hashes < text.length() && text.charAt(hashes) == ' ') {
      titled = true;
      text = text.substring(hashes + 1).strip();
    }
    if (text.length() > 2 && "•·●▪◦‣➔✓✔➢➤–-*○■►→".indexOf(text.charAt(0)) >= 0) {
      boolean dash = "–-*".indexOf(text.charAt(0)) >= 0;
      if (!dash || text.charAt(1) == ' ') {
        item = true;
        text = text.substring(1).strip();
      }
    }
    if (text.contains("**")) {
      strong = text.startsWith("**") && (text.endsWith("**") || text.endsWith("**:"));
      text = TextRepair.tidy(text.replace("**", ""));
    }
    if (text.isEmpty()) {
      return new Line("•", Mark.PLAIN);
    }
    if (titled) {
      return new Line(text, Mark.HEADING);
    }
    if (item) {
      return new Line("• " + text, Mark.BULLET);
    }
    return new Line(text, strong ? Mark.BOLD : Mark.PLAIN);
  }
}
