package stellwerk.indexer;

import java.net.URI;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import stellwerk.indexer.normalise.PlainText;
import stellwerk.indexer.normalise.PostingText;
import stellwerk.indexer.occupation.Classification;
import stellwerk.indexer.occupation.OccupationClassifier;
import stellwerk.indexer.posting.Posting;
import stellwerk.indexer.posting.PostingId;
import stellwerk.indexer.release.Outlet;
import stellwerk.indexer.release.Release;
import stellwerk.indexer.release.Releases;
import stellwerk.indexer.ruling.Ruling;
import stellwerk.indexer.ruling.Rulings;
import stellwerk.indexer.store.Change;
import stellwerk.indexer.store.Kept;
import stellwerk.indexer.store.Standings.Entry;
import stellwerk.indexer.store.Stores;

/// Says of any posting why it is where it is: which rule took it in or left it out, what happened
/// to it, which vacancy it belongs to, where it may appear. Thread-safe.
///
/// Nothing is kept for it: everything is asked again, so it is always what today's rules say.
public final class Explanations {
  private final Stores stores;
  private final Rulings rulings;
  private final Releases releases;
  private final List<OccupationClassifier> classifiers;
  private final Vacancies vacancies;

  public Explanations(
      Stores stores,
      Rulings rulings,
      Releases releases,
      List<OccupationClassifier> classifiers,
      Vacancies vacancies) {
    this.stores = stores;
    this.rulings = rulings;
    this.releases = releases;
    this.classifiers = List.copyOf(classifiers);
    this.vacancies = vacancies;
  }

  /// Why a posting is where it is.
  ///
  /// @param entry where it stands
  /// @param kept what the store keeps of it; null once its words are gone
  /// @param history what happened to it, oldest first, as far as the change log reaches
  /// @param rulings what operators decided about it
  /// @param roles what each occupation's rules say of its words
  /// @param outlets where it may appear, and where not and why
  /// @param others the other postings of its vacancy
  /// @param alike why they are one, and what else is like it; null if it was never compared
  public record Explanation(
      Entry entry,
      @Nullable Kept kept,
      List<Change> history,
      List<Ruling> rulings,
      List<Role> roles,
      Map<Outlet, Release> outlets,
      List<Posting> others,
      Vacancies.@Nullable Reasons alike) {
    public Explanation {
      history = List.copyOf(history);
      rulings = List.copyOf(rulings);
      roles = List.copyOf(roles);
      outlets = Map.copyOf(outlets);
      others = List.copyOf(others);
    }

    /// Whether it appears anywhere.
    public boolean shown() {
      return outlets.values().stream().anyMatch(Release.Shown.class::isInstance)
          && entry.standing().closed() == null;
    }
  }

  /// What an occupation's rules say of a posting's words.
  public record Role(String occupation, Classification classification) {}

  /// Explains a posting; empty if it was never there, or is forgotten.
  public Optional<Explanation> of(PostingId posting) {
    return stores.standings().find(posting).map(this::explain);
  }

  /// Explains all postings whose own page is this one.
  public List<Explanation> at(URI page) {
    return stores.standings().at(page).stream().map(this::explain).toList();
  }

  private Explanation explain(Entry entry) {
    @Nullable Kept kept = stores.postings().find(entry.id()).orElse(null);
    Map<Outlet, Release> outlets = new EnumMap<>(Outlet.class);
    if (kept != null) {
      for (Outlet outlet : Outlet.values()) {
        outlets.put(outlet, releases.release(kept.posting(), outlet, false, List.of()));
      }
    }
    return new Explanation(
        entry,
        kept,
        stores.postings().changesOf(entry.id()),
        rulings.about(entry.id()),
        kept == null ? List.of() : roles(kept),
        outlets,
        stores.postings().ofVacancy(entry.vacancy()).stream()
            .map(Kept::posting)
            .filter(other -> !other.id().equals(entry.id()))
            .toList(),
        vacancies.reasons(entry.id()).orElse(null));
  }

  private List<Role> roles(Kept kept) {
    PostingText text = PlainText.of(kept.raw());
    return classifiers.stream()
        .map(classifier ->
            new Role(classifier.occupation(), ReaderChain.classify(classifier, kept.raw(), text)))
        .toList();
  }
}
