package stellwerk.indexer;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stellwerk.crawler.site.Rights;
import stellwerk.indexer.index.IndexException;
import stellwerk.indexer.index.IndexedPosting;
import stellwerk.indexer.index.SearchIndex;
import stellwerk.indexer.posting.Posting;
import stellwerk.indexer.posting.PostingField;
import stellwerk.indexer.posting.PostingId;
import stellwerk.indexer.posting.VacancyId;
import stellwerk.indexer.release.Outlet;
import stellwerk.indexer.release.Release;
import stellwerk.indexer.release.Releases;
import stellwerk.indexer.store.Change;
import stellwerk.indexer.store.Kept;
import stellwerk.indexer.store.PostingStore;

/// Carries every change of the store into the index, in order, from where the index stands.
///
/// Thread-safe; one at a time per index. What it carried twice after a crash is harmless, because a
/// posting goes in as a whole and as it is now.
public final class IndexFollower implements AutoCloseable {
  /// Changes read at once.
  static final int BATCH = 500;

  /// What is not yet safe in the index is at most this much.
  static final int COMMIT_AFTER_CHANGES = 1_000;

  static final Duration COMMIT_AFTER = Duration.ofSeconds(10);

  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration AFTER_TROUBLE = Duration.ofSeconds(5);

  /// Before the first posting in the order of ids.
  private static final PostingId FIRST = new PostingId("j_  ");

  private static final Logger log = LoggerFactory.getLogger(IndexFollower.class);

  private final PostingStore store;
  private final SearchIndex index;
  private final Releases releases;
  private final InstantSource clock;
  private final Semaphore signals = new Semaphore(0);
  private @Nullable Thread thread;
  private volatile boolean stopping;
  private Instant committed;

  public IndexFollower(
      PostingStore store, SearchIndex index, Releases releases, InstantSource clock) {
    this.store = store;
    this.index = index;
    this.releases = releases;
    this.clock = clock;
    this.committed = clock.instant();
  }

  /// Follows in the background until closed.
  public synchronized void start() {
    if (thread == null) {
      thread = Thread.ofVirtual().name("index-follower").start(this::run);
    }
  }

  /// Says that something changed, so that it need not be found out.
  public void signal() {
    signals.release();
  }

  private void run() {
    while (!stopping) {
      Duration pause = POLL;
      try {
        catchUp();
      } catch (RuntimeException e) {
        // Without this the index would stand still for good, and nobody would be told.
        log.atError().setCause(e).log("index could not follow the store");
        pause = AFTER_TROUBLE;
      }
      waitFor(pause);
    }
  }

  private void waitFor(Duration pause) {
    try {
      if (signals.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
        signals.drainPermits();
      }
    } catch (InterruptedException _) {
      stopping = true;
    }
  }

  /// Carries over what is new, until nothing is; searches see it when this returns. An index that
  /// is empty, damaged, outdated or ahead of the store is built anew first, beside the old one.
  ///
  /// @return the number of changes carried; a new index counts as one
  public synchronized int catchUp() {
    Optional<Reason> reason = reasonToRenew();
    reason.ifPresent(this::renew);
    return (reason.isPresent() ? 1 : 0) + follow();
  }

  /// Builds the index anew from the store, and puts it in the old one's place; searches go on.
  ///
  /// @return the number of documents
  public synchronized long rebuild() {
    renew(Reason.ORDERED);
    follow();
    return index.documents();
  }

  /// Why an index is built anew.
  private enum Reason {
    EMPTY,
    /// Damaged, or made by other chains or word lists.
    OUTDATED,
    /// The store was put back to an earlier state.
    AHEAD_OF_THE_STORE,
    /// Some of the changes that it lacks are no longer in the log.
    OLDER_THAN_THE_LOG,
    ORDERED
  }

