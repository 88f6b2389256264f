package stellwerk.app.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.IntSupplier;
import stellwerk.search.http.Answer;
import stellwerk.search.http.Request;
import stellwerk.search.http.Route;

/// An invented article that includes the section as a portal would: it asks our endpoint, and where
/// that fails shows the portal's own sentence.
public final class DemoPortal {
  private static final String EMPTY = "<p>Es gibt momentan keine freien Stellen.</p>";

  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
  private final String page = DemoWorld.text("portal.html");
  private final IntSupplier port;

  /// A portal beside the API.
  ///
  /// @param port on which the API listens, once it does
  public DemoPortal(IntSupplier port) {
    this.port = port;
  }

  /// The article's page.
  public List<Route> routes() {
    return List.of(
        Route.open("/demo/", "text/html", this::article),
        Route.open("/demo", "text/html", _ -> Answer.empty(302).with("Location", "/demo/")));
  }

  private Answer article(Request request) {
    String html =
        page.replace(
                "<!--#section-->",
                included(
                    "jobs.html?occupation=ki-trainer&limit=10&heading=2&more_url=/demo/", EMPTY))
            .replace(
                "<!--#insights-->", included("insights.html?occupation=ki-trainer&heading=2", ""));
    return Answer.ok("text/html; charset=utf-8", html).with("Cache-Control", "no-store");
  }

  private String included(String fragment, String otherwise) {
    URI url = URI.create("http://127.0.0.1:" + port.getAsInt() + "/v1/embed/" + fragment);
    try {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(url)
                  .timeout(Duration.ofSeconds(2))
                  .header("Accept-Language", "de")
                  .build(),
              HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
      return answer.statusCode() == 200 ? answer.body() : otherwise;
    } catch (IOException _) {
      return otherwise;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return otherwise;
    }
  }
}
