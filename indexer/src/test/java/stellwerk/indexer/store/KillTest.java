package stellwerk.indexer.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import stellwerk.crawler.archive.Address;
import stellwerk.indexer.store.sql.Database;
import stellwerk.indexer.store.sql.StoreException;

class KillTest {
  @TempDir Path folder;

  @Test
  @Timeout(120)
  void aKillLosesNothingThatWasKeptAndDoublesNothing() throws Exception {
    Path file = folder.resolve("stellwerk.db");
    Random random = new Random(4711);
    int kept = 0;
    for (int round = 0; round < 4; round++) {
      int last = killedAfter(file, kept, 20 + random.nextInt(120));
      try (Stores stores = Stores.open(Address.parse("sqlite:" + file))) {
        int there = stores.postings().openCount(PostingStoreContract.SITE);

        // What was said to be kept is there, and at most the one under way besides.
        assertThat(there).isBetween(last + 1, last + 2);
        List<Change> changes = stores.postings().changesAfter(0, 1_000_000);
        assertThat(changes)
            .extracting(Change::number)
            .isEqualTo(IntStream.rangeClosed(1, there).mapToObj(Long::valueOf).toList());
        assertThat(changes).extracting(Change::posting).doesNotHaveDuplicates();
        assertThat(stores.postings().changeNumber()).isEqualTo(there);
        kept = there;
      }
    }
  }

  /// Answers the last number that the program said it had kept before it was killed.
  private static int killedAfter(Path file, int from, int postings)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Scribe.class.getName(),
                file.toString(),
                Integer.toString(from))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader said = process.inputReader(UTF_8)) {
      int last = -1;
      String line = said.readLine();
      while (line != null) {
        if (line.endsWith(";")) {
          last = Integer.parseInt(line.substring(0, line.length() - 1));
        }
        if (last == from + postings) {
          assertThatThrownBy(() -> Database.sqlite(file))
              .isInstanceOf(StoreException.class)
              .hasMessageContaining("is in use by process " + process.pid());
          // SIGKILL: nothing is flushed, no hook runs. (Through the handle, which leaves what was
          // said readable.)
          process.toHandle().destroyForcibly();
        }
        line = said.readLine();
      }
      assertThat(last).isGreaterThanOrEqualTo(from + postings);
      return last;
    } finally {
      process.destroyForcibly();
      assertThat(process.waitFor(Duration.ofSeconds(20))).isTrue();
    }
  }
}
