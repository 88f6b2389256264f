package stellwerk.app.command;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import stellwerk.app.config.Configuration;
import stellwerk.app.wiring.RebuildOrder;
import stellwerk.app.wiring.Rebuilding;
import stellwerk.app.wiring.Wiring;
import stellwerk.indexer.Rebuild;
import stellwerk.indexer.lifecycle.ChangeEvent.Difference;
import stellwerk.indexer.posting.PostingId;
import stellwerk.indexer.store.sql.StoreException;
import stellwerk.search.http.Json;

/// `stellwerk rebuild …`: understands better without fetching again.
@Command(
    name = "rebuild",
    description = "Computes again, from what is kept. Asks the Web nothing, closes nothing.",
    subcommands = {RebuildCommand.Postings.class, RebuildCommand.Index.class},
    footer = {"", "Examples:", "  stellwerk rebuild postings --diff", "  stellwerk rebuild index"})
final class RebuildCommand {

  /// Facts from raw words.
  @Command(
      name = "postings",
      description = "Reads every posting again from its raw words, with the rulings in force.")
  static final class Postings implements Callable<Integer> {
    private static final int LONGEST = 60;

    @Mixin private ConfigFile config = new ConfigFile();

    @Option(names = "--diff", description = "says what would change, and writes nothing")
    private boolean diff;

    @Option(names = "--json", description = "one JSON line a change")
    private boolean json;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
      PrintWriter out = spec.commandLine().getOut();
      try (Wiring wiring = Wiring.open(config.read())) {
        Rebuild.Outcome outcome =
            new Rebuilding(wiring)
                .postings(
                    diff,
                    (posting, differences) -> {
                      if (json) {
                        differences.forEach(
                            (field, difference) -> out.println(line(posting, field, difference)));
                      }
                    });
        if (!json) {
          print(out, outcome);
        }
        return outcome.failed() == 0 ? ExitCode.OK : ExitCode.PARTLY;
      }
    }

    private static String line(PostingId posting, String field, Difference difference) {
      Map<String, @Nullable Object> document = new LinkedHashMap<>();
      document.put("posting", posting.value());
      document.put("field", field);
      document.put("before", difference.before());
      document.put("after", difference.after());
      return new String(Json.write(document), StandardCharsets.UTF_8);
    }

    private void print(PrintWriter out, Rebuild.Outcome outcome) {
      int same = outcome.read() - outcome.changed() - outcome.failed();
      out.println(
          "%d postings: %d same · %d changed · %d lost"
              .formatted(outcome.read(), same, outcome.changed(), outcome.failed()));
      if (!outcome.byField().isEmpty()) {
        out.println(
            "  %-16s %7s %7s %8s   %s"
                .formatted("field", "changed", "filled", "emptied", "example"));
      }
      outcome
          .byField()
          .forEach((field, changes) -> {
            var example = changes.example();
            out.println(
                String.format(
                    Locale.ROOT,
                    "  %-16s %7d %7d %8d   %s  %s → %s%s",
                    field,
                    changes.changed(),
                    changes.filled(),
                    changes.emptied(),
                    example.posting(),
                    cut(String.valueOf(example.difference().before())),
                    cut(String.valueOf(example.difference().after())),
                    example.quote().isEmpty() ? "" : "   “" + cut(example.quote()) + "”"));
          });
      if (diff) {
        out.println(
            "Diff only: nothing written."
                + (outcome.changed() == 0 ? "" : " Next: stellwerk rebuild postings"));
      }
    }

    private static String cut(String text) {
      String line = text.replaceAll("\\s+", " ");
      return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }
  }

  /// The index from the store.
  @Command(
      name = "index",
      description =
          "Builds the index anew from the store, beside the old one, and puts it in its place. A running service does it itself, and answers meanwhile.")
  static final class Index implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Mixin private ConfigFile config = new ConfigFile();

    @Option(names = "--diff", description = "says how the index stands, and writes nothing")
    private boolean diff;

    @Option(names = "--json", description = "one JSON document")
    private boolean json;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
      Configuration configuration = config.read();
      print(spec.commandLine().getOut(), state(configuration));
      return ExitCode.OK;
    }

    /// A service that holds the installation builds the index anew itself, and goes on serving.
    private Rebuilding.IndexState state(Configuration configuration) throws InterruptedException {
      try (Wiring wiring = Wiring.open(configuration)) {
        Rebuilding rebuilding = new Rebuilding(wiring);
        return diff ? rebuilding.indexState() : rebuilding.index();
      } catch (StoreException held) {
        if (held.kind() != StoreException.Kind.IN_USE || diff) {
          throw held;
        }
        Path index = Path.of(configuration.settings().index().rest());
        return new RebuildOrder(index).give(PATIENCE).orElseThrow(() -> held);
      }
    }

    private void print(PrintWriter out, Rebuilding.IndexState state) {
      if (json) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("documents", state.documents());
        document.put("change", state.change());
        document.put("store_change", state.storeChange());
        out.println(Json.pretty(document));
      } else {
        out.println(
            "%d documents, at change %d of %d"
                .formatted(state.documents(), state.change(), state.storeChange()));
        if (diff) {
          out.println("Diff only: nothing written. Next: stellwerk rebuild index");
        }
      }
    }
  }
}
