package stellwerk.crawler.site;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The options of a kind of site, as configured: every value a list of texts, a single one a list
/// of one.
///
/// Which keys a kind knows is the adapter's to say; configuration refuses the others before an
/// adapter sees them.
public record Options(Map<String, List<String>> values) {
  public static final Options NONE = new Options(Map.of());

  public Options {
    values = Map.copyOf(values);
  }

  public static Options of(String key, String value) {
    return new Options(Map.of(key, List.of(value)));
  }

  public Optional<String> text(String key) {
    return list(key).stream().findFirst();
  }

  public List<String> list(String key) {
    return values.getOrDefault(key, List.of());
  }

  /// A required option.
  ///
  /// @throws IllegalArgumentException naming the key, if it is missing
  public String required(String key) {
    return text(key)
        .orElseThrow(() -> new IllegalArgumentException("option " + key + " is missing"));
  }
}
