package stellwerk.indexer.occupation;

import java.util.regex.Pattern;

/// The small pattern language of the configuration: words, and `*` for the rest of a word.
final class Wildcard {
  private Wildcard() {}

  /// The pattern as a regular expression that finds it as whole words; a blank and a hyphen are the
  /// same, so that "KI-Trainer" also finds "KI Trainer".
  static Pattern of(String pattern) {
    if (pattern.replace("*", "").isBlank()) {
      throw new IllegalArgumentException("a pattern needs at least one word, not: " + pattern);
    }
    StringBuilder regex = new StringBuilder("(?<![\\p{L}\\p{N}])");
    boolean gap = false;
    String stripped = pattern.strip();
    for (int i = 0; i < stripped.length(); i++) {
      char c = stripped.charAt(i);
      switch (c) {
        case '*' -> regex.append("[\\p{L}\\p{N}]{0,40}");
        case ' ', '-' -> {
          if (!gap) {
            regex.append("[ \\-\\u2010\\u2011–]{1,3}");
          }
        }
        default -> regex.append(Pattern.quote(String.valueOf(c)));
      }
      gap = c == ' ' || c == '-';
    }
    return Pattern.compile(
        regex.append("(?![\\p{L}\\p{N}])").toString(),
        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  }
}
