package stellwerk.indexer.normalise;

import java.util.Arrays;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A text and where its words begin.
///
/// Hundreds of expressions are asked of every posting, and all of them begin at the beginning of a
/// word. Knowing the first two letters with which an expression can begin, most words are passed
/// without trying it: this is what makes reading fast, not a cleverer expression.
public final class Words {
  /// An expression that begins where a word begins.
  public static final class Stem {
    private static final int FLAGS =
        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS;
    private static final String OTHERS = " -.0'’+&/";

    private final Pattern pattern;
    private final boolean[] beginnings = new boolean[LETTERS * LETTERS];

    private Stem(Pattern pattern) {
      this.pattern = pattern;
      for (int first = 0; first < LETTERS; first++) {
        for (int second = 0; second < LETTERS; second++) {
          beginnings[first * LETTERS + second] = first == 0 || canBegin(first, second);
        }
      }
    }

    /// An expression that is searched without regard to case.
    public static Stem of(String expression) {
      return new Stem(Pattern.compile("(?<!\\w)(?:" + expression + ")", FLAGS));
    }

    /// The expression itself.
    public Pattern pattern() {
      return pattern;
    }

    private boolean canBegin(int first, int second) {
      char one = ALPHABET.charAt(first);
      String seconds = second == 0 ? OTHERS : String.valueOf(ALPHABET.charAt(second));
      for (int i = 0; i < seconds.length(); i++) {
        char two = seconds.charAt(i);
        for (String words :
            new String[] {
              "" + one + two,
              "" + Character.toUpperCase(one) + two,
              "" + Character.toUpperCase(one) + Character.toUpperCase(two)
            }) {
          Matcher matcher = pattern.matcher(words);
          if (matcher.lookingAt() || matcher.hitEnd()) {
            return true;
          }
        }
      }
      return false;
    }
  }

  private static final String ALPHABET = "\u0000abcdefghijklmnopqrstuvwxyzäöüß";
  private static final int LETTERS = ALPHABET.length();

  private final String text;
  private final int[] starts;
  private final short[] beginnings;

  /// Finds the beginnings of the words of a text.
  public Words(String text) {
    this.text = text;
    int[] found = new int[16];
    int count = 0;
    boolean inside = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean word =
          Character.isLetterOrDigit(c)
              || c == '_'
              || Character.getType(c) == Character.NON_SPACING_MARK;
      if (word && !inside) {
        if (count == found.length) {
          found = Arrays.copyOf(found, count * 2);
        }
        found[count++] = i;
      }
      inside = word;
    }
    this.starts = Arrays.copyOf(found, count);
    this.beginnings = new short[count];
    for (int i = 0; i < count; i++) {
      int first = letter(text.charAt(starts[i]));
      int second = starts[i] + 1 < text.length() ? letter(text.charAt(starts[i] + 1)) : 0;
      beginnings[i] = (short) (first * LETTERS + second);
    }
  }

  /// The text.
  public String text() {
    return text;
  }

  /// The first place of the expression; null if there is none.
  public @Nullable MatchResult first(Stem stem) {
    return first(stem, 0, text.length());
  }

  /// The first place of the expression that lies between the two; null if there is none.
  public @Nullable MatchResult first(Stem stem, int from, int to) {
    Matcher matcher = null;
    for (int i = 0; i < starts.length; i++) {
      if (starts[i] >= to) {
        return null;
      }
      if (starts[i] >= from && stem.beginnings[beginnings[i]]) {
        if (matcher == null) {
          matcher = stem.pattern.matcher(text).useTransparentBounds(true);
        }
        if (matcher.region(starts[i], to).lookingAt()) {
          return matcher.toMatchResult();
        }
      }
    }
    return null;
  }

  private static int letter(char c) {
    char lower = Character.toLowerCase(c);
    if (lower >= 'a' && lower <= 'z') {
      return lower - 'a' + 1;
    }
    return switch (lower) {
      case 'ä' -> 27;
      case 'ö' -> 28;
      case 'ü' -> 29;
      case 'ß' -> 30;
      default -> 0;
    };
  }
}
