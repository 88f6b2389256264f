package stellwerk.indexer.release;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import stellwerk.crawler.ledger.LedgerEntry;
import stellwerk.crawler.site.Rights;
import stellwerk.crawler.site.SiteId;
import stellwerk.indexer.posting.Evidence;
import stellwerk.indexer.posting.Fact;
import stellwerk.indexer.posting.Flag;
import stellwerk.indexer.posting.Lifespan;
import stellwerk.indexer.posting.Place;
import stellwerk.indexer.posting.Posting;
import stellwerk.indexer.posting.PostingField;
import stellwerk.indexer.posting.PostingId;
import stellwerk.indexer.posting.VacancyId;

/// A posting as far as its site's rights reach. What they do not cover is not here to be asked for.
///
/// The only form in which postings reach outputs; made by [Releases] alone.
public final class ShownPosting {
  /// Longest excerpt and longest quote at rights level `snippet`, in characters.
  static final int EXCERPT = 200;

  private final Posting posting;
  private final LedgerEntry ledger;
  private final boolean keyed;
  private final List<AlsoAt> alsoAt;

  /// Another posting of the same vacancy.
  ///
  /// @param name of its site, as readers see it
  /// @param locations where it says that the job is done
  public record AlsoAt(PostingId id, SiteId site, String name, URI url, List<Place> locations) {
    public AlsoAt {
      locations = List.copyOf(locations);
    }
  }

  ShownPosting(Posting posting, LedgerEntry ledger, boolean keyed, List<AlsoAt> alsoAt) {
    this.posting = posting;
    this.ledger = ledger;
    this.keyed = keyed;
    this.alsoAt = List.copyOf(alsoAt);
  }

  /// A field's value; empty if the rights do not cover the field.
  public <T> Optional<T> get(PostingField<T> field) {
    return rights().level().covers(field.level())
        ? Optional.of(field.of(posting))
        : Optional.empty();
  }

  /// A single fact's value; empty if it is withheld, unreadable or not stated.
  public <T> Optional<T> known(PostingField<Fact<T>> field) {
    return get(field).flatMap(Fact::known);
  }

  /// A list's values; empty if they are withheld or not stated.
  public <T> List<T> values(PostingField<List<Fact.Known<T>>> field) {
    return get(field).orElse(List.of()).stream().map(Fact.Known::value).toList();
  }

  /// The quoted words of a fact; empty if they stem from the description and the rights do not
  /// cover quotes from it.
  public Optional<String> quote(Evidence evidence) {
    boolean shownAnyway =
        evidence.origin() == Evidence.Origin.STRUCTURED || evidence.at().startsWith("title");
    if (shownAnyway || keyed || rights().level() == Rights.Level.FULL) {
      return Optional.of(evidence.quote());
    }
    return rights().level() == Rights.Level.SNIPPET
        ? Optional.of(cut(evidence.quote()))
        : Optional.empty();
  }

  /// The beginning of the description, at most 200 characters; empty below rights level `snippet`.
  public Optional<String> snippet() {
    return rights().level().covers(Rights.Level.SNIPPET)
        ? posting.description().known().map(text -> cut(text.replaceAll("\\s+", " ").strip()))
        : Optional.empty();
  }

  private static String cut(String text) {
    if (text.length() <= EXCERPT) {
      return text;
    }
    int blank = text.lastIndexOf(' ', EXCERPT - 2);
    return text.substring(0, blank > EXCERPT / 2 ? blank : EXCERPT - 2) + " …";
  }

  public PostingId id() {
    return posting.id();
  }

  public VacancyId vacancy() {
    return posting.vacancy();
  }

  public SiteId site() {
    return posting.site();
  }

  /// The page for people.
  public URI url() {
    return posting.url();
  }

  public Lifespan lifespan() {
    return posting.lifespan();
  }

  public Set<Flag> flags() {
    return posting.flags();
  }

  /// The site's name as readers see it.
  public String siteName() {
    return ledger.name();
  }

  public Rights rights() {
    return ledger.rights();
  }

  public List<AlsoAt> alsoAt() {
    return alsoAt;
  }
}
