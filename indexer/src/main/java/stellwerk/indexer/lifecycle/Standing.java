package stellwerk.indexer.lifecycle;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import stellwerk.indexer.posting.Lifespan.ClosedReason;

/// Where a posting stands before a crawl is judged.
///
/// @param closed why it is closed; null while it is open
/// @param absentSince the first of the `COMPLETE` crawls in a row that did not list it; null while
///   they list it
/// @param saidClosedSince when its own page first said that the job is closed; null while it does
///   not
/// @param deadline its stated deadline; null if none is stated
/// @param outlived the deadline after which a `COMPLETE` crawl still listed it; null if none did
public record Standing(
    @Nullable ClosedReason closed,
    @Nullable Instant absentSince,
    @Nullable Instant saidClosedSince,
    @Nullable LocalDate deadline,
    @Nullable LocalDate outlived) {

  /// Whether it was listed after its deadline, which therefore no longer closes it.
  public boolean outlivedItsDeadline() {
    return deadline != null && deadline.equals(outlived);
  }
}
