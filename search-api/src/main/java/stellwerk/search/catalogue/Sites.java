package stellwerk.search.catalogue;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import stellwerk.crawler.site.SiteId;

/// Knows how the sites are. Thread-safe, and quick: it is asked for every answer.
public interface Sites {
  /// How a site speaks, such as `html` or `personio`; empty if it is no longer configured.
  Optional<String> kind(SiteId site);

  Summary summary();

  /// All sites at a glance.
  ///
  /// @param ok sites whose crawls go well
  /// @param total sites that are crawled
  /// @param lastChecked end of the newest crawl; null before the first
  /// @param next start of the next crawl; null if none is planned
  /// @param stale whether more than two planned crawls were missed
  record Summary(
      int ok, int total, @Nullable Instant lastChecked, @Nullable Instant next, boolean stale) {
    public Optional<Instant> checked() {
      return Optional.ofNullable(lastChecked);
    }
  }
}
