package stellwerk.indexer.normalise;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import stellwerk.indexer.normalise.SearchText.Span;

/// Finds stems in a text, and the clause around each, so that patterns only ever read a short
/// stretch.
final class Clauses {
  private static final int REACH = 110;
  private static final int MOST = 60;

  private final List<Stem> stems;

  private Clauses(List<Stem> stems) {
    this.stems = stems;
  }

  /// Letters that a clause is known by, in lower case.
  private record Stem(String letters, Anchors anchors) {
    private static Stem of(String letters) {
      return new Stem(letters, Anchors.letters(List.of(letters)));
    }

    /// Its next place in a text; `text.length()` if there is none.
    private int next(String text, Traces traces, int after) {
      int end = text.length();
      for (int at = traces.next(after, end); at < end; at = traces.next(at + 1, end)) {
        if (stands(text, at)) {
          return at;
        }
      }
      return end;
    }

    private boolean stands(String text, int at) {
      if (at + letters.length() > text.length()) {
        return false;
      }
      for (int i = 0; i < letters.length(); i++) {
        if (Character.toLowerCase(text.charAt(at + i)) != letters.charAt(i)) {
          return false;
        }
      }
      return true;
    }
  }

  static Clauses of(String... stems) {
    return new Clauses(Arrays.stream(stems).map(Stem::of).toList());
  }

  /// Whether one of the stems stands in a few words.
  boolean in(String words) {
    String lower = lower(words);
    return stems.stream().anyMatch(stem -> lower.contains(stem.letters()));
  }

  /// Hands over the clause around each place where one of the stems stands. Clauses do not cross a
  /// line or the end of a sentence, and of a text that repeats a stem without end only the first
  /// places are read.
  void around(SearchText searched, Consumer<Span> reader) {
    String text = searched.text();
    Set<Long> seen = new HashSet<>();
    for (Stem stem : stems) {
      Traces traces = searched.traces(stem.anchors());
      int found = 0;
      int at = stem.next(text, traces, 0);
      while (at < text.length() && found < MOST) {
        int from = start(text, at);
        int to = end(text, at + stem.letters().length());
        if (seen.add(((long) from << 32) | to)) {
          reader.accept(new Span(searched, from, text.substring(from, to)));
        }
        found++;
        at = stem.next(text, traces, to);
      }
    }
  }

  /// Lower case of the same length, so that positions stay what they are.
  private static String lower(String text) {
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
