package stellwerk.indexer;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import stellwerk.indexer.dedupe.Grouping;
import stellwerk.indexer.dedupe.Likeness;
import stellwerk.indexer.dedupe.Neighbours;
import stellwerk.indexer.dedupe.Ruled;
import stellwerk.indexer.dedupe.Signature;
import stellwerk.indexer.dedupe.Signer;
import stellwerk.indexer.posting.Posting;
import stellwerk.indexer.posting.PostingId;
import stellwerk.indexer.posting.VacancyId;
import stellwerk.indexer.ruling.Ruling;
import stellwerk.indexer.ruling.Ruling.Says;
import stellwerk.indexer.ruling.Rulings;
import stellwerk.indexer.store.PostingStore;

/// Finds vacancies by likeness, lets operators' rulings have the last word, and keeps the postings
/// around a changed one where they belong. Thread-safe.
///
/// A closed posting stays in its vacancy until it is purged: that a job is gone does not make it
/// another one, and one that comes back under a new id is no news.
public final class Vacancies implements VacancyFinder {
  private static final Comparator<PostingId> ORDER = Comparator.comparing(PostingId::value);

  private final PostingStore store;
  private final Neighbours neighbours;
  private final Grouping grouping;
  private final Signer signer;
  private final Rulings rulings;
  private final InstantSource clock;

  public Vacancies(
      PostingStore store,
      Neighbours neighbours,
      Signer signer,
      Rulings rulings,
      InstantSource clock) {
    this.store = store;
    this.neighbours = neighbours;
    this.grouping = new Grouping(neighbours);
    this.signer = signer;
    this.rulings = rulings;
    this.clock = clock;
  }

  /// Why a posting is in its vacancy, and what else is like it.
  ///
  /// @param around what every posting that may be like it is to it, by id
  /// @param ruled postings that a ruling makes the same job
  /// @param alone whether a ruling makes it a job of its own
  public record Reasons(Map<PostingId, Likeness> around, List<PostingId> ruled, boolean alone) {}

  @Override
  public VacancyId find(Posting posting) {
    Signature signature = signer.of(posting);
    return grouping
        .of(List.of(signature), ruled())
        .vacancies()
        .getOrDefault(posting.id(), posting.vacancy());
  }

  @Override
  public synchronized void kept(Posting posting) {
    Signature signature = signer.of(posting);
    List<Ruling> given = rulings.ofVacancies();
    Set<PostingId> around = named(given, posting.id());
    around.addAll(tied(posting.id()));
    neighbours.put(signature);
    sign(around);
    around.remove(posting.id());
    List<Signature> asked = new ArrayList<>(neighbours.find(around));
    asked.add(signature);
    regroup(asked, Ruled.of(given));
  }

  /// Forgets a posting that is purged, and groups anew what it held together.
  public synchronized void purged(PostingId id) {
    Set<PostingId> around = tied(id);
    neighbours.remove(id);
    regroup(neighbours.find(around), ruled());
  }

  /// What a posting was tied to so far; without it, that may fall apart.
  private Set<PostingId> tied(PostingId id) {
    return neighbours.find(id).map(grouping::around).orElse(Map.of()).entrySet().stream()
        .filter(entry -> entry.getValue().kind().sameVacancy())
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(HashSet::new));
  }

  /// The other postings that rulings ever named together with one, those that hold no more among
  /// them.
  private static Set<PostingId> named(List<Ruling> given, PostingId id) {
    Set<PostingId> named = new HashSet<>();
    for (Ruling ruling : given) {
      if (ruling.says() instanceof Says.Same(PostingId other)) {
        if (ruling.posting().equals(id)) {
          named.add(other);
        } else if (other.equals(id)) {
          named.add(ruling.posting());
        }
      }
    }
    return named;
  }

  /// Takes the signatures of postings that have none yet.
  private void sign(Collection<PostingId> ids) {
    Set<PostingId> missing = new HashSet<>(ids);
    neighbours.find(ids).forEach(known -> missing.remove(known.id()));
    store.find(missing).forEach(kept -> neighbours.put(signer.of(kept.posting())));
  }

  /// Why a posting stands where it does.
  public Optional<Reasons> reasons(PostingId id) {
    Ruled ruled = ruled();
    return neighbours
        .find(id)
        .map(signature ->
            new Reasons(
                grouping.around(signature),
                ruled.with(id).stream().sorted(ORDER).toList(),
                ruled.alone().contains(id)));
  }

  private Ruled ruled() {
    return Ruled.of(rulings.ofVacancies());
  }

  /// Computes the vacancies of some postings and of all that is tied to them, and moves whatever is
  /// somewhere else.
  private void regroup(List<Signature> asked, Ruled ruled) {
    Map<PostingId, VacancyId> now = grouping.of(asked, ruled).vacancies();
    Map<PostingId, VacancyId> before = store.vacancies(now.keySet());
    Map<PostingId, VacancyId> moves = new TreeMap<>(ORDER);
    before.forEach((posting, vacancy) -> {
      VacancyId wanted = now.get(posting);
      if (wanted != null && !wanted.equals(vacancy)) {
        moves.put(posting, wanted);
      }
    });
    if (!moves.isEmpty()) {
      store.move(moves, clock.instant());
    }
  }
}
