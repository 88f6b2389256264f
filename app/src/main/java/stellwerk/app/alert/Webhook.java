package stellwerk.app.alert;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import stellwerk.search.http.Json;

/// Posts to an address: the document itself, or what Slack or ntfy want.
public final class Webhook implements Channel {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /// What the receiver understands.
  public enum Format {
    JSON,
    /// `{"text": …}`, as Slack, Mattermost and their like take it.
    SLACK,
    /// The text itself, with a title (ntfy.sh).
    NTFY
  }

  private final URI url;
  private final Format format;
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

  public Webhook(URI url, Format format) {
    this.url = url;
    this.format = format;
  }

  @Override
  public void send(Message message) throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(url).timeout(PATIENCE);
    switch (format) {
      case JSON -> json(request, Json.write(message.document()));
      case SLACK -> json(request, Json.write(Map.of("text", message.text())));
      case NTFY ->
          request
              .header("Title", message.title().replaceAll("[^ -~]", "?"))
              .POST(HttpRequest.BodyPublishers.ofString(message.text()));
    }
    HttpResponse<Void> answer =
        client.send(request.build(), HttpResponse.BodyHandlers.discarding());
    if (answer.statusCode() / 100 != 2) {
      // Not the address: it often holds a secret.
      throw new IOException("the webhook at " + url.getHost() + " answered " + answer.statusCode());
    }
  }

  private static void json(HttpRequest.Builder request, byte[] body) {
    request
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofByteArray(body));
  }
}
