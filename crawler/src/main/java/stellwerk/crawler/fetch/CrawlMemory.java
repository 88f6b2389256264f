package stellwerk.crawler.fetch;

import java.time.Instant;
import java.util.Optional;
import stellwerk.crawler.site.SiteId;

/// What a crawler remembers between crawls: answers by question, robots files and pauses by host.
/// Thread-safe.
public interface CrawlMemory {
  /// The last answer to a question of one site.
  Optional<Remembered> answer(SiteId site, String identity);

  /// Keeps an answer; call it only after its postings were handed over, or a crash loses them.
  void remember(SiteId site, String identity, Remembered answer);

  void forget(SiteId site, String identity);

  /// The robots file of an authority (`https://host:port`), as last conclusively answered.
  Optional<RobotsCopy> robots(String authority);

  void rememberRobots(String authority, RobotsCopy copy);

  /// Until when a host is left alone; [Instant#MIN] if it need not be.
  Instant pausedUntil(String hostKey);

  void pause(String hostKey, Instant until, String why);

  /// How a host has fared of late; [Troubles#NONE] if nothing is known against it.
  Troubles troubles(String hostKey);

  void rememberTroubles(String hostKey, Troubles troubles);

  /// How a host has fared of late: its circuit breaker, which must hold across restarts.
  ///
  /// @param inARow failures since the last answer that was none
  /// @param level of the next back-off
  /// @param why it is left alone; empty if it is not
  /// @param suspended because it failed so often in a row: then one request probes it
  record Troubles(int inARow, int level, String why, boolean suspended) {
    public static final Troubles NONE = new Troubles(0, 0, "", false);
  }

  /// A robots file as it was answered.
  ///
  /// @param status of the answer; 0 when it was unreachable
  /// @param body at most 500 KiB
  /// @param expires when it must be asked for again (at most 24 h later)
  record RobotsCopy(int status, String body, Instant at, Instant expires) {}
}
