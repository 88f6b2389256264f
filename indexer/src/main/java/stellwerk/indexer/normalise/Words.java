package stellwerk.indexer.normalise;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import stellwerk.indexer.normalise.SearchText.Span;

/// A text and where its words begin.
///
/// Hundreds of expressions are asked of every posting, and all of them begin at the beginning of a
/// word. Knowing the first three letters with which an expression can begin, most words are passed
/// without trying it: this is what makes reading fast, not a cleverer expression.
public final class Words {
  /// An expression that begins where a word begins.
  public static final class Stem {
    private static final int FLAGS =
        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS;

    private static final int CAN = 1;
    private static final int CANNOT = 2;

    private final Pattern pattern;
    private final Anchors anchors;

    /// Two bits for each beginning, filled when it is first asked; threads that meet here at most
    /// ask twice.
    private final int[] beginnings = new int[LETTERS * LETTERS * LETTERS / 16 + 1];

    private Stem(Pattern pattern) {
      this.pattern = pattern;
      this.anchors = Anchors.of(pattern.pattern());
    }

    /// An expression that is searched without regard to case.
    public static Stem of(String expression) {
      return new Stem(Pattern.compile("(?<!\\w)(?:" + expression + ")", FLAGS));
    }

    /// The expression itself.
    public Pattern pattern() {
      return pattern;
    }

    /// Whether the expression can begin with these letters.
    private boolean canBegin(int beginning) {
      int bits = (beginning & 15) * 2;
      int known = beginnings[beginning >> 4] >>> bits & 3;
      if (known == 0) {
        known = ask(beginning) ? CAN : CANNOT;
        beginnings[beginning >> 4] |= known << bits;
      }
      return known == CAN;
    }

    private boolean ask(int beginning) {
      int first = beginning / (LETTERS * LETTERS);
      int second = beginning / LETTERS % LETTERS;
      int third = beginning % LETTERS;
      if (first == 0 || second == 0) {
        return true;
      }
      String end = third == 0 ? "" : String.valueOf(ALPHABET.charAt(third));
      return begins("", "" + ALPHABET.charAt(first) + ALPHABET.charAt(second) + end);
    }

    /// Tries the rest of the letters large and small: parts of an expression may be strict.
    private boolean begins(String tried, String rest) {
      if (rest.isEmpty()) {
        Matcher matcher = pattern.matcher(tried);
        return matcher.lookingAt() || matcher.hitEnd();
      }
      char small = rest.charAt(0);
      char large = Character.toUpperCase(small);
      return begins(tried + small, rest.substring(1))
          || (large != small && begins(tried + large, rest.substring(1)));
    }
  }

  private static final String ALPHABET = "\u0000abcdefghijklmnopqrstuvwxyzäöüß";
  private static final int LETTERS = ALPHABET.length();

  private final String text;
  private final Span span;
  private @Nullable Parts parts;

  /// A text of its own.
  public Words(String text) {
    this(Span.of(text));
  }

  /// Words of a text.
  Words(Span span) {
    this.text = span.words();
    this.span = span;
  }

  /// Where the words begin, and with which letters: asked only where nothing says where else to
  /// look.
  private static final class Parts {
    private final int[] starts;
    private final short[] beginnings;

    private Parts(String text) {
      int[] found = new int[16];
      int count = 0;
      boolean inside = false;
      for (int i = 0; i < text.length(); i++) {
        boolean word = word(text.charAt(i));
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
        int third = starts[i] + 2 < text.length() ? letter(text.charAt(starts[i] + 2)) : 0;
        beginnings[i] = (short) ((first * LETTERS + second) * LETTERS + third);
      }
    }
  }

  private Parts parts() {
    Parts known = parts;
    if (known == null) {
      known = new Parts(text);
      parts = known;
    }
    return known;
  }

  private static boolean word(char c) {
    return Character.isLetterOrDigit(c)
        || c == '_'
        || Character.getType(c) == Character.NON_SPACING_MARK;
  }

  /// Several expressions that are asked of the same texts.
  public static final class Stems {
    private final List<Stem> stems;
    private final AtomicReferenceArray<BitSet> beginnings =
        new AtomicReferenceArray<>(LETTERS * LETTERS * LETTERS);

