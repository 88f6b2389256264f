package stellwerk.indexer.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import stellwerk.indexer.posting.IndexPostings;

final class AnalysersTest {
  /// A line of the table.
  private record Pair(String id, boolean meets, String question, String title) {}

  @Test
  void questionsAndTitlesMeetWhereTheyShouldAndOnlyThere() throws IOException {
    List<Pair> pairs = pairs();
    List<String> wrong = new ArrayList<>();
    try (LuceneIndex index =
        LuceneIndex.inMemory(
            new RememberedPostings(),
            LuceneIndexTest.ANALYSERS,
            TestSynonyms.KI_TRAINER,
            InstantSource.fixed(SearchIndexContract.NOW))) {
      index.apply(
          pairs.stream()
              .map(pair -> IndexPostings.titled(pair.id(), pair.title()).build())
              .map(SearchIndexContract::released)
              .toList(),
          List.of(),
          1);
      index.refresh();
      for (Pair pair : pairs) {
        Set<String> found =
            Set.copyOf(
                SearchIndexContract.ids(
                    index.search(
                        new SearchIndexContract.Ask()
                            .words(pair.question())
                            .limit(1_000)
                            .query())));
        if (found.contains("j_" + pair.id()) != pair.meets()) {
          wrong.add((pair.meets() ? "must meet: " : "must not meet: ") + pair);
        }
      }
    }

    assertThat(pairs).hasSizeGreaterThan(100);
    assertThat(pairs.stream().filter(pair -> !pair.meets()).count())
        .isGreaterThanOrEqualTo(pairs.stream().filter(Pair::meets).count());
    assertThat(wrong).isEmpty();
  }

  @Test
  void foldingKeepsEveryCharacterInItsPlace() {
    for (String text :
        List.of(
            "KI-Trainer:in (m/w/d) für C++ und C# bei Beispiel.de",
            "Erfahrene*r Linguist*innen [w|m|x] 🎉 in Köln",
            "TrainerInnen/-in LinkedIn")) {
      assertThat(Spelling.fold(text)).hasSameSizeAs(text);
    }
    assertThat(Spelling.spoken("KI-Trainer:in (m/w/d) – C++")).isEqualTo("KI-Trainer – C++");
    assertThat(Spelling.fold("LinkedIn CheckIn")).isEqualTo("LinkedIn CheckIn");
  }

  @Test
  void aMegabyteOfHostileTextIsReadAtOnce() {
    for (String bit : List.of("(m/w/", "Trainer:", "a.B", "((((", "m/m/", "KI", ":in", "ä\u00AD")) {
      String text = bit.repeat(1_000_000 / bit.length());
      // Linear reading takes a tenth of a second; the bound leaves room for a busy machine.
      long start = System.nanoTime();
      assertThat(Spelling.fold(Spelling.tidy(text))).hasSameSizeAs(text);
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .as(bit)
          .isLessThan(Duration.ofSeconds(5));
    }
  }

  private static List<Pair> pairs() throws IOException {
    List<Pair> pairs = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(AnalysersTest.class.getResourceAsStream("analysis.tsv")),
                StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.startsWith("#")) {
          String[] cells = line.split("\t", -1);
          pairs.add(new Pair("pair" + pairs.size(), cells[0].equals("meets"), cells[1], cells[2]));
        }
      }
    }
    return pairs;
  }
}
