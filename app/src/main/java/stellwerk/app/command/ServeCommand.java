package stellwerk.app.command;

import java.io.PrintWriter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import stellwerk.app.wiring.Caretaker;
import stellwerk.app.wiring.Serving;
import stellwerk.app.wiring.Wiring;

/// `stellwerk serve`: the service.
@Command(
    name = "serve",
    description =
        "Crawls on schedule, follows the store into the index, answers searches. Ends on SIGTERM or Ctrl-C.")
final class ServeCommand implements Callable<Integer> {
  /// What one process can do.
  enum Role {
    CRAWL,
    INDEX,
    API
  }

  @Mixin private ConfigFile config = new ConfigFile();

  @Option(
      names = "--role",
      split = ",",
      paramLabel = "ROLE",
      description =
          "crawl, index, api; repeated or with commas (default: all). Embedded, index and api go together.")
  private Set<Role> roles = new LinkedHashSet<>(List.of(Role.values()));

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter err = spec.commandLine().getErr();
    if (!roles.contains(Role.API) || !roles.contains(Role.INDEX)) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "with an embedded store and index, one process does it all: --role can only leave out crawl");
    }
    try (Stop stop = Stop.onSignal()) {
      Wiring wiring = Wiring.open(config.read());
      Serving serving;
      try {
        serving = Serving.start(wiring, roles.contains(Role.CRAWL), List.of());
      } catch (RuntimeException failure) {
        wiring.close();
        throw failure;
      }
      try (serving;
          Caretaker _ = Caretaker.start(config.path(), wiring)) {
        err.println(
            "Serving http://localhost:"
                + serving.port()
                + "/v1/jobs, health and metrics on port "
                + serving.adminPort());
        stop.await();
      }
    }
    return ExitCode.OK;
  }
}
