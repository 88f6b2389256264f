package stellwerk.indexer.dedupe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import stellwerk.indexer.posting.Place;

class ExactKeyTest {
  private static final Place COLOGNE = new Place("Köln", "50667", "DE-NW", "DE", 50.9, 7.0);
  private static final Place BERLIN = new Place("Berlin", null, "DE-BE", "DE", 52.5, 13.4);

  @Test
  void genderTagsLegalFormsAndTheOrderOfPlacesDoNotMatter() {
    assertThat(
            ExactKey.of("Beispiel GmbH & Co. KG", "KI-Trainer (m/w/d)", List.of(COLOGNE, BERLIN)))
        .isPresent()
        .isEqualTo(
            ExactKey.of("beispiel", "KI-Trainer*in (all genders)", List.of(BERLIN, COLOGNE)));
  }

  @Test
  void levelAndPlaceDoMatter() {
    assertThat(ExactKey.of("Beispiel", "Senior KI-Trainer", List.of(COLOGNE)))
        .isNotEqualTo(ExactKey.of("Beispiel", "KI-Trainer", List.of(COLOGNE)));
    assertThat(ExactKey.of("Beispiel", "KI-Trainer", List.of(COLOGNE)))
        .isNotEqualTo(ExactKey.of("Beispiel", "KI-Trainer", List.of(BERLIN)));
  }

  @Test
  void withoutEmployerOrTitleThereIsNoKey() {
    assertThat(ExactKey.of("", "KI-Trainer", List.of())).isEmpty();
    assertThat(ExactKey.of("Beispiel", "(m/w/d)", List.of())).isEmpty();
  }

  @Test
  void aNameThatIsALegalFormStays() {
    assertThat(ExactKey.company("Company")).isEqualTo("company");
    assertThat(ExactKey.company("Muster Holding AG")).isEqualTo("muster");
  }
}
