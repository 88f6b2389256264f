package stellwerk.app.command;

import java.io.PrintWriter;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import stellwerk.app.config.Configuration;
import stellwerk.app.wiring.Deciding;
import stellwerk.app.wiring.Wiring;
import stellwerk.crawler.site.CrawlId;
import stellwerk.crawler.site.Site;
import stellwerk.crawler.verdict.CrawlReport;
import stellwerk.crawler.verdict.CrawlReport.Close.State;
import stellwerk.indexer.posting.Lifespan.ClosedReason;
import stellwerk.indexer.posting.Posting;
import stellwerk.indexer.posting.PostingId;
import stellwerk.search.http.Json;

/// `stellwerk crawls …`: looks at crawls that were, and decides what they may close.
@Command(
    name = "crawls",
    description = "Looks at crawls that were; confirms or discards what one of them would close.",
    subcommands = {
      CrawlsCommand.Listed.class,
      CrawlsCommand.Show.class,
      CrawlsCommand.Log.class,
      CrawlsCommand.Confirm.class,
      CrawlsCommand.Discard.class
    },
    footer = {
      "",
      "Examples:",
      "  stellwerk crawls list --held",
      "  stellwerk crawls show c_20261122_061000_klinik-karriere",
      "  stellwerk crawls confirm c_20261122_061000_klinik-karriere"
    })
final class CrawlsCommand {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd.MM. HH:mm", Locale.ROOT).withZone(ZoneId.of("Europe/Berlin"));

  private CrawlsCommand() {}

  private static CrawlReport report(Wiring wiring, String id) {
    return wiring
        .report(new CrawlId(id))
        .orElseThrow(() ->
            new CommandFailure(
                ExitCode.USAGE, "there is no crawl " + id + "; see “stellwerk crawls list”"));
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  /// Crawls, newest first.
  @Command(name = "list", description = "Crawls, newest first.")
  static final class Listed implements Callable<Integer> {
    @Mixin private ConfigFile config = new ConfigFile();

    @Parameters(paramLabel = "SITE", arity = "0..*", description = "ids of sites (default: all)")
    private List<String> ids = new ArrayList<>();

    @Option(names = "--held", description = "only those whose closings wait for a decision")
    private boolean held;

    @Option(
        names = "--limit",
        paramLabel = "N",
        description = "at most N (default: ${DEFAULT-VALUE})")
    private int limit = 20;

    @Option(names = "--json", description = "one JSON document")
    private boolean json;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
      Configuration configuration = config.read();
      PrintWriter out = spec.commandLine().getOut();
      try (Wiring wiring = Wiring.open(configuration)) {
        List<CrawlReport> reports = reports(configuration, wiring);
        if (json) {
          out.println(
              Json.pretty(Map.of("crawls", reports.stream().map(Reports::document).toList())));
          return ExitCode.OK;
        }
        out.println(row("STARTED", "TOOK", "VERDICT", "FOUND", "NEW", "CLOSED", "CRAWL"));
        reports.forEach(report -> out.println(row(report)));
        long waits = new Deciding(wiring).heldClosings().size();
        if (waits > 0) {
          out.println(
              waits
                  + (waits == 1 ? " crawl waits" : " crawls wait")
                  + " for a decision. Next: stellwerk crawls list --held");
        }
      }
      return ExitCode.OK;
    }

    private List<CrawlReport> reports(Configuration configuration, Wiring wiring) {
      List<Site> sites =
          ids.isEmpty()
              ? configuration.sites()
              : ids.stream().map(id -> CrawlCommand.Sites.one(configuration, id)).toList();
      List<CrawlReport> all = new ArrayList<>();
      if (held) {
        all.addAll(new Deciding(wiring).heldClosings());
        all.removeIf(report ->
            !ids.isEmpty() && sites.stream().noneMatch(site -> site.id().equals(report.site())));
      } else {
        sites.forEach(site -> all.addAll(wiring.lastCrawls(site.id(), Math.max(1, limit))));
      }
      return all.stream()
          .sorted(Comparator.comparing(CrawlReport::started).reversed())
          .limit(Math.max(1, limit))
          .toList();
    }

    private static String row(CrawlReport report) {
      boolean isHeld = report.close().state() == State.HELD;
      return row(
              TIME.format(report.started()),
              "%.0fs".formatted(report.took().toMillis() / 1000.0),
              report.verdict().name(),
              String.valueOf(report.items().found()),
              String.valueOf(report.items().created()),
              isHeld ? "held" : String.valueOf(report.items().closed()),
              report.id().value())
          + (isHeld
              ? "   would close " + report.close().wouldClose() + " of " + report.close().of()
              : "");
    }

    private static String row(String... cells) {
      return "%-13s %6s  %-14s %6s %5s %7s  %s".formatted((Object[]) cells).stripTrailing();
    }
  }

