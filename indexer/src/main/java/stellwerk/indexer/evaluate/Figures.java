package stellwerk.indexer.evaluate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// What an evaluation says, in numbers: for each label and for all of them.
///
/// @param rows that were compared
/// @param exact rows that came out wholly as labelled, those with nothing to read among them
/// @param silent rows that have nothing to read
/// @param labels tallies by label, such as `unit` or `tier`
/// @param misses rows that did not come out, those with most differences first
public record Figures(
    String kind,
    int rows,
    long exact,
    long silent,
    SortedMap<String, Tally> labels,
    List<Outcome> misses) {
  public Figures {
    misses = List.copyOf(misses);
  }

  /// Counts label by label. A label such as `lang=de:C1` counts under `lang`.
  public static Figures of(Evaluation evaluation) {
    SortedMap<String, Tally> labels = new TreeMap<>();
    long silent = 0;
    for (Outcome outcome : evaluation.outcomes()) {
      silent += outcome.expected().isEmpty() ? 1 : 0;
      for (String label : labels(outcome)) {
        labels.merge(name(label), tally(outcome, label), Tally::plus);
      }
    }
    List<Outcome> misses = new ArrayList<>(evaluation.misses());
    misses.sort(
        Comparator.comparingLong(Figures::differences).reversed().thenComparing(Outcome::id));
    long exact = evaluation.outcomes().stream().filter(Outcome::exact).count();
    return new Figures(
        evaluation.kind(), evaluation.outcomes().size(), exact, silent, labels, misses);
  }

  /// All labels together.
  public Tally all() {
    return labels.values().stream().reduce(Tally.NONE, Tally::plus);
  }

  /// The share of rows that came out wholly as labelled; 1 where there are none.
  public double exactly() {
    return rows == 0 ? 1 : (double) exact / rows;
  }

  private static String name(String label) {
    int equals = label.indexOf('=');
    return equals < 0 ? label : label.substring(0, equals);
  }

  private static Set<String> labels(Outcome outcome) {
    Set<String> labels = new TreeSet<>(outcome.expected().keySet());
    labels.addAll(outcome.actual().keySet());
    return labels;
  }

  private static Tally tally(Outcome outcome, String label) {
    Map<String, String> actual = outcome.actual();
    String wanted = outcome.expected().get(label);
    if (wanted == null) {
      return new Tally(0, 0, 0, 1);
    }
    if (!actual.containsKey(label)) {
      return new Tally(0, 0, 1, 0);
    }
    return wanted.equals(actual.get(label)) ? new Tally(1, 0, 0, 0) : new Tally(0, 1, 0, 0);
  }

  private static long differences(Outcome outcome) {
    return labels(outcome).stream().filter(label -> tally(outcome, label).right() == 0).count();
  }
}
