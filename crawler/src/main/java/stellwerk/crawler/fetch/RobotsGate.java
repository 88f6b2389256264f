package stellwerk.crawler.fetch;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import stellwerk.crawler.fetch.CrawlMemory.RobotsCopy;
import stellwerk.crawler.fetch.Fetched.Refused.Reason;
import stellwerk.crawler.ledger.Finding;
import stellwerk.crawler.site.Site;

/// Lets nothing pass that robots.txt forbids (RFC 9309), and nothing at all while it cannot be
/// read.
///
/// Unreachable (no answer, a broken one, 5xx) and 429 mean complete disallow, asked again with a
/// back-off from 1 min to 24 h; a copy read within the last 30 days is used meanwhile. Any other
/// 4xx allows. One request at a time asks for the file of an authority, the others wait for it.
/// Thread-safe.
final class RobotsGate {
  private static final Duration LAST_GOOD = Duration.ofDays(30);
  private static final int KEPT_PARSED = 200;

  /// What robots.txt says to one address.
  sealed interface Ruling {
    record Allowed(Duration crawlDelay) implements Ruling {}

    record Denied(Reason reason, String detail, Duration retryAfter) implements Ruling {}
  }

  private record Parsed(RobotsCopy copy, RobotsFile file) {}

  private final WellKnown files;
  private final CrawlMemory memory;
  private final Surroundings world;
  private final InstantSource clock;
  private final String product;
  private final Backoff backoff;
  private final Map<String, ReentrantLock> asking = new ConcurrentHashMap<>();
  private final Map<String, Integer> failures = new ConcurrentHashMap<>();
  private final Map<String, String> reasons = new ConcurrentHashMap<>();

  /// Guarded by itself.
  private final Map<String, Parsed> parsed = new LinkedHashMap<>();

  RobotsGate(WellKnown files, CrawlMemory memory, Surroundings world, String product) {
    this.files = files;
    this.memory = memory;
    this.world = world;
    this.clock = world.clock();
    this.product = product;
    this.backoff = new Backoff(Duration.ofMinutes(1), Duration.ofHours(24), world.random());
  }

  Ruling ask(Site site, URI url) throws InterruptedException {
    String authority = Scope.authority(url);
    Optional<RobotsCopy> fresh = fresh(authority);
    if (fresh.isEmpty()) {
      ReentrantLock lock = asking.computeIfAbsent(authority, _ -> new ReentrantLock());
      lock.lockInterruptibly();
      try {
        fresh = fresh(authority);
        if (fresh.isEmpty() && !backingOff(authority)) {
          Optional<Ruling> away = read(site, authority);
          if (away.isPresent()) {
            return away.get();
          }
          fresh = fresh(authority);
        }
      } finally {
        lock.unlock();
      }
    }
    Optional<RobotsCopy> usable = fresh.or(() -> lastGood(authority));
    return usable.isPresent() ? judge(site, usable.get(), authority, url) : unreachable(authority);
  }

  /// The usable copy of a robots file as the answer it was; empty for any other address, and while
  /// there is none.
  Optional<Answer.Response> copy(URI url) {
    if (!"/robots.txt".equals(url.getRawPath()) || url.getRawQuery() != null) {
      return Optional.empty();
    }
    String authority = Scope.authority(url);
    return fresh(authority).or(() -> lastGood(authority)).map(RobotsGate::answer);
  }

  private static Answer.Response answer(RobotsCopy copy) {
    boolean read = copy.status() / 100 == 2;
    return new Answer.Response(
        read ? 200 : copy.status(),
        Map.of("content-type", List.of("text/plain; charset=utf-8")),
        copy.body().getBytes(StandardCharsets.UTF_8),
        0,
        Duration.ZERO);
  }

