package stellwerk.app.command;

import java.io.PrintWriter;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import stellwerk.app.config.Configuration;
import stellwerk.app.wiring.Wiring;
import stellwerk.crawler.site.Site;
import stellwerk.crawler.verdict.CrawlReport;
import stellwerk.crawler.verdict.SiteCause;
import stellwerk.crawler.verdict.SiteStates.Noted;
import stellwerk.search.http.Json;

/// `stellwerk site list`: all sites with their last crawl.
@Command(name = "list", description = "All configured sites with their last crawl and next fire.")
final class SiteListCommand implements Callable<Integer> {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd.MM. HH:mm", Locale.ROOT).withZone(ZoneId.of("Europe/Berlin"));

  @Mixin private ConfigFile config = new ConfigFile();

  @Option(names = "--json", description = "one JSON document")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Configuration configuration = config.read();
    PrintWriter out = spec.commandLine().getOut();
    try (Wiring wiring = Wiring.open(configuration)) {
      if (json) {
        List<Map<String, @Nullable Object>> rows =
            configuration.sites().stream().map(site -> document(site, wiring)).toList();
        out.println(Json.pretty(Map.of("sites", rows)));
        return ExitCode.OK;
      }
      out.println(
          row(
              "SITE",
              "KIND",
              "STATE",
              "LAST CRAWL",
              "VERDICT",
              "FOUND",
              "NEW",
              "CLOSED",
              "NEXT FIRE"));
      for (Site site : configuration.sites()) {
        Optional<CrawlReport> last = wiring.lastCrawl(site.id());
        out.println(
            row(
                    site.id().value(),
                    site.kind(),
                    state(site, wiring),
                    last.map(report -> TIME.format(report.started())).orElse("never"),
                    last.map(report -> report.verdict().name()).orElse("–"),
                    last.map(report -> String.valueOf(report.items().found())).orElse("–"),
                    last.map(report -> String.valueOf(report.items().created())).orElse("–"),
                    last.map(report -> String.valueOf(report.items().closed())).orElse("–"),
                    site.enabled()
                        ? wiring.nextFire(site).map(TIME::format).orElse("on order")
                        : "–")
                + detail(site, wiring));
      }
    }
    return ExitCode.OK;
  }

  private static String state(Site site, Wiring wiring) {
    return site.enabled()
        ? wiring.proven(site.id())
            ? wiring.upkeep().state(site).health().state().name().toLowerCase(Locale.ROOT)
            : "waits"
        : "off";
  }

  private static String detail(Site site, Wiring wiring) {
    if (site.enabled() && !wiring.proven(site.id())) {
      return "   new: waits for a passed test (stellwerk site test " + site.id() + ")";
    }
    String detail = site.enabled() ? wiring.upkeep().state(site).health().detail() : "";
    return detail.isEmpty() ? "" : "   " + detail;
  }

  private static String row(String... cells) {
    return "%-28s %-16s %-8s %-13s %-14s %6s %5s %7s  %s"
        .formatted((Object[]) cells)
        .stripTrailing();
  }

  private static Map<String, @Nullable Object> document(Site site, Wiring wiring) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("id", site.id().value());
    row.put("name", site.name());
    row.put("kind", site.kind());
    row.put("enabled", site.enabled());
    row.put("rights", site.rights().level().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    Noted noted = wiring.upkeep().state(site);
    @Nullable SiteCause cause = noted.health().cause();
    row.put("state", noted.health().state().name().toLowerCase(Locale.ROOT));
    row.put("waits_for_test", site.enabled() && !wiring.proven(site.id()));
    row.put("cause", cause == null ? null : cause.key());
    row.put("detail", noted.health().detail());
    row.put("last_crawl", wiring.lastCrawl(site.id()).map(Reports::document).orElse(null));
    row.put("next_fire", wiring.nextFire(site).map(Object::toString).orElse(null));
    return row;
  }
}
