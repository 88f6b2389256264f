package stellwerk.search.render;

import java.util.Locale;
import java.util.Set;

/// Writes HTML. Every text and every attribute is escaped here, since titles and links come from
/// strangers; there is no way to write them otherwise.
public final class Html {
  private static final Set<String> VOID = Set.of("br", "hr", "img", "link", "meta");

  private final StringBuilder out = new StringBuilder(4096);

  /// Opens an element; attributes are pairs of name and value, an empty value leaves one out.
  public Html open(String element, String... attributes) {
    out.append('<').append(element);
    for (int i = 0; i < attributes.length; i += 2) {
      if (!attributes[i + 1].isEmpty()) {
        out.append(' ').append(attributes[i]).append("=\"");
        out.append(escape(attributes[i + 1])).append('"');
      }
    }
    out.append('>');
    return this;
  }

  /// Closes an element.
  public Html close(String element) {
    if (!VOID.contains(element)) {
      out.append("</").append(element).append('>');
    }
    return this;
  }

  /// A text, escaped.
  public Html text(String text) {
    out.append(escape(text));
    return this;
  }

  /// A line break between tags.
  public Html line() {
    out.append('\n');
    return this;
  }

  /// An element with nothing but a text in it.
  public Html element(String element, String text, String... attributes) {
    return open(element, attributes).text(text).close(element);
  }

  @Override
  public String toString() {
    return out.toString();
  }

  /// Safe between tags and in quoted attributes. Control characters go: no browser needs them, and
  /// XML forbids them.
  static String escape(String text) {
    StringBuilder safe = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char letter = text.charAt(i);
      switch (letter) {
        case '&' -> safe.append("&amp;");
        case '<' -> safe.append("&lt;");
        case '>' -> safe.append("&gt;");
        case '"' -> safe.append("&quot;");
        case '\'' -> safe.append("&#39;");
        default -> {
          if (letter >= ' ' || letter == '\n' || letter == '\t') {
            safe.append(letter);
          }
        }
      }
    }
    return safe.toString();
  }

  /// Whether a link leads to a web page, and not into the reader's browser (`javascript:`).
  public static boolean leadsToPage(String url) {
    String lower = url.toLowerCase(Locale.ROOT);
    return lower.startsWith("https://") || lower.startsWith("http://");
  }
}
