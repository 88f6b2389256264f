package stellwerk.indexer.lifecycle;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import stellwerk.crawler.verdict.Proof;
import stellwerk.crawler.verdict.Verdict;
import stellwerk.indexer.posting.Lifespan.ClosedReason;

/// When postings close and reopen, from what is known of them and what a crawl saw. Pure.
///
/// A posting closes by its own page (404 or 410 at once; one that says so when read twice), at the
/// end of the day of its stated deadline unless a `COMPLETE` crawl after that day still lists it,
/// by absence from `COMPLETE` crawls, or by an operator. Age alone closes nothing.
public final class Lifecycle {
  /// Least time between two crawls whose absences together close, where proof is whole.
  static final Duration BETWEEN_ABSENCES = Duration.ofHours(12);

  /// Least time between two readings of a page that says it is closed.
  static final Duration BETWEEN_READINGS = Duration.ofHours(6);

  private Lifecycle() {}

  /// Judges one posting at the end of a crawl.
  ///
  /// @param now when the crawl ends; pages are taken as read then, lists as they were at its start
  public static Step judge(Standing standing, Sight sight, Judged crawl, Instant now) {
    Standing known = noted(standing, sight, crawl, now);
    return standing.closed() == null
        ? open(known, sight, crawl, now)
        : closed(standing.closed(), known, sight, crawl);
  }

  /// Says whether an open posting's deadline has passed and nothing since then lists it.
  public static boolean overdue(Standing standing, Instant now) {
    return passed(standing.deadline(), now) && !standing.outlivedItsDeadline();
  }

  private static Step open(Standing known, Sight sight, Judged crawl, Instant now) {
    if (sight.page() == Sight.Page.GONE) {
      return new Step.Close(ClosedReason.GONE);
    }
    if (saysClosedAgain(known, sight, now)) {
      return new Step.Close(ClosedReason.PAGE_SAYS_CLOSED);
    }
    if (overdue(known, crawl.at())) {
      return new Step.Close(ClosedReason.DEADLINE);
    }
    return absent(known, sight, crawl)
        ? new Step.Close(ClosedReason.NOT_LISTED)
        : new Step.Stay(known);
  }

  private static boolean saysClosedAgain(Standing known, Sight sight, Instant now) {
    Instant since = known.saidClosedSince();
    return sight.page() == Sight.Page.SAYS_CLOSED
        && since != null
        && longSince(since, now, BETWEEN_READINGS);
  }

  private static boolean absent(Standing known, Sight sight, Judged crawl) {
    if (sight.listed() || !crawl.provesAbsence()) {
      return false;
    }
    Instant since = known.absentSince();
    return switch (crawl.proof()) {
      case STRONG -> true;
      case WHOLE -> since != null && longSince(since, crawl.at(), BETWEEN_ABSENCES);
      case NONE -> false;
    };
  }

  private static Step closed(ClosedReason reason, Standing known, Sight sight, Judged crawl) {
    boolean pageIsDead = sight.page() == Sight.Page.GONE || sight.page() == Sight.Page.SAYS_CLOSED;
    boolean back =
        sight.listed()
            && !pageIsDead
            && switch (reason) {
              case OPERATOR, TAKEDOWN -> false;
              // A list that went on naming it proves nothing against its own page.
              case GONE, PAGE_SAYS_CLOSED -> sight.page() == Sight.Page.OPEN;
              case DEADLINE, NOT_LISTED, SITE_REMOVED -> true;
            };
    return back && !overdue(known, crawl.at()) ? new Step.Reopen(known) : new Step.Stay(known);
  }

  /// What is known after this crawl.
  private static Standing noted(Standing before, Sight sight, Judged crawl, Instant now) {
    Instant absentSince = before.absentSince();
    if (sight.listed()) {
      absentSince = null;
    } else if (crawl.provesAbsence() && absentSince == null) {
      absentSince = crawl.at();
    }
    Instant saidClosedSince =
        switch (sight.page()) {
          case NOT_READ -> before.saidClosedSince();
          case OPEN, GONE -> null;
          case SAYS_CLOSED -> before.saidClosedSince() == null ? now : before.saidClosedSince();
        };
    boolean outlives =
        sight.listed()
            && crawl.verdict() == Verdict.COMPLETE
            && crawl.proof() != Proof.NONE
            && passed(before.deadline(), crawl.at());
    return new Standing(
        before.closed(),
        absentSince,
        saidClosedSince,
        before.deadline(),
        outlives ? before.deadline() : before.outlived());
  }

  private static boolean longSince(Instant since, Instant now, Duration least) {
    return Duration.between(since, now).compareTo(least) >= 0;
  }

  /// A deadline's day belongs to the applicants, to its end in Berlin.
  private static boolean passed(@Nullable LocalDate deadline, Instant now) {
    return deadline != null && deadline.isBefore(LocalDate.ofInstant(now, Judged.BERLIN));
  }
}
