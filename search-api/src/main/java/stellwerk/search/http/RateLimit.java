package stellwerk.search.http;

import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Token buckets, one for each asker, refilled over a minute. Remembers at most so many askers, the
/// latest; nothing about them is written down. Thread-safe.
final class RateLimit {
  private static final int ASKERS = 10_000;

  private final InstantSource clock;
  private final Map<String, Bucket> buckets =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
          return size() > ASKERS;
        }
      };

  /// What is left in a bucket.
  ///
  /// @param remaining whole requests left
  /// @param secondsToNext until the next one is allowed
  /// @param secondsToFull until nothing is owed
  record Left(boolean allowed, int remaining, long secondsToNext, long secondsToFull) {}

  private record Bucket(double tokens, Instant at) {}

  RateLimit(InstantSource clock) {
    this.clock = clock;
  }

  /// Takes one request out of an asker's bucket.
  synchronized Left take(String asker, int perMinute) {
    double tokens = tokens(buckets.get(asker), perMinute);
    boolean allowed = tokens >= 1;
    double rest = allowed ? tokens - 1 : tokens;
    buckets.put(asker, new Bucket(rest, clock.instant()));
    return left(allowed, rest, perMinute);
  }

  /// Gives one back: a 304 is free.
  synchronized Left giveBack(String asker, int perMinute) {
    double tokens = Math.min(perMinute, tokens(buckets.get(asker), perMinute) + 1);
    buckets.put(asker, new Bucket(tokens, clock.instant()));
    return left(true, tokens, perMinute);
  }

  private double tokens(@Nullable Bucket bucket, int perMinute) {
    if (bucket == null) {
      return perMinute;
    }
    double minutes =
        Math.max(0, clock.instant().toEpochMilli() - bucket.at().toEpochMilli()) / 60_000.0;
    return Math.min(perMinute, bucket.tokens() + minutes * perMinute);
  }

  private static Left left(boolean allowed, double tokens, int perMinute) {
    double perSecond = perMinute / 60.0;
    long next = tokens >= 1 ? 0 : Math.max(1, (long) Math.ceil((1 - tokens) / perSecond));
    long full = (long) Math.ceil((perMinute - tokens) / perSecond);
    return new Left(allowed, (int) tokens, next, full);
  }

  /// Whose bucket an address uses: an IPv6 network of 64 bits counts as one asker, since a
  /// household has that many addresses.
  static String bucket(String address) {
    if (!address.contains(":")) {
      return address;
    }
    String plain = address.replaceAll("[\\[\\]]|%.*$", "");
    int gap = plain.indexOf("::");
    String head = gap < 0 ? plain : plain.substring(0, gap);
    String[] groups = head.isEmpty() ? new String[0] : head.split(":");
    StringBuilder network = new StringBuilder();
    for (int i = 0; i < 4; i++) {
      network.append(i < groups.length ? groups[i] : "0").append(':');
    }
    return network.append(":/64").toString();
  }
}
