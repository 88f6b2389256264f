package stellwerk.indexer.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import stellwerk.indexer.posting.Contract;
import stellwerk.indexer.posting.Pay;
import stellwerk.indexer.posting.WorkingTime;

class AnnualiserTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

  @Test
  void aMonthIsTwelvefoldUnlessMoreSalariesAreStated() {
    assertThat(annual(pay("3000", Pay.Unit.MONTH, null, null), context("DE")).method())
        .isEqualTo("MONTH_X12");
    assertThat(annual(pay("3000", Pay.Unit.MONTH, "13.5", null), context("DE")).max())
        .isEqualByComparingTo("40500");
  }

  @Test
  void austriasCustomIsAnEstimate() {
    Pay.Annual annual = annual(pay("3000", Pay.Unit.MONTH, null, null), context("AT"));

    assertThat(annual.method()).isEqualTo("MONTH_X14_CUSTOM");
    assertThat(annual.estimate()).isTrue();
  }

  @Test
  void anHourNeedsStatedHours() {
    assertThat(annual(pay("15", Pay.Unit.HOUR, null, null), context("DE")).method())
        .isEqualTo("NONE_HOURS_UNKNOWN");
    assertThat(annual(pay("15", Pay.Unit.HOUR, null, "20"), context("DE")).max())
        .isEqualByComparingTo("15600");
  }

  @Test
  void gigPayNeverBecomesAYear() {
    PayContext gig =
        PayContext.of("DE", Set.of(WorkingTime.FULL_TIME), Set.of(Contract.FREELANCE), TODAY);

    assertThat(annual(pay("40", Pay.Unit.HOUR, null, "40"), gig).method()).isEqualTo("NONE_GIG");
    assertThat(annual(pay("400", Pay.Unit.DAY, null, null), gig).max()).isNull();
  }

  @Test
  void partTimePayIsComparedAtFortyHours() {
    Pay pay = pay("1500", Pay.Unit.MONTH, null, "20");
    Pay.Annual annual = annual(pay, context("DE"));

    assertThat(Annualiser.fullTimeEquivalent(pay, annual, context("DE")).map(Pay.Annual::max))
        .hasValueSatisfying(max -> assertThat(max).isEqualByComparingTo("36000"));
  }

  private static Pay.Annual annual(Pay pay, PayContext context) {
    return Annualiser.annual(pay, context, true);
  }

  private static PayContext context(String country) {
    return PayContext.of(country, TODAY);
  }

  private static Pay pay(
      String amount, Pay.Unit unit, @Nullable String salaries, @Nullable String hours) {
    BigDecimal value = new BigDecimal(amount);
    return new Pay(
        value,
        value,
        "EUR",
        unit,
        Pay.UnitBasis.STATED,
        null,
        true,
        hours == null ? null : new Pay.Hours(new BigDecimal(hours), new BigDecimal(hours)),
        salaries == null ? null : new BigDecimal(salaries),
        null,
        Pay.Basis.STATED,
        false,
        false,
        null,
        List.of(),
        List.of());
  }
}
