package stellwerk.indexer.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import stellwerk.indexer.evaluate.Evaluation;
import stellwerk.indexer.evaluate.FieldEvaluation;
import stellwerk.indexer.evaluate.GoldRow;
import stellwerk.indexer.evaluate.PayEvaluation;
import stellwerk.indexer.evaluate.RequirementEvaluation;
import stellwerk.indexer.evaluate.RoleEvaluation;
import stellwerk.indexer.occupation.KiTrainer;
import stellwerk.indexer.occupation.OccupationClassifier;

/// Rows that were written and labelled before the readers had seen them. How they fared then stands
/// in `docs/quality.md`; since then every one is read as labelled, and stays so.
class OwnRowsTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

  @ParameterizedTest
  @CsvSource({
    "pay-first,65",
    "pay-second,26",
    "pay-third,16",
    "role-first,52",
    "role-second,27",
    "role-third,25",
    "role-fourth,30",
    "role-fifth,40",
    "requirements-first,30",
    "requirements-second,16",
    "requirements-third,13",
    "fields-first,27",
    "fields-second,14"
  })
  void everyRowIsReadAsLabelled(String name, int rows) throws IOException {
    Evaluation evaluation = evaluate(name);

    assertThat(evaluation.outcomes()).hasSize(rows);
    assertThat(evaluation.misses()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"requirements-first", "requirements-second", "requirements-third"})
  void whatMustNotBeReadIsNotRead(String name) throws IOException {
    RequirementEvaluation evaluation = new RequirementEvaluation(Vocabulary.shipped());

    assertThat(rows(name))
        .allSatisfy(row -> assertThat(evaluation.compare(row.labels()).forbidden()).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"pay", "role", "requirements", "fields"})
  void noRowStandsThereTwice(String kind) throws IOException {
    Set<String> texts = new HashSet<>();
    for (String batch : List.of("first", "second", "third", "fourth", "fifth")) {
      try (InputStream file = file(kind + "-" + batch)) {
        if (file == null) {
          continue;
        }
      }
      for (GoldRow row : rows(kind + "-" + batch)) {
        String text = row.words("text").or(() -> row.words("title")).orElseThrow();
        assertThat(texts.add(text + row.words("desc").orElse(""))).as(row.id()).isTrue();
      }
    }
    assertThat(texts).isNotEmpty();
  }

  private static Evaluation evaluate(String name) throws IOException {
    List<GoldRow> rows = rows(name);
    return switch (name.substring(0, name.indexOf('-'))) {
      case "pay" -> new PayEvaluation(new PayReader(), TODAY).evaluate(rows);
      case "role" ->
          new RoleEvaluation(
                  new OccupationClassifier(KiTrainer.occupation()),
                  new TitleReader(Vocabulary.shipped()))
              .evaluate(rows);
      case "requirements" -> new RequirementEvaluation(Vocabulary.shipped()).evaluate(rows);
      default ->
          new FieldEvaluation(
                  new Normaliser(Gazetteer.load(), NormaliserTest.TITLE, NormaliserTest.SILENT),
                  TODAY)
              .evaluate(rows);
    };
  }

  private static List<GoldRow> rows(String name) throws IOException {
    try (InputStream file = file(name)) {
      return new String(Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(GoldRow::of)
          .toList();
    }
  }

  private static @Nullable InputStream file(String name) {
    return OwnRowsTest.class.getResourceAsStream("/unseen/" + name + ".jsonl");
  }
}
