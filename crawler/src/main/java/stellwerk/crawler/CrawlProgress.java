package stellwerk.crawler;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import stellwerk.crawler.adapter.Adapter;
import stellwerk.crawler.adapter.Harvest;
import stellwerk.crawler.fetch.Fetched;
import stellwerk.crawler.fetch.HttpFetcher;
import stellwerk.crawler.fetch.Remembered;
import stellwerk.crawler.fetch.Request;
import stellwerk.crawler.site.CrawlId;
import stellwerk.crawler.site.Politeness;
import stellwerk.crawler.site.RawPosting;
import stellwerk.crawler.site.Schedule;
import stellwerk.crawler.site.Site;
import stellwerk.crawler.site.StartUrl;
import stellwerk.crawler.verdict.CrawlReport;

/// What one crawl still has to ask, and what each answer means for the rest. Used by one thread.
final class CrawlProgress {
  /// What comes next.
  sealed interface Step {
    record Ask(Request request) implements Step {}

    record End() implements Step {}
  }

  /// After so many refused pages of postings in a row the rest is not asked for.
  private static final int REFUSALS = 3;

  private final Site site;
  private final Adapter adapter;
  private final CrawlSettings settings;
  private final Instant started;
  private final CrawlCounts counts;
  private final CrawlFates fates = new CrawlFates();
  private final Traps traps = new Traps();
  private final CrawlSlices slices;

  private final Deque<Request> waiting = new ArrayDeque<>();
  private final Map<String, Integer> attempts = new HashMap<>();
  private final Set<String> told = new HashSet<>();
  private int asked;
  private int refusalsInARow;

  /// Postings of the page in hand that the intake did not know.
  private int newPostings;

  private String ended = "not_asked";

  CrawlProgress(Site site, Adapter adapter, CrawlSettings settings, Instant started) {
    this.site = site;
    this.adapter = adapter;
    this.settings = settings;
    this.started = started;
    this.counts = new CrawlCounts(settings.notes(), secrets(site));
    List<Request> starts = normalised(adapter.start(site));
    slices = new CrawlSlices(site, starts);
    plan(starts);
  }

  /// Keys that stand in a site's options, and so in the addresses that are asked.
  private static Set<String> secrets(Site site) {
    Set<String> secrets = new HashSet<>();
    for (String option : List.of("key", "app_key")) {
      site.options().list(option).stream().filter(key -> key.length() >= 6).forEach(secrets::add);
    }
    return secrets;
  }

  private List<Request> normalised(List<Request> requests) {
    return requests.stream().map(request -> Addresses.normalised(site, request)).toList();
  }

  private void plan(List<Request> requests) {
    for (Request request : requests) {
      if (fates.found(request)) {
        waiting.add(request);
      }
    }
  }

  Step next(BooleanSupplier stopped, Instant now) {
    Request request = waiting.poll();
    while (request != null && traps.barren(request)) {
      trapped(
          request,
          Traps.BARREN + " pages such as this one brought no posting that was not known already");
      request = waiting.poll();
    }
    if (request == null) {
      return new Step.End();
    }
    String left = (waiting.size() + 1) + " pages still to ask";
    Politeness budget = site.politeness();
    if (stopped.getAsBoolean()) {
      ended = "left.stopped";
      counts.fail("stopped by order with " + left);
    } else if (counts.failed() > budget.maxErrors()) {
      ended = "left.max_errors";
      counts.fail("max_errors: more than " + budget.maxErrors() + " pages failed, " + left);
    } else if (blackout(now)) {
      ended = "left.blackout";
      counts.cap("blackout hours began with " + left);
    } else if (asked >= budget.maxPages()) {
      ended = "left.max_pages";
      counts.cap("max_pages: " + budget.maxPages() + " pages asked, " + left);
    } else if (counts.wireBytes() >= budget.maxBytes()) {
      ended = "left.max_bytes";
      counts.cap("max_bytes: " + counts.wireBytes() + " bytes came, " + left);
    } else if (Duration.between(started, now).compareTo(budget.maxTime()) > 0) {
      ended = "left.max_time";
      counts.cap("max_time: " + budget.maxTime() + " passed, " + left);
    } else {
      asked++;
      return new Step.Ask(request);
    }
    return new Step.End();
  }

  /// Whether the crawl must not ask any more, though it has begun to wait for a host's turn.
  boolean mustStop(BooleanSupplier stopped, Instant now) {
    return stopped.getAsBoolean() || blackout(now);
  }

  /// The crawl was told to stop while it waited for the host's turn; nothing was asked.
  void withdrawn(Request request) {
    asked--;
    waiting.addFirst(request);
  }

