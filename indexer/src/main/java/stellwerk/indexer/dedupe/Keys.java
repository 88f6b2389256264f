package stellwerk.indexer.dedupe;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

/// The keys under which a posting is found by those that may be like it: who shares none is not
/// worth comparing.
///
/// Texts are found by MinHash: twenty bands of six rows meet at a like share of 0.9 nearly always,
/// at 0.7 in 92 of 100 cases, at 0.5 in 27, at 0.2 in one of a thousand.
public final class Keys {
  private static final int BANDS = 20;
  private static final int ROWS = 6;

  /// Shorter texts are not compared by their words.
  private static final int FEWEST_SHINGLES = 20;

  /// Tokens by which a translation is found; the same ones on both sides, as they are chosen by
  /// their hash.
  private static final int TOKENS = 10;

  private Keys() {}

  /// All keys of a signature, distinct and sorted.
  public static long[] of(Signature signature) {
    long[] keys = new long[BANDS + TOKENS + 3];
    int count = 0;
    if (!signature.company().isEmpty() && !signature.title().isEmpty()) {
      keys[count++] = hash("title", signature.company(), signature.title());
    }
    if (signature.page().indexOf('/') > 0) {
      keys[count++] = hash("page", signature.page(), "");
    }
    if (!signature.pay().isEmpty()) {
      String pay = String.join("|", new TreeSet<>(signature.pay()));
      keys[count++] = hash("pay", signature.company(), pay);
    }
    for (long token : tokens(signature.company(), signature.rare())) {
      keys[count++] = token;
    }
    if (signature.shingles().size() >= FEWEST_SHINGLES) {
      count = bands(signature.shingles(), keys, count);
    }
    long[] sorted = Arrays.copyOf(keys, count);
    Arrays.sort(sorted);
    return Arrays.stream(sorted).distinct().toArray();
  }

  private static long[] tokens(String company, Set<String> rare) {
    return rare.stream()
        .mapToLong(token -> hash("token", company, token))
        .sorted()
        .limit(TOKENS)
        .toArray();
  }

  private static int bands(Hashes shingles, long[] keys, int from) {
    int count = from;
    int[] least = new int[BANDS * ROWS];
    Arrays.fill(least, Integer.MAX_VALUE);
    for (int i = 0; i < shingles.size(); i++) {
      long seed = Mix.of(shingles.at(i));
      // Two halves make all further hashes (Kirsch and Mitzenmacher), at the price of one.
      int step = (int) (seed >>> 32) | 1;
      int hash = (int) seed;
      for (int j = 0; j < least.length; j++) {
        hash += step;
        int spread = hash * 0x9e3779b9;
        spread ^= spread >>> 15;
        least[j] = Math.min(least[j], spread);
      }
    }
    for (int band = 0; band < BANDS; band++) {
      long key = band;
      for (int row = 0; row < ROWS; row++) {
        key = Mix.of(key * 31 + least[band * ROWS + row]);
      }
      keys[count++] = key;
    }
    return count;
  }

  private static long hash(String kind, String one, String other) {
    long hash = kind.hashCode();
    for (String part : new String[] {one, other}) {
      hash = Mix.of(hash);
      for (int i = 0; i < part.length(); i++) {
        hash = hash * 1_099_511_628_211L + part.charAt(i);
      }
    }
    return Mix.of(hash);
  }
}
