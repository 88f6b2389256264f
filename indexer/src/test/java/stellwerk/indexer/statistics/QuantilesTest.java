package stellwerk.indexer.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantilesTest {
  /// The second column is R's `quantile(x, p, type = 7)`.
  @ParameterizedTest
  @CsvSource({
    "1 2 3 4, 0.25, 1.75",
    "1 2 3 4, 0.5, 2.5",
    "1 2 3 4, 0.75, 3.25",
    "4 1 3 2, 0.1, 1.3",
    "10, 0.9, 10",
    "15 20 35 40 50, 0.4, 29",
    "38000 41000 52000 60500 66500, 0.25, 41000",
    "38000 41000 52000 60500 66500, 0.9, 64100"
  })
  void quantilesAreInterpolatedAsTypeSeven(String values, double share, BigDecimal expected) {
    assertThat(of(values).at(share)).isEqualByComparingTo(expected);
  }

  @Test
  void theMeanIsThatOfAll() {
    assertThat(of("1 2 4").mean()).isEqualTo("2.33");
    assertThat(of("1 2 4").count()).isEqualTo(3);
  }

  @Test
  void noValuesHaveNone() {
    List<BigDecimal> none = List.of();
    assertThatThrownBy(() -> new Quantiles(none)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aThresholdMayBeRaisedButNeverLowered() {
    assertThat(new Threshold(11, 3).vacancies()).isEqualTo(11);
    assertThatThrownBy(() -> new Threshold(9, 3)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Threshold(10, 2)).isInstanceOf(IllegalArgumentException.class);
  }

  private static Quantiles of(String values) {
    return new Quantiles(Stream.of(values.split(" ", -1)).map(BigDecimal::new).toList());
  }
}
