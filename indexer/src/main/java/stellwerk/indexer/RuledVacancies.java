package stellwerk.indexer;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import stellwerk.indexer.posting.Posting;
import stellwerk.indexer.posting.PostingId;
import stellwerk.indexer.posting.VacancyId;
import stellwerk.indexer.ruling.Ruling;
import stellwerk.indexer.ruling.Ruling.Says;
import stellwerk.indexer.ruling.Rulings;
import stellwerk.indexer.store.Kept;
import stellwerk.indexer.store.PostingStore;

/// Finds vacancies as another finder does, except where an operator ruled that postings are the
/// same job, or are not. Thread-safe.
public final class RuledVacancies implements VacancyFinder {
  private final VacancyFinder finder;
  private final Rulings rulings;
  private final PostingStore store;

  public RuledVacancies(VacancyFinder finder, Rulings rulings, PostingStore store) {
    this.finder = finder;
    this.rulings = rulings;
    this.store = store;
  }

  @Override
  public VacancyId find(Posting posting) {
    return find(posting, new HashSet<>());
  }

  /// Follows "is the same as" to its end; a circle ends where it began.
  private VacancyId find(Posting posting, Set<PostingId> passed) {
    passed.add(posting.id());
    List<Says> says = rulings.about(posting.id()).stream().map(Ruling::says).toList().reversed();
    for (Says said : says) {
      switch (said) {
        case Says.Same(PostingId other) -> {
          return passed.contains(other)
              ? finder.find(posting)
              : store
                  .find(other)
                  .map(Kept::posting)
                  .map(kept -> find(kept, passed))
                  .orElseGet(() -> finder.find(posting));
        }
        case Says.NotSame() -> {
          return PostingNames.vacancy(posting.site(), posting.key());
        }
        case Says.Member _, Says.NotMember _, Says.Closed _, Says.Takedown _ -> {}
      }
    }
    return finder.find(posting);
  }
}
