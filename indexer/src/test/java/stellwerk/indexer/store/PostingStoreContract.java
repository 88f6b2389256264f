package stellwerk.indexer.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import stellwerk.crawler.site.CrawlId;
import stellwerk.crawler.site.RawField;
import stellwerk.crawler.site.RawPosting;
import stellwerk.crawler.site.SiteId;
import stellwerk.indexer.PlainReader;
import stellwerk.indexer.lifecycle.ChangeEvent;
import stellwerk.indexer.lifecycle.Standing;
import stellwerk.indexer.lifecycle.Step;
import stellwerk.indexer.posting.Flag;
import stellwerk.indexer.posting.Lifespan;
import stellwerk.indexer.posting.Lifespan.ClosedReason;
import stellwerk.indexer.posting.Posting;
import stellwerk.indexer.posting.PostingId;
import stellwerk.indexer.posting.VacancyId;

/// What every store promises.
abstract class PostingStoreContract {
  static final SiteId SITE = new SiteId("klinik");
  static final CrawlId CRAWL = new CrawlId("c_20261122_061000_klinik");
  static final Instant FIRST = Instant.parse("2026-11-22T06:10:00Z");
  static final Instant LATER = Instant.parse("2026-11-23T06:10:00.250Z");

  private final PostingJson json = new PostingJson();
  Stores stores;
  PostingStore store;

  abstract Stores open() throws Exception;

  @BeforeEach
  void openIt() throws Exception {
    stores = open();
    store = stores.postings();
  }

  @AfterEach
  void closeIt() {
    stores.close();
  }

  static RawPosting raw(String key) {
    return PlainReader.raw(SITE.value(), key)
        .structured(RawField.TITLE, "KI-Trainer " + key, "json title")
        .structured(RawField.VALID_THROUGH, "2026-11-30", "json validThrough")
        .build();
  }

  static Posting posting(String key, String vacancy) {
    return new PlainReader()
        .read(
            raw(key),
            new PostingId("j_" + key),
            new VacancyId("v_of-" + vacancy),
            new Lifespan(FIRST, FIRST, FIRST, null, null, 0),
            LocalDate.parse("2026-11-22"));
  }

  long keep(Posting posting, ChangeEvent event) {
    RawPosting raw = raw(posting.key());
    return store.keep(posting, raw, json.digest(raw), CRAWL, event, FIRST);
  }

  long opened(String key, String vacancy) {
    return keep(posting(key, vacancy), new ChangeEvent.Opened());
  }

  @Test
  void whatWasKeptIsFoundByIdByKeyAndByPage() {
    long number = opened("one", "a");

    Kept kept = store.find(new PostingId("j_one")).orElseThrow();

    assertThat(kept.posting()).isEqualTo(posting("one", "a"));
    assertThat(kept.raw()).isEqualTo(raw("one"));
    assertThat(kept.crawl()).isEqualTo(CRAWL);
    assertThat(kept.change()).isEqualTo(number);
    assertThat(store.find(SITE, "one")).contains(kept);
    assertThat(store.openAt(SITE, URI.create("https://klinik.example/jobs/one")))
        .containsExactly(kept);
    assertThat(store.open(SITE)).containsExactly(Map.entry("one", kept));
    assertThat(store.find(List.of(new PostingId("j_one"), new PostingId("j_none"))))
        .containsExactly(kept);
    assertThat(store.takenAt(new PostingId("j_one"))).contains(FIRST);
  }

  @Test
  void whatIsUnknownIsNotFound() {
    assertThat(store.find(SITE, "none")).isEmpty();
    assertThat(store.find(List.of())).isEmpty();
    assertThat(store.takenAt(new PostingId("j_none"))).isEmpty();
    assertThat(store.changeNumber()).isZero();
    assertThat(store.openCount(SITE)).isZero();
  }

  @Test
  void changesAreNumberedInOrderWithoutGaps() {
    opened("one", "a");
    opened("two", "b");
    var changed = new ChangeEvent.Changed(Map.of("title", new ChangeEvent.Difference("A", "B")));
    keep(posting("one", "a"), changed);

    List<Change> changes = store.changesAfter(0, 10);

    assertThat(changes).extracting(Change::number).containsExactly(1L, 2L, 3L);
    assertThat(changes.getLast()).isEqualTo(new Change(3, new PostingId("j_one"), changed, FIRST));
    assertThat(store.changesAfter(1, 1)).extracting(Change::number).containsExactly(2L);
    assertThat(store.changeNumber()).isEqualTo(3);
  }

