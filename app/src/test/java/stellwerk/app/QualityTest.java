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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The figures in `docs/quality.md` are those of today's readers. Rewrite them with
/// `-Dgolden=write`.
class QualityTest {
  private static final Path ROOT = Path.of(System.getProperty("stellwerk.root", "."));

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
