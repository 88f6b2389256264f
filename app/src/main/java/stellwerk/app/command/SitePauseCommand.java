package stellwerk.app.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import stellwerk.app.config.Configuration;
import stellwerk.app.wiring.Deciding;
import stellwerk.app.wiring.Wiring;
import stellwerk.crawler.site.Site;

/// `stellwerk site pause` and `stellwerk site resume`: whether sites are crawled on schedule.
final class SitePauseCommand {
  private SitePauseCommand() {}

  /// What both take.
  static final class Orders {
    @Mixin private ConfigFile config = new ConfigFile();

    @Parameters(paramLabel = "SITE", arity = "1..*", description = "ids of sites")
    private List<String> ids = new ArrayList<>();

    @Option(
        names = "--by",
        paramLabel = "NAME",
        description = "who decides (default: the user of this machine)")
    private String by = Optional.ofNullable(System.getProperty("user.name")).orElse("operator");

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    int give(boolean paused) {
      Configuration configuration = config.read();
      List<Site> sites = ids.stream().map(id -> CrawlCommand.Sites.one(configuration, id)).toList();
      try (Wiring wiring = Wiring.open(configuration)) {
        for (Site site : sites) {
          new Deciding(wiring).pause(site, paused, by);
          spec.commandLine()
              .getOut()
              .println(site.id() + (paused ? "  is paused" : "  is crawled again"));
        }
      }
      return ExitCode.OK;
    }
  }

  /// Off.
  @Command(name = "pause", description = "Keeps sites from being crawled until they are resumed.")
  static final class Pause implements Callable<Integer> {
    @Mixin private Orders orders = new Orders();

    @Override
    public Integer call() {
      return orders.give(true);
    }
  }

  /// On.
  @Command(name = "resume", description = "Lets paused sites be crawled again, as scheduled.")
  static final class Resume implements Callable<Integer> {
    @Mixin private Orders orders = new Orders();

    @Override
    public Integer call() {
      return orders.give(false);
    }
  }
}
