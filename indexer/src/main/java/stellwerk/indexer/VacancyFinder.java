package stellwerk.indexer;

import stellwerk.indexer.posting.Posting;
import stellwerk.indexer.posting.VacancyId;

/// Says which real job is behind a posting. Thread-safe.
public interface VacancyFinder {
  /// The vacancy of a posting; the posting's own ([Posting#vacancy]) where nothing says that it is
  /// the same job as another.
  VacancyId find(Posting posting);
}
