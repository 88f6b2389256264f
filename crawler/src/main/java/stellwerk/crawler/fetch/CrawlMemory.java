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

  /// A robots file as it was answered.
  ///
  /// @param status of the answer; 0 when it was unreachable
  /// @param body at most 500 KiB
  /// @param expires when it must be asked for again (at most 24 h later)
  record RobotsCopy(int status, String body, Instant at, Instant expires) {}
}
