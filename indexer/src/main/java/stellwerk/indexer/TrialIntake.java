package stellwerk.indexer;

import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import stellwerk.crawler.Intake;
import stellwerk.crawler.site.CrawlId;
import stellwerk.crawler.site.RawPosting;
import stellwerk.crawler.site.Schedule;
import stellwerk.crawler.site.Site;
import stellwerk.crawler.verdict.CrawlReport;
import stellwerk.indexer.lifecycle.Differences;
import stellwerk.indexer.posting.Lifespan;
import stellwerk.indexer.posting.Posting;
import stellwerk.indexer.store.Kept;
import stellwerk.indexer.store.PostingStore;

/// Reads what a crawl brings, keeps nothing, and says what would be new, changed and missing.
///
/// For `site test` and `--dry-run`. One crawl at a time.
public final class TrialIntake implements Intake {
  private final PostingStore store;
  private final PostingReader reader;
  private final InstantSource clock;
  private final List<Posting> postings = new ArrayList<>();

  public TrialIntake(PostingStore store, PostingReader reader, InstantSource clock) {
    this.store = store;
    this.reader = reader;
    this.clock = clock;
  }

  /// The postings read so far.
  public List<Posting> postings() {
    return List.copyOf(postings);
  }

  @Override
  public Delivery open(Site site, CrawlId crawl) {
    return new Trial(site, store.open(site.id()));
  }

  private final class Trial implements Delivery {
    private final Site site;
    private final Map<String, Kept> open;
    private final Set<String> seen = new HashSet<>();
    private final Set<String> dead = new HashSet<>();

    Trial(Site site, Map<String, Kept> open) {
      this.site = site;
      this.open = open;
    }

    @Override
    public Receipt take(RawPosting raw) {
      Instant now = clock.instant();
      seen.add(raw.key());
      Posting posting;
      try {
        posting =
            reader.read(
                reader.redact(raw),
                PostingNames.posting(site.id(), raw.key()),
                PostingNames.vacancy(site.id(), raw.key()),
                new Lifespan(now, now, now, null, null, 0),
                LocalDate.ofInstant(now, Schedule.BERLIN));
      } catch (RuntimeException bug) {
        return new Receipt.Rejected("could not be read: " + bug);
      }
      postings.add(posting);
      Kept before = open.get(raw.key());
      if (before == null) {
        return new Receipt.Created();
      }
      // the vacancy is decided when a posting is kept, so here it must not count as a change
      Posting compared = posting.with(before.posting().vacancy());
      return Differences.between(before.posting(), compared).isEmpty()
          ? new Receipt.Same()
          : new Receipt.Changed();
    }

    @Override
    public void seenAgain(Set<String> keys) {
      seen.addAll(keys);
    }

    @Override
    public void gone(URI page) {
      store.openAt(site.id(), page).forEach(kept -> dead.add(kept.posting().key()));
    }

    @Override
    public void saysClosed(URI page, String quote) {
      gone(page);
    }

    @Override
    public CrawlReport finish(CrawlReport report) {
      Set<String> missing = new HashSet<>(open.keySet());
      missing.removeAll(seen);
      missing.addAll(dead);
      CrawlReport.Items items = report.items();
      var counted =
          new CrawlReport.Items(
              items.found(),
              items.valid(),
              items.created(),
              items.changed(),
              missing.size(),
              0,
              items.quarantined(),
              items.skipped());
      int would = report.verdict().mayCloseByAbsence() ? missing.size() : dead.size();
      var close =
          new CrawlReport.Close(
              would, open.size(), site.expect().maxClosePercent(), CrawlReport.Close.State.NONE);
      return report.with(counted, close, Map.of(), List.of());
    }
  }
}
