package stellwerk.crawler.fetch;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import stellwerk.crawler.fetch.CrawlMemory.RobotsCopy;
import stellwerk.crawler.ledger.Finding;
import stellwerk.crawler.site.Site;

/// Honours opt-outs from text and data mining (W3C TDM Reservation Protocol): the header
/// `tdm-reservation: 1` and the file `/.well-known/tdmrep.json`. Whichever reserves, wins.
///
/// The file is optional: where it is missing or unreadable nothing is reserved by it, and it is
/// asked for again after an hour. Thread-safe.
final class TdmGate {
  private static final String FILE = "/.well-known/tdmrep.json";
  private static final Duration ASK_AGAIN = Duration.ofHours(1);

  private final WellKnown files;
  private final CrawlMemory memory;
  private final Surroundings world;
  private final InstantSource clock;
  private final Map<String, ReentrantLock> asking = new ConcurrentHashMap<>();

  /// Authorities whose header was noted: once says it, every page would flood the ledger.
  private final Set<String> told = ConcurrentHashMap.newKeySet();

  TdmGate(WellKnown files, CrawlMemory memory, Surroundings world) {
    this.files = files;
    this.memory = memory;
    this.world = world;
    this.clock = world.clock();
  }

  /// Answers the file's reservation that concerns an address; empty if there is none.
  ///
  /// @param robots what robots.txt says to the file's own address; a file that it forbids is not
  ///   asked for
  Optional<String> reservation(Site site, URI url, RobotsGate robots) throws InterruptedException {
    URI file = URI.create(Scope.authority(url) + FILE);
    Optional<RobotsCopy> copy = fresh(file);
    if (copy.isEmpty()) {
      ReentrantLock lock = asking.computeIfAbsent(file.toString(), _ -> new ReentrantLock());
      lock.lockInterruptibly();
      try {
        copy = fresh(file);
        if (copy.isEmpty()) {
          copy = read(site, file, robots);
        }
      } finally {
        lock.unlock();
      }
    }
    boolean reserved =
        copy.isPresent() && copy.get().status() == 200 && TdmFile.reserves(copy.get().body(), url);
    return reserved ? Optional.of("tdm-reservation: 1 in " + file) : Optional.empty();
  }

  /// Answers the reservation in a response's header; empty if there is none.
  Optional<String> reservation(Site site, URI url, Answer.Response response) {
    boolean reserved =
        response.all("tdm-reservation").stream().anyMatch(v -> v.strip().equals("1"));
    if (!reserved) {
      return Optional.empty();
    }
    if (told.add(Scope.authority(url))) {
      note(site, "tdm-reservation: 1 in the header of " + url);
    }
    return Optional.of("tdm-reservation: 1 in the header");
  }

  private Optional<RobotsCopy> read(Site site, URI file, RobotsGate robots)
      throws InterruptedException {
    if (!(robots.ask(site, file) instanceof RobotsGate.Ruling.Allowed)) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    Optional<RobotsCopy> before = memory.robots(file.toString());
    RobotsCopy copy;
    switch (files.read(site, file)) {
      case WellKnown.Read.Conclusive(int status, String text, Duration freshFor) ->
          copy = new RobotsCopy(status, text, now, now.plus(freshFor));
      case WellKnown.Read.Unreachable _ -> {
        RobotsCopy known = before.orElse(new RobotsCopy(0, "", now, now));
        copy = new RobotsCopy(known.status(), known.body(), known.at(), now.plus(ASK_AGAIN));
      }
      case WellKnown.Read.Away _ -> {
        return before; // the page will not be asked for either
      }
    }
    memory.rememberRobots(file.toString(), copy);
    if (copy.status() == 200 && TdmFile.reservesAnything(copy.body())) {
      note(site, "reservations in " + file);
    } else {
      note(site, "no reservation in " + file + " (status " + copy.status() + ")");
    }
    return Optional.of(copy);
  }

  private Optional<RobotsCopy> fresh(URI file) {
    return memory.robots(file.toString()).filter(copy -> clock.instant().isBefore(copy.expires()));
  }

  private void note(Site site, String said) {
    world.findings().accept(site.id(), new Finding(Finding.Source.TDM, said, clock.instant()));
  }
}
