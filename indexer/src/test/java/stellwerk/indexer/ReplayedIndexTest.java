package stellwerk.indexer;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stellwerk.crawler.site.RawField;
import stellwerk.crawler.site.RawPosting;
import stellwerk.crawler.site.Rights;
import stellwerk.crawler.verdict.Proof;
import stellwerk.crawler.verdict.Verdict;
import stellwerk.indexer.index.IndexedPosting;
import stellwerk.indexer.posting.Lifespan;
import stellwerk.indexer.posting.Posting;
import stellwerk.indexer.posting.PostingId;
import stellwerk.indexer.posting.VacancyId;
import stellwerk.indexer.release.Releases;
import stellwerk.indexer.ruling.Ruling;
import stellwerk.indexer.ruling.Ruling.Says;
import stellwerk.indexer.store.Purging;
import stellwerk.indexer.store.SqlRulings;
import stellwerk.indexer.store.crawl.SqlLedger;

/// An index that only ever read the change log equals one that is filled from the store: after any
/// history, document by document.
class ReplayedIndexTest {
  private static final int POSTINGS = 30;
  private static final int STEPS = 120;

  @TempDir Path folder;

  /// A history by chance.
  private final class History implements AutoCloseable {
    final IntakeHarness it = new IntakeHarness(folder);
    final SqlRulings rulings = new SqlRulings(it.stores.database());
    final SqlLedger ledger = new SqlLedger(it.stores.database(), it.clock);
    final Releases releases = new Releases(ledger);
    final PostingReader reader = new RuledReader(new PlainReader(), rulings);
    final VacancyFinder vacancies = it.vacancies(rulings);
    final PostingIntake intake =
        new PostingIntake(it.stores, reader, vacancies, it.closings, it.clock);
    final Housekeeping house =
        new Housekeeping(
            it.stores,
            it.closings,
            new EmptyArchive(),
            () -> List.of(it.site),
            () -> 0,
            Housekeeping.Retention.DEFAULT,
            it.clock);
    final Random random;

    History(long seed) {
      random = new Random(seed);
      ledger.configure(IntakeHarness.SITE, "Klinik", it.site.rights());
    }

    private RawPosting raw(int key) {
      var raw =
          PlainReader.raw(IntakeHarness.SITE.value(), "k" + key)
              .structured(RawField.TITLE, "KI-Trainer " + random.nextInt(3), "json title");
      if (random.nextBoolean()) {
        raw.structured(RawField.EMPLOYER, "Klinik " + key % 3, "json employer");
      }
      if (key % 4 == 0) {
        raw.structured(
            RawField.VALID_THROUGH,
            it.clock
                .instant()
                .plus(Duration.ofDays(random.nextInt(20)))
                .toString()
                .substring(0, 10),
            "json validThrough");
      }
      return raw.build();
    }

    private void crawl() {
      List<RawPosting> taken = new ArrayList<>();
      Set<String> again = new HashSet<>();
      List<URI> gone = new ArrayList<>();
      List<URI> closed = new ArrayList<>();
      int misses = random.nextInt(4);
      for (int key = 0; key < POSTINGS; key++) {
        switch (random.nextInt(12)) {
          case 0, 1, 2, 3, 4 -> taken.add(raw(key));
          case 5, 6, 7, 8 -> again.add("k" + key);
          case 9 -> {
            if (misses == 0) {
              gone.add(IntakeHarness.page("k" + key));
            }
          }
          case 10 -> closed.add(IntakeHarness.page("k" + key));
          default -> {}
        }
      }
      Verdict verdict = random.nextInt(3) > 0 ? Verdict.COMPLETE : any(List.of(Verdict.values()));
      Proof proof = any(List.of(Proof.values()));
      var delivery = intake.open(it.site, it.crawlId());
      taken.forEach(delivery::take);
      delivery.seenAgain(again);
      gone.forEach(delivery::gone);
      closed.forEach(page -> delivery.saysClosed(page, "Stelle bereits besetzt"));
      var report = delivery.finish(it.report(verdict, proof, taken.size()));
      it.history.add(report);
      if (random.nextInt(3) == 0) {
        it.closings.confirm(report.id());
      }
    }

    private <T> T any(List<T> of) {
      return of.get(random.nextInt(of.size()));
    }

