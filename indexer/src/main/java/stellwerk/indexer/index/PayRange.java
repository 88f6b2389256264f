package stellwerk.indexer.index;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import stellwerk.indexer.posting.Pay;

/// The ranges of the pay histogram, by unit: `YEAR 40000-50000`, at the end `YEAR 150000-`. A
/// posting counts where the middle of its offer lies.
final class PayRange {
  /// By unit, then by amount.
  static final Comparator<String> ORDER =
      Comparator.comparing(PayRange::unit).thenComparingLong(PayRange::start);

  private PayRange() {}

  static String of(Pay.Unit unit, BigDecimal middle) {
    BigDecimal step = step(unit);
    BigDecimal last = last(unit);
    if (middle.compareTo(last) >= 0) {
      return unit.name() + " " + last.toPlainString() + "-";
    }
    BigDecimal start =
        middle.max(BigDecimal.ZERO).divide(step, 0, RoundingMode.FLOOR).multiply(step);
    return unit.name() + " " + start.toPlainString() + "-" + start.add(step).toPlainString();
  }

  private static BigDecimal step(Pay.Unit unit) {
    return BigDecimal.valueOf(
        switch (unit) {
          case YEAR -> 10_000;
          case MONTH -> 500;
          case WEEK -> 200;
          case DAY -> 100;
          case HOUR -> 5;
          case TASK -> 1;
        });
  }

  private static BigDecimal last(Pay.Unit unit) {
    return BigDecimal.valueOf(
        switch (unit) {
          case YEAR -> 150_000;
          case MONTH -> 12_000;
          case WEEK -> 3_000;
          case DAY -> 1_500;
          case HOUR -> 150;
          case TASK -> 20;
        });
  }

  private static Pay.Unit unit(String range) {
    return Pay.Unit.valueOf(range.substring(0, range.indexOf(' ')));
  }

  private static long start(String range) {
    return Long.parseLong(range.substring(range.indexOf(' ') + 1, range.indexOf('-')));
  }
}
