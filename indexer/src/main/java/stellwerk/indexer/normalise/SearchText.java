package stellwerk.indexer.normalise;

import java.util.Arrays;
import java.util.BitSet;
import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;
import stellwerk.indexer.normalise.Anchors.Anchor;
import stellwerk.indexer.normalise.Anchors.Piece;

/// A text that hundreds of expressions are searched in.
///
/// It knows where each three letters stand, and so, for every expression, the few places where a
/// match can begin, without reading the text again. Not thread-safe: it remembers them.
final class SearchText {
  private static final char[] FOLDED = new char[0x180];

  static {
    for (char c = 0; c < FOLDED.length; c++) {
      FOLDED[c] = folded(c);
    }
  }

  /// Texts that repeat an anchor without end gain nothing by knowing all of its places.
  private static final int MOST = 4096;

  /// A text of so few letters is asked for few things.
  private static final int FEW = 400;

  private final String text;

  /// The text that knows where letters stand: this one, or one that it is like.
  private final SearchText index;

  private char[] letters = {};
  private final @Nullable Grams[] grams = new @Nullable Grams[Grams.LONGEST + 1];
  private Anchors[] asked;
  private Traces[] answers;
  private int known;
  private final IdentityHashMap<Words.Stems, BitSet> lists = new IdentityHashMap<>(8);
  private int[] froms = new int[16];
  private int[] tos = new int[16];

  SearchText(String text) {
    this.text = text;
    this.index = this;
    int room = text.length() < FEW ? 32 : 1024;
    this.asked = new Anchors[room];
    this.answers = new Traces[room];
  }

  private SearchText(String text, SearchText index) {
    this.text = text;
    this.index = index;
    this.asked = index.asked;
    this.answers = index.answers;
  }

  /// The same text with other characters at some of its places, which are those that are folded
  /// alike or such as no expression asks for: letters stand where they stood, or not at all.
  SearchText with(String words) {
    if (words.length() != text.length()) {
      throw new IllegalArgumentException("the words do not stand where those of the text do");
    }
    return new SearchText(words, index);
  }

  String text() {
    return text;
  }

  /// A character as expressions compare it that ignore case; all digits are one, and so are dashes
  /// and apostrophes, which [RepairedText] makes one.
  static char fold(char c) {
    return c < FOLDED.length ? FOLDED[c] : folded(c);
  }

  private static char folded(char c) {
    char mended = RepairedText.folded(c);
    return Character.isDigit(c)
        ? '0'
        : Character.toLowerCase(Character.toUpperCase(mended == 0 ? c : mended));
  }

  static String fold(String words) {
    char[] folded = words.toCharArray();
    for (int i = 0; i < folded.length; i++) {
      folded[i] = fold(folded[i]);
    }
    return new String(folded);
  }

  /// Where an expression with these anchors can begin.
  Traces traces(Anchors anchors) {
    if (anchors.isEmpty()) {
      return Traces.EVERYWHERE;
    }
    return index.known(anchors);
  }

  private Traces known(Anchors anchors) {
    int mask = asked.length - 1;
    int place = System.identityHashCode(anchors) & mask;
    while (asked[place] != null) {
      if (asked[place] == anchors) {
        return answers[place];
      }
      place = (place + 1) & mask;
    }
    Traces found = find(anchors);
    asked[place] = anchors;
    answers[place] = found;
    if (++known * 2 > asked.length) {
      grow();
    }
    return found;
  }

  private void grow() {
    Anchors[] keys = asked;
    Traces[] values = answers;
    asked = new Anchors[keys.length * 2];
    answers = new Traces[keys.length * 2];
    for (int i = 0; i < keys.length; i++) {
      if (keys[i] != null) {
        int place = System.identityHashCode(keys[i]) & (asked.length - 1);
        while (asked[place] != null) {
          place = (place + 1) & (asked.length - 1);
        }
        asked[place] = keys[i];
        answers[place] = values[i];
      }
    }
  }

  private Traces find(Anchors anchors) {
    int count = 0;
    boolean near = anchors.near();
    for (int i = 0; i < anchors.pieces().size(); i++) {
      Grams index = grams(anchors.size(i));
      if (!anchors.possible(i, index)) {
        continue;
      }
      Piece piece = anchors.pieces().get(i);
      Anchor anchor = piece.anchor();
      for (int at = piece.first(index); at >= 0; at = index.next(at)) {
        int from = piece.begins(letters, at);
        if (from < 0) {
          continue;
        }
        if (count == MOST) {
          return Traces.EVERYWHERE;
        }
        if (count == froms.length) {
          froms = Arrays.copyOf(froms, count * 2);
          tos = Arrays.copyOf(tos, count * 2);
        }
        froms[count] = near ? Math.max(0, from - anchor.most()) : from;
        tos[count] = near ? from - anchor.least() : from;
        if (tos[count] >= 0) {
          count++;
        }
      }
    }
    return count == 0 ? Traces.NOWHERE : Traces.of(froms, tos, count, anchors);
  }

  /// Those of several expressions, by their place in the list, that stand anywhere in the text, as
  /// far as their anchors tell; asked of the text once, not of each of its sentences.
  BitSet possible(Words.Stems stems) {
    BitSet known = index.lists.get(stems);
    if (known == null) {
      known = stems.in(index);
      index.lists.put(stems, known);
    }
    return known;
  }

  private Grams grams(int size) {
    Grams index = grams[size];
    if (index == null) {
      if (letters.length == 0) {
        letters = text.toCharArray();
        for (int i = 0; i < letters.length; i++) {
          letters[i] = fold(letters[i]);
        }
      }
      index = new Grams(letters, size);
      grams[size] = index;
    }
    return index;
  }

  /// A part of a text, as long as nobody asks where it stands; words of their own are a text.
  ///
  /// @param text null where nothing is known of the words but themselves
  /// @param from where they begin in it
  record Span(@Nullable SearchText text, int from, String words) {
    /// Words that are too few to be worth an index.
    static Span of(String words) {
      return new Span(null, 0, words);
    }

    /// Where an expression with these anchors can begin in the text around.
    Traces traces(Anchors anchors) {
      return text == null ? Traces.EVERYWHERE : text.traces(anchors);
    }
  }
}
