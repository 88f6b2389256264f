package stellwerk.crawler.fetch;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.hc.client5.http.utils.DateUtils;

/// Reads the header Retry-After (RFC 9110 §10.2.3): seconds, or an HTTP date.
final class RetryAfter {
  /// Nobody is left alone for longer on the word of one header.
  static final Duration GREATEST = Duration.ofHours(24);

  private RetryAfter() {}

  /// How long to wait from now; empty if the header is missing, unreadable or names the past.
  static Optional<Duration> read(List<String> values, Instant now) {
    if (values.isEmpty()) {
      return Optional.empty();
    }
    String value = values.getFirst().strip();
    Optional<Duration> asked =
        value.matches("\\d{1,18}")
            ? Optional.of(Duration.ofSeconds(Long.parseLong(value)))
            : Optional.ofNullable(DateUtils.parseStandardDate(value))
                .map(date -> Duration.between(now, date));
    return asked
        .filter(Duration::isPositive)
        .map(wait -> wait.compareTo(GREATEST) > 0 ? GREATEST : wait);
  }
}
