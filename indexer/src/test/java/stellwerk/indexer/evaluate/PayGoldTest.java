package stellwerk.indexer.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import stellwerk.indexer.normalise.PayReader;

/// The labelled rows of pay, where they are at hand.
class PayGoldTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
  private final PayReader reader = new PayReader();

  @Test
  void rowsFromPostingsComeOutAsLabelled() throws IOException {
    List<GoldRow> rows =
        gold("salary.jsonl").stream()
            .filter(row -> row.words("source_type").filter("posting"::equals).isPresent())
            .filter(row -> !wrongLabels().contains(row.id()))
            .toList();

    assertThat(new PayEvaluation(reader, TODAY).evaluate(rows).misses()).isEmpty();
  }

  @Test
  void allRowsTogetherReachTheFloor() throws IOException {
    Evaluation all = new PayEvaluation(reader, TODAY).evaluate(gold("salary.jsonl"));

    assertThat(all.exact()).as("exact; misses: " + all.misses()).isGreaterThanOrEqualTo(0.95);
    assertThat(all.invented()).as("invented").isLessThanOrEqualTo(0.01);
  }

  @Test
  void theYearsPayComesOutAsLabelled() throws IOException {
    Evaluation all = new AnnualEvaluation(reader, TODAY).evaluate(gold("annualise.jsonl"));

    assertThat(all.misses()).isEmpty();
  }

  private static List<GoldRow> gold(String name) throws IOException {
    Path file = Path.of(System.getProperty("stellwerk.root", ".."), "../shared/gold", name);
    assumeTrue(Files.exists(file), "SKIPPED: no gold at " + file);
    return GoldRow.of(file);
  }

  private static Set<String> wrongLabels() {
    try (InputStream file =
        PayGoldTest.class.getResourceAsStream("/normalise/pay-wrong-labels.tsv")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split("\t", -1)[0])
          .collect(Collectors.toSet());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
