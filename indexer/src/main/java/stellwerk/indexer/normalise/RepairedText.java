package stellwerk.indexer.normalise;

import java.util.Map;

/// A text with the damage of its way mended (`normalisation.md` §1.3), which still knows where each
/// of its characters stood in the published words.
///
/// Dashes become `-`, apostrophes `'`, blanks of any width a space; soft hyphens, zero-width
/// characters and Markdown marks go; UTF-8 that was read as Windows-1252 is read again.
final class RepairedText {
  private static final Map<String, Character> MISREAD =
      Map.ofEntries(
          Map.entry("Â£", '£'),
          Map.entry("Â€", '€'),
          Map.entry("Â§", '§'),
          Map.entry("â‚¬", '€'),
          Map.entry("â€“", '-'),
          Map.entry("â€”", '-'),
          Map.entry("â€™", '\''),
          Map.entry("Ã¤", 'ä'),
          Map.entry("Ã¶", 'ö'),
          Map.entry("Ã¼", 'ü'),
          Map.entry("ÃŸ", 'ß'),
          Map.entry("Ã„", 'Ä'),
          Map.entry("Ã–", 'Ö'),
          Map.entry("Ãœ", 'Ü'));

  /// Characters that are what they are, wherever they stand.
  private static final boolean[] PLAIN = new boolean[128];

  static {
    for (char c = 0; c < PLAIN.length; c++) {
      PLAIN[c] = folded(c) == c && c != '*';
    }
  }

  private final String source;
  private final String text;
  private final int[] origins;

  private RepairedText(String source, String text, int[] origins) {
    this.source = source;
    this.text = text;
    this.origins = origins;
  }

  static RepairedText of(String source) {
    StringBuilder text = new StringBuilder(source.length());
    int[] origins = new int[source.length() + 1];
    int at = 0;
    while (at < source.length()) {
      char c = source.charAt(at);
      if (c < PLAIN.length && PLAIN[c]) {
        origins[text.length()] = at++;
        text.append(c);
        continue;
      }
      int length = misreadLength(source, at);
      char read =
          length > 0
              ? MISREAD.getOrDefault(source.substring(at, at + length), ' ')
              : mend(source, at);
      if (read != 0) {
        origins[text.length()] = at;
        text.append(read);
      }
      at += Math.max(1, length);
    }
    origins[text.length()] = source.length();
    return new RepairedText(source, text.toString(), origins);
  }

  String text() {
    return text;
  }

  /// The mended words for searching: where nothing was taken out, letters stand as they are known
  /// to stand in the published words.
  SearchText searched(SearchText published) {
    boolean same = text.length() == source.length() && published.text().equals(source);
    return same ? published.with(text) : new SearchText(text);
  }

  /// Where a character of the mended text stood in the published words.
  int origin(int at) {
    return origins[at];
  }

  /// One past the published place of the last character before `to`.
  int originEnd(int to) {
    return to == 0 ? 0 : Math.min(source.length(), origins[to - 1] + 1);
  }

  /// The published words of a stretch of the mended text.
  String quote(int from, int to) {
    return source.substring(origin(from), Math.max(origin(from), originEnd(to)));
  }

  private static int misreadLength(String source, int at) {
    char first = source.charAt(at);
    if (first == 'Â' || first == 'â' || first == 'Ã') {
      for (int length = 3; length >= 2; length--) {
        if (at + length <= source.length()
            && MISREAD.containsKey(source.substring(at, at + length))) {
          return length;
        }
      }
    }
    return 0;
  }

  /// What a character reads as; 0 if it says nothing.
  private static char mend(String source, int at) {
    char c = source.charAt(at);
    return c == '*' && doubled(source, at) ? 0 : folded(c);
  }

  /// What a character reads as, wherever it stands; 0 if it says nothing.
  static char folded(char c) {
    return switch (c) {
      case '\t', '\u00A0', '\u2007', '\u2008', '\u2009', '\u200A', '\u202F', '\u2002', '\u2003' ->
          ' ';
      case '\r', '\u00AD', '\u200B', '\u200C', '\u200D', '\u2060', '\uFEFF', '_' -> 0;
      case '\u2010', '\u2011', '\u2012', '\u2013', '\u2014', '\u2015', '\u2212' -> '-';
      case '\u2018', '\u2019', '\u02BC', '\u00B4', '`', '\u2032' -> '\'';
      case '￡' -> '£';
      case '＄' -> '$';
      case '\\' -> 0;
      default -> c;
    };
  }

  private static boolean doubled(String source, int at) {
    return (at > 0 && source.charAt(at - 1) == '*')
        || (at + 1 < source.length() && source.charAt(at + 1) == '*');
  }
}
