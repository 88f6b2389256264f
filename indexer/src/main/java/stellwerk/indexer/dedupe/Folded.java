package stellwerk.indexer.dedupe;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Words as they are compared: lower case, umlauts written out, without accents and signs; `+` and
/// `#` stay, for C++ and C#.
final class Folded {
  private Folded() {}

  static String words(String text) {
    String lower =
        text.toLowerCase(Locale.ROOT)
            .replace("ä", "ae")
            .replace("ö", "oe")
            .replace("ü", "ue")
            .replace("ß", "ss");
    String plain = Normalizer.normalize(lower, Normalizer.Form.NFD);
    StringBuilder folded = new StringBuilder(plain.length());
    for (int i = 0; i < plain.length(); i++) {
      char c = plain.charAt(i);
      if (Character.isLetterOrDigit(c) || c == '+' || c == '#') {
        folded.append(c);
      } else if (Character.getType(c) != Character.NON_SPACING_MARK
          && !folded.isEmpty()
          && folded.charAt(folded.length() - 1) != ' ') {
        folded.append(' ');
      }
    }
    return folded.toString().strip();
  }

  static List<String> list(String text) {
    String words = words(text);
    return words.isEmpty() ? List.of() : Arrays.asList(words.split(" ", -1));
  }
}
