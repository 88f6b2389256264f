package stellwerk.indexer.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "45.000,00|45000",
        "45,000.00|45000",
        "45.000|45000",
        "54,000|54000",
        "15,5|15.5",
        "26,67|26.67",
        "0,125|0.125",
        "0.05|0.05",
        "21 250|21250",
        "33 100,00|33100",
        "120'000|120000",
        "1.234.567|1234567",
        "3.000,-|3000",
        "75.000.-|75000",
        "4.000,--|4000",
        "45000|45000",
        "68.27.|68.27",
        "12|12"
      })
  void numbersAreReadAsTheyAreWritten(String text, BigDecimal value) {
    assertThat(Numbers.at(text, 0).orElseThrow().value()).isEqualByComparingTo(value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"45.000.50", "1.2345", "1234567890123", "24.12.2026"})
  void whatHasTwoReadingsHasNone(String text) {
    assertThat(Numbers.at(text, 0)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"15 18|15", "2 5000|2"})
  void blanksGroupOnlyThreeDigits(String text, BigDecimal value) {
    assertThat(Numbers.at(text, 0).orElseThrow().value()).isEqualByComparingTo(value);
  }
}
