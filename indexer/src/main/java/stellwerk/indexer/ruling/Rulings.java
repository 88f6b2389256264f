package stellwerk.indexer.ruling;

import java.util.List;
import stellwerk.indexer.posting.PostingId;

/// All rulings ever given. Thread-safe; none is ever forgotten.
public interface Rulings {
  /// Keeps a ruling; carrying it out is another's work.
  void give(Ruling ruling);

  /// The rulings about a posting, in the order in which they were given.
  List<Ruling> about(PostingId posting);

  /// All rulings, in the order in which they were given.
  List<Ruling> all();
}
