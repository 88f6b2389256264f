package stellwerk.indexer;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stellwerk.crawler.site.Schedule;
import stellwerk.indexer.lifecycle.ChangeEvent;
import stellwerk.indexer.lifecycle.ChangeEvent.Difference;
import stellwerk.indexer.lifecycle.Differences;
import stellwerk.indexer.posting.Evidence;
import stellwerk.indexer.posting.Fact;
import stellwerk.indexer.posting.Posting;
import stellwerk.indexer.posting.PostingField;
import stellwerk.indexer.posting.PostingId;
import stellwerk.indexer.store.Kept;
import stellwerk.indexer.store.PostingStore;

/// Reads postings again from their raw words. Asks the Web nothing.
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
  /// @param byField what happened to each field that differs anywhere, by its public name
  public record Outcome(
      int read, int changed, int failed, SortedMap<String, FieldChanges> byField) {}

  /// What happened to one field.
  ///
  /// @param changed in how many postings it differs, filled and emptied ones among them
  /// @param filled in how many it was not stated before
  /// @param emptied in how many it is not stated any more
  public record FieldChanges(int changed, int filled, int emptied, Example example) {
    private FieldChanges and(FieldChanges more) {
      return new FieldChanges(
          changed + more.changed, filled + more.filled, emptied + more.emptied, example);
    }
  }

  /// One posting whose field differs.
  ///
  /// @param quote the words of the new value; empty if there are none
  public record Example(PostingId posting, Difference difference, String quote) {}

  /// Hears of every posting that differs.
  @FunctionalInterface
  public interface Listener {
    void differs(PostingId posting, Map<String, Difference> differences);
  }

  /// Reads every posting again from its raw words. Lifespans stay.
  ///
  /// @param dryRun whether differences are only told
  public Outcome postings(boolean dryRun) {
    return postings(dryRun, (_, _) -> {});
  }

  /// Reads every posting again from its raw words, and tells of each that differs. Lifespans stay.
  ///
  /// @param dryRun whether differences are only told
  public Outcome postings(boolean dryRun, Listener listener) {
    int read = 0;
    int changed = 0;
    int failed = 0;
    SortedMap<String, FieldChanges> byField = new TreeMap<>();
    List<Kept> page = store.page(FIRST, PAGE);
    while (!page.isEmpty()) {
      for (Kept kept : page) {
        read++;
        try {
          Posting again = read(kept);
          Map<String, Difference> differences = Differences.between(kept.posting(), again);
          if (!differences.isEmpty()) {
            changed++;
            count(byField, again, differences);
            listener.differs(again.id(), differences);
          }
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

  /// Reads one posting again from its raw words; its lifespan stays.
  void posting(PostingId id) {
    Kept kept =
        store.find(id).orElseThrow(() -> new IllegalArgumentException("there is no posting " + id));
    Posting again = read(kept);
    keep(kept, again, Differences.between(kept.posting(), again));
  }

  private static void count(
      SortedMap<String, FieldChanges> byField, Posting again, Map<String, Difference> differences) {
    differences.forEach((field, difference) ->
        byField.merge(
            field,
            new FieldChanges(
                1,
                difference.before() == null ? 1 : 0,
                difference.after() == null ? 1 : 0,
                new Example(again.id(), difference, quote(again, field))),
            FieldChanges::and));
  }

  private static String quote(Posting posting, String name) {
    return PostingField.ALL.stream()
        .filter(field -> field.name().equals(name))
        .map(field -> field.of(posting))
        .flatMap(value -> value instanceof Collection<?> facts ? facts.stream() : Stream.of(value))
        .map(value -> value instanceof Fact<?> fact ? fact.quoted() : Optional.<Evidence>empty())
        .flatMap(Optional::stream)
        .map(Evidence::quote)
        .findFirst()
        .orElse("");
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
      vacancies.kept(again);
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
    vacancies.kept(again);
  }
}
