package stellwerk.indexer.normalise;

import java.util.List;
import stellwerk.indexer.posting.Fact;
import stellwerk.indexer.posting.Place;

/// The places of a posting, in its order.
///
/// @param remote whether the words of the places themselves say "remote" or "Homeoffice"
record Places(List<Fact.Known<Place>> known, boolean remote) {
  Places {
    known = List.copyOf(known);
  }
}
