package stellwerk.app.command;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
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
import stellwerk.indexer.statistics.Counts;
import stellwerk.search.http.Json;
import stellwerk.search.insights.Insights;
import stellwerk.search.insights.InsightsJson;
import stellwerk.search.insights.PayFinding;

/// `stellwerk insights OCCUPATION`: the article's questions, answered by the open vacancies.
@Command(
    name = "insights",
    description =
        "What the open vacancies of the last 90 days say to the article's questions; the same as GET /v1/insights/OCCUPATION.")
final class InsightsCommand implements Callable<Integer> {
  @Mixin private ConfigFile config = new ConfigFile();

  @Parameters(paramLabel = "OCCUPATION")
  private String occupation = "";

  @Option(names = "--json", description = "one JSON document")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Configuration configuration = config.read();
    ConfigFile.mustKnow(configuration, occupation);
    try (Wiring wiring = Wiring.open(configuration)) {
      wiring.catchUp();
      Insights insights = new Publishing(wiring).insights(occupation);
      if (json) {
        out.println(Json.pretty(InsightsJson.of(insights)));
      } else {
        sentences(out, insights);
      }
    }
    return ExitCode.OK;
  }

  private static void sentences(PrintWriter out, Insights insights) {
    out.println(
        insights.vacancies() + " vacancies, " + insights.from() + " to " + insights.until());
    for (PayFinding finding : insights.pay()) {
      String claim = finding.finding().map(it -> "  [the article: " + it.key() + "]").orElse("");
      out.println(
          finding.tier()
              + (finding.gig() ? " (gig)" : "")
              + " "
              + finding.unit()
              + ": "
              + finding.text()
              + claim);
    }
    counts(out, "soft skills", insights.softSkills(), insights.occupation().softSkills()::get);
    counts(out, "tasks", insights.tasks(), insights.occupation().tasks()::get);
  }

  private static void counts(
      PrintWriter out,
      String title,
      List<Counts.Count<String>> counts,
      Function<String, @Nullable String> label) {
    out.println(title + ":");
    for (Counts.Count<String> count : counts) {
      String share =
          count.share().map(it -> Math.round(100 * it) + " %").orElse("too few to say more");
      out.println("  " + count.vacancies() + "  " + label.apply(count.key()) + "  " + share);
    }
  }
}
