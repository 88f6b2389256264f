package stellwerk.app.wiring;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import stellwerk.crawler.site.CrawlId;
import stellwerk.crawler.site.SiteId;
import stellwerk.crawler.verdict.AddressFate;
import stellwerk.crawler.verdict.CrawlHistory;
import stellwerk.crawler.verdict.CrawlReport;

/// Knows the earlier crawls and takes no further ones: for crawls that only try out.
final class ReadOnlyHistory implements CrawlHistory {
  private final CrawlHistory history;

  ReadOnlyHistory(CrawlHistory history) {
    this.history = history;
  }

  @Override
  public void add(CrawlReport report) {}

  @Override
  public List<CrawlReport> latest(SiteId site, int limit) {
    return history.latest(site, limit);
  }

  @Override
  public Optional<CrawlReport> find(CrawlId id) {
    return history.find(id);
  }

  @Override
  public void replace(CrawlReport report) {}

  @Override
  public void keepFates(CrawlReport report, Map<String, String> fates) {}

  @Override
  public Optional<AddressFate> fate(SiteId site, String identity) {
    return history.fate(site, identity);
  }
}
