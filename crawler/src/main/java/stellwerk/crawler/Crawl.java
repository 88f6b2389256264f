package stellwerk.crawler;

import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stellwerk.crawler.adapter.Adapter;
import stellwerk.crawler.adapter.Harvest;
import stellwerk.crawler.archive.Archive;
import stellwerk.crawler.fetch.CrawlMemory;
import stellwerk.crawler.fetch.Fetched;
import stellwerk.crawler.fetch.Fetcher;
import stellwerk.crawler.fetch.Remembered;
import stellwerk.crawler.fetch.Request;
import stellwerk.crawler.site.CrawlId;
import stellwerk.crawler.site.RawPosting;
import stellwerk.crawler.site.Site;
import stellwerk.crawler.verdict.CrawlHistory;
import stellwerk.crawler.verdict.CrawlReport;
import stellwerk.crawler.verdict.Proof;

/// One crawl of one site: ask, keep, read, hand over, until nothing is left to ask.
///
/// The only loop that fetches, so that politeness, retries, budgets and archiving are written once.
/// Live, replay and test differ only in the [Fetcher] that is handed in. An instance serves one
/// crawl at a time per site; it holds no state of its own.
public final class Crawl {
  private static final Logger log = LoggerFactory.getLogger(Crawl.class);

  /// Where a crawl keeps and looks up what outlives it.
  ///
  /// @param archive the raw responses
  /// @param memory answers of earlier crawls
  /// @param history reports of earlier crawls
  public record Keeping(Archive archive, CrawlMemory memory, CrawlHistory history) {}

  private final Fetcher fetcher;
  private final Keeping keeping;
  private final Intake intake;
  private final CrawlSettings settings;
  private final InstantSource clock;

  public Crawl(
      Fetcher fetcher,
      Keeping keeping,
      Intake intake,
      CrawlSettings settings,
      InstantSource clock) {
    this.fetcher = fetcher;
    this.keeping = keeping;
    this.intake = intake;
    this.settings = settings;
    this.clock = clock;
  }

  /// Crawls a site to its end, or to the first budget, and answers the report, which is kept in the
  /// history too.
  ///
  /// @param stopped asked before every request; an interrupted crawl ends `PARTIAL`
  public CrawlReport run(Site site, Adapter adapter, BooleanSupplier stopped) {
    Instant started = clock.instant();
    CrawlId id = freeId(site, started);
    var progress = new CrawlProgress(site, adapter, settings, started);
    Intake.Delivery delivery = intake.open(site, id);
    log.atInfo().addKeyValue("site", site.id()).addKeyValue("crawl", id).log("crawl started");
    while (progress.next(stopped, clock.instant())
        instanceof CrawlProgress.Step.Ask(Request request)) {
      Optional<RawPosting> listed = progress.refusedAnyway(request);
      if (listed.isPresent()) {
        standIn(
            request, listed.get(), "the pages before it were refused", site, progress, delivery);
      } else {
        forgetOtherReaders(site, request, progress.reader());
        Fetched fetched =
            fetcher.fetch(site, request, () -> !progress.mustStop(stopped, clock.instant()));
        take(fetched, site, id, adapter, progress, delivery);
      }
    }
    if (adapter.proof(site) == Proof.NONE && progress.unhindered() && !stopped.getAsBoolean()) {
      progress.note(new LivenessCheck(fetcher, keeping.archive()).ask(site, id, delivery, stopped));
    }
    CrawlReport judged =
        progress.report(id, clock.instant(), keeping.history().latest(site.id(), 7));
    CrawlReport report = delivery.finish(judged);
    keeping.history().add(report);
    keeping.history().keepFates(report, progress.fates());
    log.atInfo()
        .addKeyValue("site", site.id())
        .addKeyValue("crawl", id)
        .addKeyValue("verdict", report.verdict())
        .addKeyValue("found", report.items().found())
        .addKeyValue("new", report.items().created())
        .addKeyValue("changed", report.items().changed())
        .addKeyValue("closed", report.items().closed())
        .addKeyValue("reason", report.reason())
        .log("crawl finished");
    return report;
  }

  private CrawlId freeId(Site site, Instant started) {
    CrawlId id = CrawlId.of(site.id(), started);
    CrawlId free = id;
    for (int n = 2; keeping.history().find(free).isPresent(); n++) {
      free = new CrawlId(id.value() + "-" + n);
    }
    return free;
  }

  /// What another adapter, or another version of it, read must be read again, changed or not.
  private void forgetOtherReaders(Site site, Request request, String reader) {
    keeping
        .memory()
        .answer(site.id(), request.identity())
        .filter(last -> !last.reader().equals(reader))
        .ifPresent(_ -> keeping.memory().forget(site.id(), request.identity()));
  }

