package stellwerk.search.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import stellwerk.search.http.Answer;
import stellwerk.search.http.Request;
import stellwerk.search.http.Route;

/// Files that come with the program: the section's style and script, and the API's description.
public final class AssetEndpoint {
  private static final String SCRIPT = "text/javascript";
  private static final String STYLE = "text/css";
  private static final String FOREVER = "public, max-age=31536000, immutable";
  private static final String HOUR = "public, max-age=3600, stale-if-error=86400";

  private AssetEndpoint() {}

  /// The routes of all files. The address with a version may be kept for ever: a new version has a
  /// new one.
  public static List<Route> routes() {
    return List.of(
        Route.open(
            "/v1/embed/aktuelle-jobs.css",
            STYLE,
            request -> file(request, "aktuelle-jobs.css", STYLE, HOUR)),
        Route.open(
            "/v1/embed/aktuelle-jobs.js",
            SCRIPT,
            request -> file(request, "aktuelle-jobs.js", SCRIPT, HOUR)),
        Route.open(
            "/v1/embed/{version}/aktuelle-jobs.css",
            STYLE,
            request -> file(request, "aktuelle-jobs.css", STYLE, FOREVER)),
        Route.open(
            "/v1/embed/{version}/aktuelle-jobs.js",
            SCRIPT,
            request -> file(request, "aktuelle-jobs.js", SCRIPT, FOREVER)),
        Route.open(
            "/openapi.yaml",
            "application/yaml",
            request -> file(request, "openapi.yaml", "application/yaml", HOUR)),
        Route.open(
            "/openapi.json",
            "application/json",
            request -> file(request, "openapi.json", "application/json", HOUR)));
  }

  private static Answer file(Request request, String name, String type, String fresh) {
    new Parameters(request, List.of()).check();
    return Answer.ok(type + "; charset=utf-8", bytes(name)).with("Cache-Control", fresh);
  }

  private static byte[] bytes(String name) {
    try (InputStream in = AssetEndpoint.class.getResourceAsStream("/stellwerk/search/" + name)) {
      if (in == null) {
        throw new IllegalStateException("the program lacks its file " + name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("the program's file cannot be read: " + name, e);
    }
  }
}
