package stellwerk.app.command;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import stellwerk.app.wiring.Deciding;
import stellwerk.app.wiring.Wiring;
import stellwerk.indexer.ruling.Ruling.Says;

/// What every ruling takes: the configuration, who gives it, and why.
final class RulingOptions {
  @Mixin private ConfigFile config = new ConfigFile();

  @Option(names = "--why", paramLabel = "TEXT", description = "kept with the ruling")
  private String why = "";

  @Option(
      names = "--by",
      paramLabel = "NAME",
      description = "who decides (default: the user of this machine)")
  private String by = Optional.ofNullable(System.getProperty("user.name")).orElse("operator");

  /// Rules on postings; answers the exit code.
  int rule(List<String> ids, Function<Deciding, Says> says) {
    try (Wiring wiring = Wiring.open(config.read())) {
      Deciding desk = new Deciding(wiring);
      desk.rule(ids, says.apply(desk), by, why);
      return ExitCode.OK;
    } catch (IllegalArgumentException wrong) {
      throw new CommandFailure(ExitCode.USAGE, String.valueOf(wrong.getMessage()));
    }
  }
}
