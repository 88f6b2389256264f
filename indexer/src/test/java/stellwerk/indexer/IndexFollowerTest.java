package stellwerk.indexer;

import static org.assertj.core.api.Assertions.assertThat;
import static stellwerk.indexer.IntakeHarness.SITE;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stellwerk.crawler.site.RawField;
import stellwerk.crawler.site.RawPosting;
import stellwerk.crawler.site.Rights;
import stellwerk.indexer.IntakeHarness.Found;
import stellwerk.indexer.index.IndexedPosting;
import stellwerk.indexer.posting.Lifespan;
import stellwerk.indexer.posting.PostingId;
import stellwerk.indexer.posting.VacancyId;
import stellwerk.indexer.release.Outlet;
import stellwerk.indexer.release.Releases;
import stellwerk.indexer.store.PostingStore;
import stellwerk.indexer.store.crawl.SqlLedger;

class IndexFollowerTest {
  private static final VacancyId SHARED = new VacancyId("v_shared");

  @TempDir Path folder;
  private IntakeHarness it;
  private SqlLedger ledger;
  private MemoryIndex index;
  private IndexFollower follower;

  @BeforeEach
  void open() {
    it = new IntakeHarness(folder);
    ledger = new SqlLedger(it.stores.database(), it.clock);
    ledger.configure(SITE, "Klinik", Rights.linkOnly("Klinik"));
    index = new MemoryIndex();
    follower = follower(index);
  }

  @AfterEach
  void close() {
    follower.close();
    it.close();
  }

  private IndexFollower follower(MemoryIndex into) {
    return new IndexFollower(it.stores.postings(), into, new Releases(ledger), it.clock);
  }

  private static RawPosting withEmployer(String key) {
    return PlainReader.raw(SITE.value(), key)
        .structured(RawField.TITLE, "KI-Trainer", "json title")
        .structured(RawField.EMPLOYER, "Klinik GmbH", "json employer")
        .build();
  }

  private IndexedPosting indexed(String key) {
    return index.at(it.posting(key));
  }

  @Test
  void everyChangeArrivesInTheIndex() {
    it.complete(Found.numbered(0, 3));
    follower.catchUp();
    it.daysLater(1);
    it.complete(Found.numbered(1, 4));

    follower.catchUp();

    assertThat(index.changeNumber()).isEqualTo(it.number());
    assertThat(index.documents()).isEqualTo(4);
    assertThat(indexed("k0").posting().lifespan().active()).isFalse();
    assertThat(indexed("k0").outlets()).containsExactly(Outlet.EXPORT);
    assertThat(indexed("k3").outlets()).containsExactlyInAnyOrder(Outlet.values());
    assertThat(indexed("k3").leads()).containsExactlyInAnyOrder(Outlet.values());
    assertThat(indexed("k3").searchText()).isTrue();
    assertThat(follower.catchUp()).isZero();
  }

  @Test
  void thePostingThatStatesMostLeadsItsVacancy() {
    it.vacancies.put("a", SHARED);
    it.vacancies.put("b", SHARED);
    it.complete(Found.only(PlainReader.raw("klinik", "a", "KI-Trainer")));
    follower.catchUp();
    assertThat(indexed("a").leads()).isNotEmpty();
    it.daysLater(1);

    it.complete(Found.only(PlainReader.raw("klinik", "a", "KI-Trainer"), withEmployer("b")));
    follower.catchUp();

    assertThat(indexed("a").leads()).isEmpty();
    assertThat(indexed("b").leads()).isEqualTo(EnumSet.allOf(Outlet.class));
    assertThat(indexed("a").others()).containsExactly(it.posting("b").id());
    assertThat(indexed("b").others()).containsExactly(it.posting("a").id());
  }

  @Test
  void amongEqualsTheFirstSeenLeads() {
    it.vacancies.put("k0", SHARED);
    it.vacancies.put("k1", SHARED);
    it.complete(Found.numbered(1, 2));
    it.daysLater(1);

    it.complete(Found.numbered(0, 2));
    follower.catchUp();

    assertThat(indexed("k1").leads()).isNotEmpty();
    assertThat(indexed("k0").leads()).isEmpty();
  }

  @Test
  void whenTheLeaderClosesAnotherLeads() {
    it.vacancies.put("a", SHARED);
    it.vacancies.put("b", SHARED);
    RawPosting plain = PlainReader.raw("klinik", "a", "KI-Trainer");
    it.complete(Found.only(plain, withEmployer("b")));
    follower.catchUp();
    it.daysLater(1);

    it.complete(Found.only(plain));
    follower.catchUp();

    assertThat(indexed("a").leads()).isEqualTo(EnumSet.allOf(Outlet.class));
    assertThat(indexed("a").others()).isEmpty();
    assertThat(indexed("b").leads()).isEmpty();
  }

  @Test
  void aVacancyHasOneLeaderForEachOutletEvenWhereOwnersAllowLess() {
    it.complete(Found.numbered(0, 1));

    ledger.configure(
        SITE,
        "Klinik",
        new Rights(
            Rights.Level.LINK_ONLY, Set.of("api"), false, "Klinik", null, null, null, false));
    follower.catchUp();

    assertThat(indexed("k0").outlets()).containsExactly(Outlet.API);
    assertThat(indexed("k0").leads()).containsExactly(Outlet.API);
    assertThat(indexed("k0").searchText()).isFalse();
  }

