package stellwerk.crawler.verdict;

import java.time.Instant;
import stellwerk.crawler.site.SiteId;

/// What somebody should hear about a site.
///
/// @param from the state before; the same as now for a reminder
/// @param since when it came into this state
public record SiteAlert(SiteId site, SiteState from, SiteHealth now, Instant since) {
  /// Whether the state is an old one that still holds.
  public boolean reminder() {
    return from == now.state();
  }
}
