package stellwerk.indexer;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stellwerk.crawler.site.Schedule;
import stellwerk.indexer.index.SearchIndex;
import stellwerk.indexer.lifecycle.ChangeEvent;
import stellwerk.indexer.lifecycle.ChangeEvent.Difference;
import stellwerk.indexer.lifecycle.Differences;
import stellwerk.indexer.posting.Posting;
import stellwerk.indexer.posting.PostingId;
import stellwerk.indexer.store.Kept;
import stellwerk.indexer.store.PostingStore;

/// Computes again what can be computed again: postings from their raw words, the index from
/// postings. Asks the Web nothing.
public final class Rebuild {
  private static final int PAGE = 200;
  private static final PostingId FIRST = new PostingId("j_  ");
  private static final Logger log = LoggerFactory.getLogger(Rebuild.class);

  private final PostingStore store;
  private final PostingReader reader;
  private final VacancyFinder vacancies;
  private final InstantSource clock;

  public Rebuild(
      PostingStore store, PostingReader reader, VacancyFinder vacancies, InstantSource clock) {
    this.store = store;
    this.reader = reader;
    this.vacancies = vacancies;
    this.clock = clock;
  }

  /// What reading again came to.
  ///
  /// @param changed postings with other facts than before
  /// @param failed postings whose words can no longer be read; they stay as they were
  /// @param byField how many postings differ in a field, by its public name
  public record Outcome(int read, int changed, int failed, SortedMap<String, Integer> byField) {}

  /// Reads every posting again from its raw words. Lifespans stay.
  ///
  /// @param dryRun whether differences are only counted
  public Outcome postings(boolean dryRun) {
    int read = 0;
    int changed = 0;
    int failed = 0;
    SortedMap<String, Integer> byField = new TreeMap<>();
    List<Kept> page = store.page(FIRST, PAGE);
    while (!page.isEmpty()) {
      for (Kept kept : page) {
        read++;
        try {
          Posting again = read(kept);
          Map<String, Difference> differences = Differences.between(kept.posting(), again);
          changed += differences.isEmpty() ? 0 : 1;
          differences.keySet().forEach(field -> byField.merge(field, 1, Integer::sum));
          if (!dryRun) {
            keep(kept, again, differences);
          }
        } catch (IllegalArgumentException | IllegalStateException | ArithmeticException e) {
          failed++;
          log.atWarn()
              .addKeyValue("posting", kept.posting().id())
              .setCause(e)
              .log("posting could not be read again");
        }
      }
      page = store.page(page.getLast().posting().id(), PAGE);
    }
    return new Outcome(read, changed, failed, byField);
  }

  private Posting read(Kept kept) {
    Posting old = kept.posting();
    Instant taken = store.takenAt(old.id()).orElse(old.lifespan().firstSeen());
    Posting read =
        reader.read(
            reader.redact(kept.raw()),
            old.id(),
            PostingNames.vacancy(old.site(), old.key()),
            old.lifespan(),
            LocalDate.ofInstant(taken, Schedule.BERLIN));
    return PostingIntake.keepingFlag(old, read.with(vacancies.find(read)));
  }

  private void keep(Kept kept, Posting again, Map<String, Difference> differences) {
    if (again.equals(kept.posting())) {
      return;
    }
    ChangeEvent event =
        differences.isEmpty()
            ? new ChangeEvent.Touched("read again")
            : new ChangeEvent.Changed(differences);
    // Meanwhile a crawl may have brought newer words; those were read with this reader already.
    if (store.find(kept.posting().id()).filter(it -> it.change() == kept.change()).isEmpty()) {
      return;
    }
    store.keep(again, kept.raw(), kept.rawDigest(), kept.crawl(), event, clock.instant());
  }

  /// Empties the index and fills it again from the store.
  ///
  /// @return the number of documents
  public static long index(SearchIndex index, IndexFollower follower) {
    index.clear();
    follower.catchUp();
    index.commit();
    return index.documents();
  }
}
