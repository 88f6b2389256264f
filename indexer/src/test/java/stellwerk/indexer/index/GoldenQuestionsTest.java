package stellwerk.indexer.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stellwerk.indexer.posting.IndexPostings;

/// Questions with the postings that must come first and those that must not come: whoever turns a
/// weight looks here before and after.
final class GoldenQuestionsTest {
  private static final Logger LOG = LoggerFactory.getLogger(GoldenQuestionsTest.class);

  @Test
  void everyQuestionFindsItsPostingsFirstAndTheForbiddenOnesNever() throws IOException {
    List<String> wrong = new ArrayList<>();
    List<List<String>> questions = table("golden-questions.tsv");
    double gained = 0;
    try (LuceneIndex index =
        LuceneIndex.inMemory(
            new RememberedPostings(),
            LuceneIndexTest.ANALYSERS,
            TestSynonyms.KI_TRAINER,
            InstantSource.fixed(SearchIndexContract.NOW))) {
      index.apply(
          table("golden-postings.tsv").stream().map(GoldenQuestionsTest::posting).toList(),
          List.of(),
          1);
      index.refresh();
      for (List<String> question : questions) {
        List<String> found =
            SearchIndexContract.ids(
                index.search(new SearchIndexContract.Ask().words(question.getFirst()).query()));
        List<String> wanted = ids(question.get(1));
        List<String> forbidden = ids(question.get(2));
        gained += gain(found, wanted);
        if (!found.subList(0, Math.min(3, found.size())).containsAll(wanted)
            || forbidden.stream().anyMatch(found::contains)) {
          wrong.add(question.getFirst() + ": wanted " + wanted + " found " + found);
        }
      }
    }
    double mean = gained / questions.size();
    LOG.atInfo()
        .addKeyValue("questions", questions.size())
        .addKeyValue("ndcg_at_10", mean)
        .log("golden questions asked");

    assertThat(questions).hasSizeGreaterThanOrEqualTo(60);
    assertThat(wrong).isEmpty();
    assertThat(mean).isGreaterThan(0.9);
  }

  private static IndexedPosting posting(List<String> cells) {
    IndexPostings posting =
        IndexPostings.titled(cells.getFirst(), cells.get(2))
            .language(cells.get(1))
            .employer(cells.get(3))
            .place(cells.get(4), null, "DE", null, null)
            .text(cells.get(6));
    Arrays.stream(cells.get(5).split(","))
        .filter(skill -> !skill.isEmpty())
        .forEach(posting::skills);
    return SearchIndexContract.released(posting.build());
  }

  private static List<String> ids(String cell) {
    return Arrays.stream(cell.split(",")).filter(id -> !id.isEmpty()).map(id -> "j_" + id).toList();
  }

  /// Normalised discounted gain of the first ten.
  private static double gain(List<String> found, List<String> wanted) {
    double gain = 0;
    double best = 0;
    for (int rank = 0; rank < 10; rank++) {
      double weight = Math.log(2) / Math.log(rank + 2.0);
      gain += rank < found.size() && wanted.contains(found.get(rank)) ? weight : 0;
      best += rank < wanted.size() ? weight : 0;
    }
    return best == 0 ? 1 : gain / best;
  }

  private static List<List<String>> table(String name) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(GoldenQuestionsTest.class.getResourceAsStream(name)),
                StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.startsWith("#")) {
          rows.add(List.of(line.split("\t", -1)));
        }
      }
    }
    return rows;
  }
}
