package stellwerk.search.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stellwerk.indexer.posting.Pay;
import stellwerk.indexer.posting.Place;
import stellwerk.indexer.posting.Remote;
import stellwerk.search.house.House;

class GermanTextTest {
  @Test
  void payIsWrittenAsGermansWriteIt() {
    assertThat(GermanText.pay(House.pay("50000", "62000", Pay.Unit.YEAR)))
        .isEqualTo("50.000 – 62.000\u00a0€ pro Jahr");
    assertThat(GermanText.pay(House.pay("14.5", "18", Pay.Unit.HOUR)))
        .isEqualTo("14,50 – 18\u00a0€ pro Stunde");
  }

  @Test
  void aGuessOfTheSiteIsCalledOne() {
    assertThat(GermanText.pay(House.pay("47000", "47000", Pay.Unit.YEAR, Pay.Basis.ESTIMATED)))
        .startsWith("geschätzt: ");
  }

  @Test
  void anInferredUnitIsNeverSaidAsStated() {
    Pay pay =
        new Pay(
            new BigDecimal("15"),
            new BigDecimal("15"),
            "EUR",
            Pay.Unit.HOUR,
            Pay.UnitBasis.INFERRED,
            null,
            null,
            null,
            null,
            null,
            Pay.Basis.STATED,
            false,
            false,
            null,
            List.of(),
            List.of());

    assertThat(GermanText.pay(pay)).contains("vermutlich");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-22,heute",
    "2026-11-21,gestern",
    "2026-11-17,vor 5 Tagen",
    "2026-11-15,15.11.2026",
    "2026-11-23,23.11.2026"
  })
  void anAgeIsSaidForAWeek(String day, String text) {
    assertThat(GermanText.age(LocalDate.parse(day), LocalDate.parse("2026-11-22"))).isEqualTo(text);
  }

  @Test
  void placesAreListedUntilThereAreTooMany() {
    assertThat(GermanText.places(places("Berlin"), Remote.HYBRID))
        .isEqualTo("Berlin oder Homeoffice");
    assertThat(GermanText.places(places("Berlin", "Köln"), null)).isEqualTo("Berlin oder Köln");
    assertThat(GermanText.places(places("A", "B", "C", "D", "E", "F", "G"), Remote.ONSITE))
        .isEqualTo("an 7 Orten");
    assertThat(
            GermanText.places(
                List.of(new Place(null, null, null, "DE", null, null)), Remote.REMOTE))
        .isEqualTo("Homeoffice");
    assertThat(GermanText.places(List.of(new Place(null, null, "DE-BY", "DE", null, null)), null))
        .isEqualTo("Bayern");
    assertThat(GermanText.places(List.of(), null)).isEmpty();
  }

  private static List<Place> places(String... cities) {
    return List.of(cities).stream()
        .map(city -> new Place(city, null, null, "DE", null, null))
        .toList();
  }

  @Test
  void oneJobIsSingular() {
    assertThat(GermanText.jobs(1)).isEqualTo("1 Stelle");
    assertThat(GermanText.jobs(2)).isEqualTo("2 Stellen");
    assertThat(GermanText.jobs(1200)).isEqualTo("1.200 Stellen");
  }
}
