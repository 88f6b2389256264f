package stellwerk.indexer.evaluate;

import java.util.List;

/// The count over all rows of a file.
///
/// Precision asks how much of what was read is right, recall how much of what is there was read
/// right; both are 1 where there was nothing to ask.
///
/// @param kind of rows, such as `pay`
public record Evaluation(String kind, List<Outcome> outcomes) {
  public Evaluation {
    outcomes = List.copyOf(outcomes);
  }

  /// How many rows came out so.
  public long count(Outcome.Verdict verdict) {
    return outcomes.stream().filter(outcome -> outcome.verdict() == verdict).count();
  }

  /// Right among all that was read.
  public double precision() {
    long right = count(Outcome.Verdict.RIGHT);
    return share(right, right + count(Outcome.Verdict.WRONG) + count(Outcome.Verdict.INVENTED));
  }

  /// Right among all that was there to read.
  public double recall() {
    long right = count(Outcome.Verdict.RIGHT);
    return share(right, right + count(Outcome.Verdict.WRONG) + count(Outcome.Verdict.MISSED));
  }

  /// Rows read exactly as labelled, those without a value among them.
  public double exact() {
    return share(outcomes.stream().filter(Outcome::exact).count(), outcomes.size());
  }

  /// Invented among the rows that have nothing to read.
  public double invented() {
    long invented = count(Outcome.Verdict.INVENTED);
    long none = invented + count(Outcome.Verdict.RIGHTLY_NONE);
    return none == 0 ? 0 : (double) invented / none;
  }

  /// The rows that did not come out as labelled.
  public List<Outcome> misses() {
    return outcomes.stream().filter(outcome -> !outcome.exact()).toList();
  }

  private static double share(long part, long whole) {
    return whole == 0 ? 1 : (double) part / whole;
  }
}
