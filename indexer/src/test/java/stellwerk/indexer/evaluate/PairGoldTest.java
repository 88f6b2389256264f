package stellwerk.indexer.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import stellwerk.indexer.dedupe.Signer;
import stellwerk.indexer.normalise.PlainNormaliser;
import stellwerk.indexer.normalise.TitleReader;
import stellwerk.indexer.normalise.Vocabulary;

class PairGoldTest {
  private static final Path SHARED =
      Path.of(System.getProperty("stellwerk.root", "."), "..", "shared");

  private static PairEvaluation evaluation(Map<String, String> texts) {
    return new PairEvaluation(
        PlainNormaliser.whole(),
        new Signer(new TitleReader(Vocabulary.shipped())),
        texts,
        LocalDate.of(2026, 11, 22));
  }

  @Test
  void theLabelledPairsComeOutAsLabelled() throws IOException {
    Path gold = SHARED.resolve("gold/dedup.jsonl");
    Assumptions.assumeTrue(
        Files.exists(gold), "SKIPPED: no labelled pairs here, expected at " + gold);
    List<GoldRow> rows = GoldRow.of(gold);
    Map<String, String> texts =
        Texts.of(
            rows,
            List.of(
                SHARED.resolve("real/corpora/RemoteWLB+remote-jobs/postings.jsonl.gz"),
                SHARED.resolve("real/ats/Hishamabboud+Agents/data/arbeitnow.json")));

    PairEvaluation evaluation = evaluation(texts);
    assertThat(evaluation.evaluate(rows).misses()).isEmpty();
  }
}
