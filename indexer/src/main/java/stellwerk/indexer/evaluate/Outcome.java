package stellwerk.indexer.evaluate;

import java.util.Map;

/// What a reader made of one row.
///
/// @param id of the row
/// @param verdict against the label
/// @param expected the labels by field, in words
/// @param actual what was read, by field, in words
public record Outcome(
    String id, Verdict verdict, Map<String, String> expected, Map<String, String> actual) {
  /// How a reading compares with its label.
  public enum Verdict {
    /// Read exactly as labelled.
    RIGHT,
    /// A value where the label has another one.
    WRONG,
    /// Nothing where the label has a value.
    MISSED,
    /// A value where the label has none.
    INVENTED,
    /// Nothing, as labelled.
    RIGHTLY_NONE
  }

  /// Compares field by field. A row without a single expected field says that there is nothing to
  /// read.
  public static Outcome of(String id, Map<String, String> expected, Map<String, String> actual) {
    Verdict verdict =
        expected.isEmpty()
            ? actual.isEmpty() ? Verdict.RIGHTLY_NONE : Verdict.INVENTED
            : actual.isEmpty()
                ? Verdict.MISSED
                : expected.equals(actual) ? Verdict.RIGHT : Verdict.WRONG;
    return new Outcome(id, verdict, Map.copyOf(expected), Map.copyOf(actual));
  }

  /// Whether the reader did what the label says.
  public boolean exact() {
    return verdict == Verdict.RIGHT || verdict == Verdict.RIGHTLY_NONE;
  }

  @Override
  public String toString() {
    return id
        + " "
        + verdict
        + ": expected "
        + new java.util.TreeMap<>(expected)
        + ", read "
        + new java.util.TreeMap<>(actual);
  }
}
