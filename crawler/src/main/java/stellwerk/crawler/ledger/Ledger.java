package stellwerk.crawler.ledger;

import java.util.List;
import java.util.Optional;
import stellwerk.crawler.site.Rights;
import stellwerk.crawler.site.SiteId;

/// What the owners of sites allow. A site without an entry is not crawled, and its postings are not
/// shown. Thread-safe.
public interface Ledger {
  Optional<LedgerEntry> entry(SiteId site);

  List<LedgerEntry> entries();

  /// Writes down a site's rights as configured. Changed rights give the site's postings new change
  /// numbers, so that the index follows.
  void configure(SiteId site, String name, Rights rights);

  void note(SiteId site, Finding finding);
}