  @Test
  void changedRightsReachTheIndex() {
    it.complete(Found.numbered(0, 2));
    follower.catchUp();
    long number = it.number();

    ledger.configure(SITE, "Klinik", Rights.linkOnly("Klinik"));
    assertThat(it.number()).isEqualTo(number);
    ledger.configure(
        SITE,
        "Klinik",
        new Rights(Rights.Level.FULL, Set.of("export"), false, "Klinik", null, null, null, true));

    assertThat(it.eventsAfter(number)).containsExactly("Touched", "Touched");
    follower.catchUp();
    assertThat(indexed("k1").outlets()).containsExactly(Outlet.EXPORT);
  }

  @Test
  void aKilledIndexGoesOnFromItsLastCommit() {
    it.complete(Found.numbered(0, 3));
    follower.catchUp();
    it.daysLater(1);
    it.complete(Found.numbered(0, 4));
    follower.catchUp();

    index.commit();
    it.clock.forward(Duration.ofSeconds(1));
    it.complete(Found.numbered(0, 5));
    follower.catchUp();
    index.forgetUncommitted();

    assertThat(follower.catchUp()).isPositive();
    assertThat(index.changeNumber()).isEqualTo(it.number());
    assertThat(index.documents()).isEqualTo(5);
  }

  @Test
  void anIndexAheadOfTheStoreIsBuiltAnew() {
    it.complete(Found.numbered(0, 3));
    follower.catchUp();
    index.apply(List.of(), List.of(), it.number() + 10);
    index.postings.put(new PostingId("j_stale"), indexed("k0"));

    follower.catchUp();

    assertThat(index.renewals).hasValue(2);
    assertThat(index.documents()).isEqualTo(3);
    assertThat(index.changeNumber()).isEqualTo(it.number());
  }

  @Test
  void theIndexIsCommittedAfterTenSecondsAndAtTheEnd() {
    it.complete(Found.numbered(0, 3));
    follower.catchUp();
    it.daysLater(1);
    long safe = index.committedNumber();
    it.complete(Found.numbered(0, 4));
    IndexFollower fresh = follower(index);
    fresh.catchUp();
    assertThat(index.committedNumber()).isEqualTo(safe);

    it.clock.forward(Duration.ofSeconds(10));
    fresh.catchUp();
    assertThat(index.committedNumber()).isEqualTo(it.number());

    it.complete(Found.numbered(0, 5));
    fresh.catchUp();
    fresh.close();
    assertThat(index.committedNumber()).isEqualTo(it.number());
  }

  @Test
  void anIndexBuiltAnewEqualsTheOneThatFollowed() {
    it.vacancies.put("k1", SHARED);
    it.vacancies.put("k2", SHARED);
    it.complete(Found.numbered(0, 3));
    follower.catchUp();
    it.daysLater(1);
    it.complete(Found.numbered(1, 5));
    follower.catchUp();
    MemoryIndex other = new MemoryIndex();

    long documents = follower(other).rebuild();

    assertThat(documents).isEqualTo(5);
    assertThat(timeless(other)).isEqualTo(timeless(index));
  }

  /// When a posting was last seen is the store's to say: the index does not follow that.
  private static Map<PostingId, IndexedPosting> timeless(MemoryIndex index) {
    Map<PostingId, IndexedPosting> postings = new HashMap<>();
    index.postings.forEach((id, it) -> {
      Lifespan life = it.posting().lifespan();
      Lifespan unseen =
          new Lifespan(
              life.firstSeen(),
              Instant.EPOCH,
              Instant.EPOCH,
              life.closedAt(),
              life.closedReason(),
              life.repostCount());
      postings.put(
          id,
          new IndexedPosting(
              it.posting().with(unseen), it.outlets(), it.leads(), it.others(), it.searchText()));
    });
    return postings;
  }

  @Test
  void anOutdatedIndexIsBuiltAnew() {
    it.complete(Found.numbered(0, 3));
    follower.catchUp();
    index.outdated = true;

    assertThat(follower.catchUp()).isPositive();

    assertThat(index.renewals).hasValue(2);
    assertThat(index.documents()).isEqualTo(3);
    assertThat(follower.catchUp()).isZero();
  }

  @Test
  void theLeaderIsFoundByTheWordsOfTheOthersWhereTheyMayAppearToo() {
    it.vacancies.put("a", SHARED);
    it.vacancies.put("b", SHARED);
    it.complete(Found.only(PlainReader.raw("klinik", "a", "Prompt-Autorin"), withEmployer("b")));
    follower.catchUp();

    assertThat(indexed("b").companions()).containsExactly(it.posting("a"));
    assertThat(indexed("a").companions()).isEmpty();
    assertThat(indexed("b").showText()).isFalse();

    ledger.configure(
        SITE,
        "Klinik",
        new Rights(Rights.Level.FULL, Set.of(), false, "Klinik", null, null, null, true));
    follower.catchUp();
    assertThat(indexed("b").showText()).isTrue();
  }

  @Test
  void inTheBackgroundChangesArriveByThemselves() throws Exception {
    CountDownLatch arrived = new CountDownLatch(1);
    MemoryIndex watched = new MemoryIndex();
    PostingStore store = it.stores.postings();
    var telling = new Releases(ledger);
    try (IndexFollower background =
        new IndexFollower(store, new TellingIndex(watched, arrived), telling, it.clock)) {
      background.start();
      it.complete(Found.numbered(0, 1));
      background.signal();

      assertThat(arrived.await(20, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(watched.committedNumber()).isEqualTo(it.number());
  }
}
