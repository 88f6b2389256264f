package stellwerk.search.catalogue;

import java.time.InstantSource;
import java.util.List;
import stellwerk.indexer.index.SearchIndex;
import stellwerk.indexer.release.Releases;
import stellwerk.indexer.store.PostingStore;
import stellwerk.indexer.store.Shelf;

/// What the face needs from inside the house.
///
/// @param shelf where frozen issues stand
/// @param occupations what articles are about, in the order of their files
/// @param reasons why postings are where they are
/// @param version of program and configuration; a new one makes old copies of answers stale
public record Sources(
    SearchIndex index,
    PostingStore store,
    Shelf shelf,
    Releases releases,
    Whereabouts whereabouts,
    Sites sites,
    List<OccupationView> occupations,
    Claim.MinimumWage minimumWage,
    InstantSource clock,
    String version,
    Reasons reasons) {
  public Sources {
    occupations = List.copyOf(occupations);
  }

  /// Sources that know of no reasons.
  public Sources(
      SearchIndex index,
      PostingStore store,
      Shelf shelf,
      Releases releases,
      Whereabouts whereabouts,
      Sites sites,
      List<OccupationView> occupations,
      Claim.MinimumWage minimumWage,
      InstantSource clock,
      String version) {
    this(
        index,
        store,
        shelf,
        releases,
        whereabouts,
        sites,
        occupations,
        minimumWage,
        clock,
        version,
        Reasons.NONE);
  }
}