  /// One crawl.
  @Command(name = "show", description = "A crawl's report, and what it would close.")
  static final class Show implements Callable<Integer> {
    @Mixin private ConfigFile config = new ConfigFile();

    @Parameters(paramLabel = "ID", description = "id of a crawl")
    private String id = "";

    @Option(names = "--json", description = "one JSON document")
    private boolean json;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
      PrintWriter out = spec.commandLine().getOut();
      try (Wiring wiring = Wiring.open(config.read())) {
        CrawlReport report = report(wiring, id);
        Deciding desk = new Deciding(wiring);
        Map<PostingId, ClosedReason> closing = desk.wouldClose(report.id());
        if (json) {
          Map<String, @Nullable Object> document = Reports.document(report);
          List<Map<String, @Nullable Object>> would = new ArrayList<>();
          closing.forEach((posting, reason) -> would.add(document(desk, posting, reason)));
          document.put("would_close", would);
          out.println(Json.pretty(document));
          return ExitCode.OK;
        }
        out.println(report.id() + "  " + TIME.format(report.started()));
        Reports.lines(report).forEach(line -> out.println("  " + line));
        closing.forEach((posting, reason) -> {
          Optional<Posting> kept = desk.posting(posting);
          out.println(
              "  would close %s  %-16s %s  ·  %s"
                  .formatted(
                      posting,
                      word(reason),
                      kept.flatMap(it -> it.title().known()).orElse("(no title)"),
                      kept.map(it -> it.url().toString()).orElse("")));
        });
        if (report.close().state() == State.HELD) {
          out.println(
              "Next: stellwerk crawls confirm " + id + " or stellwerk crawls discard " + id);
        }
      }
      return ExitCode.OK;
    }

    private static Map<String, @Nullable Object> document(
        Deciding desk, PostingId posting, ClosedReason reason) {
      Optional<Posting> kept = desk.posting(posting);
      Map<String, @Nullable Object> document = new LinkedHashMap<>();
      document.put("id", posting.value());
      document.put("closed_reason", word(reason));
      document.put("title", kept.flatMap(it -> it.title().known()).orElse(null));
      document.put("url", kept.map(it -> it.url().toString()).orElse(null));
      return document;
    }
  }

  /// Its notes.
  @Command(
      name = "log",
      description = "Everything a crawl noted: refusals, failures, quarantined postings.")
  static final class Log implements Callable<Integer> {
    @Mixin private ConfigFile config = new ConfigFile();

    @Parameters(paramLabel = "ID", description = "id of a crawl")
    private String id = "";

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
      try (Wiring wiring = Wiring.open(config.read())) {
        CrawlReport report = report(wiring, id);
        report.notes().forEach(spec.commandLine().getOut()::println);
      }
      return ExitCode.OK;
    }
  }

  /// Decides about a held crawl; answers the exit code.
  private static int decide(
      ConfigFile config,
      CommandSpec spec,
      String id,
      BiFunction<Deciding, CrawlId, Optional<CrawlReport>> decision) {
    try (Wiring wiring = Wiring.open(config.read())) {
      CrawlReport before = report(wiring, id);
      CrawlReport after =
          decision
              .apply(new Deciding(wiring), before.id())
              .orElseThrow(() ->
                  new CommandFailure(
                      ExitCode.USAGE,
                      "no closing of " + id + " is held: it is " + word(before.close().state())));
      spec.commandLine()
          .getOut()
          .println(
              "%s  %s: closed %d of %d"
                  .formatted(
                      id, word(after.close().state()), after.items().closed(), after.close().of()));
      return ExitCode.OK;
    }
  }

  /// Yes.
  @Command(
      name = "confirm",
      description = "Closes what a held crawl would close, except what was seen since.")
  static final class Confirm implements Callable<Integer> {
    @Mixin private ConfigFile config = new ConfigFile();

    @Parameters(paramLabel = "ID", description = "id of a crawl")
    private String id = "";

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
      return decide(config, spec, id, Deciding::confirm);
    }
  }

  /// No.
  @Command(name = "discard", description = "Forgets what a held crawl would close.")
  static final class Discard implements Callable<Integer> {
    @Mixin private ConfigFile config = new ConfigFile();

    @Parameters(paramLabel = "ID", description = "id of a crawl")
    private String id = "";

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
      return decide(config, spec, id, Deciding::discard);
    }
  }
}
