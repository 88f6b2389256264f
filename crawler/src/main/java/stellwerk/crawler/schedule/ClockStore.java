package stellwerk.crawler.schedule;

import java.util.Map;

/// Where a clockwork keeps what is due: in memory, rebuilt at each start, or in a database that
/// several nodes share.
///
/// @param properties Quartz's own properties of the job store, `org.quartz.jobStore.class` and what
///   belongs to it; no other type of Quartz or JDBC crosses this border
public record ClockStore(Map<String, String> properties) {
  public ClockStore {
    properties = Map.copyOf(properties);
  }

  /// Keeps nothing beyond this process.
  public static ClockStore inMemory() {
    return new ClockStore(Map.of("org.quartz.jobStore.class", "org.quartz.simpl.RAMJobStore"));
  }
}
