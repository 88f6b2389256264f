package stellwerk.indexer.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import stellwerk.indexer.normalise.TitleReader;
import stellwerk.indexer.normalise.Vocabulary;
import stellwerk.indexer.occupation.KiTrainer;
import stellwerk.indexer.occupation.OccupationClassifier;
import tools.jackson.databind.JsonNode;

class OccupationGoldTest {
  private static List<RoleEvaluation.Outcome> outcomes() throws IOException {
    RoleEvaluation evaluation =
        new RoleEvaluation(
            new OccupationClassifier(KiTrainer.occupation()),
            new TitleReader(Vocabulary.shipped()));
    List<JsonNode> rows = Gold.rows("role.jsonl");
    return rows.stream().map(evaluation::compare).toList();
  }

  @Test
  void rolesReachTheirBars() throws IOException {
    RoleEvaluation.Score score = RoleEvaluation.Score.of(outcomes());
    assertThat(score.precision()).isGreaterThanOrEqualTo(0.99);
    assertThat(score.recall()).isGreaterThanOrEqualTo(0.95);
  }

  @Test
  void everyRealPostingIsJudgedRight() throws IOException {
    Set<String> wrong = Gold.wrongLabels();
    assertThat(outcomes())
        .filteredOn(outcome -> !wrong.contains(outcome.id()))
        .filteredOn(outcome -> !outcome.right())
        .isEmpty();
  }

  @Test
  void tiersAndTitlesComeOutAsLabelled() throws IOException {
    assertThat(outcomes()).filteredOn(one -> Boolean.FALSE.equals(one.tierRight())).isEmpty();
    assertThat(outcomes())
        .extracting(RoleEvaluation.Outcome::title)
        .filteredOn(title -> title != null && !title.got().equals(title.wanted()))
        .isEmpty();
  }
}
