package stellwerk.indexer.posting;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// When a posting was first and last seen, and how it ended.
///
/// @param lastSeen last crawl whose listing had it
/// @param lastVerified last time its own page or full record was read and was open
/// @param closedAt null while active
/// @param closedReason null while active
/// @param repostCount how often its date was bumped without a change, or it reopened
public record Lifespan(
    Instant firstSeen,
    Instant lastSeen,
    Instant lastVerified,
    @Nullable Instant closedAt,
    @Nullable ClosedReason closedReason,
    int repostCount) {
  public enum ClosedReason {
    DEADLINE,
    GONE,
    NOT_LISTED,
    PAGE_SAYS_CLOSED,
    SITE_REMOVED,
    OPERATOR,
    TAKEDOWN
  }

  public boolean active() {
    return closedAt == null;
  }
}
