package stellwerk.indexer.normalise;

import java.util.Locale;
import java.util.Set;

/// The clause that an amount stands in: what its words may claim (`normalisation.md` §1.7).
///
/// @param from first character
/// @param to one past the last
record PayClause(int from, int to) {
  private static final int WIDEST = 220;

  /// A line this short may be the heading of the next one ("Gehalt", then "15 € pro Stunde").
  private static final int HEADING = 45;

  private static final Set<String> SHORTENED =
      Set.of(
          "ca",
          "mind",
          "max",
          "min",
          "std",
          "stdn",
          "mtl",
          "monatl",
          "jährl",
          "inkl",
          "zzgl",
          "bzw",
          "z",
          "b",
          "p",
          "a",
          "i",
          "h",
          "v",
          "d",
          "lt",
          "gem",
          "ggf",
          "usw",
          "etc",
          "evtl",
          "vgl",
          "nr",
          "fr",
          "sfr",
          "tsd",
          "mio",
          "mrd",
          "incl",
          "approx",
          "ex",
          "exkl",
          "brutto",
          "u",
          "o",
          "st",
          "wo",
          "abs",
          "sog",
          "mon",
          "entgeltgr",
          "besgr",
          "pm",
          "div",
          "art");

  static PayClause around(String text, int from, int to) {
    int start = from;
    while (start > 0 && from - start < WIDEST && !border(text, start - 1)) {
      start--;
    }
    if (start > 0 && text.charAt(start - 1) == '\n' && bulletsOnly(text, start, from)) {
      start = heading(text, start);
    } else if (start > 1
        && text.charAt(start - 1) == '•'
        && text.charAt(start - 2) == '\n'
        && bulletsOnly(text, start, from)) {
      start = heading(text, start - 1);
    }
    int end = to;
    while (end < text.length() && end - to < WIDEST && !border(text, end) && !plus(text, end)) {
      end++;
    }
    return new PayClause(start, end);
  }

  /// Whether hardly anything stands between a line's start and the amount: "ab ", "€".
  private static boolean bulletsOnly(String text, int start, int from) {
    return text.substring(start, from).strip().length() <= 9;
  }

  /// The start of the line before, where it reads like a heading; else the same place.
  private static int heading(String text, int lineStart) {
    int end = lineStart - 1;
    while (end > 0 && Character.isWhitespace(text.charAt(end - 1))) {
      end--;
    }
    int start = Math.max(0, text.lastIndexOf('\n', Math.max(0, end - 1)) + 1);
    boolean sentence = end > 0 && ".!?".indexOf(text.charAt(end - 1)) >= 0;
    return start < end && end - start <= HEADING && !sentence && PayCues.pay(text, start, end)
        ? start
        : lineStart;
  }

  private static boolean plus(String text, int at) {
    return text.charAt(at) == '+' && at + 1 < text.length() && text.charAt(at + 1) == ' ';
  }

  private static boolean border(String text, int at) {
    return switch (text.charAt(at)) {
      case '!', '?', ';', '|', '•', '✓', '➔', '✔', '►', '·' -> true;
      case '*' -> at + 1 < text.length() && text.charAt(at + 1) == ' ';
      case '\n' -> !wrapped(text, at);
      case ' ' -> gap(text, at);
      case '.' -> stop(text, at);
      default -> false;
    };
  }

  /// Whether two blanks stand where a line break was lost.
  private static boolean gap(String text, int at) {
    return at > 0
        && at + 2 < text.length()
        && text.charAt(at + 1) == ' '
        && Character.isLetter(text.charAt(at - 1))
        && Character.isUpperCase(text.charAt(at + 2));
  }

  /// Whether a line was broken by width, not by meaning: long, unended, and going on in lower case.
  private static boolean wrapped(String text, int at) {
    int length = at - Math.max(text.lastIndexOf('\n', at - 1), at - 100);
    boolean ended = at == 0 || ".!?:".indexOf(text.charAt(at - 1)) >= 0;
    int next = at + 1;
    boolean goesOn =
        next < text.length()
            && (Character.isLowerCase(text.charAt(next)) || Character.isDigit(text.charAt(next)));
    return length >= 50 && length < 100 && !ended && goesOn;
  }

  private static boolean stop(String text, int at) {
    if (at + 1 < text.length() && !Character.isWhitespace(text.charAt(at + 1))) {
      return false;
    }
    int start = at;
    while (start > 0 && at - start < 20 && Character.isLetter(text.charAt(start - 1))) {
      start--;
    }
    if (SHORTENED.contains(text.substring(start, at).toLowerCase(Locale.ROOT))) {
      return false;
    }
    int next = at + 1;
    while (next < text.length() && next < at + 4 && text.charAt(next) == ' ') {
      next++;
    }
    return next >= text.length() || !Character.isLowerCase(text.charAt(next));
  }
}
