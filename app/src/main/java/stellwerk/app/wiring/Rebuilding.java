package stellwerk.app.wiring;

import stellwerk.indexer.Rebuild;

/// Computes again what can be computed again, without asking the Web.
public final class Rebuilding {
  private final Wiring wiring;

  public Rebuilding(Wiring wiring) {
    this.wiring = wiring;
  }

  /// Reads every posting again from its raw words, with the rulings in force, and carries what
  /// changed into the index.
  ///
  /// @param dryRun whether differences are only told and nothing is written
  public Rebuild.Outcome postings(boolean dryRun, Rebuild.Listener listener) {
    if (dryRun) {
      return wiring.rebuild().postings(true, listener);
    }
    wiring.decisions().endAgain();
    Rebuild.Outcome outcome = wiring.rebuild().postings(false, listener);
    wiring.catchUp();
    return outcome;
  }

  /// The index, as it stands beside the store.
  ///
  /// @param documents in the index
  /// @param change the number of the last change that it carries
  /// @param storeChange the number of the store's last change
  public record IndexState(long documents, long change, long storeChange) {}

  public IndexState indexState() {
    return new IndexState(
        wiring.index().documents(), wiring.index().changeNumber(), wiring.changeNumber());
  }

  /// Builds the index anew from the store and puts it in the old one's place; answers how it stands
  /// then.
  public IndexState index() {
    wiring.follower().rebuild();
    return indexState();
  }
}
