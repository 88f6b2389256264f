package stellwerk.search.catalogue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import stellwerk.indexer.posting.Lifespan;
import stellwerk.indexer.posting.Posting;
import stellwerk.indexer.posting.PostingId;
import stellwerk.indexer.release.Outlet;
import stellwerk.indexer.release.Release;
import stellwerk.indexer.store.Change;
import stellwerk.indexer.store.Kept;
import stellwerk.search.catalogue.Standing.Changes;
import stellwerk.search.catalogue.Standing.Dated;

/// What changed since an instant. A copy that asks again and again, each time from where the last
/// answer ended, comes to equal the index. Thread-safe.
public final class ChangeFeed {
  /// Changes so young may still get company with the same time; they wait for the next question.
  private static final Duration SETTLING = Duration.ofSeconds(2);

  /// Changes that are read at once.
  private static final int PAGE = 200;

  private final Catalogue catalogue;
  private final Sources sources;

  public ChangeFeed(Catalogue catalogue) {
    this.catalogue = catalogue;
    this.sources = catalogue.sources();
  }

  /// The changes after an instant, one for each posting.
  ///
  /// @param limit about how many changes are read; all with the same time come together
  public Changes since(Instant since, int limit) {
    Instant settled = sources.clock().instant().minus(SETTLING);
    Map<PostingId, Instant> changed = new LinkedHashMap<>();
    Instant until = since;
    long number = lastUntil(since);
    int read = 0;
    List<Change> next = sources.store().changesAfter(number, PAGE);
    while (!next.isEmpty()) {
      for (Change change : next) {
        if (change.at().isAfter(settled)) {
          return new Changes(standings(changed), until, false);
        }
        if (read >= limit && change.at().isAfter(until)) {
          return new Changes(standings(changed), until, true);
        }
        changed.put(change.posting(), change.at());
        until = change.at().isAfter(until) ? change.at() : until;
        number = change.number();
        read++;
      }
      next = sources.store().changesAfter(number, PAGE);
    }
    return new Changes(standings(changed), until, false);
  }

  /// The first instant from which on the changes are still kept.
  public Instant reachesBackTo() {
    return sources.store().pruned().at();
  }

  /// The number of the last change that is not after an instant. Times rise with numbers, so that
  /// halving finds it.
  private long lastUntil(Instant since) {
    long low = 0;
    long high = sources.store().changeNumber();
    while (low < high) {
      long middle = low + (high - low) / 2;
      List<Change> next = sources.store().changesAfter(middle, 1);
      if (!next.isEmpty() && !next.getFirst().at().isAfter(since)) {
        low = Math.max(middle + 1, next.getFirst().number());
      } else {
        high = middle;
      }
    }
    return low;
  }

  private List<Dated> standings(Map<PostingId, Instant> changed) {
    List<Dated> all = new ArrayList<>();
    changed.forEach((id, at) -> all.add(new Dated(standing(id), at)));
    return all;
  }

  private Standing standing(PostingId id) {
    Optional<Posting> posting = sources.store().find(id).map(Kept::posting);
    if (posting.isEmpty()) {
      return new Standing.Removed(id, Standing.Reason.CLOSED, null);
    }
    Lifespan.ClosedReason closed = posting.get().lifespan().closedReason();
    String words = closed == null ? null : closed.name().toLowerCase(Locale.ROOT);
    return switch (sources.releases().release(posting.get(), Outlet.API, true, List.of())) {
      case Release.Withheld(Release.Reason reason) ->
          new Standing.Removed(id, reason(reason), words);
      case Release.Shown _ ->
          catalogue
              .find(id, Outlet.API, true)
              .<Standing>map(Standing.Kept::new)
              .orElseGet(() -> new Standing.Removed(id, Standing.Reason.HIDDEN, words));
    };
  }

  private static Standing.Reason reason(Release.Reason reason) {
    return switch (reason) {
      case CLOSED -> Standing.Reason.CLOSED;
      case SITE_STALE, TOO_OLD -> Standing.Reason.HIDDEN;
      case NO_LEDGER_ENTRY, OUTLET_NOT_ALLOWED, COMMERCIAL_LINK -> Standing.Reason.RIGHTS_WITHDRAWN;
    };
  }
}
