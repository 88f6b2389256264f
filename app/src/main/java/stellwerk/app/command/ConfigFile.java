package stellwerk.app.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import stellwerk.app.config.Configuration;

/// The option `--config`, which every command takes that needs an installation.
final class ConfigFile {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "the configuration (default: config/stellwerk.yaml)")
  private @Nullable Path file;

  /// Where the configuration is looked for: the named file, else `config/stellwerk.yaml` here, else
  /// the one beside the program.
  Path path() {
    Path here = Path.of("config", "stellwerk.yaml");
    if (file != null) {
      return file;
    }
    return Files.exists(here)
        ? here
        : Optional.ofNullable(System.getProperty("stellwerk.home"))
            .map(home -> Path.of(home).resolve(here))
            .filter(Files::exists)
            .orElse(here);
  }

  Configuration read() {
    return Configuration.read(path());
  }
}
