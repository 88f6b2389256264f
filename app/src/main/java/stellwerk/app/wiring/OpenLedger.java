package stellwerk.app.wiring;

import java.util.List;
import java.util.Optional;
import stellwerk.crawler.ledger.Finding;
import stellwerk.crawler.ledger.Ledger;
import stellwerk.crawler.ledger.LedgerEntry;
import stellwerk.crawler.site.Rights;
import stellwerk.crawler.site.SiteId;

/// Lets an operator see postings whole, on the operator's own screen. Never wired to an output that
/// others read.
final class OpenLedger implements Ledger {
  @Override
  public Optional<LedgerEntry> entry(SiteId site) {
    Rights linkOnly = Rights.linkOnly(site.value());
    return Optional.of(
        new LedgerEntry(
            site,
            site.value(),
            new Rights(
                Rights.Level.FULL, linkOnly.outlets(), false, site.value(), null, null, null, true),
            List.of()));
  }

  @Override
  public List<LedgerEntry> entries() {
    return List.of();
  }

  @Override
  public void configure(SiteId site, String name, Rights rights) {}

  @Override
  public void note(SiteId site, Finding finding) {}
}
