package stellwerk.app.command;

import java.io.PrintWriter;
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
import stellwerk.app.config.SiteText;
import stellwerk.app.wiring.Wiring;
import stellwerk.crawler.ledger.Finding;
import stellwerk.crawler.ledger.LedgerEntry;
import stellwerk.crawler.site.Site;
import stellwerk.crawler.verdict.CrawlReport;
import stellwerk.search.http.Json;

/// `stellwerk site show SITE`: what is in force for a site, what its owner allows, how it went.
@Command(
    name = "show",
    description =
        "One site: the configuration in force, its ledger with findings, its last crawls.")
final class SiteShowCommand implements Callable<Integer> {
  @Mixin private ConfigFile config = new ConfigFile();

  @Parameters(paramLabel = "SITE", description = "id of a site")
  private String id = "";

  @Option(
      names = "--crawls",
      paramLabel = "N",
      description = "crawls to show (default: ${DEFAULT-VALUE})")
  private int crawls = 5;

  @Option(names = "--json", description = "one JSON document")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Configuration configuration = config.read();
    Site site = CrawlCommand.Sites.one(configuration, id);
    PrintWriter out = spec.commandLine().getOut();
    try (Wiring wiring = Wiring.open(configuration)) {
      LedgerEntry entry = wiring.ledger(site.id()).orElse(null);
      List<Finding> findings = entry == null ? List.of() : entry.findings();
      List<CrawlReport> reports = wiring.lastCrawls(site.id(), Math.max(1, crawls));
      if (json) {
        out.println(Json.pretty(document(site, findings, reports)));
        return ExitCode.OK;
      }
      out.println("# in force, defaults included");
      out.print(SiteText.whole(site));
      out.println();
      out.println(
          "ledger: rights " + word(site.rights().level()) + (entry == null ? ", no entry" : ""));
      if (findings.isEmpty()) {
        out.println("  its own files were not read yet");
      }
      findings.forEach(finding ->
          out.println("  " + finding.at() + "  " + word(finding.source()) + ": " + finding.said()));
      out.println();
      out.println(reports.isEmpty() ? "never crawled" : "last crawls, newest first");
      for (CrawlReport report : reports) {
        out.println("  " + report.id());
        Reports.lines(report).stream().limit(2).forEach(line -> out.println("    " + line));
      }
      out.println();
      out.println("Next: stellwerk site test " + site.id());
    }
    return ExitCode.OK;
  }

  private static Map<String, @Nullable Object> document(
      Site site, List<Finding> findings, List<CrawlReport> reports) {
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("id", site.id().value());
    document.put("name", site.name());
    document.put("kind", site.kind());
    document.put("enabled", site.enabled());
    document.put("rights", word(site.rights().level()));
    document.put("effective", SiteText.whole(site));
    document.put(
        "findings",
        findings.stream()
            .map(finding ->
                Map.of(
                    "source",
                    word(finding.source()),
                    "said",
                    finding.said(),
                    "at",
                    finding.at().toString()))
            .toList());
    document.put("crawls", reports.stream().map(Reports::document).toList());
    return document;
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
