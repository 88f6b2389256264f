package stellwerk.app.command;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import stellwerk.app.config.Configuration;
import stellwerk.app.config.NearestWord;
import stellwerk.app.wiring.Wiring;
import stellwerk.crawler.site.Site;
import stellwerk.crawler.site.SiteId;
import stellwerk.crawler.verdict.CrawlReport;
import stellwerk.crawler.verdict.CrawlReport.Close.State;
import stellwerk.search.http.Json;

/// `stellwerk crawl SITE…`: crawls now, in the foreground.
@Command(
    name = "crawl",
    description = "Crawls sites now. Without a site: all enabled ones.",
    footer = {
      "",
      "Examples:",
      "  stellwerk crawl greenhouse-scaleai",
      "  stellwerk crawl --dry-run greenhouse-scaleai"
    })
final class CrawlCommand implements Callable<Integer> {
  @Mixin private ConfigFile config = new ConfigFile();

  @Parameters(paramLabel = "SITE", arity = "0..*", description = "ids of sites")
  private List<String> ids = new ArrayList<>();

  @Option(names = "--dry-run", description = "writes nothing to store, archive or index")
  private boolean dryRun;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "asks for at most N pages (such a crawl ends TRUNCATED)")
  private int limit;

  @Option(names = "--json", description = "one JSON document with the report of each crawl")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    if (limit < 0) {
      throw new CommandFailure(ExitCode.USAGE, "--limit must be at least 1");
    }
    Configuration configuration = config.read();
    List<Site> sites = Sites.chosen(configuration, ids);
    if (sites.isEmpty()) {
      throw new CommandFailure(ExitCode.USAGE, "no site is enabled; see “stellwerk site list”");
    }
    List<CrawlReport> reports = new ArrayList<>();
    // Outermost: while a signal waits for it, what was read is kept and told.
    try (Stop stop = Stop.onSignal()) {
      try (Wiring wiring = Wiring.open(configuration)) {
        crawl(wiring, sites, stop, reports);
      } finally {
        if (json) {
          spec.commandLine()
              .getOut()
              .println(
                  Json.pretty(Map.of("crawls", reports.stream().map(Reports::document).toList())));
        }
      }
      if (stop.ordered()) {
        spec.commandLine()
            .getErr()
            .println("Interrupted; what was read so far is kept, nothing was closed by absence.");
        return ExitCode.INTERRUPTED;
      }
    }
    long unexpected =
        IntStream.range(0, sites.size())
            .filter(i -> !asExpected(sites.get(i), reports.get(i)))
            .count();
    if (unexpected == 0) {
      return ExitCode.OK;
    }
    return unexpected == sites.size() ? ExitCode.EXPECTATIONS : ExitCode.PARTLY;
  }

  private void crawl(Wiring wiring, List<Site> sites, Stop stop, List<CrawlReport> reports) {
    for (Site site : sites) {
      if (stop.ordered()) {
        break;
      }
      Site limited = limit > 0 ? site.with(site.politeness().withMaxPages(limit)) : site;
      CrawlReport report =
          dryRun
              ? wiring.tryOut(limited, stop::ordered).report()
              : wiring.crawl(limited, stop::ordered);
      reports.add(report);
      print(site, report);
    }
    if (!dryRun) {
      wiring.catchUp();
    }
  }

  private void print(Site site, CrawlReport report) {
    if (!json) {
      PrintWriter out = spec.commandLine().getOut();
      out.println(
          site.id() + (dryRun ? "  (dry run: nothing is written to store, archive or index)" : ""));
      Reports.lines(report).forEach(line -> out.println("  " + line));
    }
  }

  private static boolean asExpected(Site site, CrawlReport report) {
    return site.expect().verdicts().contains(report.verdict().name())
        && report.close().state() != State.HELD
        && report.expectationsMissed().isEmpty();
  }

  /// Which sites are meant.
  static final class Sites {
    private Sites() {}

    static List<Site> chosen(Configuration configuration, List<String> ids) {
      if (ids.isEmpty()) {
        return configuration.sites().stream().filter(Site::enabled).toList();
      }
      return ids.stream().map(id -> one(configuration, id)).toList();
    }

    static Site one(Configuration configuration, String id) {
      List<String> known = configuration.sites().stream().map(site -> site.id().value()).toList();
      if (!known.contains(id)) {
        throw new CommandFailure(
            ExitCode.USAGE,
            "there is no site “"
                + id
                + "”"
                + NearestWord.of(id, known)
                    .map(word -> " (did you mean “" + word + "”?)")
                    .orElse("")
                + "; see “stellwerk site list”");
      }
      return configuration.site(new SiteId(id)).orElseThrow();
    }
  }
}
