package stellwerk.indexer.dedupe;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import stellwerk.indexer.posting.PostingId;

/// Knows all signatures, and which postings may be like one. Thread-safe.
public interface Neighbours {
  /// Keeps a posting's signature in place of the one before.
  void put(Signature signature);

  /// Forgets a posting.
  void remove(PostingId id);

  Optional<Signature> find(PostingId id);

  /// The signatures of some postings, as far as they are known.
  List<Signature> find(Collection<PostingId> ids);

  /// The signatures that share a key with this one, which need not be known itself; never that of
  /// the same posting.
  List<Signature> like(Signature signature);
}
