package stellwerk.crawler.fetch;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import stellwerk.crawler.site.SiteId;

/// A crawl memory that forgets everything when the process ends: for `site test`, dry runs and
/// tests. Thread-safe.
public final class VolatileCrawlMemory implements CrawlMemory {
  private record Question(SiteId site, String identity) {}

  private final Map<Question, Remembered> answers = new ConcurrentHashMap<>();
  private final Map<String, RobotsCopy> robots = new ConcurrentHashMap<>();
  private final Map<String, Instant> pauses = new ConcurrentHashMap<>();
  private final Map<String, Troubles> troubles = new ConcurrentHashMap<>();

  @Override
  public Optional<Remembered> answer(SiteId site, String identity) {
    return Optional.ofNullable(answers.get(new Question(site, identity)));
  }

  @Override
  public void remember(SiteId site, String identity, Remembered answer) {
    answers.put(new Question(site, identity), answer);
  }

  @Override
  public void forget(SiteId site, String identity) {
    answers.remove(new Question(site, identity));
  }

  @Override
  public Optional<RobotsCopy> robots(String authority) {
    return Optional.ofNullable(robots.get(authority));
  }

  @Override
  public void rememberRobots(String authority, RobotsCopy copy) {
    robots.put(authority, copy);
  }

  @Override
  public Troubles troubles(String hostKey) {
    return troubles.getOrDefault(hostKey, Troubles.NONE);
  }

  @Override
  public void rememberTroubles(String hostKey, Troubles fared) {
    troubles.put(hostKey, fared);
  }

  @Override
  public Instant pausedUntil(String hostKey) {
    return pauses.getOrDefault(hostKey, Instant.MIN);
  }

  @Override
  public void pause(String hostKey, Instant until, String why) {
    pauses.put(hostKey, until);
  }
}
