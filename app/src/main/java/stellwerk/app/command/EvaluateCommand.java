package stellwerk.app.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import stellwerk.app.wiring.Evaluations;
import stellwerk.app.wiring.Wiring;
import stellwerk.indexer.evaluate.Figures;
import stellwerk.indexer.evaluate.GoldRow;
import stellwerk.indexer.evaluate.Tally;
import stellwerk.indexer.evaluate.Texts;
import stellwerk.search.http.Json;

/// `stellwerk evaluate KIND FILE`: how well the readers read, against labelled rows.
@Command(
    name = "evaluate",
    description =
        "Compares the readers with labelled rows; exits with 4 if a figure is below its floor.",
    footer = {
      "",
      "Examples:",
      "  stellwerk evaluate pay salary.jsonl --floor precision=0.98,recall=0.90",
      "  stellwerk evaluate role role.jsonl --json",
      "  stellwerk evaluate dedup dedup.jsonl --texts postings.jsonl.gz --texts jobs.json"
    })
final class EvaluateCommand implements Callable<Integer> {
  @Mixin private ConfigFile config = new ConfigFile();

  @Parameters(
      index = "0",
      paramLabel = "KIND",
      description = "pay, annualise, role, requirements, fields, dedup")
  private String kind = "";

  @Parameters(
      index = "1",
      paramLabel = "FILE",
      description = "labelled rows, one JSON object a line")
  private Path file = Path.of("");

  @Option(
      names = "--floor",
      paramLabel = "FIGURE=SHARE",
      split = ",",
      description = "precision, recall (of each label and of all), exact (of rows), from 0 to 1")
  private Map<String, Double> floors = new LinkedHashMap<>();

  @Option(
      names = "--on",
      paramLabel = "DATE",
      description = "the day to read as on (default: today)")
  private @Nullable LocalDate day;

  @Option(
      names = "--texts",
      paramLabel = "FILE",
      description = {
        "for dedup: where the bodies are that rows name by their ref;",
        "lines with ref and body (.jsonl, .jsonl.gz), or a list data in a .json"
      })
  private List<Path> texts = new ArrayList<>();

  @Option(names = "--json", description = "one JSON document")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (!Evaluations.KINDS.contains(kind)) {
      throw usage(
          "there is no kind “" + kind + "”; known: " + String.join(", ", Evaluations.KINDS));
    }
    if (!Files.isRegularFile(file)) {
      throw usage("there is no file " + file);
    }
    floors.forEach((figure, share) -> {
      if (!List.of("precision", "recall", "exact").contains(figure) || share < 0 || share > 1) {
        throw usage(
            "--floor takes precision, recall and exact with a share from 0 to 1, not "
                + figure
                + "="
                + share);
      }
    });
    LocalDate on =
        day == null ? LocalDate.ofInstant(Wiring.CLOCK.instant(), ZoneId.of("Europe/Berlin")) : day;
    Figures figures = figures(rows(), on);
    List<String> below = below(figures);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.pretty(FigureSheet.document(figures, below)));
    } else {
      FigureSheet.lines(figures).forEach(out::println);
      below.forEach(out::println);
    }
    return below.isEmpty() ? ExitCode.OK : ExitCode.EXPECTATIONS;
  }

  private Figures figures(List<GoldRow> rows, LocalDate on) throws IOException {
    for (Path path : texts) {
      if (!Files.isRegularFile(path)) {
        throw usage("there is no file " + path);
      }
    }
    Map<String, String> bodies = Texts.of(rows, texts);
    if (!kind.equals("dedup")) {
      return Evaluations.reading(config.path()).figures(kind, rows, on);
    }
    try {
      return Evaluations.reading(config.path()).figures(kind, rows, bodies, on);
    } catch (IllegalArgumentException missing) {
      throw usage(missing.getMessage() + "; name the files with --texts");
    }
  }

  private List<GoldRow> rows() throws IOException {
    List<GoldRow> rows = new ArrayList<>();
    int number = 0;
    for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
      number++;
      if (!line.isBlank()) {
        try {
          rows.add(GoldRow.of(line));
        } catch (RuntimeException unreadable) {
          throw usage(file + " line " + number + " is no row: " + unreadable.getMessage());
        }
      }
    }
    return rows;
  }

  private List<String> below(Figures figures) {
    List<String> below = new ArrayList<>();
    Double exact = floors.get("exact");
    if (exact != null && figures.exactly() < exact) {
      below.add(below("rows", "exact", figures.exactly(), exact));
    }
    figures.labels().forEach((label, tally) -> below(label, tally, below));
    below("all", figures.all(), below);
    return below;
  }

  private void below(String label, Tally tally, List<String> below) {
    Map<String, Double> reached = new LinkedHashMap<>();
    reached.put("precision", tally.precision());
    reached.put("recall", tally.recall());
    reached.forEach((figure, share) -> {
      Double floor = floors.get(figure);
      if (floor != null && share < floor) {
        below.add(below(label, figure, share, floor));
      }
    });
  }

  private static String below(String label, String figure, double share, double floor) {
    return label
        + ": "
        + figure
        + " "
        + FigureSheet.share(share)
        + " < "
        + FigureSheet.share(floor);
  }

  private static CommandFailure usage(String words) {
    return new CommandFailure(ExitCode.USAGE, words);
  }
}