    /// Expressions, known by their place in the list.
    public Stems(List<Stem> stems) {
      this.stems = List.copyOf(stems);
    }

    /// Those that a text can hold, for one of its words begins as they do.
    public BitSet in(Words words) {
      BitSet candidates = new BitSet(stems.size());
      if (words.span.text() != null) {
        int from = words.span.from();
        BitSet possible = words.span.text().possible(this);
        for (int i = possible.nextSetBit(0); i >= 0; i = possible.nextSetBit(i + 1)) {
          candidates.set(
              i, words.span.traces(stems.get(i).anchors).in(from, from + words.text.length()));
        }
        return candidates;
      }
      for (short beginning : words.parts().beginnings) {
        candidates.or(starting(beginning));
      }
      return candidates;
    }

    /// Those that stand anywhere in a text, as far as their anchors tell.
    BitSet in(SearchText text) {
      BitSet possible = new BitSet(stems.size());
      for (int i = 0; i < stems.size(); i++) {
        possible.set(i, !text.traces(stems.get(i).anchors).nowhere());
      }
      return possible;
    }

    /// The first place of each expression, by its place in the list; null where there is none. One
    /// walk over the words for all of them.
    public @Nullable MatchResult[] first(Words words) {
      @Nullable MatchResult[] found = new MatchResult[stems.size()];
      if (words.span.text() != null) {
        BitSet possible = words.span.text().possible(this);
        for (int i = possible.nextSetBit(0); i >= 0; i = possible.nextSetBit(i + 1)) {
          found[i] = words.first(stems.get(i));
        }
        return found;
      }
      int[] starts = words.parts().starts;
      for (int i = 0; i < starts.length; i++) {
        BitSet candidates = starting(words.parts().beginnings[i]);
        for (int at = candidates.nextSetBit(0); at >= 0; at = candidates.nextSetBit(at + 1)) {
          if (found[at] == null) {
            Matcher matcher = stems.get(at).pattern.matcher(words.text);
            matcher.useTransparentBounds(true).region(starts[i], words.text.length());
            found[at] = matcher.lookingAt() ? matcher : null;
          }
        }
      }
      return found;
    }

    private BitSet starting(int beginning) {
      BitSet known = beginnings.get(beginning);
      if (known == null) {
        known = new BitSet(stems.size());
        for (int i = 0; i < stems.size(); i++) {
          known.set(i, stems.get(i).canBegin(beginning));
        }
        beginnings.set(beginning, known);
      }
      return known;
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
    Traces traces = span.traces(stem.anchors);
    return traces.near() ? traced(stem, traces, from, to) : parted(stem, traces, from, to);
  }

  private @Nullable MatchResult traced(Stem stem, Traces traces, int from, int to) {
    Matcher matcher = null;
    int offset = span.from();
    int last = to + offset;
    for (int at = traces.next(from + offset, last); at < last; at = traces.next(at + 1, last)) {
      int start = at - offset;
      if (word(text.charAt(start)) && (start == 0 || !word(text.charAt(start - 1)))) {
        if (!traces.narrow() && !stem.canBegin(beginning(start))) {
          continue;
        }
        if (matcher == null) {
          matcher = stem.pattern.matcher(text).useTransparentBounds(true);
        }
        if (matcher.region(start, to).lookingAt()) {
          return matcher.toMatchResult();
        }
      }
    }
    return null;
  }

  private int beginning(int start) {
    int second = start + 1 < text.length() ? letter(text.charAt(start + 1)) : 0;
    int third = start + 2 < text.length() ? letter(text.charAt(start + 2)) : 0;
    return (letter(text.charAt(start)) * LETTERS + second) * LETTERS + third;
  }

  private @Nullable MatchResult parted(Stem stem, Traces traces, int from, int to) {
    if (!traces.in(from + span.from(), to + span.from())) {
      return null;
    }
    Matcher matcher = null;
    Parts known = parts();
    int[] starts = known.starts;
    for (int i = 0; i < starts.length; i++) {
      if (starts[i] >= to) {
        return null;
      }
      if (starts[i] >= from && stem.canBegin(known.beginnings[i])) {
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
