package stellwerk.indexer.store;

import java.net.URI;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import stellwerk.crawler.site.CrawlId;
import stellwerk.crawler.site.RawPosting;
import stellwerk.crawler.site.SiteId;
import stellwerk.indexer.lifecycle.ChangeEvent;
import stellwerk.indexer.posting.Posting;
import stellwerk.indexer.posting.PostingId;
import stellwerk.indexer.posting.VacancyId;

/// The truth. Thread-safe; what a method wrote is on the disk when it returns.
public interface PostingStore extends AutoCloseable {
  /// The number of the last change.
  long changeNumber();

  /// Changes after a number, in order.
  List<Change> changesAfter(long number, int limit);

  /// What happened to one posting, oldest first, as far as the log reaches.
  default List<Change> changesOf(PostingId posting) {
    return List.of();
  }

  /// How far the log was pruned; its beginning while it never was.
  default Pruned pruned() {
    return Pruned.NOTHING;
  }

  /// How far the change log was pruned.
  ///
  /// @param number of the last change that is gone
  /// @param at when that change was made
  record Pruned(long number, Instant at) {
    public static final Pruned NOTHING = new Pruned(0, Instant.EPOCH);
  }

  Optional<Kept> find(PostingId id);

  Optional<Kept> find(SiteId site, String key);

  List<Kept> find(Collection<PostingId> ids);

  /// The open postings of a site whose own page is this one.
  List<Kept> openAt(SiteId site, URI page);

  /// Keys of a site's open postings, with their last crawl.
  Map<String, Kept> open(SiteId site);

  int openCount(SiteId site);

  /// All postings of a vacancy, open ones first.
  List<Kept> ofVacancy(VacancyId vacancy);

  /// The postings of some vacancies, those that are not purged.
  default List<Kept> ofVacancies(Collection<VacancyId> vacancies) {
    return vacancies.stream().distinct().flatMap(it -> ofVacancy(it).stream()).toList();
  }

  /// The vacancies that some postings are in, as far as they are there and not purged.
  default Map<PostingId, VacancyId> vacancies(Collection<PostingId> ids) {
    return find(ids).stream()
        .map(Kept::posting)
        .collect(Collectors.toMap(Posting::id, Posting::vacancy));
  }

  /// Puts postings into other vacancies, all or none; whoever follows hears of each of them, and of
  /// the open postings that they leave and join.
  default void move(Map<PostingId, VacancyId> vacancies, Instant at) {
    throw new UnsupportedOperationException("this store keeps postings where they are");
  }

  /// Every posting that is not purged, in order of id, in pages: those after an id.
  List<Kept> page(PostingId after, int limit);

  /// Keeps a posting with what happened to it, in one transaction; answers the change's number.
  ///
  /// With [ChangeEvent.Changed] and [ChangeEvent.Touched] facts change, not the lifespan: when it
  /// was seen and whether it is open stays as the store has it, and only its repost count may rise.
  long keep(
      Posting posting,
      RawPosting raw,
      String rawDigest,
      CrawlId crawl,
      ChangeEvent event,
      Instant at);

  /// Keeps other words of a posting whose facts they do not change; no change.
  void keepRaw(PostingId id, RawPosting raw, String rawDigest, Instant at);

  /// When the raw words that are kept came; what they say of "today" means that day.
  Optional<Instant> takenAt(PostingId id);

  /// Notes that postings were seen again; no change. `verified`: their own page or full record was
  /// read.
  void seen(SiteId site, Set<String> keys, CrawlId crawl, Instant at, boolean verified);

  /// Notes that somebody who follows must look at postings again.
  void touch(Collection<PostingId> ids, String why, Instant at);

  /// When postings were last seen and verified; newer than what an index knows.
  Map<PostingId, Sighting> sightings(Collection<PostingId> ids);

  /// When a posting was last seen in a list, and last read itself.
  record Sighting(Instant lastSeen, Instant lastVerified) {}

  @Override
  void close();
}
