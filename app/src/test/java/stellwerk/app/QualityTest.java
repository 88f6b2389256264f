package stellwerk.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The figures in `docs/quality.md` are those of today's readers. Rewrite them with
/// `-Dgolden=write`.
class QualityTest {
  private static final Path ROOT = Path.of(System.getProperty("stellwerk.root", "."));
  private static final Pattern OWN =
      Pattern.compile(
          "(?m)^\\| (?<batch>\\w+) \\| (?<kind>pay|role|requirements|fields) \\| \\d+ \\|(?<first>(?:[^|\\n]+\\|){2}[^|\\n]+)\\| \\d+ \\|$");
  private static final Pattern COUNTED = Pattern.compile("(\\d+) rows · (\\d+) exactly right");

  /// Where the bodies are that the pairs name.
  private static final List<String> TEXTS =
      List.of(
          "corpora/RemoteWLB+remote-jobs/postings.jsonl.gz",
          "ats/Hishamabboud+Agents/data/arbeitnow.json");

  @ParameterizedTest
  @CsvSource({
    "pay,salary",
    "annualise,annualise",
    "role,role",
    "requirements,requirements",
    "fields,fields",
    "dedup,dedup"
  })
  void theFiguresInTheDocumentAreCurrent(String kind, String name) throws IOException {
    Path rows = ROOT.resolve("../shared/gold/" + name + ".jsonl");
    assumeTrue(Files.exists(rows), "SKIPPED: no labelled rows here, expected at " + rows);
    Path document = ROOT.resolve("docs/quality.md");
    String written = Files.readString(document);
    Pattern block =
        Pattern.compile(
            "(\\$ stellwerk evaluate " + kind + " [^\\n]+ --on (\\d{4}-\\d\\d-\\d\\d)\\n)(.*?)```",
            Pattern.DOTALL);
    Matcher found = block.matcher(written);
    assertThat(found.find()).as("a block with the figures of " + kind).isTrue();

    String current = figures(kind, rows, found.group(2));

    if ("write".equals(System.getProperty("golden"))) {
      Files.writeString(
          document,
          written.substring(0, found.start(3)) + current + written.substring(found.end(3)));
    } else {
      assertThat(found.group(3)).isEqualTo(current);
    }
  }

  /// Rows of our own: how they fared at first is history; how many there are and how many are right
  /// today is measured.
  @Test
  void theRowsOfOurOwnAreReadAsTheDocumentSays() throws IOException {
    Path document = ROOT.resolve("docs/quality.md");
    String written = Files.readString(document);
    StringBuilder current = new StringBuilder();
    Matcher line = OWN.matcher(written);
    int lines = 0;
    while (line.find()) {
      String rows = "unseen/" + line.group("kind") + "-" + line.group("batch") + ".jsonl";
      Path file = ROOT.resolve("indexer/src/test/resources").resolve(rows);
      Matcher counted = COUNTED.matcher(figures(line.group("kind"), file, "2026-11-22"));
      assertThat(counted.find()).as(rows).isTrue();
      line.appendReplacement(
          current,
          Matcher.quoteReplacement(
              "| "
                  + line.group("batch")
                  + " | "
                  + line.group("kind")
                  + " | "
                  + counted.group(1)
                  + " |"
                  + line.group("first")
                  + "| "
                  + counted.group(2)
                  + " |"));
      lines++;
    }
    line.appendTail(current);

    assertThat(lines).isEqualTo(13);
    if ("write".equals(System.getProperty("golden"))) {
      Files.writeString(document, current);
    } else {
      assertThat(written).isEqualTo(current.toString());
    }
  }

  private static String figures(String kind, Path rows, String day) {
    var out = new StringWriter();
    var err = new StringWriter();
    String config = ROOT.resolve("config/stellwerk.yaml").toString();
    List<String> arguments =
        new ArrayList<>(
            List.of("evaluate", kind, rows.toString(), "--on", day, "--config", config));
    if (kind.equals("dedup")) {
      for (String texts : TEXTS) {
        Path path = ROOT.resolve("../shared/real/" + texts);
        assumeTrue(Files.exists(path), "SKIPPED: no texts here, expected at " + path);
        arguments.addAll(List.of("--texts", path.toString()));
      }
    }
    int code =
        Main.run(
            new PrintWriter(out, true),
            new PrintWriter(err, true),
            arguments.toArray(String[]::new));
    assertThat(code).as(err.toString()).isZero();
    return out.toString();
  }
}
