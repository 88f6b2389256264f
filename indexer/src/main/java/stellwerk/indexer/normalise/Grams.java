package stellwerk.indexer.normalise;

import java.util.Arrays;

/// Where each one, two or three letters of a text stand.
final class Grams {
  /// More letters than these are not looked at together.
  static final int LONGEST = 3;

  /// A bit for each hash: most letters that are asked for stand nowhere, and these few bytes say so
  /// without a look at the places.
  private final long[] present;

  private final int thin;
  private final int[] heads;
  private final int[] nexts;
  private final int shift;

  /// @param size of a gram, in letters
  Grams(char[] letters, int size) {
    int most = size == 1 ? 8 : size == 2 ? 11 : 16;
    int bits = Math.clamp(32 - Integer.numberOfLeadingZeros(letters.length), 4, most);
    shift = 32 - bits;
    heads = new int[1 << bits];
    Arrays.fill(heads, -1);
    thin = shift - Math.min(shift, 3);
    present = new long[1 << Math.max(0, 26 - thin)];
    nexts = new int[letters.length];
    for (int i = letters.length - size; i >= 0; i--) {
      int hash = hash(letters, i, size);
      int bit = hash >>> thin;
      present[bit >>> 6] |= 1L << bit;
      int place = hash >>> shift;
      nexts[i] = heads[place];
      heads[place] = i;
    }
  }

  static int hash(char[] letters, int at, int size) {
    int hash = letters[at];
    for (int i = 1; i < size; i++) {
      hash = hash * 0x2F0B + letters[at + i];
    }
    return hash * 0x9E3779B1;
  }

  /// Whether letters of this hash may stand anywhere.
  boolean has(int hash) {
    int bit = hash >>> thin;
    return (present[bit >>> 6] & 1L << bit) != 0;
  }

  /// The first place where letters of this hash may stand; -1 if they stand nowhere.
  int first(int hash) {
    return heads[hash >>> shift];
  }

  /// The next place of the same letters, or of such as share their hash; -1 after the last.
  int next(int at) {
    return nexts[at];
  }
}
