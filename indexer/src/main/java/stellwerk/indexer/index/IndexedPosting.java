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
/// @param showText whether its description may be shown, and so marked in highlights (rights
///   `full`)
/// @param companions the released other postings of the vacancy that it leads: their titles,
///   employers, sites and places lead to it, too
public record IndexedPosting(
    Posting posting,
    Set<Outlet> outlets,
    Set<Outlet> leads,
    List<PostingId> others,
    boolean searchText,
    boolean showText,
    List<Posting> companions) {
  public IndexedPosting {
    outlets = Set.copyOf(outlets);
    leads = Set.copyOf(leads);
    others = List.copyOf(others);
    companions = List.copyOf(companions);
  }

  /// A posting whose description is not shown, and which nobody else's words lead to.
  public IndexedPosting(
      Posting posting,
      Set<Outlet> outlets,
      Set<Outlet> leads,
      List<PostingId> others,
      boolean searchText) {
    this(posting, outlets, leads, others, searchText, false, List.of());
  }
}