  private void take(
      Fetched fetched,
      Site site,
      CrawlId id,
      Adapter adapter,
      CrawlProgress progress,
      Intake.Delivery delivery) {
    Optional<RawPosting> listed = progress.listed(fetched);
    if (listed.isPresent()) {
      progress.refusedOne(fetched);
      standIn(fetched.request(), listed.get(), said(fetched), site, progress, delivery);
      return;
    }
    switch (fetched) {
      case Fetched.Page page -> {
        keeping.archive().keep(site.id(), id, page);
        read(page, site, adapter, progress, delivery);
      }
      case Fetched.Unchanged unchanged -> {
        progress.unchanged(unchanged, known(site));
        delivery.seenAgain(unchanged.remembered().keys());
        unchanged
            .remembered()
            .closed()
            .forEach((closed, quote) -> delivery.saysClosed(URI.create(closed), quote));
      }
      case Fetched.Gone gone -> {
        keeping.memory().forget(site.id(), gone.request().identity());
        List<Request> instead = adapter.instead(site, gone);
        if (!instead.isEmpty()) {
          progress.replaced(gone, instead);
        } else if (progress.gone(gone)) {
          delivery.gone(gone.request().postingPage());
        }
      }
      case Fetched.Refused refused -> {
        if (refused.reason() == Fetched.Refused.Reason.WITHDRAWN) {
          progress.withdrawn(refused.request());
        } else {
          progress.refused(refused);
        }
      }
      case Fetched.Failed failed -> progress.failed(failed);
    }
  }

  private static String said(Fetched fetched) {
    return switch (fetched) {
      case Fetched.Refused refused -> refused.detail();
      case Fetched.Gone gone -> "answered " + gone.status();
      case Fetched.Page _, Fetched.Unchanged _, Fetched.Failed _ -> "";
    };
  }

  private Predicate<Request> known(Site site) {
    return request -> keeping.memory().answer(site.id(), request.identity()).isPresent();
  }

  /// A posting whose own answer is kept back stands as its list says it. What an earlier crawl read
  /// there says more, and still holds.
  private void standIn(
      Request request,
      RawPosting listed,
      String why,
      Site site,
      CrawlProgress progress,
      Intake.Delivery delivery) {
    Optional<Remembered> before = keeping.memory().answer(site.id(), request.identity());
    if (before.isPresent()) {
      delivery.seenAgain(before.get().keys());
      progress.asListed(request, before.get().keys(), why + "; it was read before");
    } else {
      progress.received(listed.key(), delivery.take(listed));
      progress.asListed(request, Set.of(listed.key()), why);
    }
  }

  private void read(
      Fetched.Page page,
      Site site,
      Adapter adapter,
      CrawlProgress progress,
      Intake.Delivery delivery) {
    switch (harvest(page, site, adapter)) {
      case Harvest.NotThePage(Harvest.Problem problem, String detail) -> {
        if ((problem == Harvest.Problem.SOFT_NOT_FOUND || problem == Harvest.Problem.NO_INDEX)
            && page.request().purpose() == Request.Purpose.DETAIL) {
          delivery.saysClosed(page.request().postingPage(), detail);
        }
        progress.notThePage(page, problem, detail);
      }
      case Harvest.Read found -> {
        PageDirectives directives = PageDirectives.of(page);
        Harvest.Read read = progress.obeying(directives, page, found);
        read.postings()
            .forEach(posting -> progress.received(posting.key(), delivery.take(posting)));
        // What could not be read stands there all the same: it must not look absent.
        delivery.seenAgain(
            read.quarantined().stream().map(Harvest.Quarantined::key).collect(Collectors.toSet()));
        read.closed().forEach(sign -> delivery.saysClosed(sign.page(), sign.quote()));
        progress.read(page, read, known(site));
        String question = page.request().identity();
        if (tellsMoreThanKeys(read) || directives.nofollow()) {
          keeping.memory().forget(site.id(), question);
        } else {
          // Only now: what is remembered is never read again, so it must have been handed over.
          keeping.memory().remember(site.id(), question, progress.remembered(page, read));
        }
      }
    }
  }

  /// Whether a page must be read again though it has not changed: a limit that was met, a poorer
  /// way of reading and a closing sentence must be said by every crawl anew.
  private static boolean tellsMoreThanKeys(Harvest.Read read) {
    return read.capped() != null || read.fallback() != null;
  }

  private static Harvest harvest(Fetched.Page page, Site site, Adapter adapter) {
    try {
      return adapter.read(site, page);
    } catch (RuntimeException bug) {
      // An adapter that stumbles over one page must not end the crawl; the page counts as failed,
      // so nothing is closed.
      log.atWarn()
          .addKeyValue("site", site.id())
          .addKeyValue("url", page.url())
          .setCause(bug)
          .log("adapter stumbled over a page");
      return new Harvest.NotThePage(
          Harvest.Problem.WRONG_SHAPE, "the adapter could not read it: " + bug);
    }
  }
}
