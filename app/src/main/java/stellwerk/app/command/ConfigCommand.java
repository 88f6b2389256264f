package stellwerk.app.command;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import stellwerk.app.config.Configuration;
import stellwerk.app.config.Fault;
import stellwerk.app.config.Settings;
import stellwerk.app.config.SettingsException;

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
            "%d sites (%d enabled), %d occupations, no faults"
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
      description = "Prints what is in force, defaults included; secrets are masked.")
  static final class Show implements Callable<Integer> {
    @Mixin private ConfigFile config = new ConfigFile();
    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
      PrintWriter out = spec.commandLine().getOut();
      Configuration read = config.read();
      Settings settings = read.settings();
      out.println("# from " + settings.file());
      out.println("store: " + settings.store());
      out.println("index: " + settings.index());
      out.println("archive: " + settings.archive());
      out.println("crawler: { contact: " + settings.crawler().contact() + " }");
      out.println(
          "server: { port: "
              + settings.server().port()
              + ", bind: "
              + settings.server().bind()
              + " }");
      out.println(
          "admin: { port: "
              + settings.admin().port()
              + ", bind: "
              + settings.admin().bind()
              + " }");
      out.println("keys: " + settings.keys().size() + " (only their hashes are known)");
      read.occupations().forEach(occupation -> out.println("occupation: " + occupation.id()));
      read.sites()
          .forEach(site ->
              out.println(
                  "site: %s (%s, %s, rights %s, schedule %s)"
                      .formatted(
                          site.id(),
                          site.kind(),
                          site.enabled() ? "enabled" : "disabled",
                          site.rights().level(),
                          site.schedule().rule())));
      return ExitCode.OK;
    }
  }
}