  private boolean blackout(Instant now) {
    Schedule schedule = site.schedule();
    var time = now.atZone(schedule.zone()).toLocalTime();
    return schedule.blackout().stream().anyMatch(hours -> hours.contains(time));
  }

  void received(String key, Intake.Receipt receipt) {
    if (receipt instanceof Intake.Receipt.Created || receipt instanceof Intake.Receipt.Changed) {
      newPostings++;
    }
    counts.received(key, receipt);
  }

  /// What remains of a harvest when a page's word to robots is obeyed: the owner of a list whose
  /// links must not be followed says no to the crawl.
  Harvest.Read obeying(PageDirectives directives, Fetched.Page page, Harvest.Read harvest) {
    Harvest.Read dated =
        page.request().purpose() == Request.Purpose.DETAIL && harvest.postings().size() == 1
            ? harvest.withPostings(List.of(directives.dated(harvest.postings().getFirst())))
            : harvest;
    if (!directives.nofollow() || harvest.requests().isEmpty()) {
      return dated;
    }
    String line = page.url() + " says nofollow";
    if (page.request().purpose() == Request.Purpose.DETAIL) {
      counts.note(line);
    } else {
      block(line);
    }
    normalised(harvest.requests()).stream()
        .filter(fates::found)
        .forEach(request -> fates.is(request, "refused.nofollow"));
    return dated.leadingTo(List.of());
  }

  /// @param known whether a posting's page was read by an earlier crawl
  void read(Fetched.Page page, Harvest.Read harvest, Predicate<Request> known) {
    Request request = page.request();
    counts.pageRead();
    counts.bytes(page.wireBytes());
    came(request, "read", Harvest.keys(harvest), harvest.requests(), known);
    harvest.quarantined().forEach(record -> counts.quarantined(record.key(), record.reason()));
    harvest.skipped().forEach(record -> counts.skipped(record.key() + ": " + record.rule()));
    harvest.declaredTotal().ifPresent(total -> slices.declared(request, total));
    if (harvest.capped() != null) {
      counts.cap(harvest.capped());
    }
    if (harvest.fallback() != null) {
      counts.fallback(request.url() + ": " + harvest.fallback());
    }
  }

  private void came(
      Request request,
      String fate,
      Set<String> keys,
      List<Request> leads,
      Predicate<Request> known) {
    fates.is(request, fate);
    refusalsInARow = request.purpose() == Request.Purpose.DETAIL ? 0 : refusalsInARow;
    List<Request> all = normalised(leads);
    boolean found = counts.keys(keys);
    boolean leadsOn =
        all.stream()
            .anyMatch(lead -> lead.purpose() == Request.Purpose.DETAIL && !fates.knows(lead));
    traps.came(request, found || leadsOn);
    slices.keys(request, keys);
    slices.led(request, all);
    boolean nothingNew =
        newPostings == 0
            && all.stream()
                .filter(lead -> lead.purpose() == Request.Purpose.DETAIL)
                .allMatch(lead -> fates.knows(lead) || known.test(lead));
    newPostings = 0;
    follow(request, nothingNew && stopsWithoutNews(request) ? details(request, all) : all);
  }

  /// Whether the list that a page belongs to ends at the first page without news.
  private boolean stopsWithoutNews(Request request) {
    String start = request.carried().get("start");
    return request.purpose() != Request.Purpose.DETAIL
        && start != null
        && start.matches("\\d{1,4}")
        && Integer.parseInt(start) < site.start().size()
        && site.start().get(Integer.parseInt(start)).pages().stopWhen() == StartUrl.StopWhen.NO_NEW;
  }

  private List<Request> details(Request from, List<Request> requests) {
    List<Request> details =
        requests.stream().filter(request -> request.purpose() == Request.Purpose.DETAIL).toList();
    if (details.size() < requests.size()) {
      counts.cap(
          "stop_when no_new: "
              + from.url()
              + " brought nothing new; the pages behind it were not asked for");
    }
    return details;
  }

  private void follow(Request from, List<Request> requests) {
    List<Request> kept = requests;
    if (requests.size() > settings.requestsPerPage()) {
      kept = requests.subList(0, settings.requestsPerPage());
      counts.cap(
          from.url() + " led to " + requests.size() + " requests; " + kept.size() + " were taken");
      requests.subList(kept.size(), requests.size()).stream()
          .filter(fates::found)
          .forEach(request -> fates.is(request, "not_taken"));
    }
    for (Request request : kept) {
      if (!fates.knows(request)) {
        Optional<String> trap = traps.refusal(from, request);
        if (trap.isPresent()) {
          trapped(request, trap.get());
        } else {
          plan(List.of(request));
        }
      }
    }
  }

