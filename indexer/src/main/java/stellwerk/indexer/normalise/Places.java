package stellwerk.indexer.normalise;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import stellwerk.indexer.posting.Fact;
import stellwerk.indexer.posting.Place;

/// The places of a posting, in its order.
///
/// @param remote whether the words of the places themselves say "remote" or "Homeoffice"
record Places(List<Fact.Known<Place>> known, boolean remote) {
  Places {
    known = List.copyOf(known);
  }

  /// The country of the places: Germany if it is among them, else the only one; empty if there is
  /// none or there are several.
  String country() {
    Set<String> countries = new TreeSet<>();
    for (Fact.Known<Place> place : known) {
      if (place.value().country() != null) {
        countries.add(place.value().country());
      }
    }
    if (countries.contains("DE")) {
      return "DE";
    }
    return countries.size() == 1 ? countries.iterator().next() : "";
  }
}
