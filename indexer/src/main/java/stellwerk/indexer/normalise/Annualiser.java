package stellwerk.indexer.normalise;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import stellwerk.indexer.posting.Contract;
import stellwerk.indexer.posting.Pay;
import stellwerk.indexer.posting.Pay.Annual;
import stellwerk.indexer.posting.WorkingTime;

/// Says what pay comes to in a year, where an honest way leads there (`normalisation.md` §1.15).
///
/// Gig, task and net pay never become a year's pay; what rests on an assumption is an estimate.
public final class Annualiser {
  private static final BigDecimal MONTHS = BigDecimal.valueOf(12);
  private static final BigDecimal WEEKS = BigDecimal.valueOf(52);
  private static final BigDecimal DAYS = BigDecimal.valueOf(260);
  private static final BigDecimal CUSTOM_AUSTRIA = BigDecimal.valueOf(14);
  private static final BigDecimal FULL_WEEK = BigDecimal.valueOf(40);
  private static final Set<Contract> GIG = Set.of(Contract.FREELANCE, Contract.OPEN_ENDED_GIG);
  private static final Set<Contract> NO_EQUIVALENT =
      Set.of(Contract.APPRENTICE, Contract.DUAL_STUDY);

  private Annualiser() {}

  /// The year's pay and the way to it; where none leads there both ends are null and the method
  /// says why (`NONE_GIG` …).
  ///
  /// @param employed whether the posting says that somebody is employed, by contract or by law
  public static Annual annual(Pay pay, PayContext context, boolean employed) {
    boolean gig = context.contract().stream().anyMatch(GIG::contains);
    if (Boolean.FALSE.equals(pay.gross())) {
      return none("NONE_NET", false);
    }
    Pay.Unit unit = pay.unit();
    if (unit == null) {
      return none("NONE_UNIT_UNKNOWN", false);
    }
    boolean tariff = pay.basis() == Pay.Basis.TARIFF;
    if (pay.min() == null && pay.max() == null) {
      return none(tariff || pay.tariff() != null ? "NONE_AMOUNT_UNKNOWN" : "NONE", false);
    }
    return switch (unit) {
      case TASK -> none("NONE_TASK", false);
      case YEAR -> times(pay, BigDecimal.ONE, "AS_STATED", false);
      case MONTH -> tariff ? times(pay, MONTHS, "TARIFF_X12", true) : ofMonth(pay, context, gig);
      case WEEK -> gig ? none("NONE_GIG", false) : times(pay, WEEKS, "WEEK_X52", false);
      case DAY ->
          gig
              ? none("NONE_GIG", false)
              : fullTime(context)
                  ? times(pay, DAYS, "DAY_X260_ASSUMED", true)
                  : none("NONE_HOURS_UNKNOWN", false);
      case HOUR -> gig ? none("NONE_GIG", false) : ofHour(pay, context, employed, tariff);
    };
  }

  private static Annual ofMonth(Pay pay, PayContext context, boolean gig) {
    BigDecimal salaries = pay.salariesPerYear();
    if (salaries != null) {
      String count = salaries.stripTrailingZeros().toPlainString();
      return times(pay, salaries, "MONTH_X" + count + "_STATED", false);
    }
    boolean minor = context.workingTime().contains(WorkingTime.MINIJOB);
    return context.country().equals("AT") && !gig && !minor
        ? times(pay, CUSTOM_AUSTRIA, "MONTH_X14_CUSTOM", true)
        : times(pay, MONTHS, "MONTH_X12", false);
  }

  private static Annual ofHour(Pay pay, PayContext context, boolean employed, boolean tariff) {
    Pay.Hours hours = hours(pay, context);
    if (hours != null && employed && hours.min().compareTo(hours.max()) == 0) {
      String count = hours.min().stripTrailingZeros().toPlainString();
      return times(pay, hours.min().multiply(WEEKS), "HOUR_X" + count + "_X52", tariff);
    }
    if (hours == null && fullTime(context)) {
      return times(pay, FULL_WEEK.multiply(WEEKS), "HOUR_X40_X52_ASSUMED", true);
    }
    return none("NONE_HOURS_UNKNOWN", tariff);
  }

  /// What the year's pay would be with 40 hours a week, to compare part-time with full-time pay;
  /// empty where hours are not stated, and for Minijobs and apprenticeships.
  public static Optional<Annual> fullTimeEquivalent(Pay pay, Annual annual, PayContext context) {
    Pay.Hours hours = hours(pay, context);
    boolean none =
        context.workingTime().contains(WorkingTime.MINIJOB)
            || context.contract().stream().anyMatch(NO_EQUIVALENT::contains);
    if (none || hours == null || hours.min().compareTo(hours.max()) != 0) {
      return Optional.empty();
    }
    if (annual.min() == null && annual.max() == null) {
      return Optional.empty();
    }
    return Optional.of(
        new Annual(
            equivalent(annual.min(), hours.min()),
            equivalent(annual.max(), hours.min()),
            annual.method() + "_FTE",
            annual.estimate()));
  }

  private static @Nullable BigDecimal equivalent(@Nullable BigDecimal amount, BigDecimal hours) {
    return amount == null
        ? null
        : amount.multiply(FULL_WEEK).divide(hours, 2, RoundingMode.HALF_UP);
  }

  private static Pay.@Nullable Hours hours(Pay pay, PayContext context) {
    return pay.weeklyHours() != null ? pay.weeklyHours() : context.weeklyHours();
  }

  private static boolean fullTime(PayContext context) {
    return context.workingTime().contains(WorkingTime.FULL_TIME)
        && !context.workingTime().contains(WorkingTime.PART_TIME);
  }

  private static Annual none(String method, boolean estimate) {
    return new Annual(null, null, method, estimate);
  }

  private static Annual times(Pay pay, BigDecimal factor, String method, boolean estimate) {
    return new Annual(product(pay.min(), factor), product(pay.max(), factor), method, estimate);
  }

  private static @Nullable BigDecimal product(@Nullable BigDecimal amount, BigDecimal factor) {
    return amount == null ? null : amount.multiply(factor);
  }
}
