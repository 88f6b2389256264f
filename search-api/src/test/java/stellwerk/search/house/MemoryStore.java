package stellwerk.search.house;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import stellwerk.crawler.site.CrawlId;
import stellwerk.crawler.site.RawPosting;
import stellwerk.crawler.site.SiteId;
import stellwerk.indexer.lifecycle.ChangeEvent;
import stellwerk.indexer.posting.Posting;
import stellwerk.indexer.posting.PostingId;
import stellwerk.indexer.posting.VacancyId;
import stellwerk.indexer.store.Change;
import stellwerk.indexer.store.Kept;
import stellwerk.indexer.store.PostingStore;

/// A store that forgets at the end of the test.
public final class MemoryStore implements PostingStore {
  private final Map<PostingId, Kept> kept = new LinkedHashMap<>();
  private final List<Change> changes = new ArrayList<>();
  private final Map<PostingId, Sighting> sightings = new LinkedHashMap<>();
  private Pruned pruned = Pruned.NOTHING;

  @Override
  public long changeNumber() {
    return changes.size();
  }

  /// Forgets changes up to a number.
  public void prune(long upTo) {
    Instant at =
        changes.stream()
            .filter(it -> it.number() <= upTo)
            .map(Change::at)
            .reduce(Instant.EPOCH, (a, b) -> a.isAfter(b) ? a : b);
    pruned = new Pruned(upTo, at);
  }

  @Override
  public Pruned pruned() {
    return pruned;
  }

  @Override
  public List<Change> changesAfter(long number, int limit) {
    return changes.stream()
        .filter(it -> it.number() > Math.max(number, pruned.number()))
        .limit(limit)
        .toList();
  }

  @Override
  public Optional<Kept> find(PostingId id) {
    return Optional.ofNullable(kept.get(id));
  }

  @Override
  public Optional<Kept> find(SiteId site, String key) {
    return kept.values().stream()
        .filter(it -> it.posting().site().equals(site) && it.posting().key().equals(key))
        .findFirst();
  }

  @Override
  public List<Kept> find(Collection<PostingId> ids) {
    return kept.values().stream().filter(it -> ids.contains(it.posting().id())).toList();
  }

  @Override
  public List<Kept> openAt(SiteId site, URI page) {
    throw new UnsupportedOperationException("only crawls ask this");
  }

  @Override
  public Map<String, Kept> open(SiteId site) {
    throw new UnsupportedOperationException("only crawls ask this");
  }

  @Override
  public int openCount(SiteId site) {
    throw new UnsupportedOperationException("only crawls ask this");
  }

  @Override
  public List<Kept> ofVacancy(VacancyId vacancy) {
    return kept.values().stream().filter(it -> it.posting().vacancy().equals(vacancy)).toList();
  }

  @Override
  public List<Kept> page(PostingId after, int limit) {
    throw new UnsupportedOperationException("only rebuilds ask this");
  }

  @Override
  public long keep(
      Posting posting,
      RawPosting raw,
      String rawDigest,
      CrawlId crawl,
      ChangeEvent event,
      Instant at) {
    long number = changes.size() + 1L;
    changes.add(new Change(number, posting.id(), event, at));
    kept.put(posting.id(), new Kept(posting, raw, rawDigest, crawl, number));
    return number;
  }

  @Override
  public void keepRaw(PostingId id, RawPosting raw, String rawDigest, Instant at) {
    throw new UnsupportedOperationException("only crawls tell this");
  }

  @Override
  public Optional<Instant> takenAt(PostingId id) {
    return Optional.empty();
  }

  /// Notes when a posting was last seen.
  public void sight(PostingId id, Instant at) {
    sightings.put(id, new Sighting(at, at));
  }

  @Override
  public void seen(SiteId site, Set<String> keys, CrawlId crawl, Instant at, boolean verified) {
    throw new UnsupportedOperationException("only crawls tell this");
  }

  @Override
  public void touch(Collection<PostingId> ids, String why, Instant at) {
    ids.forEach(
        id -> changes.add(new Change(changes.size() + 1L, id, new ChangeEvent.Touched(why), at)));
  }

  @Override
  public Map<PostingId, Sighting> sightings(Collection<PostingId> ids) {
    Map<PostingId, Sighting> known = new LinkedHashMap<>(sightings);
    known.keySet().retainAll(ids);
    return known;
  }

  @Override
  public void close() {}
}
