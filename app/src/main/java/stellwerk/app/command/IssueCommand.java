package stellwerk.app.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import stellwerk.app.config.Configuration;
import stellwerk.app.wiring.Publishing;
import stellwerk.app.wiring.Wiring;
import stellwerk.search.issue.Flavor;
import stellwerk.search.issue.Issue;
import stellwerk.search.issue.IssueForm;
import stellwerk.search.issue.Issues;

/// `stellwerk issue list|preview`: the 14-day issues of an occupation.
@Command(
    name = "issue",
    description = "Lists and shows the 14-day newsletter issues of an occupation.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {IssueCommand.Listed.class, IssueCommand.Preview.class})
final class IssueCommand {
  private IssueCommand() {}

  private static Wiring open(ConfigFile config, String occupation) {
    Configuration configuration = config.read();
    ConfigFile.mustKnow(configuration, occupation);
    Wiring wiring = Wiring.open(configuration);
    wiring.catchUp();
    return wiring;
  }

  @Command(name = "list", description = "The days of all frozen issues, and of the coming one.")
  static final class Listed implements Callable<Integer> {
    @Mixin private ConfigFile config = new ConfigFile();

    @Parameters(paramLabel = "OCCUPATION")
    private String occupation = "";

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
      PrintWriter out = spec.commandLine().getOut();
      try (Wiring wiring = open(config, occupation)) {
        Publishing publishing = new Publishing(wiring);
        Issues issues = publishing.issues();
        for (LocalDate date : issues.dates(occupation)) {
          int count = issues.find(occupation, date).map(it -> it.items().size()).orElse(0);
          out.println(date + "  " + count + (count == 1 ? " vacancy" : " vacancies"));
        }
        out.println(
            issues
                .next(publishing.occupation(occupation))
                .map(day -> day + "  next")
                .orElse("no issues are configured"));
      }
      return ExitCode.OK;
    }
  }

  @Command(
      name = "preview",
      description =
          "Prints the coming issue as it would be today, or a frozen one; nothing is kept.",
      footer = {
        "",
        "Examples:",
        "  stellwerk issue preview ki-trainer",
        "  stellwerk issue preview ki-trainer --form html --flavor mailchimp"
      })
  static final class Preview implements Callable<Integer> {
    @Mixin private ConfigFile config = new ConfigFile();

    @Parameters(paramLabel = "OCCUPATION")
    private String occupation = "";

    @Option(names = "--date", paramLabel = "DAY", description = "a frozen issue's day")
    private @Nullable LocalDate date;

    @Option(
        names = "--form",
        paramLabel = "FORM",
        description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private IssueForm form = IssueForm.TXT;

    @Option(
        names = "--flavor",
        paramLabel = "TOOL",
        description = "whose placeholders: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private Flavor flavor = Flavor.PLAIN;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
      try (Wiring wiring = open(config, occupation)) {
        Publishing publishing = new Publishing(wiring);
        Issues issues = publishing.issues();
        Optional<Issue> issue =
            date == null
                ? issues.preview(publishing.occupation(occupation))
                : issues.find(occupation, date);
        byte[] written =
            issue.orElseThrow(this::missing).empty() && form.silentIfEmpty()
                ? "an empty issue: there is nothing to send".getBytes(UTF_8)
                : form.write(issue.orElseThrow(), publishing.baseUrl(), flavor);
        spec.commandLine().getOut().println(new String(written, UTF_8));
      }
      return ExitCode.OK;
    }

    private CommandFailure missing() {
      return new CommandFailure(
          ExitCode.FAILURE,
          date == null
              ? "occupation “" + occupation + "” has no issues: its file names no issue.anchor"
              : "there is no issue of " + date + "; see: stellwerk issue list " + occupation);
    }
  }
}
