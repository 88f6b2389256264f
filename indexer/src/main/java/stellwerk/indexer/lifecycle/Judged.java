package stellwerk.indexer.lifecycle;

import java.time.Instant;
import java.time.ZoneId;
import stellwerk.crawler.verdict.Proof;
import stellwerk.crawler.verdict.Verdict;

/// A crawl as far as it decides about postings.
///
/// @param sameQuestion whether it asked what the last complete crawl asked; a changed question
///   voids absence
/// @param at when it started; absences are counted from start to start
public record Judged(Verdict verdict, Proof proof, boolean sameQuestion, Instant at) {
  static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  /// Whether not being listed means anything.
  public boolean provesAbsence() {
    return verdict.mayCloseByAbsence() && proof != Proof.NONE && sameQuestion;
  }
}
