package stellwerk.crawler.fetch;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/// Host permits of one process: first come, first served; whoever is next waits out the pause while
/// holding the turn. Counts in monotonic time, so a corrected clock shortens no pause. Thread-safe.
final class LocalPermits implements HostPermits {
  private final Map<String, Host> hosts = new ConcurrentHashMap<>();

  private static final class Host {
    final Semaphore turn = new Semaphore(1, true);

    /// Guarded by [#turn].
    long nextNanos = System.nanoTime();
  }

  @Override
  public Permit acquire(String hostKey) throws InterruptedException {
    Host host = hosts.computeIfAbsent(hostKey, _ -> new Host());
    host.turn.acquire();
    try {
      for (long left = host.nextNanos - System.nanoTime();
          left > 0;
          left = host.nextNanos - System.nanoTime()) {
        Thread.sleep(Duration.ofNanos(left));
      }
    } catch (InterruptedException interrupted) {
      host.turn.release();
      throw interrupted;
    }
    return pause -> {
      host.nextNanos = System.nanoTime() + pause.toNanos();
      host.turn.release();
    };
  }
}
