package stellwerk.crawler.adapter.kind;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The largest hostile answers to every kind of site in 256 MB of heap: each is refused or read,
/// within the time that a request for a page may take.
class SmallHeapTest {
  private static final Path SITES = Path.of("src/test/resources/sites");

  @TempDir private Path folder;

  @Test
  void everyKindOutlivesTheLargestHostileAnswers() throws IOException, InterruptedException {
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-Dstellwerk.bombs=" + Integer.getInteger("stellwerk.bombs", 1_000_000),
                "-cp",
                System.getProperty("java.class.path"),
                HostileInputs.class.getName(),
                SITES.toAbsolutePath().toString())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    boolean ended = child.waitFor(10, TimeUnit.MINUTES);
    if (!ended) {
      child.destroyForcibly().waitFor();
    }

    List<String> lines = Files.readAllLines(out);
    assertThat(lines.stream().filter(line -> line.contains("FAILED ") || line.startsWith("LATE ")))
        .as(() -> "what went wrong: " + tail(err))
        .isEmpty();
    assertThat(lines).as(() -> "ended early: " + tail(err)).last().isEqualTo("ALL HELD");
    assertThat(lines.stream().filter(line -> line.startsWith("READING ")).count())
        .as("hostile answers read")
        .isGreaterThan(300);
  }

  private static String tail(Path file) {
    try {
      List<String> lines = Files.readAllLines(file);
      return String.join("\n", lines.subList(0, Math.min(40, lines.size())));
    } catch (IOException failure) {
      return failure.toString();
    }
  }
}
