package stellwerk.indexer.normalise;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// Germany's minimum wage an hour and the limit of a Minijob a month, by the day from which they
/// hold (MiLoG; `normalisation.md` §1.12).
public final class StatutoryPay {
  /// What holds from one day on.
  ///
  /// @param minimumWage in € an hour
  /// @param minijobLimit in € a month
  public record Values(BigDecimal minimumWage, BigDecimal minijobLimit) {}

  private final NavigableMap<LocalDate, Values> byDay;

  private StatutoryPay(NavigableMap<LocalDate, Values> byDay) {
    this.byDay = byDay;
  }

  /// The values that come with the program.
  public static StatutoryPay bundled() {
    NavigableMap<LocalDate, Values> byDay = new TreeMap<>();
    for (List<String> row : TableFile.rows("statutory-pay.tsv")) {
      byDay.put(
          LocalDate.parse(row.get(0)),
          new Values(new BigDecimal(row.get(1)), new BigDecimal(row.get(2))));
    }
    return new StatutoryPay(byDay);
  }

  /// The same values and further ones; those of the same day are replaced.
  public StatutoryPay with(Map<LocalDate, Values> further) {
    NavigableMap<LocalDate, Values> all = new TreeMap<>(byDay);
    all.putAll(further);
    return new StatutoryPay(all);
  }

  /// What holds on a day; empty before the first line of the table.
  public Optional<Values> on(LocalDate day) {
    return Optional.ofNullable(byDay.floorEntry(day)).map(Map.Entry::getValue);
  }

  /// Whether an amount was the Minijob limit at some time.
  boolean everLimit(BigDecimal amount) {
    return byDay.values().stream().anyMatch(v -> v.minijobLimit().compareTo(amount) == 0);
  }
}
