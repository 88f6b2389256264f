package stellwerk.search.http;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What somebody asks.
///
/// @param method in capitals
/// @param path as sent, without the query
/// @param query as sent; empty if there was none
/// @param parameters decoded, in the order sent; a repeated one has several values, an empty value
///   counts as absent
/// @param headers by name in lower case
/// @param address of who asks (the proxy's word, where the proxy is trusted)
/// @param id names this request in answers and logs
/// @param variables what the path says, by the route's names
/// @param key the scope of a valid key; null if none was shown
public record Request(
    String method,
    String path,
    String query,
    Map<String, List<String>> parameters,
    Map<String, String> headers,
    String address,
    String id,
    Map<String, String> variables,
    Keys.@Nullable Scope key) {

  public Request {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    headers = Map.copyOf(headers);
    variables = Map.copyOf(variables);
  }

  /// A request as it comes from the wire.
  ///
  /// @throws IllegalArgumentException if the query is not percent-encoded UTF-8
  public static Request of(
      String method,
      String path,
      String query,
      Map<String, String> headers,
      String address,
      String id) {
    return new Request(method, path, query, decoded(query), headers, address, id, Map.of(), null);
  }

  private static Map<String, List<String>> decoded(String query) {
    Map<String, List<String>> all = new LinkedHashMap<>();
    for (String pair : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = PercentCode.decode(equals < 0 ? pair : pair.substring(0, equals)).strip();
      String value = equals < 0 ? "" : PercentCode.decode(pair.substring(equals + 1)).strip();
      if (name.isEmpty()) {
        continue;
      }
      List<String> values = all.computeIfAbsent(name, _ -> new ArrayList<>());
      if (!value.isEmpty()) {
        values.add(value);
      }
    }
    return all;
  }

  /// A header's value, by its name in any case.
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
  }

  /// What the path says at a place that the route names.
  public String variable(String name) {
    String value = variables.get(name);
    if (value == null) {
      throw new IllegalArgumentException("the route names no " + name + ": " + path);
    }
    return value;
  }

  /// German, unless English is asked for first.
  public Text.Language language() {
    String wish = header("accept-language").orElse("").strip().toLowerCase(Locale.ROOT);
    return wish.startsWith("en") ? Text.Language.ENGLISH : Text.Language.GERMAN;
  }

  /// Whether the asker holds a key, and so may read quotes from descriptions.
  public boolean keyed() {
    return key != null;
  }

  Request with(Map<String, String> said, Keys.@Nullable Scope scope) {
    return new Request(method, path, query, parameters, headers, address, id, said, scope);
  }
}
