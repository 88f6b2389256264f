package stellwerk.app.wiring;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import stellwerk.crawler.site.Site;
import stellwerk.crawler.verdict.CrawlReport;
import stellwerk.crawler.verdict.SiteState;
import stellwerk.crawler.verdict.Verdict;
import stellwerk.search.metrics.Gauges;

/// What operators watch of the crawls, asked from the store when it is scraped, so that any node
/// answers for all.
final class CrawlGauges implements Gauges {
  private final Wiring wiring;

  CrawlGauges(Wiring wiring) {
    this.wiring = wiring;
  }

  @Override
  public List<Sample> samples() {
    List<Sample> samples = new ArrayList<>();
    for (Site site : wiring.configuration().sites()) {
      wiring.lastCrawl(site.id()).ifPresent(report -> crawl(samples, site, report));
      states(samples, site);
    }
    return samples;
  }

  private void states(List<Sample> samples, Site site) {
    SiteState now = wiring.upkeep().state(site).health().state();
    for (SiteState state : SiteState.values()) {
      samples.add(
          new Sample(
              "stellwerk_site_state",
              Map.of("site", site.id().value(), "state", state.name().toLowerCase(Locale.ROOT)),
              state == now ? 1 : 0));
    }
    wiring.lastCrawls(site.id(), 50).stream()
        .filter(report -> site.expect().verdicts().contains(report.verdict().name()))
        .findFirst()
        .ifPresent(report ->
            samples.add(
                new Sample(
                    "stellwerk_crawl_last_success_timestamp_seconds",
                    Map.of("site", site.id().value()),
                    report.started().plus(report.took()).toEpochMilli() / 1000.0)));
  }

  private static void crawl(List<Sample> samples, Site site, CrawlReport report) {
    Map<String, String> label = Map.of("site", site.id().value());
    for (Verdict verdict : Verdict.values()) {
      samples.add(
          new Sample(
              "stellwerk_crawl_verdict",
              Map.of("site", site.id().value(), "verdict", verdict.name()),
              verdict == report.verdict() ? 1 : 0));
    }
    double end = report.started().plus(report.took()).toEpochMilli() / 1000.0;
    samples.add(new Sample("stellwerk_crawl_last_timestamp_seconds", label, end));
    samples.add(
        new Sample(
            "stellwerk_crawl_last_duration_seconds", label, report.took().toMillis() / 1000.0));
    samples.add(new Sample("stellwerk_crawl_would_close", label, report.close().wouldClose()));
    samples.add(new Sample("stellwerk_crawl_open_before", label, report.close().of()));
    samples.add(
        new Sample(
            "stellwerk_crawl_close_held",
            label,
            report.close().state() == CrawlReport.Close.State.HELD ? 1 : 0));
    CrawlReport.Items items = report.items();
    stage(samples, site, "found", items.found());
    stage(samples, site, "valid", items.valid());
    stage(samples, site, "new", items.created());
    stage(samples, site, "changed", items.changed());
    stage(samples, site, "missing", items.missing());
    stage(samples, site, "closed", items.closed());
    stage(samples, site, "quarantined", items.quarantined());
    stage(samples, site, "skipped", items.skipped());
  }

  private static void stage(List<Sample> samples, Site site, String stage, int count) {
    samples.add(
        new Sample(
            "stellwerk_crawl_items", Map.of("site", site.id().value(), "stage", stage), count));
  }
}
