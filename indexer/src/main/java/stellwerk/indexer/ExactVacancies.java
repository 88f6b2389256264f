package stellwerk.indexer;

import stellwerk.indexer.dedupe.ExactKey;
import stellwerk.indexer.normalise.Identity;
import stellwerk.indexer.posting.Posting;
import stellwerk.indexer.posting.VacancyId;

/// Postings with the same employer, title and places are one vacancy, which is named after that
/// key: whoever meets it first or again gives it the same name.
public final class ExactVacancies implements VacancyFinder {
  @Override
  public VacancyId find(Posting posting) {
    return ExactKey.of(posting).map(Identity::vacancy).orElse(posting.vacancy());
  }
}
