package stellwerk.search.http;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One address that we answer. All of them are read with `GET` (and so with `HEAD`).
///
/// @param path with names in braces: `/v1/jobs/{id}`
/// @param scope of the key that is needed; null for none
/// @param contentType what it answers; null if that depends on the question
/// @param quiet whether a problem has an empty body, so that a page which includes the answer keeps
///   its old copy
public record Route(
    String path,
    Keys.@Nullable Scope scope,
    @Nullable String contentType,
    boolean quiet,
    Endpoint endpoint) {
  private static final Pattern NAME = Pattern.compile("\\{([a-z]+)}");

  /// Answers a request.
  @FunctionalInterface
  public interface Endpoint {
    Answer answer(Request request);
  }

  /// A JSON route without a key.
  public static Route open(String path, Endpoint endpoint) {
    return new Route(path, null, "application/json", false, endpoint);
  }

  public static Route open(String path, String contentType, Endpoint endpoint) {
    return new Route(path, null, contentType, false, endpoint);
  }

  public static Route keyed(String path, Keys.Scope scope, Endpoint endpoint) {
    return new Route(path, scope, null, false, endpoint);
  }

  public static Route quiet(String path, String contentType, Endpoint endpoint) {
    return new Route(path, null, contentType, true, endpoint);
  }

  /// The names in the path, in order.
  List<String> names() {
    return NAME.matcher(path).results().map(name -> name.group(1)).toList();
  }

  /// What a path must look like to be this route's.
  Pattern shape() {
    StringBuilder shape = new StringBuilder();
    Matcher name = NAME.matcher(path);
    int from = 0;
    while (name.find()) {
      shape.append(Pattern.quote(path.substring(from, name.start()))).append("([^/]+)");
      from = name.end();
    }
    return Pattern.compile(shape.append(Pattern.quote(path.substring(from))).toString());
  }

  Optional<String> type() {
    return Optional.ofNullable(contentType);
  }
}
