package stellwerk.crawler;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import stellwerk.crawler.site.CrawlId;
import stellwerk.crawler.site.SiteId;
import stellwerk.crawler.verdict.AddressFate;
import stellwerk.crawler.verdict.CrawlHistory;
import stellwerk.crawler.verdict.CrawlReport;

/// A history that lasts as long as its test.
final class MemoryHistory implements CrawlHistory {
  private final List<CrawlReport> reports = new ArrayList<>();
  private final Map<CrawlId, Map<String, String>> fates = new LinkedHashMap<>();

  List<CrawlReport> reports() {
    return List.copyOf(reports);
  }

  Map<String, String> fates(CrawlId id) {
    return fates.getOrDefault(id, Map.of());
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

  @Override
  public void keepFates(CrawlReport report, Map<String, String> codes) {
    fates.put(report.id(), Map.copyOf(codes));
  }

  @Override
  public Optional<AddressFate> fate(SiteId site, String identity) {
    for (CrawlReport report : reports) {
      String code = fates(report.id()).get(identity);
      if (code != null && report.site().equals(site)) {
        return Optional.of(new AddressFate(report.id(), report.started(), code));
      }
    }
    return Optional.empty();
  }
}
