package stellwerk.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RebuildCommandTest {
  @TempDir private Path folder;
  private CrawledInstallation demo;

  @BeforeEach
  void crawled() throws IOException, InterruptedException {
    demo = CrawledInstallation.demo(folder);
  }

  @AfterEach
  void close() {
    demo.close();
  }

  @Test
  void readingAgainWithTheSameWordsChangesNothing() {
    assertThat(demo.ok("rebuild", "postings", "--diff").out())
        .contains(" 0 changed · 0 lost")
        .contains("Diff only: nothing written.");
    assertThat(demo.ok("rebuild", "postings", "--json").out()).isEmpty();
  }

  @Test
  void aWordThatAnOperatorAddedIsReadOutOfWhatIsKept() throws IOException {
    Files.writeString(
        demo.config().resolveSibling("vocabulary").resolve("skills.yaml"),
        """
        version: 1
        skills:
          - { id: demo-word, label: Demo, words: [Daten*, Antwort*, KI] }
        """);

    String diff = demo.ok("rebuild", "postings", "--diff").out();
    assertThat(diff).containsPattern("  skills +[1-9]").contains("demo-word");
    assertThat(demo.ok("rebuild", "postings", "--diff").out()).isEqualTo(diff);
    assertThat(demo.ok("rebuild", "postings", "--diff", "--json").out().lines().toList())
        .allSatisfy(line -> assertThat(line).startsWith("{\"posting\":\"j_"))
        .anySatisfy(line -> assertThat(line).contains("\"field\":\"skills\"", "demo-word"));

    assertThat(demo.ok("rebuild", "postings").out()).doesNotContain("Diff only");

    assertThat(demo.ok("rebuild", "postings", "--diff").out()).contains(" 0 changed");
    assertThat(demo.ok("search", "--json", "--limit", "1000").out()).contains("demo-word");
  }

  @Test
  void theIndexIsFilledAgainFromTheStore() {
    String before = demo.ok("search", "--limit", "1000").out();
    String state = demo.ok("rebuild", "index", "--diff", "--json").out();

    assertThat(demo.ok("rebuild", "index", "--json").out()).isEqualTo(state);

    assertThat(demo.ok("search", "--limit", "1000").out().lines().sorted())
        .isEqualTo(before.lines().sorted().toList());
  }

  @Test
  void whoeverAsksForOnePhraseOfAGroupFindsTheOthers() throws IOException {
    Files.writeString(
        demo.config().resolveSibling("vocabulary").resolve("synonyms.yaml"),
        """
        version: 1
        groups: [[KI-Trainer, Maschinenflüsterer]]
        """);

    assertThat(demo.ok("search", "Maschinenflüsterer").out()).contains("KI-Trainer");
  }
}
