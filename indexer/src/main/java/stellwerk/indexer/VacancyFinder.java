package stellwerk.indexer;

import stellwerk.indexer.posting.Posting;
import stellwerk.indexer.posting.VacancyId;

/// Says which real job is behind a posting. Thread-safe.
public interface VacancyFinder {
  /// The vacancy of a posting as it is now, before it is kept; the posting's own
  /// ([Posting#vacancy]) where nothing says that it is the same job as another. Changes nothing.
  VacancyId find(Posting posting);

  /// Hears that a posting was kept, and puts it and the postings around it where they belong now.
  default void kept(Posting posting) {}
}
