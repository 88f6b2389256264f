package stellwerk.indexer;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stellwerk.crawler.Intake;
import stellwerk.crawler.site.CrawlId;
import stellwerk.crawler.site.RawPosting;
import stellwerk.crawler.site.Schedule;
import stellwerk.crawler.site.Site;
import stellwerk.crawler.verdict.CrawlReport;
import stellwerk.indexer.lifecycle.ChangeEvent;
import stellwerk.indexer.lifecycle.Differences;
import stellwerk.indexer.lifecycle.Sight;
import stellwerk.indexer.posting.Flag;
import stellwerk.indexer.posting.Lifespan;
import stellwerk.indexer.posting.Lifespan.ClosedReason;
import stellwerk.indexer.posting.Posting;
import stellwerk.indexer.store.Kept;
import stellwerk.indexer.store.PostingJson;
import stellwerk.indexer.store.PostingStore;
import stellwerk.indexer.store.Standings;
import stellwerk.indexer.store.Stores;

/// Takes raw postings in: redact, read, find the vacancy, keep; at the end of a crawl, close.
///
/// A raw posting that came before in the same words is not read again: it was seen, nothing more.
public final class PostingIntake implements Intake {
  /// Sightings that are written together; a kill costs at most so many of them, no posting.
  private static final int SIGHTINGS = 200;

  /// How long nobody looks again at a page that was open.
  private static final Duration LOOKED_AT = Duration.ofDays(3);

  private static final Logger log = LoggerFactory.getLogger(PostingIntake.class);

  private final Stores stores;
  private final PostingReader reader;
  private final VacancyFinder vacancies;
  private final Closings closings;
  private final InstantSource clock;
  private final PostingJson json = new PostingJson();

  public PostingIntake(
      Stores stores,
      PostingReader reader,
      VacancyFinder vacancies,
      Closings closings,
      InstantSource clock) {
    this.stores = stores;
    this.reader = reader;
    this.vacancies = vacancies;
    this.closings = closings;
    this.clock = clock;
  }

  @Override
  public Delivery open(Site site, CrawlId crawl) {
    return new Handover(site, crawl, stores.postings().openCount(site.id()));
  }

  /// A posting that outlived its deadline stays marked as long as it states that deadline, and one
  /// that is withheld as long as nobody lets it out.
  static Posting keepingFlag(Posting old, Posting read) {
    Set<Flag> flags = EnumSet.noneOf(Flag.class);
    flags.addAll(old.flags());
    flags.retainAll(Standings.HIDING);
    boolean same = old.validThrough().known().equals(read.validThrough().known());
    if (same && old.flags().contains(Flag.DEADLINE_PASSED)) {
      flags.add(Flag.DEADLINE_PASSED);
    }
    if (flags.isEmpty()) {
      return read;
    }
    flags.addAll(read.flags());
    return read.with(flags);
  }

  /// One crawl's hand-over.
  private final class Handover implements Delivery {
    private final PostingStore store = stores.postings();
    private final Site site;
    private final CrawlId crawl;
    private final int openBefore;
    private final Map<String, Sight> sights = new HashMap<>();
    private final Map<String, Sight> checked = new HashMap<>();
    private final Set<String> unwritten = new HashSet<>();
    private final Set<String> rejected = new HashSet<>();
    private int created;
    private int changed;

    Handover(Site site, CrawlId crawl, int openBefore) {
      this.site = site;
      this.crawl = crawl;
      this.openBefore = openBefore;
    }

    @Override
    public Receipt take(RawPosting posting) {
      if (!posting.site().equals(site.id())) {
        return new Receipt.Rejected("it says it stands at " + posting.site());
      }
      RawPosting raw = reader.redact(posting);
      String digest = json.digest(raw);
      Kept before = store.find(site.id(), raw.key()).orElse(null);
      Receipt receipt =
          before != null && before.rawDigest().equals(digest)
              ? new Receipt.Same()
              : read(raw, digest, before);
      switch (receipt) {
        case Receipt.Created _ -> created++;
        case Receipt.Changed _ -> changed++;
        case Receipt.Same _ -> {}
        case Receipt.Rejected _ -> rejected.add(raw.key());
      }
      if (receipt instanceof Receipt.Rejected) {
        // It stands there, although it cannot be read: it must not look absent.
        sights.putIfAbsent(raw.key(), Sight.LISTED);
      } else {
        verified(raw.key());
      }
      return receipt;
    }

    private void verified(String key) {
      sights.merge(key, Sight.READ, (old, seen) -> dead(old) ? old : seen);
      unwritten.add(key);
      if (unwritten.size() >= SIGHTINGS) {
        writeSightings();
      }
    }

    private static boolean dead(Sight sight) {
      return sight.page() == Sight.Page.GONE || sight.page() == Sight.Page.SAYS_CLOSED;
    }

    private void writeSightings() {
      store.seen(site.id(), Set.copyOf(unwritten), crawl, clock.instant(), true);
      unwritten.clear();
    }