  @Test
  void aSightingIsNoChange() {
    long number = opened("one", "a");

    store.seen(SITE, Set.of("one", "unknown"), CRAWL, LATER, false);

    var sighting = store.sightings(List.of(new PostingId("j_one"))).get(new PostingId("j_one"));
    assertThat(sighting).isEqualTo(new PostingStore.Sighting(LATER, FIRST));
    assertThat(store.find(SITE, "one").orElseThrow().posting().lifespan().lastSeen())
        .isEqualTo(LATER);
    assertThat(store.changeNumber()).isEqualTo(number);

    store.seen(SITE, Set.of("one"), CRAWL, LATER, true);

    assertThat(store.sightings(List.of(new PostingId("j_one"))).values())
        .containsExactly(new PostingStore.Sighting(LATER, LATER));
  }

  @Test
  void otherWordsWithTheSameFactsAreKeptWithoutAChange() {
    long number = opened("one", "a");
    RawPosting other = PlainReader.raw(SITE.value(), "one", "KI-Trainer one ");

    store.keepRaw(new PostingId("j_one"), other, "digest", LATER);

    Kept kept = store.find(SITE, "one").orElseThrow();
    assertThat(kept.raw()).isEqualTo(other);
    assertThat(kept.rawDigest()).isEqualTo("digest");
    assertThat(store.takenAt(new PostingId("j_one"))).contains(LATER);
    assertThat(store.changeNumber()).isEqualTo(number);
  }

  @Test
  void whoeverJoinsOrLeavesAVacancyTouchesTheOthers() {
    opened("one", "a");
    long second = opened("two", "a");

    assertThat(store.changesAfter(1, 10))
        .extracting(
            change -> change.posting().value() + " " + change.event().getClass().getSimpleName())
        .containsExactly("j_one Touched", "j_two Opened");

    keep(posting("two", "b"), new ChangeEvent.Changed(Map.of()));

    assertThat(store.changesAfter(second, 10))
        .extracting(
            change -> change.posting().value() + " " + change.event().getClass().getSimpleName())
        .containsExactly("j_one Touched", "j_two Changed");
    assertThat(store.ofVacancy(new VacancyId("v_of-a"))).hasSize(1);
    assertThat(store.ofVacancies(List.of(new VacancyId("v_of-a"), new VacancyId("v_of-b"))))
        .hasSize(2);
  }

  @Test
  void closedPostingsStandBehindOpenOnesInTheirVacancy() {
    opened("one", "a");
    opened("two", "a");

    settle("one", new Step.Close(ClosedReason.GONE));

    assertThat(store.ofVacancy(new VacancyId("v_of-a")))
        .extracting(kept -> kept.posting().key())
        .containsExactly("two", "one");
    Posting closed = store.find(SITE, "one").orElseThrow().posting();
    assertThat(closed.lifespan().closedReason()).isEqualTo(ClosedReason.GONE);
    assertThat(closed.lifespan().closedAt()).isEqualTo(LATER);
    assertThat(store.openCount(SITE)).isEqualTo(1);
    assertThat(store.open(SITE)).containsOnlyKeys("two");
  }

  @Test
  void otherFactsDoNotOpenWhatWasClosedMeanwhile() {
    opened("one", "a");
    Posting read = store.find(SITE, "one").orElseThrow().posting();
    settle("one", new Step.Close(ClosedReason.GONE));

    keep(read, new ChangeEvent.Changed(Map.of()));

    assertThat(store.find(SITE, "one").orElseThrow().posting().lifespan().closedReason())
        .isEqualTo(ClosedReason.GONE);
  }

  @Test
  void aReopenedPostingKeepsItsIdAndItsFirstDay() {
    opened("one", "a");
    settle("one", new Step.Close(ClosedReason.NOT_LISTED));

    settleClosed("one", new Step.Reopen(new Standing(null, null, null, null, null)));

    Posting again = store.find(SITE, "one").orElseThrow().posting();
    assertThat(again.id()).isEqualTo(new PostingId("j_one"));
    assertThat(again.lifespan()).isEqualTo(new Lifespan(FIRST, LATER, FIRST, null, null, 1));
    assertThat(store.changesAfter(0, 10))
        .extracting(change -> change.event().getClass().getSimpleName())
        .containsExactly("Opened", "Closed", "Reopened");
  }

