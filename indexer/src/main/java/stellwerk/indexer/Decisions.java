package stellwerk.indexer;

import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import stellwerk.indexer.lifecycle.Step;
import stellwerk.indexer.posting.Lifespan.ClosedReason;
import stellwerk.indexer.posting.PostingId;
import stellwerk.indexer.ruling.Ruling;
import stellwerk.indexer.ruling.Ruling.Says;
import stellwerk.indexer.ruling.Rulings;
import stellwerk.indexer.store.Standings;
import stellwerk.indexer.store.Stores;

/// Takes operators' rulings, keeps them, and carries them out. Thread-safe.
public final class Decisions {
  private final Stores stores;
  private final Rulings rulings;
  private final Rebuild rebuild;
  private final InstantSource clock;

  /// @param rebuild reads postings with these rulings in force
  public Decisions(Stores stores, Rulings rulings, Rebuild rebuild, InstantSource clock) {
    this.stores = stores;
    this.rulings = rulings;
    this.rebuild = rebuild;
    this.clock = clock;
  }

  /// Gives a ruling; when this returns, the store says what it says.
  ///
  /// @throws IllegalArgumentException if a posting that it names is not there
  public void give(Ruling ruling) {
    known(ruling.posting());
    if (ruling.says() instanceof Says.Same(PostingId other)) {
      known(other);
    }
    rulings.give(ruling);
    if (ruling.says() instanceof Says.Closed || ruling.says() instanceof Says.Takedown) {
      end(ruling.posting());
    } else {
      rebuild.posting(ruling.posting());
    }
  }

  private void known(PostingId posting) {
    if (stores.postings().find(posting).isEmpty()) {
      throw new IllegalArgumentException("there is no posting " + posting);
    }
  }

  /// Closes again whatever a ruling closed and something else opened: after a store was filled from
  /// elsewhere.
  ///
  /// @return how many were closed
  public int endAgain() {
    Set<PostingId> ended = new LinkedHashSet<>();
    for (Ruling ruling : rulings.all()) {
      if ((ruling.says() instanceof Says.Closed || ruling.says() instanceof Says.Takedown)
          && end(ruling.posting())) {
        ended.add(ruling.posting());
      }
    }
    return ended.size();
  }

  private boolean end(PostingId posting) {
    Optional<Standings.Entry> entry = stores.standings().find(posting);
    @Nullable Ruling end = RuledReader.end(rulings.about(posting));
    if (entry.isEmpty() || end == null) {
      return false;
    }
    ClosedReason reason = RuledReader.reason(end);
    if (entry.get().standing().closed() == reason) {
      return false;
    }
    var decision = new Standings.Decision(entry.get(), new Step.Close(reason));
    stores.standings().settle(List.of(decision), clock.instant());
    return true;
  }
}
