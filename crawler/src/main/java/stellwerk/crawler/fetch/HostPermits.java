package stellwerk.crawler.fetch;

import java.time.Duration;

/// One asker per host, with a pause after each.
public interface HostPermits {
  /// Waits until nobody asks this host and its pause is over.
  ///
  /// @throws InterruptedException if the wait was interrupted
  Permit acquire(String hostKey) throws InterruptedException;

  /// Permits that hold within this process.
  static HostPermits local() {
    return new LocalPermits();
  }

  /// The right to ask one host once.
  interface Permit {
    /// Gives the right back; the next asker waits for the pause, counted from now.
    void release(Duration pause);
  }
}
