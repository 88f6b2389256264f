package stellwerk.crawler.site;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What an operator expects of a site's crawls (`expect:`); what is missed degrades the site and is
/// told.
///
/// @param verdicts names of acceptable verdicts (default `COMPLETE`)
/// @param minItems least valid postings of a crawl; null: no rule
/// @param maxDropPercent largest drop against the median of the last seven good crawls; null: no
///   rule
/// @param maxClosePercent closing guard: a crawl that would close more of the open postings is held
///   (default 30)
/// @param coveragePercent least share of postings with a field, by the field's public name
/// @param maxAge oldest acceptable success; null: twice the interval
public record Expectations(
    Set<String> verdicts,
    @Nullable Integer minItems,
    @Nullable Integer maxDropPercent,
    int maxClosePercent,
    Map<String, Integer> coveragePercent,
    @Nullable Duration maxAge) {

  public static final Expectations DEFAULT =
      new Expectations(Set.of("COMPLETE"), null, null, 30, Map.of(), null);

  public Expectations {
    verdicts = Set.copyOf(verdicts);
    coveragePercent = Map.copyOf(coveragePercent);
  }

  public OptionalInt leastItems() {
    return minItems == null ? OptionalInt.empty() : OptionalInt.of(minItems);
  }

  public OptionalInt largestDropPercent() {
    return maxDropPercent == null ? OptionalInt.empty() : OptionalInt.of(maxDropPercent);
  }

  public Optional<Duration> greatestAge() {
    return Optional.ofNullable(maxAge);
  }
}
