package stellwerk.indexer.normalise;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.ObjIntConsumer;

/// Finds stems in a text, and the clause around each, so that patterns only ever read a short
/// stretch.
final class Clauses {
  private static final int REACH = 110;
  private static final int MOST = 60;

  private Clauses() {}

  /// Hands over the clause around each place where one of the stems stands, and where it begins.
  /// Clauses do not cross a line or the end of a sentence, and of a text that repeats a stem
  /// without end only the first places are read.
  static void around(String text, String[] stems, ObjIntConsumer<String> reader) {
    String lower = lower(text);
    Set<Long> seen = new HashSet<>();
    for (String stem : stems) {
      int found = 0;
      int after = 0;
      for (int at = lower.indexOf(stem); at >= 0 && found < MOST; at = lower.indexOf(stem, after)) {
        int from = start(text, at);
        int to = end(text, at + stem.length());
        if (seen.add(((long) from << 32) | to)) {
          reader.accept(text.substring(from, to), from);
        }
        after = to;
        found++;
      }
    }
  }

  /// Lower case of the same length, so that positions stay what they are.
  static String lower(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (lower.length() == text.length()) {
      return lower;
    }
    StringBuilder same = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      same.append(Character.toLowerCase(text.charAt(i)));
    }
    return same.toString();
  }

  private static int start(String text, int at) {
    int from = at;
    int least = Math.max(0, at - REACH);
    while (from > least && !border(text, from - 1)) {
      from--;
    }
    return from;
  }

  private static int end(String text, int at) {
    int to = at;
    int most = Math.min(text.length(), at + REACH);
    while (to < most && !border(text, to)) {
      to++;
    }
    return to;
  }

  private static boolean border(String text, int at) {
    char c = text.charAt(at);
    if (c == '\n' || c == '!') {
      return true;
    }
    boolean last = at + 1 >= text.length() || Character.isWhitespace(text.charAt(at + 1));
    return c == '.' && last && at > 0 && !Character.isDigit(text.charAt(at - 1));
  }
}
