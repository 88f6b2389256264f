package stellwerk.indexer.evaluate;

/// How often a label was read as it should be, and how it was not.
///
/// @param right read as labelled
/// @param wrong read as something else
/// @param missed labelled, not read
/// @param invented read, not labelled
public record Tally(long right, long wrong, long missed, long invented) {
  static final Tally NONE = new Tally(0, 0, 0, 0);

  /// Right among all that was read; 1 where nothing was.
  public double precision() {
    return share(right, right + wrong + invented);
  }

  /// Right among all that was there to read; 1 where nothing was.
  public double recall() {
    return share(right, right + wrong + missed);
  }

  Tally plus(Tally other) {
    return new Tally(
        right + other.right, wrong + other.wrong, missed + other.missed, invented + other.invented);
  }

  private static double share(long part, long whole) {
    return whole == 0 ? 1 : (double) part / whole;
  }
}
