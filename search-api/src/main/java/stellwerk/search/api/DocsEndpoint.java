package stellwerk.search.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import stellwerk.search.http.Answer;
import stellwerk.search.http.Problem;
import stellwerk.search.http.Problem.Code;
import stellwerk.search.http.Request;
import stellwerk.search.http.Route;
import stellwerk.search.render.ProblemPage;

/// `/docs/`: the API's description for people, and a page for each problem at the address that is
/// its type. Everything comes from here; no page asks anybody else.
public final class DocsEndpoint {
  /// As the parent's `pom.xml` says it.
  private static final String UI = "/META-INF/resources/webjars/swagger-ui/5.34.1/";

  private static final String PAGE = "text/html";
  private static final String FRESH = "public, max-age=3600, stale-if-error=86400";
  private static final String POLICY =
      "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:";

  /// What the page asks for, and where that lies.
  private static final Map<String, String> FILES =
      Map.of(
          "swagger-ui.css",
          UI + "swagger-ui.css",
          "swagger-ui-bundle.js",
          UI + "swagger-ui-bundle.js",
          "docs.js",
          "/stellwerk/search/docs.js",
          "docs.css",
          "/stellwerk/search/docs.css");

  private DocsEndpoint() {}

  /// Its routes.
  public static List<Route> routes() {
    return List.of(
        Route.open("/docs", PAGE, DocsEndpoint::moved),
        Route.open("/docs/", PAGE, DocsEndpoint::page),
        Route.open("/docs/problems/", PAGE, DocsEndpoint::problems),
        Route.open("/docs/problems/{code}", PAGE, DocsEndpoint::problem),
        new Route("/docs/{file}", null, null, false, DocsEndpoint::file));
  }

  private static Answer moved(Request request) {
    return Answer.empty(301).with("Location", "/docs/");
  }

  private static Answer page(Request request) {
    new Parameters(request, List.of()).check();
    return html(bytes("/stellwerk/search/docs.html"));
  }

  private static Answer problems(Request request) {
    new Parameters(request, List.of()).check();
    return html(ProblemPage.all(request.language()).getBytes(UTF_8));
  }

  private static Answer problem(Request request) {
    new Parameters(request, List.of()).check();
    String name = request.variable("code");
    Optional<Code> code = Stream.of(Code.values()).filter(it -> it.slug().equals(name)).findFirst();
    return html(
        ProblemPage.of(code.orElseThrow(() -> missing(name).thrown()), request.language())
            .getBytes(UTF_8));
  }

  private static Answer html(byte[] page) {
    return Answer.ok("text/html; charset=utf-8", page)
        .with("Cache-Control", FRESH)
        .with("Content-Security-Policy", POLICY);
  }

  private static Answer file(Request request) {
    new Parameters(request, List.of()).check();
    String name = request.variable("file");
    String where = FILES.get(name);
    if (where == null) {
      throw missing(name).thrown();
    }
    String type = name.endsWith(".css") ? "text/css" : "text/javascript";
    return Answer.ok(type + "; charset=utf-8", bytes(where)).with("Cache-Control", FRESH);
  }

  private static Problem missing(String name) {
    return Problem.of(
        Code.NOT_FOUND,
        "Eine Seite „" + name + "“ gibt es hier nicht.",
        "There is no page \"" + name + "\" here.");
  }

  private static byte[] bytes(String resource) {
    try (InputStream in = DocsEndpoint.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the program lacks its file " + resource);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("the program's file cannot be read: " + resource, e);
    }
  }
}
