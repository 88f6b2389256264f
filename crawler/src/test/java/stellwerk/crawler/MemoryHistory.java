package stellwerk.crawler;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import stellwerk.crawler.site.CrawlId;
import stellwerk.crawler.site.SiteId;
import stellwerk.crawler.verdict.CrawlHistory;
import stellwerk.crawler.verdict.CrawlReport;

/// A history that lasts as long as its test.
final class MemoryHistory implements CrawlHistory {
  private final List<CrawlReport> reports = new ArrayList<>();

  List<CrawlReport> reports() {
    return List.copyOf(reports);
  }

  @Override
  public void add(CrawlReport report) {
    reports.addFirst(report);
  }

  @Override
  public List<CrawlReport> latest(SiteId site, int limit) {
    return reports.stream().filter(report -> report.site().equals(site)).limit(limit).toList();
  }

  @Override
  public Optional<CrawlReport> find(CrawlId id) {
    return reports.stream().filter(report -> report.id().equals(id)).findFirst();
  }

  @Override
  public void replace(CrawlReport report) {
    reports.replaceAll(old -> old.id().equals(report.id()) ? report : old);
  }
}
