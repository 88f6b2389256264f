package stellwerk.indexer.index;

import java.util.List;
import java.util.Set;
import stellwerk.indexer.posting.Posting;
import stellwerk.indexer.posting.PostingId;
import stellwerk.indexer.release.Outlet;

/// What the index is told of a posting.
///
/// @param outlets where it may appear; empty for one that is closed or withheld, which stays
///   findable by id only
/// @param leads where it stands for its vacancy; a subset of `outlets`
/// @param others the other open postings of its vacancy
/// @param searchText whether the words of its description may be searched
public record IndexedPosting(
    Posting posting,
    Set<Outlet> outlets,
    Set<Outlet> leads,
    List<PostingId> others,
    boolean searchText) {
  public IndexedPosting {
    outlets = Set.copyOf(outlets);
    leads = Set.copyOf(leads);
    others = List.copyOf(others);
  }
}
