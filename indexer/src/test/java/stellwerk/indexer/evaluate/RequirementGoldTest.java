package stellwerk.indexer.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import stellwerk.indexer.normalise.Vocabulary;

class RequirementGoldTest {
  private static List<RequirementEvaluation.Outcome> outcomes() throws IOException {
    RequirementEvaluation evaluation = new RequirementEvaluation(Vocabulary.shipped());
    return Gold.rows("requirements.jsonl").stream().map(evaluation::compare).toList();
  }

  @Test
  void requirementsReachTheirBar() throws IOException {
    assertThat(RequirementEvaluation.f1(outcomes())).isGreaterThanOrEqualTo(0.92);
  }

  @Test
  void nothingIsReadThatMustNotBe() throws IOException {
    assertThat(outcomes()).filteredOn(outcome -> !outcome.forbidden().isEmpty()).isEmpty();
  }

  @Test
  void everyRealPostingIsReadRight() throws IOException {
    Set<String> wrong = Gold.wrongLabels();
    assertThat(outcomes())
        .filteredOn(outcome -> outcome.source().equals("posting"))
        .filteredOn(outcome -> !wrong.contains(outcome.id()))
        .filteredOn(outcome -> !outcome.missing().isEmpty() || !outcome.extra().isEmpty())
        .isEmpty();
  }
}