  /// Whether reading it ended without even asking.
  private Optional<Ruling> read(Site site, String authority) throws InterruptedException {
    switch (files.read(site, URI.create(authority + "/robots.txt"))) {
      case WellKnown.Read.Conclusive(int status, String text, Duration freshFor) -> {
        Instant now = clock.instant();
        RobotsCopy copy = new RobotsCopy(status, text, now, now.plus(freshFor));
        memory.rememberRobots(authority, copy);
        failures.remove(authority);
        note(site, authority, "status " + status + delay(site, parsed(authority, copy)));
      }
      case WellKnown.Read.Unreachable(String detail) -> {
        int before = failures.merge(authority, 1, Integer::sum) - 1;
        // Without jitter: one asker per authority, and RFC 9309 wants it not to give way early.
        Instant until = clock.instant().plus(backoff.ceiling(before));
        reasons.put(authority, detail);
        memory.pause(pauseKey(authority), until, detail);
        note(site, authority, "unreachable (" + detail + "), nothing is asked before " + until);
      }
      case WellKnown.Read.Away(Answer.Paused paused) -> {
        return Optional.of(
            new Ruling.Denied(
                Reason.TOO_MANY,
                "host left alone until " + paused.until() + ": " + paused.why(),
                Duration.between(clock.instant(), paused.until())));
      }
    }
    return Optional.empty();
  }

  private Ruling judge(Site site, RobotsCopy copy, String authority, URI url) {
    boolean forbidding = copy.status() == 401 || copy.status() == 403;
    if (forbidding && !site.politeness().robotsForbiddenAllows()) {
      return new Ruling.Denied(
          Reason.ROBOTS,
          authority + "/robots.txt answers " + copy.status() + ", which this site takes for a no",
          Duration.ZERO);
    }
    RobotsFile file = parsed(authority, copy);
    synchronized (file) {
      return file.allows(url)
          ? new Ruling.Allowed(file.crawlDelay())
          : new Ruling.Denied(
              Reason.ROBOTS, authority + "/robots.txt forbids " + url, Duration.ZERO);
    }
  }

  private Ruling unreachable(String authority) {
    Instant until = memory.pausedUntil(pauseKey(authority));
    Duration left = Duration.between(clock.instant(), until);
    return new Ruling.Denied(
        Reason.ROBOTS_UNREACHABLE,
        authority
            + "/robots.txt cannot be read ("
            + reasons.getOrDefault(authority, "as found before the last start")
            + "), next try "
            + until,
        left.isNegative() ? Duration.ZERO : left);
  }

  private Optional<RobotsCopy> fresh(String authority) {
    return memory.robots(authority).filter(copy -> clock.instant().isBefore(copy.expires()));
  }

  private Optional<RobotsCopy> lastGood(String authority) {
    Instant oldest = clock.instant().minus(LAST_GOOD);
    return memory
        .robots(authority)
        .filter(copy -> copy.status() / 100 == 2 && !copy.at().isBefore(oldest));
  }

  private boolean backingOff(String authority) {
    return memory.pausedUntil(pauseKey(authority)).isAfter(clock.instant());
  }

  private static String pauseKey(String authority) {
    return authority + "/robots.txt";
  }

  private RobotsFile parsed(String authority, RobotsCopy copy) {
    synchronized (parsed) {
      Parsed known = parsed.remove(authority);
      Parsed now =
          known != null && known.copy().equals(copy)
              ? known
              : new Parsed(copy, RobotsFile.parse(copy.body(), product));
      parsed.put(authority, now);
      if (parsed.size() > KEPT_PARSED) {
        parsed.remove(parsed.keySet().iterator().next());
      }
      return now.file();
    }
  }

  private static String delay(Site site, RobotsFile file) {
    Duration asked = file.crawlDelay();
    if (asked.isZero()) {
      return "";
    }
    boolean remarkable = asked.compareTo(site.politeness().maxCrawlDelay()) > 0;
    return ", Crawl-delay "
        + asked.toSeconds()
        + " s"
        + (remarkable ? " (asks for " + HostGate.readable(asked) + " between requests)" : "");
  }

  private void note(Site site, String authority, String said) {
    Finding finding =
        new Finding(Finding.Source.ROBOTS, authority + "/robots.txt: " + said, clock.instant());
    world.findings().accept(site.id(), finding);
  }
}
