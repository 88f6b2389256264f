package stellwerk.indexer.statistics;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;

/// Quantiles by linear interpolation between order statistics: type 7 of Hyndman and Fan (1996), as
/// R, spreadsheets and SQL's `percentile_cont` do it.
public final class Quantiles {
  private final List<BigDecimal> sorted;

  /// @throws IllegalArgumentException if there are no values
  public Quantiles(List<BigDecimal> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("no values have no quantiles");
    }
    sorted = values.stream().sorted().toList();
  }

  /// The value below which a share of all lies.
  ///
  /// @param share 0 to 1
  /// @return with two decimals
  public BigDecimal at(double share) {
    BigDecimal position =
        BigDecimal.valueOf(share).multiply(BigDecimal.valueOf(sorted.size() - 1L));
    int below = position.intValue();
    BigDecimal low = sorted.get(below);
    BigDecimal high = sorted.get(Math.min(below + 1, sorted.size() - 1));
    BigDecimal part = position.subtract(BigDecimal.valueOf(below));
    return low.add(high.subtract(low).multiply(part)).setScale(2, RoundingMode.HALF_UP);
  }

  /// The arithmetic mean, with two decimals.
  public BigDecimal mean() {
    return sorted.stream()
        .reduce(BigDecimal.ZERO, BigDecimal::add)
        .divide(BigDecimal.valueOf(sorted.size()), MathContext.DECIMAL64)
        .setScale(2, RoundingMode.HALF_UP);
  }

  /// How many values there are.
  public int count() {
    return sorted.size();
  }
}
