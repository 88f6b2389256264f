package stellwerk.app.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import stellwerk.app.config.Configuration;
import stellwerk.app.wiring.Checkup;
import stellwerk.app.wiring.Fixtures;
import stellwerk.app.wiring.Wiring;
import stellwerk.crawler.SiteDoctor.Look;
import stellwerk.crawler.adapter.kind.Adapters;
import stellwerk.crawler.adapter.page.MarkedPage;
import stellwerk.crawler.fetch.Fetched;
import stellwerk.crawler.fetch.Request;
import stellwerk.crawler.site.Site;
import stellwerk.crawler.verdict.CrawlReport;
import stellwerk.search.http.Json;

/// `stellwerk site test SITE`: what would this site yield, and what is wrong where it yields
/// nothing?
@Command(
    name = "test",
    description = {
      "Asks a site for a few pages and shows what would be read: every field's origin, words and value, every miss with what was probably meant. Keeps nothing.",
      "Exit 4 when a field is missing, or a fixture is read differently."
    },
    footer = {
      "",
      "Examples:",
      "  stellwerk site test beispielboerse --url https://jobs.example/stelle/4711 --html page.html",
      "  stellwerk site test beispielboerse --list",
      "  stellwerk site test --all --offline"
    })
final class SiteTestCommand implements Callable<Integer> {
  @Mixin private ConfigFile config = new ConfigFile();

  @Parameters(paramLabel = "SITE", arity = "0..1", description = "id of a site")
  private @Nullable String id;

  @Option(names = "--url", paramLabel = "URL", description = "asks for this page only")
  private @Nullable URI url;

