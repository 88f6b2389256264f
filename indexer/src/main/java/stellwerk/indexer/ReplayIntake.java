package stellwerk.indexer;

import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import stellwerk.crawler.Intake;
import stellwerk.crawler.site.CrawlId;
import stellwerk.crawler.site.RawPosting;
import stellwerk.crawler.site.Schedule;
import stellwerk.crawler.site.Site;
import stellwerk.crawler.verdict.CrawlReport;
import stellwerk.indexer.lifecycle.ChangeEvent;
import stellwerk.indexer.lifecycle.ChangeEvent.Difference;
import stellwerk.indexer.lifecycle.Differences;
import stellwerk.indexer.posting.Posting;
import stellwerk.indexer.posting.PostingId;
import stellwerk.indexer.store.Kept;
import stellwerk.indexer.store.PostingJson;
import stellwerk.indexer.store.PostingStore;

/// Takes what a crawl's kept pages say when they are read again: the words of known postings are
/// replaced by today's reading of the same pages.
///
/// It opens and closes nothing and moves no date of seeing: an old page proves nothing about today.
/// One crawl at a time.
public final class ReplayIntake implements Intake {
  private final PostingStore store;
  private final PostingReader reader;
  private final VacancyFinder vacancies;
  private final Listener listener;
  private final boolean dryRun;
  private final InstantSource clock;
  private final PostingJson json = new PostingJson();

  /// Hears what a replay comes to.
  public interface Listener {
    /// A known posting reads otherwise than it is kept.
    void differs(PostingId posting, Map<String, Difference> differences);

    /// A posting that the store does not know; it is not kept.
    void unknown(RawPosting raw);

    /// A posting that cannot be read.
    void unreadable(RawPosting raw, String why);
  }

  /// @param dryRun whether differences are only told
  public ReplayIntake(
      PostingStore store,
      PostingReader reader,
      VacancyFinder vacancies,
      boolean dryRun,
      Listener listener,
      InstantSource clock) {
    this.store = store;
    this.reader = reader;
    this.vacancies = vacancies;
    this.dryRun = dryRun;
    this.listener = listener;
    this.clock = clock;
  }

  @Override
  public Delivery open(Site site, CrawlId crawl) {
    return new Replay(site);
  }

  private final class Replay implements Delivery {
    private final Site site;

    Replay(Site site) {
      this.site = site;
    }

    @Override
    public Receipt take(RawPosting posting) {
      if (!posting.site().equals(site.id())) {
        return new Receipt.Rejected("it says it stands at " + posting.site());
      }
      RawPosting raw = reader.redact(posting);
      @Nullable Kept before = store.find(site.id(), raw.key()).orElse(null);
      if (before == null) {
        listener.unknown(raw);
        return new Receipt.Created();
      }
      Posting old = before.posting();
      Instant came = store.takenAt(old.id()).orElse(old.lifespan().firstSeen());
      Posting again;
      try {
        again = read(raw, old, came);
      } catch (RuntimeException e) {
        listener.unreadable(raw, String.valueOf(e.getMessage()));
        return new Receipt.Rejected("could not be read: " + e);
      }
      Map<String, Difference> differences = Differences.between(old, again);
      if (!differences.isEmpty()) {
        listener.differs(old.id(), differences);
      }
      if (!dryRun) {
        keep(raw, before, again, differences, came);
      }
      return differences.isEmpty() ? new Receipt.Same() : new Receipt.Changed();
    }

    private Posting read(RawPosting raw, Posting old, Instant came) {
      Posting read =
          reader.read(
              raw,
              old.id(),
              PostingNames.vacancy(site.id(), raw.key()),
              old.lifespan(),
              LocalDate.ofInstant(came, Schedule.BERLIN));
      return PostingIntake.keepingFlag(old, read.with(vacancies.find(read)));
    }

    private void keep(
        RawPosting raw,
        Kept before,
        Posting again,
        Map<String, Difference> differences,
        Instant came) {
      String digest = json.digest(raw);
      if (!again.equals(before.posting())) {
        ChangeEvent event =
            differences.isEmpty()
                ? new ChangeEvent.Touched("read again")
                : new ChangeEvent.Changed(differences);
        store.keep(again, raw, digest, before.crawl(), event, clock.instant());
        vacancies.kept(again);
      }
      if (!digest.equals(before.rawDigest())) {
        // What the words say of "today" means the day on which their page came.
        store.keepRaw(again.id(), raw, digest, came);
      }
    }

    @Override
    public void seenAgain(Set<String> keys) {}

    @Override
    public void gone(URI page) {}

    @Override
    public void saysClosed(URI page, String quote) {}

    @Override
    public CrawlReport finish(CrawlReport report) {
      return report;
    }
  }
}