  private Optional<Reason> reasonToRenew() {
    long last = store.changeNumber();
    if (index.outdated()) {
      return Optional.of(Reason.OUTDATED);
    }
    if (index.changeNumber() > last) {
      return Optional.of(Reason.AHEAD_OF_THE_STORE);
    }
    if (index.changeNumber() > 0 && index.changeNumber() < store.pruned().number()) {
      return Optional.of(Reason.OLDER_THAN_THE_LOG);
    }
    return index.changeNumber() == 0 && last > 0 ? Optional.of(Reason.EMPTY) : Optional.empty();
  }

  /// Carries the store's changes into the index in use.
  private int follow() {
    int carried = 0;
    List<Change> changes = store.changesAfter(index.changeNumber(), BATCH);
    while (!changes.isEmpty() && !stopping) {
      carry(changes);
      carried += changes.size();
      changes = store.changesAfter(index.changeNumber(), BATCH);
    }
    if (index.changeNumber() > index.committedNumber() && late()) {
      commit();
    }
    return carried;
  }

  /// Fills a new index from the store, while the old one goes on answering and following; at the
  /// end the new one takes over, so that no answer ever lacks what is there. One that is
  /// interrupted begins again.
  private void renew(Reason reason) {
    Instant begun = clock.instant();
    boolean follows = reason == Reason.ORDERED || reason == Reason.OUTDATED;
    log.atInfo()
        .addKeyValue("reason", reason)
        .addKeyValue("index", index.changeNumber())
        .addKeyValue("store", store.changeNumber())
        .log("index is built anew");
    try (SearchIndex.Renewal renewal = index.renew()) {
      long number = store.changeNumber();
      List<Kept> page = store.page(FIRST, BATCH);
      while (!page.isEmpty() && !stopping) {
        renewal.apply(indexed(page), List.of());
        page = store.page(page.getLast().posting().id(), BATCH);
        follows = follows && isFollowed();
      }
      List<Change> changes = store.changesAfter(number, BATCH);
      while (!changes.isEmpty() && !stopping) {
        Carried carried = carried(changes);
        renewal.apply(carried.postings(), carried.removed());
        number = changes.getLast().number();
        changes = store.changesAfter(number, BATCH);
      }
      if (!stopping) {
        renewal.takeOver(number);
        committed = clock.instant();
        log.atInfo()
            .addKeyValue("documents", index.documents())
            .addKeyValue("change", number)
            .addKeyValue("seconds", Duration.between(begun, committed).toSeconds())
            .log("index is built");
      }
    }
  }

  /// Whether the old index could still be brought up to date: a damaged one cannot.
  private boolean isFollowed() {
    try {
      follow();
      return true;
    } catch (IndexException e) {
      log.atWarn().setCause(e).log("the old index stands still until the new one takes over");
      return false;
    }
  }

  /// What some changes come to.
  ///
  /// @param removed purged postings
  private record Carried(List<IndexedPosting> postings, Set<PostingId> removed) {}

  private Carried carried(List<Change> changes) {
    Set<PostingId> ids =
        changes.stream().map(Change::posting).collect(Collectors.toCollection(LinkedHashSet::new));
    List<IndexedPosting> postings = indexed(store.find(ids));
    Set<PostingId> removed = new LinkedHashSet<>(ids);
    postings.forEach(it -> removed.remove(it.posting().id()));
    return new Carried(postings, removed);
  }

  private void carry(List<Change> changes) {
    Carried carried = carried(changes);
    index.apply(carried.postings(), carried.removed(), changes.getLast().number());
    index.refresh();
    if (index.changeNumber() - index.committedNumber() >= COMMIT_AFTER_CHANGES) {
      commit();
    }
  }

  private boolean late() {
    return Duration.between(committed, clock.instant()).compareTo(COMMIT_AFTER) >= 0;
  }

  private void commit() {
    index.commit();
    committed = clock.instant();
  }

