package stellwerk.crawler;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import stellwerk.crawler.adapter.Adapter;
import stellwerk.crawler.adapter.Harvest;
import stellwerk.crawler.fetch.Fetched;
import stellwerk.crawler.fetch.HttpFetcher;
import stellwerk.crawler.fetch.Remembered;
import stellwerk.crawler.fetch.Request;
import stellwerk.crawler.site.CrawlId;
import stellwerk.crawler.site.Politeness;
import stellwerk.crawler.site.Schedule;
import stellwerk.crawler.site.Site;
import stellwerk.crawler.verdict.CrawlReport;

/// What one crawl still has to ask, and what each answer means for the rest. Used by one thread.
final class CrawlProgress {
  /// What comes next.
  sealed interface Step {
    record Ask(Request request) implements Step {}

    record End() implements Step {}
  }

  private final Site site;
  private final Adapter adapter;
  private final CrawlSettings settings;
  private final Instant started;
  private final CrawlCounts counts;

  private final Deque<Request> waiting = new ArrayDeque<>();
  private final Set<String> planned = new HashSet<>();
  private final Map<String, Integer> attempts = new HashMap<>();
  private int asked;

  CrawlProgress(Site site, Adapter adapter, CrawlSettings settings, Instant started) {
    this.site = site;
    this.adapter = adapter;
    this.settings = settings;
    this.started = started;
    this.counts = new CrawlCounts(settings.notes(), secrets(site));
  }

  /// Keys that stand in a site's options, and so in the addresses that are asked.
  private static Set<String> secrets(Site site) {
    Set<String> secrets = new HashSet<>();
    for (String option : List.of("key", "app_key")) {
      site.options().list(option).stream().filter(key -> key.length() >= 6).forEach(secrets::add);
    }
    return secrets;
  }

  void plan(List<Request> requests) {
    for (Request request : requests) {
      if (planned.add(request.identity())) {
        waiting.add(request);
      }
    }
  }

  Step next(BooleanSupplier stopped, Instant now) {
    Request request = waiting.poll();
    if (request == null) {
      return new Step.End();
    }
    String left = (waiting.size() + 1) + " pages still to ask";
    Politeness budget = site.politeness();
    if (stopped.getAsBoolean()) {
      counts.fail("stopped by order with " + left);
    } else if (counts.failed() > budget.maxErrors()) {
      counts.fail("max_errors: more than " + budget.maxErrors() + " pages failed, " + left);
    } else if (blackout(now)) {
      counts.cap("blackout hours began with " + left);
    } else if (asked >= budget.maxPages()) {
      counts.cap("max_pages: " + budget.maxPages() + " pages asked, " + left);
    } else if (counts.wireBytes() >= budget.maxBytes()) {
      counts.cap("max_bytes: " + counts.wireBytes() + " bytes came, " + left);
    } else if (Duration.between(started, now).compareTo(budget.maxTime()) > 0) {
      counts.cap("max_time: " + budget.maxTime() + " passed, " + left);
    } else {
      asked++;
      return new Step.Ask(request);
    }
    return new Step.End();
  }

  private boolean blackout(Instant now) {
    Schedule schedule = site.schedule();
    var time = now.atZone(schedule.zone()).toLocalTime();
    return schedule.blackout().stream().anyMatch(hours -> hours.contains(time));
  }

  void received(String key, Intake.Receipt receipt) {
    counts.received(key, receipt);
  }

  void read(Fetched.Page page, Harvest.Read harvest) {
    counts.pageRead();
    counts.bytes(page.wireBytes());
    counts.keys(page.request(), Harvest.keys(harvest));
    harvest.quarantined().forEach(record -> counts.quarantined(record.key(), record.reason()));
    harvest.skipped().forEach(record -> counts.skipped(record.key() + ": " + record.rule()));
    harvest.declaredTotal().ifPresent(counts::declared);
    if (harvest.capped() != null) {
      counts.cap(harvest.capped());
    }
    follow(page.request(), harvest.requests());
  }

  private void follow(Request from, List<Request> requests) {
    List<Request> kept = requests;
    if (requests.size() > settings.requestsPerPage()) {
      kept = requests.subList(0, settings.requestsPerPage());
      counts.cap(
          from.url() + " led to " + requests.size() + " requests; " + kept.size() + " were taken");
    }
    plan(kept);
  }

