package stellwerk.crawler.fetch;

import crawlercommons.domains.EffectiveTldFinder;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stellwerk.crawler.fetch.CrawlMemory.Troubles;
import stellwerk.crawler.fetch.Fetched.Failed.Fault;
import stellwerk.crawler.site.Politeness;
import stellwerk.crawler.site.Site;

/// The one way to a host: one request at a time, a pause after each that counts from its end, and
/// no request at all while the host wants to be, or needs to be, left alone. Thread-safe.
final class HostGate {
  private static final Logger log = LoggerFactory.getLogger(HostGate.class);
  private static final int FAILURES_TO_SUSPEND = 5;
  private static final int RESPONSE_TIMES = 2;

  private final Transport transport;
  private final CrawlMemory memory;
  private final HostPermits permits;
  private final InstantSource clock;
  private final Backoff backoff;
  private final Duration patience;

  HostGate(
      Transport transport,
      CrawlMemory memory,
      HostPermits permits,
      Surroundings world,
      Duration patience) {
    this.transport = transport;
    this.memory = memory;
    this.permits = permits;
    this.clock = world.clock();
    this.backoff = hostBackoff(world.random());
    this.patience = patience;
  }

  private static Backoff hostBackoff(RandomGenerator random) {
    return new Backoff(Duration.ofSeconds(30), Duration.ofHours(1), random);
  }

  /// Waits for the host's turn, then asks.
  ///
  /// @param crawlDelay what robots.txt asks for; zero if nothing
  Answer ask(Site site, Ask ask, Duration crawlDelay) throws InterruptedException {
    return ask(site, ask, crawlDelay, () -> true);
  }

  /// @param wanted asked when the host's turn has come: whether to send it still
  Answer ask(Site site, Ask ask, Duration crawlDelay, BooleanSupplier wanted)
      throws InterruptedException {
    String key = key(site, ask.url());
    while (true) {
      Optional<Answer.Paused> paused = paused(key);
      if (paused.isPresent()) {
        Duration left = Duration.between(clock.instant(), paused.get().until());
        if (left.compareTo(patience) > 0) {
          return paused.get();
        }
        Thread.sleep(left.isNegative() ? Duration.ZERO : left);
        continue;
      }
      HostPermits.Permit permit = permits.acquire(key);
      Duration pause = Duration.ZERO;
      try {
        if (!wanted.getAsBoolean()) {
          return new Answer.Withdrawn();
        }
        if (paused(key).isEmpty()) { // somebody before us may have been sent away meanwhile
          pause = site.politeness().delay();
          Answer answer = transport.send(ask);
          pause = pauseAfter(site, key, answer, crawlDelay);
          judge(key, answer);
          return answer;
        }
      } finally {
        permit.release(pause);
      }
    }
  }

  private Optional<Answer.Paused> paused(String key) {
    Instant until = memory.pausedUntil(key);
    if (!until.isAfter(clock.instant())) {
      return Optional.empty();
    }
    Troubles known = memory.troubles(key);
    String why = known.why().isEmpty() ? "the host asked for a pause earlier" : known.why();
    return Optional.of(new Answer.Paused(until, why, known.suspended()));
  }

  /// The pause after a fetch; one beyond our patience is written down, so that it is told instead
  /// of waited for, and outlives a restart.
  private Duration pauseAfter(Site site, String key, Answer answer, Duration crawlDelay) {
    Duration took =
        switch (answer) {
          case Answer.Response response -> response.took();
          case Answer.Trouble trouble -> trouble.took();
          case Answer.Guarded _, Answer.Paused _, Answer.Withdrawn _ -> Duration.ZERO;
        };
    Duration usual = longer(site.politeness().delay(), took.multipliedBy(RESPONSE_TIMES));
    if (crawlDelay.compareTo(patience) > 0) {
      leaveAlone(
          key,
          crawlDelay,
          "robots.txt asks for " + readable(crawlDelay) + " between requests",
          memory.troubles(key),
          false);
      return usual;
    }
    return longer(usual, crawlDelay);
  }

  private void judge(String key, Answer answer) {
    Troubles before = memory.troubles(key);
    switch (answer) {
      case Answer.Response response -> judge(key, response, before);
      case Answer.Trouble(Fault fault, String detail, Duration _) -> {
        switch (fault) {
          case DNS, CONNECT, TLS, TIMEOUT, BROKEN -> failed(key, detail, before);
          case TOO_LARGE, BOMB, STATUS, REDIRECT_LOOP, SUSPENDED -> {}
        }
      }
      case Answer.Guarded _, Answer.Paused _, Answer.Withdrawn _ -> {}
    }
  }

  private void judge(String key, Answer.Response response, Troubles before) {
    int status = response.status();
    if (status == 429 || status == 503) {
      Optional<Duration> asked = RetryAfter.read(response.all("retry-after"), clock.instant());
      Duration wait = asked.orElseGet(() -> backoff.after(before.level()));
      int level = asked.isPresent() ? before.level() : before.level() + 1;
      String why =
          "status " + status + (asked.isPresent() ? ", Retry-After " : ", backing off for ");
      leaveAlone(
          key, wait, why + readable(wait), new Troubles(before.inARow(), level, "", false), false);
    } else if (status >= 500) {
      failed(key, "status " + status, before);
    } else if (!before.equals(Troubles.NONE)) {
      int level = Math.max(0, before.level() - 1);
      memory.rememberTroubles(
          key,
          level == 0 && paused(key).isEmpty()
              ? Troubles.NONE
              : new Troubles(0, level, before.why(), false));
    }
  }

  private void failed(String key, String detail, Troubles before) {
    int inARow = before.inARow() + 1;
    if (inARow < FAILURES_TO_SUSPEND) {
      memory.rememberTroubles(key, new Troubles(inARow, before.level(), before.why(), false));
      return;
    }
    String why = inARow + " failures in a row, the last: " + detail;
    Troubles now = new Troubles(inARow, before.level() + 1, why, true);
    leaveAlone(key, backoff.after(before.level()), why, now, true);
  }

  private void leaveAlone(String key, Duration wait, String why, Troubles now, boolean suspended) {
    Instant until = clock.instant().plus(wait);
    memory.rememberTroubles(key, new Troubles(now.inARow(), now.level(), why, suspended));
    if (until.isAfter(memory.pausedUntil(key))) {
      memory.pause(key, until, why);
    }
    log.atInfo()
        .addKeyValue("host", key)
        .addKeyValue("until", until)
        .addKeyValue("why", why)
        .log("host left alone");
  }

  /// What counts as one host: the registrable domain, privately run suffixes not taken for public
  /// ones (all boards of one provider are one host), or the address. On loopback every port is a
  /// server of its own.
  static String key(Site site, URI url) {
    String host = Scope.bare(url.getHost());
    if (host.startsWith("127.") || host.equals("::1")) {
      return host + ":" + url.getPort();
    }
    if (site.politeness().key() == Politeness.HostKey.ADDRESS) {
      try {
        return InetAddress.getByName(host).getHostAddress();
      } catch (UnknownHostException _) {
        return host;
      }
    }
    String domain = EffectiveTldFinder.getAssignedDomain(host, false, true);
    return domain == null || domain.isEmpty() ? host : domain;
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  /// A span for people: in its largest unit, rounded down.
  static String readable(Duration span) {
    if (span.toDays() >= 2) {
      return span.toDays() + " days";
    }
    if (span.toHours() >= 2) {
      return span.toHours() + " hours";
    }
    return span.toMinutes() >= 2 ? span.toMinutes() + " minutes" : span.toSeconds() + " s";
  }
}
