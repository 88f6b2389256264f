package stellwerk.app.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import stellwerk.app.config.Configuration;
import stellwerk.app.config.NearestWord;
import stellwerk.indexer.occupation.Occupation;

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

  /// Refuses an occupation that is not configured.
  ///
  /// @param occupation an id; null: none was named
  static void mustKnow(Configuration configuration, @Nullable String occupation) {
    List<String> known = configuration.occupations().stream().map(Occupation::id).toList();
    if (occupation != null && !known.contains(occupation)) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "there is no occupation “"
              + occupation
              + "”"
              + NearestWord.of(occupation, known)
                  .map(word -> " (did you mean “" + word + "”?)")
                  .orElse("")
              + "; known: "
              + String.join(", ", known));
    }
  }
}
