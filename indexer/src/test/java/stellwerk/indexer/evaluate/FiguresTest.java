package stellwerk.indexer.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import stellwerk.indexer.normalise.TitleReader;
import stellwerk.indexer.normalise.Vocabulary;
import stellwerk.indexer.occupation.KiTrainer;
import stellwerk.indexer.occupation.OccupationClassifier;

class FiguresTest {
  /// Six rows: unit is right in three, wrong in one, missed in one, invented in one.
  private static final Figures FIGURES =
      Figures.of(
          new Evaluation(
              "pay",
              List.of(
                  Outcome.of("a", Map.of("unit", "HOUR", "min", "16"), Map.of("unit", "HOUR")),
                  Outcome.of("b", Map.of("unit", "YEAR"), Map.of("unit", "YEAR")),
                  Outcome.of("c", Map.of("unit", "YEAR"), Map.of("unit", "MONTH", "max", "9")),
                  Outcome.of("d", Map.of("unit", "WEEK"), Map.of()),
                  Outcome.of("e", Map.of(), Map.of("unit", "DAY")),
                  Outcome.of("f", Map.of("unit", "TASK"), Map.of("unit", "TASK")),
                  Outcome.of("g", Map.of(), Map.of()))));

  @Test
  void aLabelIsCountedAsByHand() {
    Tally unit = new Tally(3, 1, 1, 1);

    assertThat(FIGURES.labels().get("unit")).isEqualTo(unit);
    assertThat(unit.precision()).isEqualTo(3.0 / 5);
    assertThat(unit.recall()).isEqualTo(3.0 / 5);
    assertThat(FIGURES.labels().get("min")).isEqualTo(new Tally(0, 0, 1, 0));
    assertThat(FIGURES.labels().get("max")).isEqualTo(new Tally(0, 0, 0, 1));
  }

  @Test
  void allLabelsAreCountedTogether() {
    assertThat(FIGURES.all()).isEqualTo(new Tally(3, 1, 2, 2));
    assertThat(FIGURES.all().precision()).isEqualTo(3.0 / 6);
    assertThat(FIGURES.all().recall()).isEqualTo(3.0 / 6);
  }

  @Test
  void rowsAreRightOnlyWholly() {
    assertThat(FIGURES.rows()).isEqualTo(7);
    assertThat(FIGURES.exact()).as("b, f and g").isEqualTo(3);
    assertThat(FIGURES.silent()).as("e and g").isEqualTo(2);
  }

  @Test
  void theWorstMissesComeFirst() {
    assertThat(FIGURES.misses()).extracting(Outcome::id).containsExactly("c", "a", "d", "e");
  }

  @Test
  void labelsThatAreThereOrNotCountUnderTheirName() {
    List<GoldRow> rows =
        List.of(
            GoldRow.of(
                "{\"id\":\"r\",\"text\":\"Führerschein Klasse B erforderlich\",\"section\":\"profile\",\"labels\":[\"lang=de:C1:must\"]}"));

    Figures figures = Figures.of(new RequirementEvaluation(Vocabulary.shipped()).evaluate(rows));

    assertThat(figures.labels().get("lang")).isEqualTo(new Tally(0, 0, 1, 0));
  }

  @Test
  void rolesAreComparedByMembershipTierAndTitle() {
    RoleEvaluation evaluation =
        new RoleEvaluation(
            new OccupationClassifier(KiTrainer.occupation()),
            new TitleReader(Vocabulary.shipped()));
    GoldRow member =
        GoldRow.of(
            "{\"id\":\"a\",\"title\":\"Datenannotator (m/w/d)\",\"family\":\"data-worker\",\"tier\":\"data-worker\",\"stripped\":\"Datenannotator\"}");
    GoldRow teacher =
        GoldRow.of("{\"id\":\"b\",\"title\":\"Dozent für KI-Schulungen\",\"family\":\"none\"}");

    Figures figures = Figures.of(evaluation.evaluate(List.of(member, teacher)));

    assertThat(figures.exact()).as("misses: " + figures.misses()).isEqualTo(2);
    assertThat(figures.labels())
        .containsEntry("member", new Tally(1, 0, 0, 0))
        .containsEntry("tier", new Tally(1, 0, 0, 0))
        .containsEntry("title", new Tally(1, 0, 0, 0));
  }
}
