package stellwerk.app.command;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import stellwerk.app.config.Configuration;
import stellwerk.app.wiring.Asking;
import stellwerk.app.wiring.Wiring;
import stellwerk.search.catalogue.Listing;
import stellwerk.search.export.DataDictionary;
import stellwerk.search.export.Export;

/// `stellwerk export`: writes what was indexed, for analysts.
@Command(
    name = "export",
    description = "Exports postings: facts and where they come from, never descriptions.",
    footer = {
      "",
      "Examples:",
      "  stellwerk export --occupation ki-trainer --format jsonl -o -",
      "  stellwerk export --format csv-excel-de -o stellen.csv"
    })
final class ExportCommand implements Callable<Integer> {
  @Mixin private ConfigFile config = new ConfigFile();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "csv (default), csv-excel-de, jsonl")
  private String format = "csv";

  @Option(
      names = "--occupation",
      paramLabel = "ID",
      description = "only postings of this occupation")
  private @Nullable String occupation;

  @Option(names = "--evidence", description = "with the words behind each value (jsonl only)")
  private boolean evidence;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "where to write; - is stdout (default)")
  private String output = "-";

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    List<String> known = Export.all().stream().map(Export::format).toList();
    Export chosen =
        Export.all().stream()
            .filter(each -> each.format().equals(format))
            .findFirst()
            .orElseThrow(() ->
                new CommandFailure(
                    ExitCode.USAGE,
                    "there is no format “" + format + "”; known: " + String.join(", ", known)));
    if (!output.equals("-")) {
      mustFit(Path.of(output));
    }
    Configuration configuration = config.read();
    ConfigFile.mustKnow(configuration, occupation);
    try (Wiring wiring = Wiring.open(configuration)) {
      wiring.catchUp();
      try (Stream<Listing.Entry> rows = new Asking(wiring).everything(occupation)) {
        if (output.equals("-")) {
          writeToScreen(chosen, rows);
        } else {
          writeWhole(chosen, rows, Path.of(output));
        }
      }
    }
    return ExitCode.OK;
  }

  private static void mustFit(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new CommandFailure(
          ExitCode.USAGE, "there is no folder " + folder + " to write “" + file + "” into");
    }
  }

  private void writeToScreen(Export chosen, Stream<Listing.Entry> rows) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    OutputStream bytes = new BufferedOutputStream(new WordStream(out));
    chosen.write(rows, DataDictionary.COLUMNS, evidence, bytes);
    bytes.flush();
  }

  /// A file appears only when it is whole.
  private void writeWhole(Export chosen, Stream<Listing.Entry> rows, Path file) throws IOException {
    Path partial = file.resolveSibling(file.getFileName() + ".part");
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(partial))) {
      chosen.write(rows, DataDictionary.COLUMNS, evidence, out);
    } catch (IOException | RuntimeException failure) {
      Files.deleteIfExists(partial);
      throw failure;
    }
    Files.move(partial, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    spec.commandLine().getErr().println("wrote " + file);
  }
}
