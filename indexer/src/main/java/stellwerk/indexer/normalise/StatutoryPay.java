package stellwerk.indexer.normalise;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// Germany's minimum wage an hour and the limit of a Minijob a month, by the day from which they
/// hold (MiLoG; `normalisation.md` §1.12).
final class StatutoryPay {
  /// One line of the table.
  record Values(BigDecimal minimumWage, BigDecimal minijobLimit) {}

  private final NavigableMap<LocalDate, Values> byDay = new TreeMap<>();

  private StatutoryPay(List<List<String>> rows) {
    for (List<String> row : rows) {
      byDay.put(
          LocalDate.parse(row.get(0)),
          new Values(new BigDecimal(row.get(1)), new BigDecimal(row.get(2))));
    }
  }

  static StatutoryPay bundled() {
    return new StatutoryPay(TableFile.rows("statutory-pay.tsv"));
  }

  /// What holds on a day; empty before the first line of the table.
  Optional<Values> on(LocalDate day) {
    return Optional.ofNullable(byDay.floorEntry(day)).map(java.util.Map.Entry::getValue);
  }

  /// Whether an amount was the Minijob limit at some time.
  boolean everLimit(BigDecimal amount) {
    return byDay.values().stream().anyMatch(v -> v.minijobLimit().compareTo(amount) == 0);
  }
}
