package stellwerk.search.http;

import java.time.Duration;

/// Is told of every answer; counts them, and remembers no asker. Thread-safe.
@FunctionalInterface
public interface RequestLog {
  /// Notes one answer.
  ///
  /// @param route the route's path with its names, or `-` for none
  void answered(String route, int status, Duration took);
}
