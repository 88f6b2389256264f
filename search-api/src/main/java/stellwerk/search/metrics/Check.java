package stellwerk.search.metrics;

import java.util.Map;

/// Whether one part of the service works, and what an operator may want to know of it.
public record Check(String name, boolean up, Map<String, Object> data) {
  public Check {
    data = Map.copyOf(data);
  }
}
