package stellwerk.crawler.fetch;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// Exponential waiting with full jitter: anything up to a ceiling that doubles, so that those who
/// were sent away together do not come back together.
///
/// @param first ceiling of the first wait
/// @param greatest ceiling of any wait
record Backoff(Duration first, Duration greatest, RandomGenerator random) {
  private static final Duration LEAST = Duration.ofSeconds(1);

  /// How long to wait after the n-th trouble in a row, counted from 0.
  Duration after(int troublesBefore) {
    long ceiling = ceiling(troublesBefore).toMillis();
    return Duration.ofMillis(Math.max(LEAST.toMillis(), random.nextLong(ceiling + 1)));
  }

  /// The longest that [#after] can answer.
  Duration ceiling(int troublesBefore) {
    Duration doubled = first.multipliedBy(1L << Math.min(troublesBefore, 30));
    return doubled.compareTo(greatest) < 0 ? doubled : greatest;
  }
}
