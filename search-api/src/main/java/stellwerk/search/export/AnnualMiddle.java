package stellwerk.search.export;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import stellwerk.indexer.posting.Contract;
import stellwerk.indexer.posting.Pay;
import stellwerk.indexer.posting.WorkingTime;

/// The middle of annual pay, and what it would be in full time.
final class AnnualMiddle {
  private static final BigDecimal TWO = BigDecimal.valueOf(2);
  private static final BigDecimal FULL_TIME_HOURS = BigDecimal.valueOf(40);

  private AnnualMiddle() {}

  /// The middle of the range; null unless both ends are known.
  static @Nullable BigDecimal of(Pay pay) {
    Pay.Annual annual = pay.annual();
    if (annual == null || annual.min() == null || annual.max() == null) {
      return null;
    }
    return annual.min().add(annual.max()).divide(TWO, 2, RoundingMode.HALF_UP);
  }

  /// Null where full time cannot be told without an assumption.
  static @Nullable BigDecimal fullTime(Pay pay, List<WorkingTime> times, List<Contract> contracts) {
    BigDecimal middle = of(pay);
    Pay.Annual annual = pay.annual();
    boolean honest =
        annual != null
            && !annual.estimate()
            && !times.contains(WorkingTime.MINIJOB)
            && !contracts.contains(Contract.APPRENTICE);
    if (middle == null || !honest) {
      return null;
    }
    boolean partTimeOnly =
        times.contains(WorkingTime.PART_TIME) && !times.contains(WorkingTime.FULL_TIME);
    if (!partTimeOnly) {
      return middle;
    }
    Pay.Hours hours = pay.weeklyHours();
    if (hours == null || hours.min().add(hours.max()).signum() <= 0) {
      return null;
    }
    BigDecimal usual = hours.min().add(hours.max()).divide(TWO, 2, RoundingMode.HALF_UP);
    return middle.multiply(FULL_TIME_HOURS).divide(usual, 2, RoundingMode.HALF_UP);
  }
}
