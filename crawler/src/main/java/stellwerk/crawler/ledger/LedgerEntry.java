package stellwerk.crawler.ledger;

import java.util.List;
import stellwerk.crawler.site.Rights;
import stellwerk.crawler.site.SiteId;

/// What may be done with one site: its rights as configured, and what its own files said, newest
/// finding first.
public record LedgerEntry(SiteId site, String name, Rights rights, List<Finding> findings) {
  public LedgerEntry {
    findings = List.copyOf(findings);
  }
}
