package stellwerk.indexer.statistics;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import stellwerk.indexer.posting.Contract;
import stellwerk.indexer.posting.Pay;
import stellwerk.indexer.posting.WorkingTime;

/// The middle of annual pay, and what it would be in full time.
public final class AnnualMiddle {
  private static final BigDecimal TWO = BigDecimal.valueOf(2);
  private static final BigDecimal FULL_TIME_HOURS = BigDecimal.valueOf(40);

  private AnnualMiddle() {}

  /// The middle of the range; null unless both ends are known.
  public static @Nullable BigDecimal of(Pay pay) {
    Pay.Annual annual = pay.annual();
    if (annual == null || annual.min() == null || annual.max() == null) {
      return null;
    }
    return annual.min().add(annual.max()).divide(TWO, 2, RoundingMode.HALF_UP);
  }

  /// Null where full time cannot be told without an assumption.
  ///
  /// @param week hours a week that the posting states beside its pay; null: none
  public static @Nullable BigDecimal fullTime(
      Pay pay, List<WorkingTime> times, List<Contract> contracts, @Nullable BigDecimal week) {
    BigDecimal middle = of(pay);
    Pay.Annual annual = pay.annual();
    boolean honest =
        annual != null
            && !annual.estimate()
            && !times.contains(WorkingTime.MINIJOB)
            && !contracts.contains(Contract.APPRENTICE);
    if (annual == null || middle == null || !honest) {
      return null;
    }
    boolean partTimeOnly =
        times.contains(WorkingTime.PART_TIME) && !times.contains(WorkingTime.FULL_TIME);
    boolean byTheHour = annual.method().startsWith("HOUR_X");
    if (!partTimeOnly && !byTheHour) {
      return middle;
    }
    BigDecimal usual = usual(pay, week);
    if (usual == null || usual.signum() <= 0) {
      return null;
    }
    return middle.multiply(FULL_TIME_HOURS).divide(usual, 2, RoundingMode.HALF_UP);
  }

  private static @Nullable BigDecimal usual(Pay pay, @Nullable BigDecimal week) {
    Pay.Hours hours = pay.weeklyHours();
    return hours == null ? week : hours.min().add(hours.max()).divide(TWO, 2, RoundingMode.HALF_UP);
  }
}
