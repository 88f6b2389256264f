package stellwerk.crawler.verdict;

import java.util.List;
import java.util.Optional;
import stellwerk.crawler.site.CrawlId;
import stellwerk.crawler.site.SiteId;

/// The reports of earlier crawls.
public interface CrawlHistory {
  void add(CrawlReport report);

  /// The newest reports of a site, newest first.
  List<CrawlReport> latest(SiteId site, int limit);

  Optional<CrawlReport> find(CrawlId id);

  /// Replaces a report whose held closing was confirmed or discarded.
  void replace(CrawlReport report);
}
