package stellwerk.indexer.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import stellwerk.indexer.posting.Pay;

class PayTextTest {
  @Test
  void amountsAreWrittenAsGermansWriteThem() {
    assertThat(text("50000", "62000", Pay.Unit.YEAR)).isEqualTo("50.000 – 62.000\u00A0€ pro Jahr");
    assertThat(text("14.5", "18", Pay.Unit.HOUR)).isEqualTo("14,50 – 18\u00A0€ pro Stunde");
    assertThat(text("0.125", "0.125", Pay.Unit.TASK)).isEqualTo("0,125\u00A0€ pro Aufgabe");
    assertThat(text("0.12", "0.12", Pay.Unit.TASK)).isEqualTo("0,12\u00A0€ pro Aufgabe");
  }

  @Test
  void openEndsAreSaid() {
    assertThat(text("2800", null, Pay.Unit.MONTH)).isEqualTo("ab 2.800\u00A0€ pro Monat");
    assertThat(text(null, "60000", Pay.Unit.YEAR)).isEqualTo("bis zu 60.000\u00A0€ pro Jahr");
  }

  @Test
  void aGuessedUnitIsCalledAGuess() {
    Pay pay = pay("50000", "50000", Pay.Unit.YEAR, Pay.UnitBasis.INFERRED, Pay.Basis.STATED, null);

    assertThat(PayText.german(pay))
        .isEqualTo("50.000\u00A0€ (Zeitraum nicht angegeben, vermutlich pro Jahr)");
  }

  @Test
  void aPayScaleIsNamed() {
    Pay looked =
        pay(
            "4901.11",
            "7025.87",
            Pay.Unit.MONTH,
            Pay.UnitBasis.STATED,
            Pay.Basis.TARIFF,
            "TVöD E 13");
    Pay named =
        pay(null, null, Pay.Unit.MONTH, Pay.UnitBasis.STATED, Pay.Basis.TARIFF, "TV-L E 13");

    assertThat(PayText.german(looked)).isEqualTo("TVöD E 13: ca. 4.901 – 7.026\u00A0€ pro Monat");
    assertThat(PayText.german(named)).isEqualTo("TV-L E 13");
  }

  private static String text(@Nullable String min, @Nullable String max, Pay.Unit unit) {
    return PayText.german(pay(min, max, unit, Pay.UnitBasis.STATED, Pay.Basis.STATED, null));
  }

  private static Pay pay(
      @Nullable String min,
      @Nullable String max,
      Pay.Unit unit,
      Pay.UnitBasis unitBasis,
      Pay.Basis basis,
      @Nullable String tariff) {
    return new Pay(
        min == null ? null : new BigDecimal(min),
        max == null ? null : new BigDecimal(max),
        "EUR",
        unit,
        unitBasis,
        unit == Pay.Unit.TASK ? "task" : null,
        true,
        null,
        null,
        tariff,
        basis,
        false,
        false,
        null,
        List.of(),
        List.of());
  }
}
