package stellwerk.app.command;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import stellwerk.app.wiring.Backup;
import stellwerk.app.wiring.Wiring;

/// `stellwerk backup TO`: copies the data away, also while the service runs.
@Command(
    name = "backup",
    description = "Copies store and archive to a new folder; the service may go on meanwhile.",
    footer = {"", "Example:", "  stellwerk backup /backups/2026-11-22"})
final class BackupCommand implements Callable<Integer> {
  @Mixin private ConfigFile config = new ConfigFile();

  @Parameters(paramLabel = "TO", description = "a folder that is new or empty")
  private Path to = Path.of("");

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    try {
      Backup.Copied copied = new Backup(config.read().settings(), Wiring.CLOCK).backUp(to);
      spec.commandLine()
          .getOut()
          .println(
              "copied the store (%d KB) and %d files of the archive (%d KB) to %s"
                  .formatted(
                      copied.store() / 1000, copied.archived(), copied.archive() / 1000, to));
    } catch (IllegalArgumentException wrong) {
      throw new CommandFailure(ExitCode.USAGE, String.valueOf(wrong.getMessage()));
    }
    spec.commandLine()
        .getOut()
        .println("The configuration is not in it. Next: stellwerk restore " + to);
    return ExitCode.OK;
  }
}
