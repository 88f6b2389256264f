package stellwerk.indexer.query;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import stellwerk.indexer.posting.Pay;

/// One range of the pay histogram. A posting counts in the range that the upper end of its stated
/// pay reaches, so that a range and those above it hold together what [Filter.PayAtLeast] finds
/// from its lower bound on.
///
/// @param from lower bound, in euros
/// @param below upper bound, no longer in the range; null for the last one
public record PayRange(Pay.Unit unit, BigDecimal from, @Nullable BigDecimal below) {
  private static final Map<Pay.Unit, List<PayRange>> ALL = all();

  /// By unit, from the lowest on.
  public static final Comparator<String> ORDER =
      Comparator.comparing((String key) -> unit(key))
          .thenComparing(key -> new BigDecimal(key.substring(key.indexOf(' ') + 1)));

  /// The ranges of a unit, from the lowest on; together they hold every amount from 0 on.
  public static List<PayRange> of(Pay.Unit unit) {
    return ALL.getOrDefault(unit, List.of());
  }

  /// The range that holds an amount; what is below 0 lies in the lowest.
  public static PayRange holding(Pay.Unit unit, BigDecimal amount) {
    return of(unit).reversed().stream()
        .filter(range -> range.from().compareTo(amount) <= 0)
        .findFirst()
        .orElseGet(() -> of(unit).getFirst());
  }

  /// The value of facet `pay`, such as `YEAR 40000`.
  public String key() {
    return unit.name() + " " + from.toPlainString();
  }

  public Optional<BigDecimal> end() {
    return Optional.ofNullable(below);
  }

  private static Pay.Unit unit(String key) {
    return Pay.Unit.valueOf(key.substring(0, key.indexOf(' ')));
  }

  private static Map<Pay.Unit, List<PayRange>> all() {
    Map<Pay.Unit, List<PayRange>> all = new EnumMap<>(Pay.Unit.class);
    for (Pay.Unit unit : Pay.Unit.values()) {
      List<BigDecimal> bounds = bounds(unit);
      List<PayRange> ranges = new ArrayList<>();
      for (int i = 0; i < bounds.size(); i++) {
        ranges.add(
            new PayRange(unit, bounds.get(i), i + 1 < bounds.size() ? bounds.get(i + 1) : null));
      }
      all.put(unit, List.copyOf(ranges));
    }
    return Map.copyOf(all);
  }

  private static List<BigDecimal> bounds(Pay.Unit unit) {
    return Stream.of(
            switch (unit) {
              case YEAR -> "0 20000 30000 40000 50000 60000 70000 80000 100000".split(" ", -1);
              case MONTH -> "0 1000 2000 3000 4000 5000 6000 8000".split(" ", -1);
              case WEEK -> "0 250 500 750 1000 1500 2000".split(" ", -1);
              case DAY -> "0 100 200 300 400 600 800".split(" ", -1);
              case HOUR -> "0 12 14 16 18 20 25 30 50".split(" ", -1);
              case TASK -> "0 0.05 0.1 0.25 0.5 1 5 20".split(" ", -1);
            })
        .map(BigDecimal::new)
        .toList();
  }
}
