package stellwerk.search.metrics;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Numbers that are asked for when they are scraped. Thread-safe.
@FunctionalInterface
public interface Gauges {
  List<Sample> samples();

  /// One number.
  ///
  /// @param name with `stellwerk_` in front, in base units; `_total` at its end says that it only
  ///   rises
  record Sample(String name, Map<String, String> labels, double value) {
    public Sample {
      labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
    }
  }
}
