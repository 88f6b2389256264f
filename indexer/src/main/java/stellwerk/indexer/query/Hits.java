package stellwerk.indexer.query;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import stellwerk.indexer.posting.Posting;
import stellwerk.indexer.posting.PostingId;

/// What a search found.
///
/// @param total how many there are in all
/// @param totalIsExact whether that was counted to the end
/// @param items in order; at most the query's limit
/// @param facets counts by field, in the order asked
/// @param next the cursor for the next page; null at the end
/// @param changeNumber of the store's last change that this answer knows
/// @param didYouMean another question that has hits, where this one has none; null otherwise
public record Hits(
    long total,
    boolean totalIsExact,
    List<Hit> items,
    Map<Filter.Field, List<Facet.Count>> facets,
    @Nullable String next,
    long changeNumber,
    @Nullable String didYouMean) {

  /// One hit.
  ///
  /// @param posting whole; outputs get it only through `Releases`
  /// @param others the other postings of its vacancy that are released at the same outlet (empty
  ///   when grouped by posting)
  /// @param highlights marked words by field name: plain text with `\u0002` and `\u0003` around
  ///   what was found, to be escaped before marking
  public record Hit(
      Posting posting, List<PostingId> others, float score, Map<String, String> highlights) {
    public Hit {
      others = List.copyOf(others);
      highlights = Map.copyOf(highlights);
    }
  }

  public Hits {
    items = List.copyOf(items);
  }

  public Hits(
      long total,
      boolean totalIsExact,
      List<Hit> items,
      Map<Filter.Field, List<Facet.Count>> facets,
      @Nullable String next,
      long changeNumber) {
    this(total, totalIsExact, items, facets, next, changeNumber, null);
  }

  public Optional<String> nextCursor() {
    return Optional.ofNullable(next);
  }
}
