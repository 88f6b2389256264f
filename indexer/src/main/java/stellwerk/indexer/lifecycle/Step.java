package stellwerk.indexer.lifecycle;

import stellwerk.indexer.posting.Lifespan.ClosedReason;

/// What a crawl means for a posting.
public sealed interface Step {
  /// It stays as it is, open or closed; what is known about it may have changed.
  record Stay(Standing standing) implements Step {}

  record Close(ClosedReason reason) implements Step {}

  /// The same posting, with the same id, is open again.
  record Reopen(Standing standing) implements Step {}
}
