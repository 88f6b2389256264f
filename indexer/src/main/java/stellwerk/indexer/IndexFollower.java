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
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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

  /// Carries over what is new, until nothing is; searches see it when this returns.
  ///
  /// @return the number of changes carried
  public synchronized int catchUp() {
    long last = store.changeNumber();
    if (index.changeNumber() > last) {
      log.atWarn()
          .addKeyValue("index", index.changeNumber())
          .addKeyValue("store", last)
          .log("index is ahead of the store and is built anew");
      index.clear();
    }
    if (index.changeNumber() > 0 && index.changeNumber() < store.pruned().number()) {
      log.atWarn()
          .addKeyValue("index", index.changeNumber())
          .addKeyValue("pruned", store.pruned().number())
          .log("index is older than the change log and is built anew");
      index.clear();
    }
    int carried = 0;
    if (index.changeNumber() == 0 && last > 0) {
      fill(last);
      carried++;
    }
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

  /// Puts everything into an empty index. Only at the end does it stand at a number, so that one
  /// that was interrupted begins again.
  private void fill(long number) {
    List<Kept> page = store.page(FIRST, BATCH);
    while (!page.isEmpty() && !stopping) {
      index.apply(indexed(page), List.of(), 0);
      page = store.page(page.getLast().posting().id(), BATCH);
    }
    if (!stopping) {
      index.apply(List.of(), List.of(), number);
      index.refresh();
      commit();
      log.atInfo().addKeyValue("documents", index.documents()).log("index filled");
    }
  }

  private void carry(List<Change> changes) {
    Set<PostingId> ids =
        changes.stream().map(Change::posting).collect(Collectors.toCollection(LinkedHashSet::new));
    List<IndexedPosting> postings = indexed(store.find(ids));
    Set<PostingId> removed = new LinkedHashSet<>(ids);
    postings.forEach(it -> removed.remove(it.posting().id()));
    index.apply(postings, removed, changes.getLast().number());
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
      List<PostingId> others =
          members.stream()
              .filter(it -> it.lifespan().active() && !it.id().equals(posting.id()))
              .map(Posting::id)
              .toList();
      indexed.add(new IndexedPosting(posting, own, leads, others, searchText(posting, own)));
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

  /// Whether the site's owner lets the description be searched.
  private boolean searchText(Posting posting, Set<Outlet> outlets) {
    for (Outlet outlet : outlets) {
      if (releases.release(posting, outlet, false, List.of()) instanceof Release.Shown(var shown)) {
        return shown.rights().indexText();
      }
    }
    return false;
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