  /// All postings of the vacancies that some postings belong to: which of them leads may have
  /// changed with any of them. Purged ones are not among them.
  private List<IndexedPosting> indexed(Collection<Kept> postings) {
    Set<VacancyId> vacancies =
        postings.stream()
            .map(kept -> kept.posting().vacancy())
            .collect(Collectors.toCollection(LinkedHashSet::new));
    Map<VacancyId, List<Posting>> members = new LinkedHashMap<>();
    store
        .ofVacancies(vacancies)
        .forEach(kept ->
            members
                .computeIfAbsent(kept.posting().vacancy(), _ -> new ArrayList<>())
                .add(kept.posting()));
    return members.values().stream().flatMap(it -> vacancy(it).stream()).toList();
  }

  private List<IndexedPosting> vacancy(List<Posting> members) {
    Map<PostingId, Set<Outlet>> outlets = new LinkedHashMap<>();
    members.forEach(posting -> outlets.put(posting.id(), releases.outlets(posting)));
    Map<Outlet, PostingId> leaders = leaders(members, outlets);
    List<IndexedPosting> indexed = new ArrayList<>();
    for (Posting posting : members) {
      Set<Outlet> own = outlets.getOrDefault(posting.id(), Set.of());
      Set<Outlet> leads = EnumSet.noneOf(Outlet.class);
      own.stream().filter(outlet -> posting.id().equals(leaders.get(outlet))).forEach(leads::add);
      List<Posting> others =
          members.stream()
              .filter(it -> it.lifespan().active() && !it.id().equals(posting.id()))
              .toList();
      // Whose words lead to the one that leads: those that may appear wherever it does.
      List<Posting> companions =
          leads.isEmpty()
              ? List.of()
              : others.stream()
                  .filter(it -> outlets.getOrDefault(it.id(), Set.of()).containsAll(leads))
                  .toList();
      Optional<Rights> rights = rights(posting, own);
      indexed.add(
          new IndexedPosting(
              posting,
              own,
              leads,
              others.stream().map(Posting::id).toList(),
              rights.map(Rights::indexText).orElse(false),
              rights.map(it -> it.level().covers(Rights.Level.FULL)).orElse(false),
              companions));
    }
    return indexed;
  }

  /// For each outlet, the posting that stands for the vacancy there.
  private static Map<Outlet, PostingId> leaders(
      List<Posting> members, Map<PostingId, Set<Outlet>> outlets) {
    List<Posting> ranked = members.stream().sorted(LEADS).toList();
    Map<Outlet, PostingId> leaders = new TreeMap<>();
    for (Posting posting : ranked) {
      for (Outlet outlet : outlets.getOrDefault(posting.id(), Set.of())) {
        leaders.putIfAbsent(outlet, posting.id());
      }
    }
    return leaders;
  }

  /// Open before closed; then who states most, who came first, and the id, so that it never wavers.
  private static final Comparator<Posting> LEADS =
      Comparator.comparing((Posting posting) -> !posting.lifespan().active())
          .thenComparing(IndexFollower::stated, Comparator.reverseOrder())
          .thenComparing(posting -> posting.lifespan().firstSeen())
          .thenComparing(posting -> posting.id().value());

  private static Integer stated(Posting posting) {
    return (int) PostingField.ALL.stream().filter(field -> field.statedBy(posting)).count();
  }

  /// What the site's owner allows; empty for a posting that appears nowhere.
  private Optional<Rights> rights(Posting posting, Set<Outlet> outlets) {
    for (Outlet outlet : outlets) {
      if (releases.release(posting, outlet, false, List.of()) instanceof Release.Shown(var shown)) {
        return Optional.of(shown.rights());
      }
    }
    return Optional.empty();
  }

  /// Stops following and makes safe what was carried.
  @Override
  public void close() {
    stopping = true;
    signals.release();
    Thread running;
    synchronized (this) {
      running = thread;
    }
    if (running != null) {
      try {
        running.join(Duration.ofSeconds(30));
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
    synchronized (this) {
      if (index.changeNumber() > index.committedNumber()) {
        commit();
      }
    }
  }
}
