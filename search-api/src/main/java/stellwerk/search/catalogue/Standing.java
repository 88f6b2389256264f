package stellwerk.search.catalogue;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import stellwerk.indexer.posting.PostingId;

/// Whether a copy of the index should have a posting now.
public sealed interface Standing {
  record Kept(Listing.Entry entry) implements Standing {}

  /// It is gone from the index.
  ///
  /// @param closedReason in the words of the API; null unless it is closed
  record Removed(PostingId id, Reason reason, @Nullable String closedReason) implements Standing {}

  /// Why a copy must let go of it.
  enum Reason {
    CLOSED,
    HIDDEN,
    RIGHTS_WITHDRAWN
  }

  /// What changed, and up to when.
  ///
  /// @param until the next question's `since`
  record Changes(List<Dated> all, Instant until, boolean hasMore) {
    public Changes {
      all = List.copyOf(all);
    }
  }

  /// A standing, and when it last changed.
  record Dated(Standing standing, Instant at) {}
}
