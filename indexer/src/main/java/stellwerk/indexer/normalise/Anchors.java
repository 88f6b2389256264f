package stellwerk.indexer.normalise;

import java.util.Arrays;
import java.util.List;

/// What an expression cannot be without: of these pieces of text at least one stands in every
/// match. Where none of them stands, the expression need not be tried.
///
/// They are read from the expression itself ([AnchorSyntax]), so that nobody has to keep a list of
/// hints beside it.
final class Anchors {
  /// Further behind its beginning an anchor says no longer where the match begins, only that there
  /// may be one.
  static final int REACH = 160;

  /// An anchor may stand behind the end of its match by no more than this: where the expression
  /// looks ahead.
  static final int AHEAD = 80;

  /// An anchor that says the place of the beginning up to this many characters is tried at once.
  static final int NARROW = 8;

  /// Letters that stand in a match.
  ///
  /// @param letters folded as [SearchText] folds its text
  /// @param least characters between the beginning of the match and these letters, at least
  /// @param most the same, at most
  record Anchor(String letters, int least, int most) {}

  private final List<Piece> pieces;

  /// The rarest hash of each piece, so that a text that holds none of them is passed quickly.
  private final int[] rarest;

  private final int[] sizes;
  private final boolean near;
  private final boolean narrow;

  private Anchors(List<Anchor> anchors) {
    this.pieces = anchors.stream().map(Piece::new).toList();
    this.rarest = pieces.stream().mapToInt(piece -> piece.hashes[0]).toArray();
    this.sizes = pieces.stream().mapToInt(Piece::size).toArray();
    this.near = anchors.stream().allMatch(anchor -> anchor.most() - anchor.least() <= REACH);
    this.narrow = anchors.stream().allMatch(anchor -> anchor.most() - anchor.least() <= NARROW);
  }

  /// The anchors of an expression; none if it has none, or is written in a way that is not
  /// understood.
  static Anchors of(String expression) {
    return new Anchors(AnchorSyntax.read(expression));
  }

  /// Letters of one's own choice.
  static Anchors letters(List<String> letters) {
    return new Anchors(
        letters.stream().map(word -> new Anchor(SearchText.fold(word), 0, 0)).toList());
  }

  /// An anchor, and the hashes of its letters in threes, the one that is likely to be the rarest
  /// first.
  static final class Piece {
    private final Anchor anchor;
    private final char[] letters;
    private final int size;
    private final int rare;
    private final int[] hashes;

    private Piece(Anchor anchor) {
      this.anchor = anchor;
      this.letters = anchor.letters().toCharArray();
      this.size = Math.min(Grams.LONGEST, letters.length);
      this.hashes = new int[letters.length - size + 1];
      int rarest = 0;
      double least = Double.MAX_VALUE;
      for (int i = 0; i < hashes.length; i++) {
        hashes[i] = Grams.hash(letters, i, size);
        double often = AnchorSyntax.frequency(anchor.letters().substring(i, i + size));
        if (often < least) {
          least = often;
          rarest = i;
        }
      }
      this.rare = rarest;
      int first = hashes[rarest];
      hashes[rarest] = hashes[0];
      hashes[0] = first;
    }

    Anchor anchor() {
      return anchor;
    }

    /// Letters of a gram.
    int size() {
      return size;
    }

    /// The first place of its rarest letters; -1 if some of its letters stand nowhere together.
    int first(Grams grams) {
      for (int hash : hashes) {
        if (!grams.has(hash)) {
          return -1;
        }
      }
      return grams.first(hashes[0]);
    }

    /// Where the whole begins if its rarest letters stand here; -1 if it does not.
    int begins(char[] text, int at) {
      int from = at - rare;
      boolean here =
          from >= 0
              && from + letters.length <= text.length
              && Arrays.equals(text, from, from + letters.length, letters, 0, letters.length);
      return here ? from : -1;
    }
  }

  List<Piece> pieces() {
    return pieces;
  }

  /// How many letters of a piece are looked for together.
  int size(int piece) {
    return sizes[piece];
  }

  /// Whether a piece may stand in a text.
  boolean possible(int piece, Grams grams) {
    return grams.has(rarest[piece]);
  }

  /// Whether nothing is known.
  boolean isEmpty() {
    return rarest.length == 0;
  }

  /// Whether an anchor says quite exactly where the match begins.
  boolean narrow() {
    return narrow;
  }

  /// Whether an anchor says where the match begins.
  boolean near() {
    return near;
  }
}
