package stellwerk.indexer.dedupe;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import stellwerk.indexer.posting.PostingId;
import stellwerk.indexer.posting.VacancyId;

/// Makes vacancies of postings: the most alike are joined first, and no two groups are joined in
/// which any two postings contradict each other.
///
/// The result depends on the postings alone, not on the order in which they came, and a part that
/// nothing ties to the rest can be computed for itself. Thread-safe if its neighbours are.
public final class Grouping {
  private final Neighbours neighbours;
  private final Comparison comparison = new Comparison();

  public Grouping(Neighbours neighbours) {
    this.neighbours = neighbours;
  }

  /// A part of all postings that nothing ties to the rest, and the vacancies in it.
  ///
  /// @param vacancies of its postings
  /// @param bonds what ties them to one another
  public record Part(Map<PostingId, VacancyId> vacancies, List<Bond> bonds) {}

  /// What one posting is to all that may be like it.
  public Map<PostingId, Likeness> around(Signature signature) {
    Map<PostingId, Likeness> around = new TreeMap<>(Comparator.comparing(PostingId::value));
    for (Signature other : neighbours.like(signature)) {
      around.put(other.id(), comparison.of(signature, other));
    }
    return around;
  }

  /// The parts that some postings belong to.
  ///
  /// @param asked as they are now, whether or not the neighbours know them so
  public Part of(Collection<Signature> asked, Ruled ruled) {
    Map<PostingId, Signature> members = new HashMap<>();
    Deque<Signature> waiting = new ArrayDeque<>();
    for (Signature signature : asked) {
      members.put(signature.id(), signature);
      waiting.add(signature);
    }
    Map<PostingId, Signature> fresh = Map.copyOf(members);
    Set<Bond> bonds = new HashSet<>();
    while (!waiting.isEmpty()) {
      Signature signature = waiting.remove();
      List<Signature> near = new ArrayList<>();
      for (Signature known : like(signature, fresh)) {
        Likeness likeness = comparison.of(signature, known);
        if (likeness.kind().sameVacancy()) {
          bonds.add(Bond.of(signature, known, likeness));
          near.add(known);
        }
      }
      near.addAll(neighbours.find(ruled.with(signature.id())));
      for (Signature other : near) {
        if (members.putIfAbsent(other.id(), other) == null) {
          waiting.add(other);
        }
      }
    }
    return new Part(vacancies(members, bonds, ruled), List.copyOf(bonds));
  }

  /// The vacancies of many postings, part by part.
  ///
  /// @param all as the neighbours know them
  public Map<PostingId, VacancyId> all(Collection<Signature> all, Ruled ruled) {
    Map<PostingId, VacancyId> vacancies = new HashMap<>();
    for (Signature signature : all) {
      if (!vacancies.containsKey(signature.id())) {
        vacancies.putAll(of(List.of(signature), ruled).vacancies());
      }
    }
    return vacancies;
  }

  /// Those that may be like a posting. What an asked one was like before does not count any more;
  /// what it is like now it finds itself.
  private List<Signature> like(Signature signature, Map<PostingId, Signature> fresh) {
    List<Signature> like = new ArrayList<>();
    for (Signature known : neighbours.like(signature)) {
      Signature now = fresh.get(known.id());
      if (now == null || now.equals(known)) {
        like.add(known);
      }
    }
    return like;
  }

  /// Postings of one vacancy, so far.
  private static final class Group {
    private final List<Signature> members = new ArrayList<>();

    Group(Signature first) {
      members.add(first);
    }

    boolean alone(Ruled ruled) {
      return !ruled.alone().isEmpty()
          && members.stream().anyMatch(signature -> ruled.alone().contains(signature.id()));
    }

    /// A vacancy is named after the posting that came first, so that its name outlives whatever
    /// joins it, and stays with that posting when it falls apart.
    VacancyId name() {
      Signature first =
          members.stream()
              .min(
                  Comparator.comparing(Signature::firstSeen)
                      .thenComparing(signature -> signature.id().value()))
              .orElseThrow();
      return Grouping.alone(first.id());
    }
  }

  private Map<PostingId, VacancyId> vacancies(
      Map<PostingId, Signature> members, Collection<Bond> bonds, Ruled ruled) {
    Map<PostingId, Group> groups = new HashMap<>();
    members.forEach((id, signature) -> groups.put(id, new Group(signature)));
    ruled
        .same()
        .forEach((one, other) -> {
          Group a = groups.get(one);
          Group b = groups.get(other);
          if (a != null && b != null && a != b) {
            join(a, b, groups);
          }
        });
    for (Bond bond : bonds.stream().sorted(STRONGEST).toList()) {
      Group a = groups.get(bond.one());
      Group b = groups.get(bond.other());
      if (a != null && b != null && a != b && !a.alone(ruled) && !b.alone(ruled) && !apart(a, b)) {
        join(a, b, groups);
      }
    }
    Map<PostingId, VacancyId> vacancies = new HashMap<>();
    groups.forEach((id, group) -> vacancies.put(id, group.name()));
    return vacancies;
  }

  private static final Comparator<Bond> STRONGEST =
      Comparator.comparingDouble((Bond bond) -> -bond.likeness().share())
          .thenComparing(bond -> bond.one().value())
          .thenComparing(bond -> bond.other().value());

  private static void join(Group a, Group b, Map<PostingId, Group> groups) {
    Group larger = a.members.size() >= b.members.size() ? a : b;
    Group smaller = a.members.size() >= b.members.size() ? b : a;
    larger.members.addAll(smaller.members);
    smaller.members.forEach(signature -> groups.put(signature.id(), larger));
  }

  private boolean apart(Group a, Group b) {
    for (Signature one : a.members) {
      for (Signature other : b.members) {
        if (comparison.against(one, other).isPresent()) {
          return true;
        }
      }
    }
    return false;
  }

  /// The name of a vacancy that has one posting only.
  public static VacancyId alone(PostingId id) {
    return new VacancyId("v_" + id.value().substring(2));
  }
}
