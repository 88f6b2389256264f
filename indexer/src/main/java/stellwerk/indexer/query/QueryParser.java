package stellwerk.indexer.query;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;

/// Reads what people type into a search box: words, "phrases", -exclusions.
///
/// Nothing else means anything: stray quotes, lone hyphens and the syntax of query languages are
/// plain characters, so there is no question that cannot be asked.
public final class QueryParser {
  /// Longest question, in characters; what goes beyond is not read.
  public static final int LONGEST = 200;

  private static final String QUOTES = "\"„“”«»";

  private QueryParser() {}

  /// Reads a question; empty if it holds no word.
  public static List<Asked> parse(String words) {
    String text = tidy(words);
    List<Asked> asked = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      if (Character.isWhitespace(text.charAt(at))) {
        at++;
        continue;
      }
      boolean excluded = excludes(text, at);
      int start = excluded ? at + 1 : at;
      if (isQuote(text, start)) {
        int close = closing(text, start);
        if (close < 0) {
          at = start + 1;
        } else {
          add(asked, text.substring(start + 1, close), true, excluded);
          at = close + 1;
        }
      } else {
        at = endOfWord(text, start);
        add(asked, text.substring(start, at), false, excluded);
      }
    }
    return List.copyOf(asked);
  }

  private static void add(List<Asked> asked, String text, boolean phrase, boolean excluded) {
    String stripped = text.strip();
    if (stripped.codePoints().anyMatch(c -> !isMark(c))) {
      asked.add(new Asked(stripped, phrase, excluded));
    }
  }

  /// A sign that stands for nothing when it stands alone; symbols such as emoji are asked for.
  private static boolean isMark(int c) {
    return switch (Character.getType(c)) {
      case Character.CONNECTOR_PUNCTUATION,
          Character.DASH_PUNCTUATION,
          Character.START_PUNCTUATION,
          Character.END_PUNCTUATION,
          Character.INITIAL_QUOTE_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION,
          Character.OTHER_PUNCTUATION,
          Character.SPACE_SEPARATOR ->
          true;
      default -> false;
    };
  }

  private static boolean excludes(String text, int at) {
    return text.charAt(at) == '-'
        && at + 1 < text.length()
        && text.charAt(at + 1) != '-'
        && !Character.isWhitespace(text.charAt(at + 1));
  }

  private static boolean isQuote(String text, int at) {
    return at < text.length() && QUOTES.indexOf(text.charAt(at)) >= 0;
  }

  private static int closing(String text, int open) {
    for (int i = open + 1; i < text.length(); i++) {
      if (isQuote(text, i)) {
        return i;
      }
    }
    return -1;
  }

  private static int endOfWord(String text, int start) {
    int end = start;
    while (end < text.length()
        && !Character.isWhitespace(text.charAt(end))
        && !isQuote(text, end)) {
      end++;
    }
    return end;
  }

  /// Halves of surrogates and control characters become blanks; accents are composed.
  private static String tidy(String words) {
    StringBuilder text = new StringBuilder(Math.min(words.length(), LONGEST));
    words
        .codePoints()
        .limit(LONGEST)
        .map(QueryParser::readable)
        .takeWhile(c -> text.length() + Character.charCount(c) <= LONGEST)
        .forEach(text::appendCodePoint);
    return Normalizer.normalize(text, Normalizer.Form.NFC);
  }

  private static int readable(int c) {
    int type = Character.getType(c);
    boolean blank =
        type == Character.SURROGATE || type == Character.CONTROL || Character.isSpaceChar(c);
    return blank ? ' ' : c;
  }
}
