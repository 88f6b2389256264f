package stellwerk.app.config;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The environment variables of the process: what `${env:NAME}` names, and what goes before
/// `stellwerk.yaml`.
///
/// A key of `stellwerk.yaml` is overridden by its path in capitals: `server.port` by
/// `STELLWERK_SERVER_PORT`.
public record Environment(Map<String, String> variables) {
  private static final String PREFIX = "STELLWERK_";

  public Environment {
    variables = Map.copyOf(variables);
  }

  /// The environment that the process was started with.
  public static Environment ofThisProcess() {
    return new Environment(System.getenv());
  }

  Optional<String> get(String name) {
    return Optional.ofNullable(variables.get(name));
  }

  /// The variable that overrides a key such as `server.port`.
  static String nameOf(String key) {
    return PREFIX + key.replace('.', '_').toUpperCase(Locale.ROOT);
  }
}
