package stellwerk.app.command;

import java.io.PrintWriter;
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
import stellwerk.app.config.Configuration;
import stellwerk.app.config.Fault;
import stellwerk.app.config.SettingsException;
import stellwerk.crawler.site.Site;
import stellwerk.search.http.Json;

/// `stellwerk config …`: looks at what operators wrote down.
@Command(
    name = "config",
    description = "Checks and shows the configuration.",
    subcommands = {ConfigCommand.Check.class, ConfigCommand.Show.class})
final class ConfigCommand {

  /// Names every fault with file, line and column.
  @Command(
      name = "check",
      description =
          "Checks every file; names each fault with file:line:column. Exit 3 if there is one.")
  static final class Check implements Callable<Integer> {
    @Mixin private ConfigFile config = new ConfigFile();
    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
      PrintWriter out = spec.commandLine().getOut();
      try {
        Configuration read = config.read();
        out.println(
            "no faults; sites: %d (%d enabled), occupations: %d"
                .formatted(
                    read.sites().size(),
                    read.sites().stream().filter(site -> site.enabled()).count(),
                    read.occupations().size()));
        return ExitCode.OK;
      } catch (SettingsException wrong) {
        List<Fault> faults = wrong.faults();
        faults.stream().sorted().forEach(fault -> out.println(fault.text()));
        out.println(faults.size() + (faults.size() == 1 ? " fault" : " faults"));
        return ExitCode.CONFIGURATION;
      }
    }
  }

  /// Prints what is in force.
  @Command(
      name = "show",
      description = "Prints what is in force and where it was written; secrets are masked.",
      footer = {
        "",
        "Examples:",
        "  stellwerk config show",
        "  stellwerk config show greenhouse-scaleai"
      })
  static final class Show implements Callable<Integer> {
    @Mixin private ConfigFile config = new ConfigFile();

    @Parameters(
        paramLabel = "SITE",
        arity = "0..1",
        description =
            "a site whose keys to show (default: stellwerk.yaml, and a line for each site)")
    private @Nullable String site;

    @Option(names = "--json", description = "one JSON document")
    private boolean json;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
      PrintWriter out = spec.commandLine().getOut();
      Configuration read = config.read();
      List<ConfigSheet.Row> rows =
          site == null
              ? ConfigSheet.settings(read)
              : ConfigSheet.site(read, CrawlCommand.Sites.one(read, site));
      if (json) {
        Map<String, Object> document = new LinkedHashMap<>();
        rows.forEach(
            row -> document.put(row.key(), Map.of("value", row.value(), "from", row.origin())));
        out.println(Json.pretty(document));
        return ExitCode.OK;
      }
      rows.forEach(row -> out.println(row.line()));
      if (site == null) {
        read.occupations().forEach(occupation -> out.println("occupation: " + occupation.id()));
        read.sites().forEach(each -> out.println(line(each)));
      }
      return ExitCode.OK;
    }

    private static String line(Site site) {
      return "site: %s (%s, %s, rights %s, %s)"
          .formatted(
              site.id(),
              site.kind(),
              site.enabled() ? "enabled" : "disabled",
              ConfigSheet.level(site),
              ConfigSheet.rule(site));
    }
  }
}
