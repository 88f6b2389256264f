package stellwerk.indexer.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stellwerk.indexer.posting.IndexPostings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Questions with the postings that must come first and those that must not come: whoever turns a
/// weight looks here before and after.
final class GoldenQuestionsTest {
  private static final Logger LOG = LoggerFactory.getLogger(GoldenQuestionsTest.class);

  /// What asking came to.
  ///
  /// @param wrong questions that did not find what they must, or found what they must not
  /// @param mean normalised discounted gain of the first ten, over all questions
  private record Result(int questions, List<String> wrong, double mean) {}

  @Test
  void everyQuestionFindsItsPostingsFirstAndTheForbiddenOnesNever() throws IOException {
    List<IndexedPosting> postings =
        table("golden-postings.tsv").stream().map(GoldenQuestionsTest::posting).toList();

    Result result = asked("invented", postings, table("golden-questions.tsv"));

    assertThat(postings).hasSizeGreaterThanOrEqualTo(120);
    assertThat(result.questions()).isGreaterThanOrEqualTo(150);
    assertThat(result.wrong()).isEmpty();
    assertThat(result.mean()).isGreaterThan(0.9);
  }

  @Test
  void amongRecordedPostingsTheRightOnesComeFirst() throws IOException {
    List<IndexedPosting> postings = new ArrayList<>();
    postings.addAll(recorded("m", "merged_real_texts.jsonl.gz", "text", "lang"));
    postings.addAll(recorded("rw", "RemoteWLB+remote-jobs/postings.jsonl.gz", "body", "language"));

    Result result = asked("recorded", postings, table("golden-recorded-questions.tsv"));

    assertThat(postings).hasSizeGreaterThan(10_000);
    assertThat(result.questions()).isGreaterThanOrEqualTo(40);
    assertThat(result.wrong()).isEmpty();
    assertThat(result.mean()).isGreaterThan(0.9);
  }

  private static Result asked(
      String corpus, List<IndexedPosting> postings, List<List<String>> questions)
      throws IOException {
    List<String> wrong = new ArrayList<>();
    double gained = 0;
    try (LuceneIndex index =
        LuceneIndex.inMemory(
            new RememberedPostings(),
            LuceneIndexTest.ANALYSERS,
            TestSynonyms.shipped(),
            InstantSource.fixed(SearchIndexContract.NOW))) {
      index.apply(postings, List.of(), 1);
      index.refresh();
      for (List<String> question : questions) {
        List<String> found =
            SearchIndexContract.ids(
                index.search(new SearchIndexContract.Ask().words(question.getFirst()).query()));
        boolean any = question.get(1).startsWith("any:");
        List<String> wanted = ids(question.get(1).replaceFirst("^any:", ""));
        List<String> forbidden = ids(question.get(2));
        gained += gain(found, wanted);
        List<String> first = found.subList(0, Math.min(3, found.size()));
        boolean right =
            any ? !first.isEmpty() && wanted.containsAll(first) : first.containsAll(wanted);
        if (!right || forbidden.stream().anyMatch(found::contains)) {
          wrong.add(
              question.getFirst()
                  + ": wanted "
                  + wanted
                  + " not "
                  + forbidden
                  + " found "
                  + found.stream().limit(10).toList());
        }
      }
    }
    double mean = gained / questions.size();
    LOG.atInfo()
        .addKeyValue("corpus", corpus)
        .addKeyValue("postings", postings.size())
        .addKeyValue("questions", questions.size())
        .addKeyValue("ndcg_at_10", mean)
        .log("golden questions asked");
    return new Result(questions.size(), wrong, mean);
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

  /// Recorded postings stay where they are: they belong to others.
  private static List<IndexedPosting> recorded(
      String prefix, String name, String text, String language) throws IOException {
    Path file = Path.of(System.getProperty("stellwerk.root", ".."), "../shared/real/corpora", name);
    assumeTrue(Files.exists(file), "SKIPPED: no recorded material at " + file);
    List<IndexedPosting> postings = new ArrayList<>();
    JsonMapper json = JsonMapper.shared();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode row = json.readTree(line);
        IndexPostings posting = IndexPostings.bare(prefix + postings.size());
        String title = row.path("title").asString("");
        if (!title.isBlank()) {
          posting.title(title);
        }
        String employer = row.path("company").asString("");
        if (!employer.isBlank()) {
          posting.employer(employer);
        }
        String city = row.path("location").asString("").replaceAll("[,|].*", "").strip();
        if (!city.isEmpty() && city.length() < 40) {
          posting.place(city, null, null, null, null);
        }
        String spoken = row.path(language).asString("en");
        posting.language(spoken.startsWith("de") ? "de" : spoken.startsWith("en") ? "en" : "fr");
        posting.text(row.path(text).asString(""));
        postings.add(SearchIndexContract.released(posting.build()));
      }
    }
    return postings;
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
