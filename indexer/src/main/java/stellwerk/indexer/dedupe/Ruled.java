package stellwerk.indexer.dedupe;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import stellwerk.indexer.posting.PostingId;
import stellwerk.indexer.ruling.Ruling;
import stellwerk.indexer.ruling.Ruling.Says;

/// What operators decided about vacancies; of two rulings about a posting the later one holds.
///
/// @param same the posting that another one is the same job as
/// @param alone postings that are jobs of their own, whatever they look like
public record Ruled(Map<PostingId, PostingId> same, Set<PostingId> alone) {
  public static final Ruled NOTHING = new Ruled(Map.of(), Set.of());

  public Ruled {
    same = Map.copyOf(same);
    alone = Set.copyOf(alone);
  }

  /// What rulings come to, in the order in which they were given.
  public static Ruled of(List<Ruling> rulings) {
    Map<PostingId, PostingId> same = new HashMap<>();
    Set<PostingId> alone = new HashSet<>();
    for (Ruling ruling : rulings) {
      switch (ruling.says()) {
        case Says.Same(PostingId other) -> {
          alone.remove(ruling.posting());
          same.put(ruling.posting(), other);
        }
        case Says.NotSame() -> {
          same.remove(ruling.posting());
          alone.add(ruling.posting());
        }
        case Says.Member _, Says.NotMember _, Says.Closed _, Says.Takedown _ -> {}
      }
    }
    return new Ruled(same, alone);
  }

  /// The postings that a ruling makes the same job as this one.
  public Set<PostingId> with(PostingId id) {
    Set<PostingId> with = new HashSet<>();
    PostingId other = same.get(id);
    if (other != null) {
      with.add(other);
    }
    same.forEach((one, another) -> {
      if (another.equals(id)) {
        with.add(one);
      }
    });
    with.remove(id);
    return with;
  }
}
