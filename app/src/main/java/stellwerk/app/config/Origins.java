package stellwerk.app.config;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/// Where every value of one file that is in force was written, and which keys the file could have.
public final class Origins {
  private final Map<String, Origin> origins = new LinkedHashMap<>();
  private final Set<String> known = new LinkedHashSet<>();

  Origins() {}

  void knows(String key) {
    known.add(key);
  }

  void written(String key, Path file, int line, String written) {
    origins.put(key, new Origin.Written(file, line, written));
  }

  void overridden(String key, String variable) {
    origins.put(key, new Origin.Variable(variable));
  }

  /// Where the value of a key such as `server.port` was written.
  public Origin of(String key) {
    return origins.getOrDefault(key, new Origin.Standard());
  }

  /// Every key with a single value or a list of them that somebody wrote, in the order of the file.
  public Set<String> stated() {
    return origins.keySet();
  }

  /// Every key that was asked for, at any depth.
  Set<String> known() {
    return known;
  }
}
