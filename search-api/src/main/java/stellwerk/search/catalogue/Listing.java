package stellwerk.search.catalogue;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import stellwerk.indexer.query.Facet;
import stellwerk.indexer.query.Filter;
import stellwerk.indexer.release.ShownPosting;

/// What a search shows.
///
/// @param total how many there are in all
/// @param next the cursor for the next page; null at the end
/// @param changeNumber of the store's last change that this answer knows
/// @param didYouMean words that would find something, where these find nothing; null otherwise
public record Listing(
    long total,
    boolean totalIsExact,
    List<Entry> entries,
    Map<Filter.Field, List<Facet.Count>> facets,
    @Nullable String next,
    long changeNumber,
    @Nullable String didYouMean) {

  /// One posting.
  ///
  /// @param siteKind how its site speaks; null if the site is no longer configured
  /// @param lastSeen last crawl whose listing had it
  /// @param lastVerified last time its own page or full record was read and was open
  /// @param highlights found words by field, marked as in [stellwerk.indexer.query.Hits.Hit]
  public record Entry(
      ShownPosting posting,
      @Nullable String siteKind,
      Instant lastSeen,
      Instant lastVerified,
      Map<String, String> highlights) {}

  public Listing {
    entries = List.copyOf(entries);
  }

  public Optional<String> nextCursor() {
    return Optional.ofNullable(next);
  }
}