  @Test
  void aDeadlineThatWasOutlivedIsFlaggedAndToldOnce() {
    long number = opened("one", "a");
    LocalDate deadline = LocalDate.parse("2026-11-30");
    var outlived = new Standing(null, null, null, deadline, deadline);

    settle("one", new Step.Stay(outlived));
    settle("one", new Step.Stay(outlived));

    assertThat(store.find(SITE, "one").orElseThrow().posting().flags())
        .containsExactly(Flag.DEADLINE_PASSED);
    assertThat(store.changeNumber()).isEqualTo(number + 1);
    assertThat(stores.standings().overdue(LocalDate.parse("2026-12-24"))).isEmpty();
  }

  @Test
  void purgedPostingsAreOnNoPage() {
    opened("one", "a");
    opened("two", "b");
    keep(posting("one", "a"), new ChangeEvent.Purged());

    assertThat(store.page(new PostingId("j_  "), 10))
        .extracting(kept -> kept.posting().key())
        .containsExactly("two");
    assertThat(store.ofVacancy(new VacancyId("v_of-a"))).isEmpty();
  }

  @Test
  void pagesHoldEveryPostingOnce() {
    for (int i = 0; i < 7; i++) {
      opened("key" + i, "v" + i);
    }
    List<String> keys = new ArrayList<>();
    List<Kept> page = store.page(new PostingId("j_  "), 3);
    while (!page.isEmpty()) {
      page.forEach(kept -> keys.add(kept.posting().key()));
      page = store.page(page.getLast().posting().id(), 3);
    }

    assertThat(keys).containsExactly("key0", "key1", "key2", "key3", "key4", "key5", "key6");
  }

  @Test
  void heldClosingsWaitUntilSomebodySeesThePosting() {
    opened("one", "a");
    opened("two", "b");

    stores
        .standings()
        .hold(
            SITE,
            CRAWL,
            Map.of(
                new PostingId("j_one"),
                ClosedReason.GONE,
                new PostingId("j_two"),
                ClosedReason.NOT_LISTED));
    store.seen(SITE, Set.of("two"), CRAWL, LATER, false);

    assertThat(stores.standings().held(CRAWL))
        .containsExactly(Map.entry(new PostingId("j_one"), ClosedReason.GONE));

    stores.standings().forgetHeld(SITE);

    assertThat(stores.standings().held(CRAWL)).isEmpty();
  }

  @Test
  void coverageIsTheShareOfTheCrawlsPostingsThatStateAField() {
    opened("one", "a");

    assertThat(stores.standings().coverage(SITE, CRAWL))
        .containsEntry("title", 1.0)
        .containsEntry("valid_through", 1.0)
        .containsEntry("pay", 0.0);
    assertThat(stores.standings().coverage(SITE, new CrawlId("c_other"))).isEmpty();
  }

  /// A follower that asks all the time must see every number once, in order, whoever writes.
  @Test
  void aFollowerMissesNoNumberWhileManyWrite() throws Exception {
    int writers = 8;
    int each = 25;
    AtomicBoolean done = new AtomicBoolean();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<List<Long>> follower = threads.submit(() -> follow(done));
      List<Future<?>> writing = new ArrayList<>();
      for (int writer = 0; writer < writers; writer++) {
        String name = "w" + writer;
        writing.add(
            threads.submit(() -> {
              for (int i = 0; i < each; i++) {
                opened(name + "-" + i, name + i);
              }
            }));
      }
      await(writing);
      done.set(true);

      List<Long> expected = new ArrayList<>();
      for (long number = 1; number <= (long) writers * each; number++) {
        expected.add(number);
      }
      assertThat(follower.get()).isEqualTo(expected);
    }
  }

  private List<Long> follow(AtomicBoolean done) {
    List<Long> seen = new ArrayList<>();
    boolean last;
    do {
      last = done.get();
      long from = seen.isEmpty() ? 0 : seen.getLast();
      store.changesAfter(from, 1000).forEach(change -> seen.add(change.number()));
    } while (!last);
    return seen;
  }

  private static void await(List<Future<?>> futures)
      throws InterruptedException, ExecutionException {
    for (Future<?> future : futures) {
      future.get();
    }
  }

  private void settle(String key, Step step) {
    decide(stores.standings().open(SITE), key, step);
  }

  private void settleClosed(String key, Step step) {
    decide(stores.standings().closed(SITE, List.of(key)), key, step);
  }

  private void decide(List<Standings.Entry> entries, String key, Step step) {
    List<Standings.Decision> decisions =
        entries.stream()
            .filter(entry -> entry.key().equals(key))
            .map(entry -> new Standings.Decision(entry, step))
            .toList();
    stores.standings().settle(decisions, LATER);
  }
}
