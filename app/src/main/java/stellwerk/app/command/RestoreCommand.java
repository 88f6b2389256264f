package stellwerk.app.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import stellwerk.app.config.Configuration;
import stellwerk.app.wiring.Backup;
import stellwerk.app.wiring.Wiring;

/// `stellwerk restore FROM`: copies a backup back, where there is nothing yet.
@Command(
    name = "restore",
    description = "Copies a backup to where the configuration keeps its data, which must be empty.",
    footer = {"", "Example:", "  stellwerk restore /backups/2026-11-22"})
final class RestoreCommand implements Callable<Integer> {
  @Mixin private ConfigFile config = new ConfigFile();

  @Parameters(paramLabel = "FROM", description = "a folder that “stellwerk backup” filled")
  private Path from = Path.of("");

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Configuration configuration = config.read();
    PrintWriter out = spec.commandLine().getOut();
    try {
      Backup.Copied copied = new Backup(configuration.settings(), Wiring.CLOCK).restore(from);
      out.println(
          "restored the store (%d KB) and %d files of the archive (%d KB)"
              .formatted(copied.store() / 1000, copied.archived(), copied.archive() / 1000));
    } catch (IllegalArgumentException wrong) {
      throw new CommandFailure(ExitCode.USAGE, String.valueOf(wrong.getMessage()));
    }
    out.println("index filled with " + Backup.index(configuration) + " documents");
    return ExitCode.OK;
  }
}
