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
import picocli.CommandLine.Spec;
import stellwerk.app.wiring.Deciding;
import stellwerk.app.wiring.Wiring;
import stellwerk.crawler.verdict.CrawlReport;
import stellwerk.indexer.ReviewQueue.Waiting;
import stellwerk.indexer.occupation.Sign;
import stellwerk.search.http.Json;

/// `stellwerk decisions …`: what waits for an operator.
@Command(
    name = "decisions",
    description = "What waits for a ruling or an order.",
    subcommands = DecisionsCommand.Listed.class)
final class DecisionsCommand {

  /// Everything that waits.
  @Command(
      name = "list",
      description =
          "Postings whose words leave open whether they belong to an occupation, and held closings.")
  static final class Listed implements Callable<Integer> {
    @Mixin private ConfigFile config = new ConfigFile();

    @Option(names = "--json", description = "one JSON document")
    private boolean json;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
      PrintWriter out = spec.commandLine().getOut();
      try (Wiring wiring = Wiring.open(config.read())) {
        Deciding desk = new Deciding(wiring);
        List<Waiting> postings = desk.postings();
        List<CrawlReport> held = desk.heldClosings();
        if (json) {
          List<Map<String, @Nullable Object>> documents = new ArrayList<>();
          postings.forEach(waiting -> documents.add(document(waiting)));
          held.forEach(report -> documents.add(document(report)));
          out.println(Json.pretty(Map.of("decisions", documents)));
          return ExitCode.OK;
        }
        postings.forEach(waiting -> print(out, waiting));
        for (CrawlReport report : held) {
          out.println(
              "%s  closings held: would close %d of %d"
                  .formatted(report.id(), report.close().wouldClose(), report.close().of()));
        }
        int waits = postings.size() + held.size();
        out.println(waits + (waits == 1 ? " decision waits" : " decisions wait"));
        if (!postings.isEmpty()) {
          out.println("Next: stellwerk posting accept ID… or stellwerk posting reject ID…");
        }
      }
      return ExitCode.OK;
    }

    private static void print(PrintWriter out, Waiting waiting) {
      out.println(
          "%s  %s?  %s  ·  %s"
              .formatted(
                  waiting.posting().id(),
                  waiting.occupation(),
                  waiting.posting().title().known().orElse("(no title)"),
                  waiting.posting().url()));
      for (Sign sign : waiting.signs()) {
        out.println("    " + sign.rule() + "  ← “" + sign.evidence().quote() + "”");
      }
    }

    private static Map<String, @Nullable Object> document(Waiting waiting) {
      Map<String, @Nullable Object> document = new LinkedHashMap<>();
      document.put("kind", "awaiting_ruling");
      document.put("posting", waiting.posting().id().value());
      document.put("site", waiting.posting().site().value());
      document.put("title", waiting.posting().title().known().orElse(null));
      document.put("url", waiting.posting().url().toString());
      document.put("occupation", waiting.occupation());
      document.put(
          "signs",
          waiting.signs().stream()
              .map(sign ->
                  Map.of(
                      "rule", sign.rule(),
                      "quote", sign.evidence().quote(),
                      "at", sign.evidence().at()))
              .toList());
      return document;
    }

    private static Map<String, @Nullable Object> document(CrawlReport report) {
      Map<String, @Nullable Object> document = new LinkedHashMap<>();
      document.put("kind", "close_held");
      document.put("crawl", report.id().value());
      document.put("site", report.site().value());
      document.put("would_close", report.close().wouldClose());
      document.put("of", report.close().of());
      return document;
    }
  }
}
