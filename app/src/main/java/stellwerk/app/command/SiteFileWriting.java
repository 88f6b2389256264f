package stellwerk.app.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import stellwerk.app.config.Configuration;
import stellwerk.app.config.Fault;
import stellwerk.app.config.SettingsException;
import stellwerk.app.config.SiteText;
import stellwerk.crawler.site.Site;

/// Writes a new site's file beside the others: only if it would pass the check, and never over one
/// that is there.
final class SiteFileWriting {
  private SiteFileWriting() {}

  static Path home(Configuration configuration, Site site) {
    return configuration.settings().file().resolveSibling("sites").resolve(site.id() + ".yaml");
  }

  /// Checks and writes.
  ///
  /// @param comment lines that stand on top
  static Path write(Configuration configuration, Site site, List<String> comment) {
    Path file = home(configuration, site);
    if (Files.exists(file)) {
      throw new CommandFailure(
          ExitCode.USAGE, file + " is there already; choose another id, or remove it first");
    }
    StringBuilder text = new StringBuilder();
    comment.forEach(line -> text.append("# ").append(line).append('\n'));
    text.append(SiteText.brief(site));
    try {
      Path apart = Files.createTempDirectory("stellwerk-site");
      Path draft = apart.resolve(site.id() + ".yaml");
      try {
        Files.writeString(draft, text);
        List<Fault> faults = configuration.faultsOf(draft);
        if (!faults.isEmpty()) {
          throw new SettingsException(faults);
        }
        Path folder = file.getParent();
        if (folder != null) {
          Files.createDirectories(folder);
        }
        Files.writeString(file, text, java.nio.file.StandardOpenOption.CREATE_NEW);
      } finally {
        Files.deleteIfExists(draft);
        Files.deleteIfExists(apart);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(file + " cannot be written", failure);
    }
    return file;
  }
}
