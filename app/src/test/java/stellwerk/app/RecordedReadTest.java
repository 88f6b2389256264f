package stellwerk.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `stellwerk read` over every page and answer that others recorded: it says of each what the
/// crawler's own tables say, and it throws at none.
class RecordedReadTest {
  private static final Path ROOT = Path.of(System.getProperty("stellwerk.root", ".."));
  private static final Path RECORDED = ROOT.resolve("../shared/real").normalize();
  private static final Path TABLES = ROOT.resolve("crawler/src/test/resources/recorded");
  private static final Pattern SAID =
      Pattern.compile("read as (\\w+), (\\d+) postings, .*|([A-Z_]+), .*");

  @TempDir private Path folder;

  @Test
  void everyRecordedFileIsReadAsTheTablesSay() throws IOException {
    assumeTrue(
        Files.isDirectory(RECORDED),
        () -> "SKIPPED: no recorded pages at " + RECORDED.toAbsolutePath());
    Map<String, String> expected = expected();
    List<String> command = new ArrayList<>(List.of("read", "--no-evidence"));
    expected.keySet().forEach(file -> command.add(RECORDED.resolve(file).toString()));
    command.addAll(List.of("--config", folder.resolve("stellwerk.yaml").toString()));

    Ran ran = Ran.of(command.toArray(String[]::new));

    assertThat(ran.said()).doesNotContain("\tat ").doesNotContain("Exception:");
    Map<String, String> said = new LinkedHashMap<>();
    for (String line : ran.err().lines().toList()) {
      for (String file : expected.keySet()) {
        String name = RECORDED.resolve(file) + ": ";
        Matcher matcher = SAID.matcher(line.startsWith(name) ? line.substring(name.length()) : "");
        if (matcher.matches()) {
          said.put(
              file,
              matcher.group(3) == null
                  ? matcher.group(1) + " " + matcher.group(2)
                  : matcher.group(3));
        }
      }
    }
    assertThat(said).containsExactlyInAnyOrderEntriesOf(expected);
    int postings =
        expected.values().stream()
            .filter(words -> words.contains(" "))
            .mapToInt(words -> Integer.parseInt(words.substring(words.indexOf(' ') + 1)))
            .sum();
    assertThat(ran.out().lines()).as("one posting a line").hasSize(postings);
    assertThat(ran.code()).as("some files are no page of a site").isEqualTo(5);
  }

  /// What each file is read as: kind and number of postings, or the problem.
  private static Map<String, String> expected() throws IOException {
    Map<String, String> expected = new LinkedHashMap<>();
    rows("pages.tsv").forEach(row -> expected.put(row[0], row[1] + " " + row[2]));
    rows("no-postings.tsv")
        .forEach(row -> expected.put(row[0], row[2].equals("READ") ? row[1] + " 0" : row[2]));
    return expected;
  }

  private static Stream<String[]> rows(String table) throws IOException {
    return Files.readAllLines(TABLES.resolve(table)).stream()
        .filter(line -> !line.startsWith("#") && !line.isBlank())
        .map(line -> line.split("\t", -1));
  }
}
