package stellwerk.indexer.statistics;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import stellwerk.indexer.posting.Pay;

/// What some vacancies pay in one unit.
///
/// @param count how many of them state it
/// @param quantiles null where too few do: then only their number is said
public record PayFigures(Pay.Unit unit, int count, @Nullable Quantiles quantiles) {
  /// A step of a histogram.
  ///
  /// @param from inclusive
  /// @param to exclusive
  public record Bar(BigDecimal from, BigDecimal to, long count) {}

  /// Looks at vacancies that are all of one kind, employment or gig.
  public static PayFigures of(
      List<CountedVacancy> vacancies, Pay.Unit unit, boolean tariff, Threshold threshold) {
    List<BigDecimal> values = new ArrayList<>();
    List<String> employers = new ArrayList<>();
    for (CountedVacancy vacancy : vacancies) {
      vacancy
          .pay(unit, tariff)
          .ifPresent(value -> {
            values.add(value);
            employers.add(vacancy.employer());
          });
    }
    boolean enough = threshold.met(values.size(), employers.stream().distinct().count());
    return new PayFigures(unit, values.size(), enough ? new Quantiles(values) : null);
  }

  public Optional<Quantiles> shown() {
    return Optional.ofNullable(quantiles);
  }

  /// Steps of equal width; no step without a neighbour is left out, so that gaps are seen.
  public static List<Bar> histogram(List<BigDecimal> values, BigDecimal width) {
    TreeMap<BigDecimal, Long> counts = new TreeMap<>();
    for (BigDecimal value : values) {
      BigDecimal from = value.divide(width, 0, RoundingMode.FLOOR).multiply(width);
      counts.merge(from, 1L, Long::sum);
    }
    List<Bar> bars = new ArrayList<>();
    if (!counts.isEmpty()) {
      for (BigDecimal from = counts.firstKey();
          from.compareTo(counts.lastKey()) <= 0 && bars.size() < 100;
          from = from.add(width)) {
        bars.add(new Bar(from, from.add(width), counts.getOrDefault(from, 0L)));
      }
    }
    return bars;
  }
}
