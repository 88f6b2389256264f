package stellwerk.app.command;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
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
import stellwerk.app.wiring.Explaining;
import stellwerk.app.wiring.Wiring;
import stellwerk.indexer.Explanations.Explanation;
import stellwerk.search.http.Json;

/// `stellwerk explain ID`: why a posting is shown, hidden, merged or closed.
@Command(
    name = "explain",
    description = "Says why a posting is where it is, or what became of an address.",
    footer = {
      "",
      "Examples:",
      "  stellwerk explain j_6t5w0c9r3m1pke2a",
      "  stellwerk explain j_6t5w0c9r3m1pke2a 'prompt berlin' --occupation ki-trainer",
      "  stellwerk explain https://jobs.example/stelle/4711"
    })
final class ExplainCommand implements Callable<Integer> {
  @Mixin private ConfigFile config = new ConfigFile();

  @Parameters(index = "0", paramLabel = "ID", description = "id of a posting, or an address")
  private String id = "";

  @Parameters(
      index = "1",
      paramLabel = "QUERY",
      arity = "0..1",
      description = "where it stands in the answer to these words")
  private @Nullable String query;

  @Option(names = "--occupation", paramLabel = "ID", description = "only vacancies of it count")
  private @Nullable String occupation;

  @Option(names = "--json", description = "one JSON document")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Configuration configuration = config.read();
    ConfigFile.mustKnow(configuration, occupation);
    PrintWriter out = spec.commandLine().getOut();
    try (Wiring wiring = Wiring.open(configuration)) {
      Explaining desk = new Explaining(wiring);
      List<Explanation> postings = explained(desk);
      List<Explaining.Met> met = desk.met(id);
      List<Map<String, @Nullable Object>> documents = new ArrayList<>();
      for (Explanation posting : postings) {
        ExplanationSheet sheet = new ExplanationSheet(posting);
        Explaining.@Nullable Rank rank =
            query == null && occupation == null
                ? null
                : desk.rank(posting.entry().id(), query == null ? "" : query, occupation);
        if (json) {
          Map<String, @Nullable Object> document = sheet.document();
          document.put(
              "rank", rank == null ? null : Map.of("position", rank.position(), "of", rank.of()));
          documents.add(document);
        } else {
          sheet.lines().forEach(out::println);
          if (rank != null) {
            out.println(rank(rank));
          }
        }
      }
      if (json) {
        out.println(Json.pretty(Map.of("postings", documents, "met", metDocuments(met))));
      } else {
        print(out, met, postings.isEmpty());
      }
      if (postings.isEmpty() && met.isEmpty()) {
        throw new CommandFailure(
            ExitCode.FAILURE,
            "nothing is known of " + id + ": it was never met, or is forgotten by now");
      }
    }
    return ExitCode.OK;
  }

  private List<Explanation> explained(Explaining desk) {
    try {
      return desk.postings(id);
    } catch (IllegalArgumentException wrong) {
      throw new CommandFailure(ExitCode.USAGE, "“" + id + "” is neither an id nor an address");
    }
  }

  private static String rank(Explaining.Rank rank) {
    return rank.position() > 0
        ? "rank       " + rank.position() + " of " + rank.of()
        : "rank       not among the " + rank.of() + " hits";
  }

  private static void print(PrintWriter out, List<Explaining.Met> met, boolean alone) {
    for (Explaining.Met it : met) {
      out.println((alone ? "no posting's own address; " : "") + "met at site " + it.site());
      if (it.fate() != null) {
        out.println("  fate %s in crawl %s".formatted(it.fate().code(), it.fate().crawl()));
      }
      if (it.read() != null) {
        out.println(
            "  read %s: %d postings, %d addresses that follow"
                .formatted(it.read().at(), it.read().keys().size(), it.read().follow().size()));
      }
      it.notes().forEach(note -> out.println("  " + note.report().id() + "  " + note.line()));
    }
  }

  private static List<Map<String, @Nullable Object>> metDocuments(List<Explaining.Met> met) {
    List<Map<String, @Nullable Object>> documents = new ArrayList<>();
    for (Explaining.Met it : met) {
      Map<String, @Nullable Object> document = new LinkedHashMap<>();
      document.put("site", it.site().value());
      document.put(
          "fate",
          it.fate() == null
              ? null
              : Map.of("crawl", it.fate().crawl().value(), "code", it.fate().code()));
      document.put("read", it.read() == null ? null : it.read().at().toString());
      document.put("postings", it.read() == null ? List.of() : List.copyOf(it.read().keys()));
      document.put(
          "notes",
          it.notes().stream()
              .map(note -> Map.of("crawl", note.report().id().value(), "line", note.line()))
              .toList());
      documents.add(document);
    }
    return documents;
  }

  static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