  void unchanged(Fetched.Unchanged fetched) {
    Remembered last = fetched.remembered();
    counts.pageRead();
    counts.sameAsBefore(last.keys());
    counts.keys(fetched.request(), last.keys());
    if (last.declared() != null) {
      counts.declared(last.declared());
    }
    follow(fetched.request(), last.follow());
  }

  Remembered remembered(Fetched.Page page, Harvest.Read harvest) {
    return new Remembered(
        page.header("etag").orElse(null),
        page.header("last-modified").orElse(null),
        HttpFetcher.sha256(page.body()),
        reader(),
        Harvest.keys(harvest),
        harvest.requests(),
        harvest.declared(),
        page.at());
  }

  /// Name and version of the adapter: what another one read must be read again.
  String reader() {
    return adapter.kind() + "/" + adapter.version();
  }

  /// A page that is gone: a posting's own page says that the posting is; a list's own says that we
  /// know nothing.
  ///
  /// @return whether it was a posting's own page
  boolean gone(Fetched.Gone gone) {
    String line = gone.request().url() + " answered " + gone.status();
    if (gone.request().purpose() != Request.Purpose.DETAIL) {
      counts.fail(line);
      return false;
    }
    counts.pageRead();
    counts.note(line);
    return true;
  }

  /// A page that is not there, for which the kind knows others to ask.
  void replaced(Fetched.Gone gone, List<Request> instead) {
    counts.pageRead();
    counts.note(gone.request().url() + " answered " + gone.status() + "; asking elsewhere");
    plan(instead);
  }

  void notThePage(Fetched.Page page, Harvest.Problem problem, String detail) {
    counts.bytes(page.wireBytes());
    String line = page.request().url() + ": " + detail;
    switch (problem) {
      case CHALLENGE, CONSENT_WALL, OPT_OUT -> block(line);
      case SOFT_NOT_FOUND -> {
        if (page.request().purpose() == Request.Purpose.DETAIL) {
          counts.pageRead();
          counts.note(line);
        } else {
          counts.fail(line);
        }
      }
      case WRONG_SHAPE, SCRIPT_ONLY, CUT_OFF, OTHER_COMPANY -> counts.fail(line);
    }
  }

  void refused(Fetched.Refused refused) {
    String line = refused.request().url() + ": " + refused.detail();
    switch (refused.reason()) {
      case ROBOTS -> {
        if (refused.request().purpose() == Request.Purpose.DETAIL) {
          // The owner keeps single pages back; that is an answer, and the rest of the site can
          // still be complete.
          counts.pageRead();
          counts.skipped(line);
        } else {
          block(line);
        }
      }
      case ROBOTS_UNREACHABLE, TDM, FORBIDDEN, TOO_MANY -> block(line);
      case GUARD, SCOPE -> counts.fail(line);
    }
  }

  void failed(Fetched.Failed failed) {
    Request request = failed.request();
    int tries = attempts.merge(request.identity(), 1, Integer::sum);
    if (failed.retryable()
        && failed.fault() != Fetched.Failed.Fault.SUSPENDED
        && tries < settings.attempts()) {
      waiting.add(request);
      return;
    }
    counts.fail(request.url() + ": " + failed.fault() + ", " + failed.detail());
  }

  private void block(String line) {
    counts.block(line);
    // Whoever says no once is not asked for the rest.
    waiting.clear();
  }

  /// Whether nobody said no, and most of what was asked came.
  boolean unhindered() {
    return counts.unhindered();
  }

  /// Notes a line for operators, if there is one.
  void note(String line) {
    if (!line.isEmpty()) {
      counts.note(line);
    }
  }

  CrawlReport report(CrawlId id, Instant ended, List<CrawlReport> earlier) {
    var what =
        new CrawlCounts.Asked(id, site.id(), question(), adapter.proof(site), planned.size());
    return counts.report(what, started, ended, earlier);
  }

  /// What was asked: a crawl that asked something else cannot be compared with this one.
  private String question() {
    String words =
        site.kind() + new TreeMap<>(site.options().values()) + site.start() + site.language();
    return HttpFetcher.sha256(words.getBytes(StandardCharsets.UTF_8)).substring(0, 16);
  }
}
