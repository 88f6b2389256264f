package stellwerk.indexer.normalise;

import java.util.Arrays;

/// The places of a text where an expression can begin, in order.
final class Traces {
  /// Nothing is known: it can begin at every place.
  static final Traces EVERYWHERE =
      new Traces(new int[] {0}, new int[] {Integer.MAX_VALUE}, true, false);

  /// It begins nowhere.
  static final Traces NOWHERE = new Traces(new int[0], new int[0], true, true);

  private final int[] froms;
  private final int[] tos;
  private final boolean near;
  private final boolean narrow;

  private Traces(int[] froms, int[] tos, boolean near, boolean narrow) {
    this.froms = froms;
    this.tos = tos;
    this.near = near;
    this.narrow = narrow;
  }

  /// From stretches in any order: in which a match begins, or which it only reaches where the
  /// anchors say no more.
  static Traces of(int[] froms, int[] tos, int count, Anchors anchors) {
    long[] both = new long[count];
    for (int i = 0; i < count; i++) {
      both[i] = ((long) froms[i] << 32) | tos[i];
    }
    Arrays.sort(both);
    int[] merged = new int[count];
    int[] ends = new int[count];
    int kept = 0;
    for (long one : both) {
      int from = (int) (one >>> 32);
      int to = (int) one;
      if (kept > 0 && from <= ends[kept - 1]) {
        ends[kept - 1] = Math.max(ends[kept - 1], to);
      } else {
        merged[kept] = from;
        ends[kept++] = to;
      }
    }
    return new Traces(
        Arrays.copyOf(merged, kept), Arrays.copyOf(ends, kept), anchors.near(), anchors.narrow());
  }

  /// Whether the places are so few that trying is all there is to do.
  boolean narrow() {
    return narrow;
  }

  /// Whether the expression begins within the stretches; else they only have to be reached, or
  /// nothing is known.
  boolean near() {
    return near && this != EVERYWHERE;
  }

  /// Whether there is no place at all.
  boolean nowhere() {
    return froms.length == 0;
  }

  /// Whether the expression can begin in a stretch.
  boolean in(int from, int to) {
    int first = first(from);
    return first < froms.length && froms[first] < end(to);
  }

  /// The first place from `at` on where the expression can begin and end before `to`; `to` if there
  /// is none.
  int next(int at, int to) {
    int first = first(at);
    if (first == froms.length || froms[first] >= end(to)) {
      return to;
    }
    return near ? Math.max(at, froms[first]) : at;
  }

  /// Up to where an anchor can stand for a match that ends before `to`.
  private int end(int to) {
    return near ? to : to + Anchors.AHEAD;
  }

  private int first(int at) {
    if (froms.length <= 8) {
      int i = 0;
      while (i < froms.length && tos[i] < at) {
        i++;
      }
      return i;
    }
    int place = Arrays.binarySearch(tos, at);
    return place < 0 ? -place - 1 : place;
  }
}
