package stellwerk.indexer.normalise;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// Tells the language of a text by its small words.
///
/// Postings are short and full of names and English terms ("Prompt Engineering", "Team Lead"), so
/// only words that carry grammar count, and the winner must be well ahead.
final class Language {
  private static final int ENOUGH_CHARACTERS = 20_000;

  private static final Map<String, String[]> WORDS = words();

  private Language() {}

  private static Map<String, String[]> words() {
    Map<String, String> words = new HashMap<>();
    String[] lists = {
      "de der die das und ist nicht ein eine einen einer eines dem den des mit für von zu zum zur auf"
          + " im bei wir du sie dich dir deine dein deinen ihre ihren unser unsere unseren uns oder als"
          + " auch sich nach sowie durch über aus bist hast wird werden sind kannst hat haben suchen"
          + " bieten bringst mindestens gerne wenn dass ab bis",
      "en the and of to for with you your our we are is as an be will have this that from or by on at"
          + " their they who what about into other can has not it's you'll we're such within which any",
      "fr le les des et une du est dans pour vous nous avec sur votre notre nos vos au aux qui que"
          + " sont ou par être avez ce cette plus",
      "nl het een van en voor met je jij bent ons onze wij zijn ook aan naar bij wordt dit deze die"
          + " jouw hebt als",
      "es el los las una para con por del que y en su sus nuestro nuestra eres como más es tu se al",
      "it il lo gli della delle dei per con una sono che nel nella alla di e è come tuo nostra",
      "pt o os das dos uma para com não você sua nossa são no na em e mais como que",
      "pl i w z na do się jest oraz dla nie od lub przez są czy jak to"
    };
    for (String list : lists) {
      String[] parts = list.split(" ", -1);
      for (String word : Arrays.asList(parts).subList(1, parts.length)) {
        words.merge(word, parts[0], (a, b) -> a + " " + b);
      }
    }
    Map<String, String[]> known = new HashMap<>();
    words.forEach((word, languages) -> known.put(word, languages.split(" ", -1)));
    return known;
  }

  /// ISO 639-1 of the language that most of the text is in; empty if it cannot be told.
  static String of(String text) {
    Map<String, Double> score = new HashMap<>();
    int end = Math.min(text.length(), ENOUGH_CHARACTERS);
    int start = -1;
    for (int i = 0; i <= end; i++) {
      boolean letter = i < end && (Character.isLetter(text.charAt(i)) || text.charAt(i) == '\'');
      if (letter && start < 0) {
        start = i;
      } else if (!letter && start >= 0) {
        if (i - start <= 12) {
          count(lower(text, start, i), score);
        }
        start = -1;
      }
    }
    String best = "";
    double most = 0;
    double second = 0;
    for (Map.Entry<String, Double> entry : score.entrySet()) {
      if (entry.getValue() > most) {
        second = most;
        most = entry.getValue();
        best = entry.getKey();
      } else {
        second = Math.max(second, entry.getValue());
      }
    }
    return most >= 2.5 && most >= 1.3 * second ? best : "";
  }

  private static String lower(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c < 'a' || c > 'z') {
        return text.substring(from, to).toLowerCase(Locale.ROOT);
      }
    }
    return text.substring(from, to);
  }

  private static void count(String word, Map<String, Double> score) {
    String[] all = WORDS.get(word);
    if (all != null) {
      for (String language : all) {
        score.merge(language, 1.0 / all.length, Double::sum);
      }
    }
  }
}
