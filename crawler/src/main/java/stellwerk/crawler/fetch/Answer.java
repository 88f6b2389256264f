package stellwerk.crawler.fetch;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What came of one exchange.
sealed interface Answer {
  /// A response. Only one with a status of 2xx has a body; those of others are not read.
  ///
  /// @param headers lower-case names
  @SuppressWarnings("ArrayRecordComponent") // never compared; a copy of every page would cost
  record Response(
      int status, Map<String, List<String>> headers, byte[] body, long wireBytes, Duration took)
      implements Answer {
    List<String> all(String name) {
      return headers.getOrDefault(name, List.of());
    }

    Optional<String> first(String name) {
      return all(name).stream().findFirst();
    }
  }

  /// No response, or a broken one.
  record Trouble(Fetched.Failed.Fault fault, String detail, Duration took) implements Answer {}

  /// The address guard said no; nothing was sent.
  record Guarded(String detail) implements Answer {}

  /// Nobody wanted it any more when the host's turn had come; nothing was sent.
  record Withdrawn() implements Answer {}

  /// The host is left alone for longer than we wait; nothing was sent.
  ///
  /// @param suspended because it failed so often in a row, not because it asked us to stay away
  record Paused(Instant until, String why, boolean suspended) implements Answer {}
}
