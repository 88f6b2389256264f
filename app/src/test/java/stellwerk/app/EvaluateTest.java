package stellwerk.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stellwerk.app.command.ExitCode;

/// Four rows: one right, one wrong (a month's pay labelled as a year's), one missed, one with
/// nothing to read. Their label `unit`: right 1, wrong 1, missed 1.
class EvaluateTest {
  private static final String ROWS =
      """
      {"id":"a","text":"Stundenlohn 16 €","kind":"exact","min":16,"max":16,"currency":"EUR","period":"HOUR"}
      {"id":"b","text":"Monatsgehalt 3.000 €","kind":"exact","min":3000,"max":3000,"currency":"EUR","period":"YEAR"}

      {"id":"c","text":"Wir zahlen gut","kind":"exact","min":20,"max":20,"currency":"EUR","period":"HOUR"}
      {"id":"d","text":"Gehalt nach Vereinbarung","kind":"none"}
      """;

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void precisionAndRecallAreAsCountedByHand() throws IOException {
    assertThat(evaluate("pay", ROWS)).isZero();

    assertThat(out.toString())
        .contains("pay · 4 rows · 2 exactly right (50.0 %) · 1 say nothing")
        .containsPattern("unit +1 +1 +1 +0 +0\\.500 +0\\.333")
        .containsPattern("all +9 +1 +5 +0 +0\\.900 +0\\.600")
        .contains(
            "worst: c expected {currency=EUR, kind=exact, max=20, min=20, unit=HOUR}, got nothing");
  }

  @Test
  void aFigureBelowItsFloorIsNamedAndEndsWithFour() throws IOException {
    assertThat(evaluate("pay", ROWS, "--floor", "precision=0.5,recall=0.4"))
        .isEqualTo(ExitCode.EXPECTATIONS);

    assertThat(out.toString())
        .contains("unit: recall 0.333 < 0.400")
        .doesNotContain("precision 0.500 <");
  }

  @Test
  void figuresThatReachTheirFloorEndWell() throws IOException {
    assertThat(evaluate("pay", ROWS, "--floor", "precision=0.5,recall=0.3,exact=0.5")).isZero();
  }

  @Test
  void programsGetOneDocument() throws IOException {
    assertThat(evaluate("pay", ROWS, "--json")).isZero();

    assertThat(out.toString())
        .contains("\"rows\" : 4")
        .contains("\"say_nothing\" : 1")
        .contains("\"id\" : \"b\"");
  }

  @Test
  void whatMakesNoSenseIsSaid() throws IOException {
    assertThat(evaluate("salary", ROWS)).isEqualTo(ExitCode.USAGE);
    assertThat(evaluate("pay", "no row\n")).isEqualTo(ExitCode.USAGE);
    assertThat(evaluate("pay", ROWS, "--floor", "speed=1")).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString())
        .contains("no kind “salary”")
        .contains("line 1 is no row")
        .contains("not speed=1.0");
  }

  private int evaluate(String kind, String rows, String... options) throws IOException {
    Path file = folder.resolve("rows.jsonl");
    Files.writeString(file, rows);
    List<String> arguments =
        new ArrayList<>(List.of("evaluate", kind, file.toString(), "--on", "2026-11-22"));
    arguments.addAll(List.of(options));
    return Main.run(
        new PrintWriter(out, true), new PrintWriter(err, true), arguments.toArray(String[]::new));
  }
}