  @Option(
      names = "--list",
      description = "asks for the lists only: every match of their selectors, the declared total")
  private boolean list;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "writes the page with its matches marked; nothing in it runs or loads")
  private @Nullable Path html;

  @Option(
      names = "--save",
      description = "keeps pages and results under config/fixtures/SITE, to be replayed offline")
  private boolean save;

  @Option(names = "--all", description = "with --offline: the fixtures of every site")
  private boolean all;

  @Option(names = "--offline", description = "reads the kept fixtures again; asks nobody")
  private boolean offline;

  @Option(
      names = "--pages",
      paramLabel = "N",
      description = "pages to ask for (default: ${DEFAULT-VALUE})")
  private int pages = 5;

  @Option(
      names = "--show",
      paramLabel = "N",
      description = "postings to show (default: ${DEFAULT-VALUE})")
  private int show = 3;

  @Option(names = "--json", description = "one JSON document")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (all && !offline) {
      throw new CommandFailure(ExitCode.USAGE, "--all asks nobody: say --all --offline");
    }
    if (id == null && !all) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "which site? See “stellwerk site list”; fixtures of all: --all --offline");
    }
    if (pages < 1 || show < 0) {
      throw new CommandFailure(ExitCode.USAGE, "--pages starts at 1, --show at 0");
    }
    Configuration configuration = config.read();
    List<Site> sites =
        id == null ? configuration.sites() : List.of(CrawlCommand.Sites.one(configuration, id));
    return offline ? replay(configuration, sites) : examine(configuration, sites.getFirst());
  }

  private int examine(Configuration configuration, Site site) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    Checkup checkup;
    try (Wiring wiring = Wiring.open(configuration)) {
      checkup = wiring.examine(site.with(site.politeness().withMaxPages(pages)), scope(site));
      if (json) {
        out.println(Json.pretty(CheckupDocument.of(checkup, wiring)));
      } else {
        CheckupSheet.lines(checkup, show, list).forEach(out::println);
        out.println();
        closing(out, checkup);
      }
      if (url == null && !list && passed(checkup)) {
        wiring.passed(
            site.id(),
            checkup.readings().size()
                + " postings, "
                + checkup.wanted()
                + " of "
                + checkup.wanted()
                + " fields, verdict "
                + checkup.examination().report().verdict());
      }
    }
    if (html != null) {
      mark(site, checkup, html);
    }
    if (save) {
      save(configuration, site, checkup);
    }
    return passed(checkup) ? ExitCode.OK : ExitCode.EXPECTATIONS;
  }

  /// Nothing that should be stated is missing, and something was read at all.
  private boolean passed(Checkup checkup) {
    boolean barren = checkup.readings().isEmpty() && !list;
    return checkup.missing().isEmpty() && !barren;
  }

  private Wiring.Scope scope(Site site) {
    if (url == null) {
      return list ? new Wiring.Scope.Lists() : new Wiring.Scope.Few();
    }
    URI wanted = url;
    List<Request> starts = Adapters.of(site.kind()).orElseThrow().start(site);
    Request known =
        starts.stream().filter(start -> start.url().equals(wanted)).findFirst().orElse(null);
    if (known != null) {
      return new Wiring.Scope.One(known);
    }
    // what stands beside an answer for programs is one, too
    Request.Purpose purpose =
        starts.stream()
            .filter(start -> Objects.equals(start.url().getAuthority(), wanted.getAuthority()))
            .map(Request::purpose)
            .filter(each -> each == Request.Purpose.API || each == Request.Purpose.FEED)
            .findFirst()
            .orElse(list ? Request.Purpose.LIST : Request.Purpose.DETAIL);
    return new Wiring.Scope.One(Request.get(wanted, purpose));
  }

  private void closing(PrintWriter out, Checkup checkup) {
    CrawlReport report = checkup.examination().report();
    Site site = checkup.examination().site();
    if (url == null && !list) {
      out.println(
          "would be: new %d · changed %d · closed %d of %d (guard %d %%)   verdict %s: %s"
              .formatted(
                  report.items().created(),
                  report.items().changed(),
                  report.close().wouldClose(),
                  report.close().of(),
                  report.close().guardPercent(),
                  report.verdict(),
                  report.reason()));
      out.println(
          "fields: "
              + checkup.coverage().entrySet().stream()
                  .map(field ->
                      field.getKey() + " " + field.getValue() + "/" + checkup.readings().size())
                  .collect(Collectors.joining(" · ")));
    }
    String next =
        checkup.missing().isEmpty()
            ? "stellwerk crawl " + site.id() + " --dry-run"
            : list
                ? "stellwerk site test " + site.id()
                : "stellwerk site test " + site.id() + " --list";
    long fields =
        checkup.wanted()
            - checkup.missing().stream()
                .filter(name -> !List.of("item", "link", "total").contains(name))
                .count();
    String misses =
        checkup.missing().isEmpty()
            ? ""
            : "Missing: " + String.join(", ", checkup.missing()) + ". ";
    out.println(
        (list ? "" : fields + " of " + checkup.wanted() + " fields. ") + misses + "Next: " + next);
    if (!site.enabled()) {
      out.println("The site is not enabled.");
    }
  }

  /// The posting's page, if one came, else the first page.
  private void mark(Site site, Checkup checkup, Path file) throws IOException {
    List<Look> came =
        checkup.examination().looks().stream()
            .filter(look -> look.fetched() instanceof Fetched.Page)
            .toList();
    Look chosen =
        came.stream()
            .filter(look -> look.fetched().request().purpose() == Request.Purpose.DETAIL)
            .findFirst()
            .orElse(came.isEmpty() ? null : came.getFirst());
    if (chosen != null && chosen.fetched() instanceof Fetched.Page page) {
      Files.writeString(file, MarkedPage.of(site, page, chosen.postings()));
      spec.commandLine().getErr().println("wrote " + file);
    } else {
      spec.commandLine().getErr().println("no page came; " + file + " was not written");
    }
  }

  private void save(Configuration configuration, Site site, Checkup checkup) {
    var fixtures = new Fixtures(configuration);
    for (Look look : checkup.examination().looks()) {
      if (look.fetched() instanceof Fetched.Page page) {
        spec.commandLine().getErr().println("kept " + fixtures.save(site, page));
      }
    }
  }

  private int replay(Configuration configuration, List<Site> sites) {
    PrintWriter out = spec.commandLine().getOut();
    List<Fixtures.Outcome> outcomes = new Fixtures(configuration).replay(sites);
    long differing = outcomes.stream().filter(outcome -> !outcome.differences().isEmpty()).count();
    if (json) {
      out.println(
          Json.pretty(
              Map.of("fixtures", outcomes.stream().map(SiteTestCommand::document).toList())));
    } else {
      for (Fixtures.Outcome outcome : outcomes) {
        out.println(
            (outcome.differences().isEmpty() ? "✓ " : "✗ ")
                + outcome.site()
                + "  "
                + outcome.name());
        outcome.differences().forEach(line -> out.println("    " + line));
      }
      out.println(outcomes.size() + " fixtures, " + differing + " read differently");
    }
    return differing == 0 ? ExitCode.OK : ExitCode.EXPECTATIONS;
  }

  private static Map<String, Object> document(Fixtures.Outcome outcome) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("site", outcome.site());
    row.put("fixture", outcome.name());
    row.put("differences", outcome.differences());
    return row;
  }
}
