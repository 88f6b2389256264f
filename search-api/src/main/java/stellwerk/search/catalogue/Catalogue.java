package stellwerk.search.catalogue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stellwerk.indexer.index.IndexException;
import stellwerk.indexer.posting.Posting;
import stellwerk.indexer.posting.PostingField;
import stellwerk.indexer.posting.PostingId;
import stellwerk.indexer.query.Explained;
import stellwerk.indexer.query.Facet;
import stellwerk.indexer.query.Filter;
import stellwerk.indexer.query.Hits;
import stellwerk.indexer.query.InvalidCursorException;
import stellwerk.indexer.query.Query;
import stellwerk.indexer.release.Outlet;
import stellwerk.indexer.release.Release;
import stellwerk.indexer.release.ShownPosting;
import stellwerk.indexer.store.Change;
import stellwerk.indexer.store.Kept;
import stellwerk.indexer.store.PostingStore.Sighting;
import stellwerk.search.http.Problem;
import stellwerk.search.http.Problem.Code;
import stellwerk.search.http.Text;

/// Runs searches and lets their hits out. No more of them at once than the machine can carry: who
/// waits longer than a quarter of a second is sent away, and so is whoever comes when too many wait
/// already. Thread-safe.
public final class Catalogue {
  private static final Logger log = LoggerFactory.getLogger(Catalogue.class);
  private static final int PATIENCE_MILLIS = 250;
  private static final int MOST_WAITING = 64;

  private final Sources sources;
  private final Semaphore permits =
      new Semaphore(2 * Runtime.getRuntime().availableProcessors(), true);
  private volatile Updated updated = new Updated(0, null);

  private record Updated(long number, @Nullable Instant at) {}

  public Catalogue(Sources sources) {
    this.sources = sources;
  }

  public Sources sources() {
    return sources;
  }

  /// The occupation with this id.
  public Optional<OccupationView> occupation(String id) {
    return sources.occupations().stream().filter(view -> view.id().equals(id)).findFirst();
  }

  /// Answers a search.
  ///
  /// @param keyed whether the asker holds a key
  public Listing search(Query query, boolean keyed) {
    Hits hits = guarded(() -> sources.index().search(query));
    List<Listing.Entry> entries = entries(hits.items(), query.outlet(), keyed);
    return new Listing(
        hits.total(),
        hits.totalIsExact(),
        entries,
        hits.facets(),
        hits.next(),
        hits.changeNumber(),
        hits.didYouMean());
  }

  private List<Listing.Entry> entries(List<Hits.Hit> hits, Outlet outlet, boolean keyed) {
    Map<PostingId, Sighting> sightings =
        sources.store().sightings(hits.stream().map(hit -> hit.posting().id()).toList());
    List<Listing.Entry> entries = new ArrayList<>();
    for (Hits.Hit hit : hits) {
      List<ShownPosting.AlsoAt> others = others(hit.others(), outlet);
      shown(hit.posting(), outlet, keyed, others)
          .map(posting -> entry(posting, sightings, hit.highlights()))
          .ifPresent(entries::add);
    }
    return entries;
  }

  /// Walks from a query's first page to its end, page after page, as the stream is read.
  ///
  /// @param first the query's first page
  public Stream<Listing.Entry> walk(Query query, Listing first, boolean keyed) {
    return Stream.iterate(
            Optional.of(first),
            Optional::isPresent,
            page ->
                page.flatMap(Listing::nextCursor)
                    .map(cursor -> search(query.from(new Query.From.After(cursor)), keyed)))
        .flatMap(page -> page.stream().flatMap(listing -> listing.entries().stream()));
  }

  /// Postings like another one; empty if that one is not known.
  ///
  /// @param query says outlet, group, filters and how many
  public Optional<List<Listing.Entry>> similar(PostingId id, Query query, boolean keyed) {
    return guarded(() -> sources.index().similar(id, query))
        .map(hits -> entries(hits, query.outlet(), keyed));
  }

  /// Why a posting is or is not in the answer to a question; empty if it is not known.
  public Optional<Explained> explain(PostingId id, Query query) {
    return guarded(() -> sources.index().explain(id, query));
  }

  /// The place of a posting in the answer to a question, from 1; 0 if it is not in reach.
  public int position(PostingId id, Query query) {
    return guarded(() -> sources.index().position(id, query));
  }

  /// What the ledger says about a posting at an outlet, as it is known to the index.
  public Release release(Posting posting, Outlet outlet, boolean keyed) {
    List<PostingId> others =
        sources.store().ofVacancy(posting.vacancy()).stream()
            .map(kept -> kept.posting())
            .filter(other -> !other.id().equals(posting.id()) && other.lifespan().active())
            .map(Posting::id)
            .toList();
    return sources.releases().release(posting, outlet, keyed, others(others, outlet));
  }