    private Receipt read(RawPosting raw, String digest, @Nullable Kept before) {
      Instant now = clock.instant();
      Posting read;
      try {
        read = read(raw, before, now);
      } catch (RuntimeException e) {
        // Whatever a reader stumbles over concerns this posting alone; the crawl goes on.
        log.atWarn()
            .addKeyValue("site", site.id())
            .addKeyValue("key", raw.key())
            .setCause(e)
            .log("raw posting quarantined");
        return new Receipt.Rejected("could not be read: " + e);
      }
      if (before == null && stores.standings().endedByOperator(site.id(), raw.key())) {
        return new Receipt.Same();
      }
      if (before == null) {
        store.keep(read, raw, digest, crawl, new ChangeEvent.Opened(), clock.instant());
        vacancies.kept(read);
        return new Receipt.Created();
      }
      if (before.posting().lifespan().closedReason() == ClosedReason.TAKEDOWN) {
        return new Receipt.Same();
      }
      return keep(read, raw, digest, before, now);
    }

    private Posting read(RawPosting raw, @Nullable Kept before, Instant now) {
      Lifespan lifespan =
          before == null
              ? new Lifespan(now, now, now, null, null, 0)
              : seen(before.posting().lifespan(), now);
      Posting read =
          reader.read(
              raw,
              PostingNames.posting(site.id(), raw.key()),
              PostingNames.vacancy(site.id(), raw.key()),
              lifespan,
              LocalDate.ofInstant(now, Schedule.BERLIN));
      Posting found = read.with(vacancies.find(read));
      return before == null ? found : keepingFlag(before.posting(), found);
    }

    private static Lifespan seen(Lifespan life, Instant now) {
      return new Lifespan(
          life.firstSeen(), now, now, life.closedAt(), life.closedReason(), life.repostCount());
    }

    private Receipt keep(Posting read, RawPosting raw, String digest, Kept before, Instant now) {
      Posting old = before.posting();
      var differences = Differences.between(old, read);
      if (differences.isEmpty()) {
        if (sameWords(old, read)) {
          store.keepRaw(old.id(), raw, digest, now);
        } else {
          store.keep(read, raw, digest, crawl, new ChangeEvent.Touched("other words"), now);
          vacancies.kept(read);
        }
        return new Receipt.Same();
      }
      boolean bumped = Differences.onlyDateBumped(old, read, differences);
      Posting kept = bumped ? read.with(bumped(read.lifespan())) : read;
      store.keep(kept, raw, digest, crawl, new ChangeEvent.Changed(differences), now);
      vacancies.kept(kept);
      return new Receipt.Changed();
    }

    private static Lifespan bumped(Lifespan life) {
      return new Lifespan(
          life.firstSeen(),
          life.lastSeen(),
          life.lastVerified(),
          life.closedAt(),
          life.closedReason(),
          life.repostCount() + 1);
    }

    private static boolean sameWords(Posting old, Posting read) {
      return old.with(read.lifespan()).equals(read);
    }

    @Override
    public void seenAgain(Set<String> keys) {
      keys.forEach(key -> sights.putIfAbsent(key, Sight.LISTED));
      store.seen(site.id(), keys, crawl, clock.instant(), false);
    }

    @Override
    public List<URI> doubtful(int most) {
      Instant before = clock.instant().minus(LOOKED_AT);
      return stores.standings().unmet(site.id(), sights.keySet(), before, crawl, most);
    }

    @Override
    public void stillOpen(URI page) {
      List<String> keys = at(page);
      keys.forEach(key -> checked.put(key, new Sight(false, Sight.Page.OPEN)));
      stores.standings().looked(site.id(), keys, clock.instant());
    }

    @Override
    public void gone(URI page) {
      at(page).forEach(key -> put(key, new Sight(false, Sight.Page.GONE)));
    }

    /// What was only looked at was not met by this crawl, and does not count as found.
    private void put(String key, Sight sight) {
      (sights.containsKey(key) ? sights : checked).put(key, sight);
    }

    @Override
    public void saysClosed(URI page, String quote) {
      // Somebody led to the page, so it is listed; only its own words count against it.
      at(page).forEach(key -> put(key, new Sight(true, Sight.Page.SAYS_CLOSED)));
    }

    private List<String> at(URI page) {
      return stores.standings().at(site.id(), page).stream().map(Standings.Entry::key).toList();
    }

    @Override
    public CrawlReport finish(CrawlReport report) {
      writeSightings();
      Map<String, Sight> seenOrLookedAt = new HashMap<>(checked);
      seenOrLookedAt.putAll(sights);
      Closings.Settled settled = closings.settle(site, report, openBefore, seenOrLookedAt);
      Map<String, Double> coverage = stores.standings().coverage(site.id(), crawl);
      var told = report.items();
      int seen = (int) sights.keySet().stream().filter(key -> !rejected.contains(key)).count();
      // What the adapter could not read was seen as well, so that it does not look absent; it is
      // not valid.
      int unreadable = Math.max(0, told.quarantined() - rejected.size());
      int valid = Math.max(0, seen - unreadable);
      var items =
          new CrawlReport.Items(
              Math.max(told.found(), sights.size()),
              valid,
              created,
              changed,
              settled.missing(),
              settled.closed(),
              Math.max(told.quarantined(), rejected.size()),
              told.skipped());
      CrawlReport counted =
          report.with(items, settled.close(), coverage, report.expectationsMissed());
      return counted.with(
          items, settled.close(), coverage, closings.missed(site, counted, settled, coverage));
    }
  }
}
