package stellwerk.app.config;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/// Finds what somebody probably meant: the known word with the least edits, swapped neighbours
/// counting as one.
public final class NearestWord {
  private NearestWord() {}

  /// The nearest known word, if it is near enough to be meant (at most a third of its letters
  /// differ, two at least).
  public static Optional<String> of(String written, Collection<String> known) {
    String best = "";
    int least = Integer.MAX_VALUE;
    for (String word : known) {
      int edits = edits(written.toLowerCase(Locale.ROOT), word.toLowerCase(Locale.ROOT));
      if (edits < least) {
        least = edits;
        best = word;
      }
    }
    return least <= Math.max(2, best.length() / 3) ? Optional.of(best) : Optional.empty();
  }

  /// The optimal string alignment distance.
  private static int edits(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      d[i][0] = i;
    }
    for (int j = 0; j <= b.length(); j++) {
      d[0][j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      for (int j = 1; j <= b.length(); j++) {
        int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        d[i][j] = Math.min(Math.min(d[i - 1][j] + 1, d[i][j - 1] + 1), d[i - 1][j - 1] + cost);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}