  /// Counts under filters, by field.
  public Map<Filter.Field, List<Facet.Count>> counts(Query query) {
    return guarded(() -> sources.index().search(query)).facets();
  }

  public List<String> suggestions(String begun, int limit) {
    return guarded(() -> sources.index().suggest(begun, limit));
  }

  /// One posting, by its id; empty if it does not exist or may not appear there.
  public Optional<Listing.Entry> find(PostingId id, Outlet outlet, boolean keyed) {
    return guarded(() -> sources.index().find(id))
        .flatMap(posting -> {
          List<PostingId> others =
              sources.store().ofVacancy(posting.vacancy()).stream()
                  .map(kept -> kept.posting())
                  .filter(other -> !other.id().equals(id) && other.lifespan().active())
                  .map(Posting::id)
                  .toList();
          return shown(posting, outlet, keyed, others(others, outlet))
              .map(it -> entry(it, sources.store().sightings(List.of(id)), Map.of()));
        });
  }

  /// When a closed posting was last seen; empty if it is open or was never known.
  public Optional<Instant> lastSeenBeforeClosing(PostingId id) {
    Optional<Posting> known =
        guarded(() -> sources.index().find(id))
            .or(() -> sources.store().find(id).map(Kept::posting));
    return known
        .filter(posting -> !posting.lifespan().active())
        .map(posting -> posting.lifespan().lastSeen());
  }

  /// When the change was made that the index knows as its last; empty before the first.
  public Optional<Instant> updatedAt(long changeNumber) {
    Updated last = updated;
    if (last.number() != changeNumber) {
      List<Change> change = sources.store().changesAfter(changeNumber - 1, 1);
      last = new Updated(changeNumber, change.isEmpty() ? null : change.getFirst().at());
      updated = last;
    }
    return Optional.ofNullable(last.at());
  }

  private List<ShownPosting.AlsoAt> others(List<PostingId> ids, Outlet outlet) {
    List<ShownPosting.AlsoAt> others = new ArrayList<>();
    for (PostingId id : ids) {
      sources
          .index()
          .find(id)
          .flatMap(posting -> shown(posting, outlet, false, List.of()))
          .map(Catalogue::alsoAt)
          .ifPresent(others::add);
    }
    return others;
  }

  private static ShownPosting.AlsoAt alsoAt(ShownPosting other) {
    return new ShownPosting.AlsoAt(
        other.id(),
        other.site(),
        other.siteName(),
        other.url(),
        other.values(PostingField.LOCATIONS));
  }

  private Optional<ShownPosting> shown(
      Posting posting, Outlet outlet, boolean keyed, List<ShownPosting.AlsoAt> others) {
    return switch (sources.releases().release(posting, outlet, keyed, others)) {
      case Release.Shown(ShownPosting shown) -> Optional.of(shown);
      case Release.Withheld _ -> Optional.empty();
    };
  }

  private Listing.Entry entry(
      ShownPosting posting, Map<PostingId, Sighting> sightings, Map<String, String> highlights) {
    Sighting known = new Sighting(posting.lifespan().lastSeen(), posting.lifespan().lastVerified());
    Sighting newest = sightings.getOrDefault(posting.id(), known);
    return new Listing.Entry(
        posting,
        sources.sites().kind(posting.site()).orElse(null),
        later(known.lastSeen(), newest.lastSeen()),
        later(known.lastVerified(), newest.lastVerified()),
        highlights);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private <T> T guarded(Supplier<T> search) {
    boolean admitted = false;
    try {
      admitted =
          permits.getQueueLength() < MOST_WAITING
              && permits.tryAcquire(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
      if (!admitted) {
        throw unavailable().thrown();
      }
      return search.get();
    } catch (InvalidCursorException e) {
      throw Problem.of(
              List.of(
                  new Problem.Fault(
                      Code.INVALID_CURSOR,
                      "cursor",
                      new Text(
                          "Die Seitenmarke gehört nicht zu dieser Frage.",
                          "The cursor does not belong to this question."),
                      null)))
          .thrown();
    } catch (IndexException e) {
      log.atWarn().setCause(e).log("index could not answer");
      throw unavailable().thrown();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unavailable().thrown();
    } finally {
      if (admitted) {
        permits.release();
      }
    }
  }

  private static Problem unavailable() {
    return Problem.of(
        Code.INDEX_UNAVAILABLE,
        "Die Suche ist gerade überlastet oder wird neu aufgebaut. Bitte gleich noch einmal.",
        "The search is overloaded or being rebuilt. Please try again in a moment.");
  }
}
