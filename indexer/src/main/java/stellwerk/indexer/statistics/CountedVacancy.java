package stellwerk.indexer.statistics;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import stellwerk.indexer.posting.Contract;
import stellwerk.indexer.posting.Employer;
import stellwerk.indexer.posting.Fact;
import stellwerk.indexer.posting.Flag;
import stellwerk.indexer.posting.Pay;
import stellwerk.indexer.posting.PostingField;
import stellwerk.indexer.posting.Range;
import stellwerk.indexer.release.ShownPosting;

/// A vacancy as statistics see it, through the posting that represents it.
///
/// @param posting released for statistics
public record CountedVacancy(ShownPosting posting) {
  /// The units that are told apart; pay of a month or a week counts through its year.
  public static final List<Pay.Unit> UNITS =
      List.of(Pay.Unit.YEAR, Pay.Unit.DAY, Pay.Unit.HOUR, Pay.Unit.TASK);

  private static final BigDecimal TWO = BigDecimal.valueOf(2);

  /// What makes an amount too doubtful to be counted.
  private static final Set<Flag> DOUBTFUL =
      Set.of(Flag.CURRENCY_INFERRED, Flag.CURRENCY_AMBIGUOUS, Flag.CURRENCY_CONFLICT);

  /// What lies so far out that it says more about the advertisement than about pay.
  private static final Set<Flag> OUTLIER = Set.of(Flag.IMPLAUSIBLE, Flag.RANGE_WIDE);

  /// Whether this is work by the piece or the order; employment and gigs are never mixed.
  public boolean gig() {
    List<Contract> contracts = posting.values(PostingField.CONTRACT);
    return contracts.contains(Contract.FREELANCE) || contracts.contains(Contract.OPEN_ENDED_GIG);
  }

  /// Who offers it, in a form that ignores case; sites that name nobody count as themselves.
  public String employer() {
    return posting
        .known(PostingField.EMPLOYER)
        .map(Employer::name)
        .orElse(posting.siteName())
        .toLowerCase(Locale.ROOT);
  }

  /// The day that counts for windows: as stated, else when it was first seen.
  public LocalDate day(ZoneId zone) {
    return posting
        .known(PostingField.DATE_POSTED)
        .orElseGet(() -> LocalDate.ofInstant(posting.lifespan().firstSeen(), zone));
  }

  /// The middle of the stated range in a unit: gross, in euros, stated for that unit. A year's is
  /// that of full time. Empty where that cannot be said without an assumption.
  ///
  /// @param tariff whether amounts looked up in a pay scale count, too
  public Optional<BigDecimal> pay(Pay.Unit unit, boolean tariff) {
    return eligible(tariff).flatMap(pay -> Optional.ofNullable(middle(pay, unit)));
  }

  /// Whether it would be counted in a unit, were it not for its strange amount.
  public boolean outlier(Pay.Unit unit) {
    return posting.flags().stream().anyMatch(OUTLIER::contains)
        && stated(false).map(pay -> middle(pay, unit)).isPresent();
  }

  private Optional<Pay> eligible(boolean tariff) {
    return posting.flags().stream().anyMatch(OUTLIER::contains) ? Optional.empty() : stated(tariff);
  }

  private Optional<Pay> stated(boolean tariff) {
    if (posting.flags().stream().anyMatch(DOUBTFUL::contains)) {
      return Optional.empty();
    }
    return posting
        .get(PostingField.PAY)
        .flatMap(Fact::known)
        .filter(
            pay -> pay.basis() == Pay.Basis.STATED || (tariff && pay.basis() == Pay.Basis.TARIFF))
        .filter(pay -> "EUR".equals(pay.currency()))
        .filter(pay -> pay.unitBasis() == Pay.UnitBasis.STATED)
        .filter(pay -> !Boolean.FALSE.equals(pay.gross()));
  }

  private @Nullable BigDecimal middle(Pay pay, Pay.Unit unit) {
    if (unit == Pay.Unit.YEAR) {
      boolean byTheYear =
          pay.unit() == Pay.Unit.YEAR
              || pay.unit() == Pay.Unit.MONTH
              || pay.unit() == Pay.Unit.WEEK;
      return byTheYear ? fullTime(pay) : null;
    }
    BigDecimal min = pay.min();
    BigDecimal max = pay.max();
    return pay.unit() != unit || min == null || max == null
        ? null
        : min.add(max).divide(TWO, 4, RoundingMode.HALF_UP);
  }

  private @Nullable BigDecimal fullTime(Pay pay) {
    BigDecimal week = posting.known(PostingField.WEEKLY_HOURS).flatMap(Range::exact).orElse(null);
    return AnnualMiddle.fullTime(
        pay,
        posting.values(PostingField.WORKING_TIME),
        posting.values(PostingField.CONTRACT),
        week);
  }
}
