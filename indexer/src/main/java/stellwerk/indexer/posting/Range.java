package stellwerk.indexer.posting;

import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A number from and to: exactly = min equals max; "at least" = max null; "up to" = min null.
public record Range(@Nullable BigDecimal min, @Nullable BigDecimal max) {
  public Range {
    if (min == null && max == null) {
      throw new IllegalArgumentException("a range without ends says nothing");
    }
    if (min != null && max != null && min.compareTo(max) > 0) {
      throw new IllegalArgumentException("the range runs from " + min + " to " + max);
    }
  }

  /// The number, if only one is said.
  public Optional<BigDecimal> exact() {
    return min != null && max != null && min.compareTo(max) == 0
        ? Optional.of(min)
        : Optional.empty();
  }
}
