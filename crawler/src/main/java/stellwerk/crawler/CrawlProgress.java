package stellwerk.crawler;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import stellwerk.crawler.adapter.Adapter;
import stellwerk.crawler.adapter.Harvest;
import stellwerk.crawler.fetch.Fetched;
import stellwerk.crawler.fetch.Remembered;
import stellwerk.crawler.fetch.Request;
import stellwerk.crawler.site.CrawlId;
import stellwerk.crawler.site.Politeness;
import stellwerk.crawler.site.Schedule;
import stellwerk.crawler.site.Site;
import stellwerk.crawler.verdict.Completeness;
import stellwerk.crawler.verdict.CrawlReport;
import stellwerk.crawler.verdict.Tally;

/// What one crawl still has to ask, and what it counted so far. Used by one thread.
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

  private final Deque<Request> waiting = new ArrayDeque<>();
  private final Set<String> planned = new HashSet<>();
  private final Map<String, Integer> attempts = new HashMap<>();

  private final Set<String> received = new LinkedHashSet<>();
  private final Set<String> seenTwice = new LinkedHashSet<>();
  private final List<Integer> declared = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();
  private final List<String> caps = new ArrayList<>();
  private final List<String> blocks = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private int notesLeftOut;
  private int asked;
  private int read;
  private int unchanged;
  private int created;
  private int changed;
  private int valid;
  private int quarantined;
  private int skipped;
  private long wireBytes;

  CrawlProgress(Site site, Adapter adapter, CrawlSettings settings, Instant started) {
    this.site = site;
    this.adapter = adapter;
    this.settings = settings;
    this.started = started;
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
    if (stopped.getAsBoolean()) {
      return end(failures, "stopped by order with " + (waiting.size() + 1) + " pages still to ask");
    }
    if (blackout(now)) {
      return end(caps, "blackout hours began with " + (waiting.size() + 1) + " pages still to ask");
    }
    Politeness budget = site.politeness();
    if (asked >= budget.maxPages()) {
      return end(
          caps,
          "max_pages: " + budget.maxPages() + " pages asked, " + (waiting.size() + 1) + " left");
    }
    if (wireBytes >= budget.maxBytes()) {
      return end(caps, "max_bytes: " + wireBytes + " bytes came");
    }
    if (Duration.between(started, now).compareTo(budget.maxTime()) > 0) {
      return end(caps, "max_time: " + budget.maxTime() + " passed");
    }
    if (failures.size() > budget.maxErrors()) {
      return end(failures, "max_errors: more than " + budget.maxErrors() + " pages failed");
    }
    asked++;
    return new Step.Ask(request);
  }

  private Step end(List<String> kind, String why) {
    kind.add(why);
    note(why);
    return new Step.End();
  }

  private boolean blackout(Instant now) {
    Schedule schedule = site.schedule();
    var time = now.atZone(schedule.zone()).toLocalTime();
    return schedule.blackout().stream().anyMatch(hours -> hours.contains(time));
  }

  void received(String key, Intake.Receipt receipt) {
    switch (receipt) {
      case Intake.Receipt.Created() -> {
        created++;
        valid++;
      }
      case Intake.Receipt.Changed() -> {
        changed++;
        valid++;
      }
      case Intake.Receipt.Same() -> valid++;
      case Intake.Receipt.Rejected(String reason) -> {
        quarantined++;
        note("quarantined " + key + ": " + reason);
      }
    }
  }

  void read(Fetched.Page page, Harvest.Read harvest) {
    read++;
    wireBytes += page.wireBytes();
    count(page.request(), Harvest.keys(harvest));
    quarantined += harvest.quarantined().size();
    skipped += harvest.skipped().size();
    harvest
        .quarantined()
        .forEach(record -> note("quarantined " + record.key() + ": " + record.reason()));
    harvest.skipped().forEach(record -> note("skipped " + record.key() + ": " + record.rule()));
    harvest.declaredTotal().ifPresent(declared::add);
    if (harvest.capped() != null) {
      caps.add(harvest.capped());
    }
    follow(page.request(), harvest.requests());
  }

  private void follow(Request from, List<Request> requests) {
    List<Request> kept = requests;
    if (requests.size() > settings.requestsPerPage()) {
      kept = requests.subList(0, settings.requestsPerPage());
      caps.add(
          from.url() + " led to " + requests.size() + " requests; " + kept.size() + " were taken");
    }
    plan(kept);
  }

  void unchanged(Fetched.Unchanged fetched) {
    Remembered last = fetched.remembered();
    read++;
    unchanged++;
    valid += last.keys().size();
    count(fetched.request(), last.keys());
    if (last.declared() != null) {
      declared.add(last.declared());
    }
    follow(fetched.request(), last.follow());
  }

  /// Counts keys; one that comes on a second page of a list says that the list moved while it was
  /// read.
  private void count(Request from, Set<String> keys) {
    for (String key : keys) {
      if (!received.add(key) && from.purpose() != Request.Purpose.DETAIL) {
        seenTwice.add(key);
      }
    }
  }

  Remembered remembered(Fetched.Page page, Harvest.Read harvest) {
    return new Remembered(
        page.header("etag").orElse(null),
        page.header("last-modified").orElse(null),
        sha256(page.body()),
        reader(adapter),
        Harvest.keys(harvest),
        harvest.requests(),
        harvest.declared(),
        page.at());
  }

  static String reader(Adapter adapter) {
    return adapter.kind() + "/" + adapter.version();
  }

  /// A page that is gone: a posting's own page says that the posting is; a list's own says that we
  /// know nothing.
  ///
  /// @return whether it was a posting's own page
  boolean gone(Fetched.Gone gone) {
    if (gone.request().purpose() == Request.Purpose.DETAIL) {
      read++;
      note(gone.request().url() + " is gone (" + gone.status() + ")");
      return true;
    }
    fail(gone.request().url() + " answered " + gone.status());
    return false;
  }

  /// A page that is not there, for which the kind knows others to ask.
  void replaced(Fetched.Gone gone, List<Request> instead) {
    read++;
    note(gone.request().url() + " is not there (" + gone.status() + "); asking elsewhere");
    plan(instead);
  }

  void notThePage(Fetched.Page page, Harvest.Problem problem, String detail) {
    wireBytes += page.wireBytes();
    String line = page.request().url() + ": " + detail;
    switch (problem) {
      case CHALLENGE, CONSENT_WALL, OPT_OUT -> block(line);
      case SOFT_NOT_FOUND -> {
        if (page.request().purpose() == Request.Purpose.DETAIL) {
          read++;
          note(line);
        } else {
          fail(line);
        }
      }
      case WRONG_SHAPE, SCRIPT_ONLY, CUT_OFF, OTHER_COMPANY -> fail(line);
    }
  }

  void refused(Fetched.Refused refused) {
    String line = refused.request().url() + ": " + refused.detail();
    switch (refused.reason()) {
      case ROBOTS -> {
        if (refused.request().purpose() == Request.Purpose.DETAIL) {
          // The owner keeps single pages back; that is an answer, and the rest of the site can
          // still be complete.
          read++;
          skipped++;
          note("skipped " + line);
        } else {
          block(line);
        }
      }
      case ROBOTS_UNREACHABLE, TDM, FORBIDDEN, TOO_MANY -> block(line);
      case GUARD, SCOPE -> fail(line);
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
    fail(request.url() + ": " + failed.fault() + ", " + failed.detail());
  }

  private void fail(String line) {
    failures.add(line);
    note(line);
  }

  private void block(String line) {
    blocks.add(line);
    note(line);
    // Whoever says no once is not asked for the rest.
    waiting.clear();
  }

  private void note(String line) {
    if (notes.size() < settings.notes()) {
      notes.add(line);
    } else {
      notesLeftOut++;
    }
  }

  CrawlReport report(CrawlId id, Instant ended, List<CrawlReport> earlier) {
    var tally =
        new Tally(
            site.id(),
            id,
            question(),
            adapter.proof(site),
            planned.size(),
            read,
            unchanged,
            declared,
            received,
            seenTwice,
            failures,
            caps,
            blocks,
            null);
    Completeness.Judgement judgement = Completeness.judge(tally, earlier);
    if (notesLeftOut > 0) {
      notes.add("… and " + notesLeftOut + " more lines");
    }
    return new CrawlReport(
        id,
        site.id(),
        started,
        Duration.between(started, ended),
        judgement.verdict(),
        adapter.proof(site),
        question(),
        judgement.reason(),
        new CrawlReport.Pages(planned.size(), read, unchanged, wireBytes),
        declaredTotal(),
        received.size(),
        seenTwice.size(),
        new CrawlReport.Items(received.size(), valid, created, changed, 0, 0, quarantined, skipped),
        CrawlReport.Close.NOT_ALLOWED,
        Map.of(),
        List.of(),
        notes);
  }

  private @Nullable Integer declaredTotal() {
    return declared.isEmpty() ? null : declared.getLast();
  }

  /// What was asked: a crawl that asked something else cannot be compared with this one.
  private String question() {
    return sha256(
            (site.kind() + new TreeMap<>(site.options().values()) + site.start() + site.language())
                .getBytes(StandardCharsets.UTF_8))
        .substring(0, 16);
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
