package stellwerk.crawler.verdict;

import java.util.List;
import java.util.Map;
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

  /// Keeps what became of every address that a crawl came to know. Only the newest crawls of a site
  /// keep theirs.
  ///
  /// @param fates reason code by identity of the request ([CrawlReport#fates] says which there are)
  void keepFates(CrawlReport report, Map<String, String> fates);

  /// What became of an address in the newest crawl that knew it, as far as fates are kept.
  Optional<AddressFate> fate(SiteId site, String identity);
}