    private void rule() {
      PostingId posting = PostingNames.posting(IntakeHarness.SITE, "k" + random.nextInt(POSTINGS));
      PostingId other = PostingNames.posting(IntakeHarness.SITE, "k" + random.nextInt(POSTINGS));
      if (it.stores.postings().find(posting).isEmpty()
          || it.stores.postings().find(other).isEmpty()) {
        return;
      }
      Says says =
          switch (random.nextInt(8)) {
            case 0 -> new Says.Closed();
            case 1 -> new Says.Takedown();
            case 2, 3 -> new Says.Same(other);
            case 4 -> new Says.NotSame();
            case 5 -> new Says.NotMember("ki-trainer");
            default -> new Says.Member("ki-trainer", random.nextBoolean() ? "specialist" : null);
          };
      var rebuild = new Rebuild(it.stores.postings(), reader, vacancies, it.clock);
      new Decisions(it.stores, rulings, rebuild, it.clock)
          .give(new Ruling(posting, says, "anna", it.clock.instant(), ""));
    }

    private void regroup() {
      it.vacancies.put(
          "k" + random.nextInt(POSTINGS),
          new VacancyId("v_shared" + "abcdef".charAt(random.nextInt(6))));
    }

    private void rights() {
      Rights.Level level = any(List.of(Rights.Level.values()));
      Rights before = it.site.rights();
      ledger.configure(
          IntakeHarness.SITE,
          "Klinik",
          new Rights(
              level,
              random.nextBoolean() ? Set.of() : Set.of("api", "export"),
              random.nextBoolean(),
              before.attribution(),
              null,
              null,
              null,
              random.nextBoolean()));
    }

    void step() {
      it.clock.forward(Duration.ofHours(1 + random.nextInt(60)));
      switch (random.nextInt(10)) {
        case 0, 1, 2, 3 -> crawl();
        case 4, 5 -> rule();
        case 6 -> regroup();
        case 7 -> rights();
        case 8 -> house.withhold(it.site, random.nextInt(3) == 0);
        default -> {
          if (random.nextInt(3) == 0) {
            it.clock.forward(Duration.ofDays(35));
          }
          house.tidy();
        }
      }
    }

    @Override
    public void close() {
      it.close();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void whoReadTheLogKnowsWhatTheStoreKnows(long seed) {
    try (History history = new History(seed)) {
      MemoryIndex replayed = new MemoryIndex();
      IndexFollower reads = follower(history, replayed);
      history.crawl();
      reads.catchUp();
      for (int step = 0; step < STEPS; step++) {
        history.step();
        if (history.random.nextInt(3) == 0) {
          reads.catchUp();
          assertThat(documents(replayed))
              .as("seed %d, step %d", seed, step)
              .isEqualTo(documents(filled(history)));
        }
      }
      reads.catchUp();
      assertThat(replayed.renewals).as("filled once, at the beginning").hasValue(1);
      assertThat(documents(replayed)).as("seed %d", seed).isEqualTo(documents(filled(history)));
      assertThat(documents(replayed)).isNotEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12})
  void anIndexThatIsOlderThanTheLogIsFilledAnew(long seed) {
    try (History history = new History(seed)) {
      MemoryIndex old = new MemoryIndex();
      IndexFollower reads = follower(history, old);
      history.crawl();
      reads.catchUp();
      for (int step = 0; step < 40; step++) {
        history.step();
      }
      new Purging(history.it.stores.database())
          .changes(history.it.clock.instant().plus(Duration.ofDays(1)), history.it.number());
      reads.catchUp();

      assertThat(old.renewals).as("filled, and filled anew").hasValue(2);
      assertThat(documents(old)).isEqualTo(documents(filled(history)));
    }
  }

  private static IndexFollower follower(History history, MemoryIndex index) {
    return new IndexFollower(
        history.it.stores.postings(), index, history.releases, history.it.clock);
  }

  private static MemoryIndex filled(History history) {
    MemoryIndex index = new MemoryIndex();
    follower(history, index).catchUp();
    return index;
  }

  /// What is in an index, except when postings were last seen: that the outputs read from the
  /// store.
  private static Map<String, IndexedPosting> documents(MemoryIndex index) {
    Map<String, IndexedPosting> documents = new TreeMap<>();
    index.postings.forEach((id, indexed) -> {
      documents.put(
          id.value(),
          new IndexedPosting(
              unseen(indexed.posting()),
              indexed.outlets(),
              indexed.leads(),
              indexed.others(),
              indexed.searchText(),
              indexed.showText(),
              indexed.companions().stream().map(ReplayedIndexTest::unseen).toList()));
    });
    return documents;
  }

  private static Posting unseen(Posting posting) {
    Lifespan life = posting.lifespan();
    return posting.with(
        new Lifespan(
            life.firstSeen(),
            life.firstSeen(),
            life.firstSeen(),
            life.closedAt(),
            life.closedReason(),
            life.repostCount()));
  }
}
