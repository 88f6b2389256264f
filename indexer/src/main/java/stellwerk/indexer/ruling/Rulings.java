package stellwerk.indexer.ruling;

import java.util.List;
import stellwerk.indexer.posting.PostingId;
import stellwerk.indexer.ruling.Ruling.Says;

/// All rulings ever given. Thread-safe; none is ever forgotten.
public interface Rulings {
  /// Keeps a ruling; carrying it out is another's work.
  void give(Ruling ruling);

  /// The rulings about a posting, in the order in which they were given.
  List<Ruling> about(PostingId posting);

  /// All rulings, in the order in which they were given.
  List<Ruling> all();

  /// Those that say which postings are the same job, in the order in which they were given.
  default List<Ruling> ofVacancies() {
    return all().stream()
        .filter(
            ruling -> ruling.says() instanceof Says.Same || ruling.says() instanceof Says.NotSame)
        .toList();
  }
}
