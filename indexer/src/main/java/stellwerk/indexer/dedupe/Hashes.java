package stellwerk.indexer.dedupe;

import java.util.Arrays;

/// A set of hashes, sorted, so that two are compared in one pass.
public final class Hashes {
  static final Hashes NONE = new Hashes(new int[0]);

  private final int[] sorted;

  private Hashes(int[] sorted) {
    this.sorted = sorted;
  }

  /// The distinct ones among some hashes.
  static Hashes of(int[] hashes, int count) {
    int[] sorted = Arrays.copyOf(hashes, count);
    Arrays.sort(sorted);
    int distinct = 0;
    for (int i = 0; i < count; i++) {
      if (i == 0 || sorted[i] != sorted[i - 1]) {
        sorted[distinct++] = sorted[i];
      }
    }
    return distinct == 0 ? NONE : new Hashes(Arrays.copyOf(sorted, distinct));
  }

  int size() {
    return sorted.length;
  }

  int at(int i) {
    return sorted[i];
  }

  boolean contains(int hash) {
    return Arrays.binarySearch(sorted, hash) >= 0;
  }

  /// How many are in both.
  int shared(Hashes other) {
    int[] a = sorted;
    int[] b = other.sorted;
    int shared = 0;
    int j = 0;
    for (int i = 0; i < a.length && j < b.length; ) {
      if (a[i] == b[j]) {
        shared++;
        i++;
        j++;
      } else if (a[i] < b[j]) {
        i++;
      } else {
        j++;
      }
    }
    return shared;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Hashes it && Arrays.equals(sorted, it.sorted);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(sorted);
  }

  @Override
  public String toString() {
    return sorted.length + " hashes";
  }
}
