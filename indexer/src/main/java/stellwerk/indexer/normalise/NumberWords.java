package stellwerk.indexer.normalise;

import java.util.List;
import java.util.Locale;

/// Small whole numbers, in digits or in words.
final class NumberWords {
  /// A regular expression for one.
  static final String ONE =
      "(?<!\\d)\\d{1,2}(?!\\d)|ein(?:em|es|er|e|s)?|one|zwei|two|drei|three|vier|four|fünf|five|sechs|six|sieben|seven|acht|eight|neun|nine|zehn|ten|elf|eleven|zwölf|twelve";

  private static final List<List<String>> NUMBERS =
      List.of(
          List.of("ein", "one"),
          List.of("zwei", "two"),
          List.of("drei", "three"),
          List.of("vier", "four"),
          List.of("fünf", "five"),
          List.of("sechs", "six"),
          List.of("sieben", "seven"),
          List.of("acht", "eight"),
          List.of("neun", "nine"),
          List.of("zehn", "ten"),
          List.of("elf", "eleven"),
          List.of("zwölf", "twelve"));

  private NumberWords() {}

  /// The number that a match of [#ONE] says.
  static int of(String word) {
    if (Character.isDigit(word.charAt(0))) {
      return Integer.parseInt(word);
    }
    String lower = word.toLowerCase(Locale.ROOT);
    for (int i = 0; i < NUMBERS.size(); i++) {
      if (NUMBERS.get(i).contains(lower)) {
        return i + 1;
      }
    }
    return 1;
  }
}
