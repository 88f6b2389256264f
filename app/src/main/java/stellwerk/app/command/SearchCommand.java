package stellwerk.app.command;

import java.io.PrintWriter;
import java.util.ArrayList;
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
import stellwerk.app.wiring.Asking;
import stellwerk.app.wiring.Wiring;
import stellwerk.search.catalogue.Listing;
import stellwerk.search.http.Json;
import stellwerk.search.render.PostingDocument;

/// `stellwerk search WORDS…`: asks the index, without a server.
@Command(
    name = "search",
    description = "Searches the index; the same answer as GET /v1/jobs.",
    footer = {
      "",
      "Examples:",
      "  stellwerk search medizin --occupation ki-trainer",
      "  stellwerk search '\"Data Annotation\" -Teamleitung' --json"
    })
final class SearchCommand implements Callable<Integer> {
  @Mixin private ConfigFile config = new ConfigFile();

  @Parameters(
      paramLabel = "WORDS",
      arity = "0..*",
      description = "words, \"phrases\", -exclusions; none: everything, newest first")
  private List<String> words = new ArrayList<>();

  @Option(
      names = "--occupation",
      paramLabel = "ID",
      description = "only vacancies of this occupation")
  private @Nullable String occupation;

  @Option(names = "--limit", paramLabel = "N", description = "how many (default: ${DEFAULT-VALUE})")
  private int limit = 20;

  @Option(names = "--evidence", description = "with the words behind each value (with --json)")
  private boolean evidence;

  @Option(names = "--json", description = "one JSON document")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    if (limit < 1 || limit > 1000) {
      throw new CommandFailure(ExitCode.USAGE, "--limit runs from 1 to 1000");
    }
    PrintWriter out = spec.commandLine().getOut();
    Configuration configuration = config.read();
    ConfigFile.mustKnow(configuration, occupation);
    try (Wiring wiring = Wiring.open(configuration)) {
      wiring.catchUp();
      Listing found = new Asking(wiring).search(String.join(" ", words), occupation, limit);
      if (json) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("total", found.total());
        document.put(
            "items",
            found.entries().stream().map(entry -> PostingDocument.of(entry, evidence)).toList());
        out.println(Json.pretty(document));
      } else {
        found.entries().forEach(entry -> out.println(PostingLine.of(entry)));
        out.println(found.total() + (found.total() == 1 ? " vacancy" : " vacancies"));
      }
    }
    return ExitCode.OK;
  }
}
