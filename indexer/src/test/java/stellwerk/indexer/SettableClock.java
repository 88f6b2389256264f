package stellwerk.indexer;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// A clock that stands until somebody moves it.
public final class SettableClock implements InstantSource {
  private volatile Instant now;

  public SettableClock(String now) {
    this.now = Instant.parse(now);
  }

  @Override
  public Instant instant() {
    return now;
  }

  public void forward(Duration by) {
    now = now.plus(by);
  }

  public void set(String to) {
    now = Instant.parse(to);
  }
}