  private void trapped(Request request, String why) {
    fates.is(request, "trap");
    if (told.add(why)) {
      counts.cap("trap: " + request.url() + " was not asked for: " + why);
    }
  }

  void unchanged(Fetched.Unchanged fetched, Predicate<Request> known) {
    Remembered last = fetched.remembered();
    counts.pageRead();
    counts.sameAsBefore(last.keys());
    came(fetched.request(), "unchanged", last.keys(), last.follow(), known);
    if (last.declared() != null) {
      slices.declared(fetched.request(), last.declared());
    }
  }

  /// What the list said of a posting whose own answer is kept back; empty if that is not enough, or
  /// if the answer is the page that people see, and gone: then so is the posting.
  Optional<RawPosting> listed(Fetched fetched) {
    Request request = fetched.request();
    if (request.purpose() != Request.Purpose.DETAIL) {
      return Optional.empty();
    }
    boolean keptBack =
        switch (fetched) {
          case Fetched.Refused(_, Fetched.Refused.Reason reason, _, _, _) ->
              reason == Fetched.Refused.Reason.FORBIDDEN || reason == Fetched.Refused.Reason.ROBOTS;
          case Fetched.Gone gone -> !gone.request().postingPage().equals(request.url());
          case Fetched.Page _, Fetched.Unchanged _, Fetched.Failed _ -> false;
        };
    return keptBack ? adapter.listed(site, request) : Optional.empty();
  }

  /// Whether a site has refused so many pages of postings in a row that what its lists say must do
  /// for the rest.
  Optional<RawPosting> refusedAnyway(Request request) {
    return refusalsInARow >= REFUSALS && request.purpose() == Request.Purpose.DETAIL
        ? adapter.listed(site, request)
        : Optional.empty();
  }

  /// A posting stands as its list says it, or as it was read before.
  void asListed(Request request, Set<String> keys, String why) {
    fates.is(request, "as_listed");
    counts.pageRead();
    counts.keys(keys);
    slices.keys(request, keys);
    counts.note(request.url() + ": " + why + "; the posting stands as its list says it");
  }

  void refusedOne(Fetched fetched) {
    if (fetched instanceof Fetched.Refused(_, Fetched.Refused.Reason reason, _, _, _)
        && reason == Fetched.Refused.Reason.FORBIDDEN) {
      refusalsInARow++;
    }
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
        page.at(),
        harvest.closed().stream()
            .collect(
                Collectors.toMap(
                    sign -> sign.page().toString(), Harvest.ClosedSign::quote, (one, _) -> one)));
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
    fates.is(gone.request(), "gone");
    traps.came(gone.request(), false);
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
    fates.is(gone.request(), "elsewhere");
    counts.note(gone.request().url() + " answered " + gone.status() + "; asking elsewhere");
    List<Request> others = normalised(instead);
    slices.led(gone.request(), others);
    plan(others);
  }

  void notThePage(Fetched.Page page, Harvest.Problem problem, String detail) {
    counts.bytes(page.wireBytes());
    String line = page.request().url() + ": " + detail;
    fates.is(page.request(), "not_the_page." + problem.name().toLowerCase(Locale.ROOT));
    traps.came(page.request(), false);
    switch (problem) {
      case CHALLENGE, CONSENT_WALL, OPT_OUT -> block(line);
      case NO_INDEX -> {
        counts.pageRead();
        counts.skipped(line);
      }
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
    fates.is(refused.request(), "refused." + refused.reason().name().toLowerCase(Locale.ROOT));
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
      case GUARD, SCOPE, WITHDRAWN -> counts.fail(line);
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
    fates.is(request, "failed." + failed.fault().name().toLowerCase(Locale.ROOT));
    counts.fail(request.url() + ": " + failed.fault() + ", " + failed.detail());
  }

  private void block(String line) {
    counts.block(line);
    ended = "left.blocked";
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
        new CrawlCounts.Asked(
            id,
            site.id(),
            question(),
            adapter.proof(site),
            slices.all(),
            slices.seenTwice(),
            fates.counts(this.ended));
    return counts.report(what, started, ended, earlier);
  }

  /// What became of every address.
  Map<String, String> fates() {
    return fates.all(ended);
  }

  /// What was asked: a crawl that asked something else cannot be compared with this one.
  private String question() {
    String words =
        site.kind() + new TreeMap<>(site.options().values()) + site.start() + site.language();
    return HttpFetcher.sha256(words.getBytes(StandardCharsets.UTF_8)).substring(0, 16);
  }
}
