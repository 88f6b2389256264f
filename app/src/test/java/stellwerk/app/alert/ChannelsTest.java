package stellwerk.app.alert;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// What goes over the wire.
class ChannelsTest {
  private static final Message MESSAGE =
      new Message(
          "klinik is broken: 403 ×6", "klinik ist kaputt – 403\n.\n", Map.of("site", "klinik"));

  /// What a webhook got.
  private record Posted(String title, String type, String body) {}

  private static List<Posted> posted(Webhook.Format format, int status)
      throws IOException, InterruptedException {
    List<Posted> posted = new CopyOnWriteArrayList<>();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/hook",
        exchange -> {
          posted.add(
              new Posted(
                  String.valueOf(exchange.getRequestHeaders().getFirst("Title")),
                  String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type")),
                  new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
    try {
      URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook");
      new Webhook(url, format).send(MESSAGE);
    } finally {
      server.stop(0);
    }
    return posted;
  }

  @Test
  void aWebhookGetsTheDocumentOrWhatItsReceiverWants() throws Exception {
    assertThat(posted(Webhook.Format.JSON, 204))
        .containsExactly(new Posted("null", "application/json", "{\"site\":\"klinik\"}"));
    assertThat(posted(Webhook.Format.SLACK, 200).getFirst().body())
        .isEqualTo("{\"text\":\"klinik ist kaputt – 403\\n.\\n\"}");
    assertThat(posted(Webhook.Format.NTFY, 200))
        .singleElement()
        .satisfies(it -> {
          assertThat(it.title()).isEqualTo("klinik is broken: 403 ?6");
          assertThat(it.body()).isEqualTo(MESSAGE.text());
        });
  }

  @Test
  void aWebhookThatRefusesIsAFailureThatDoesNotTellItsAddress() {
    assertThatThrownBy(() -> posted(Webhook.Format.JSON, 500))
        .isInstanceOf(IOException.class)
        .hasMessage("the webhook at 127.0.0.1 answered 500");
  }

  @Test
  void aMailIsHandedToTheRelay() throws Exception {
    List<String> said = new ArrayList<>();
    try (ServerSocket relay = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CompletableFuture<Void> served =
          CompletableFuture.runAsync(() -> serve(relay, said, "250 ok"));
      mail(relay).send(MESSAGE);
      served.get(20, TimeUnit.SECONDS);
    }
    assertThat(said)
        .startsWith(
            "HELO stellwerk",
            "MAIL FROM:<stellwerk@portal.example>",
            "RCPT TO:<ops@portal.example>",
            "RCPT TO:<two@portal.example>",
            "DATA",
            "From: stellwerk@portal.example",
            "To: ops@portal.example, two@portal.example",
            "Date: Sun, 22 Nov 2026 05:10:12 GMT")
        .endsWith(".", "QUIT");
    assertThat(said).noneMatch(line -> line.length() > 78);
    String subject =
        said.stream().filter(line -> line.startsWith("Subject: ")).findFirst().orElseThrow();
    assertThat(decoded(subject.replaceAll("Subject: =\\?UTF-8\\?B\\?(.*)\\?=", "$1")))
        .isEqualTo("Stellwerk: klinik is broken: 403 ×6");
    String body = String.join("", said.subList(said.indexOf("") + 1, said.size() - 2));
    assertThat(decoded(body)).isEqualTo(MESSAGE.text());
  }

  @Test
  void aRelayThatRefusesIsAFailureWithItsWords() throws Exception {
    List<String> said = new ArrayList<>();
    try (ServerSocket relay = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CompletableFuture<Void> served =
          CompletableFuture.runAsync(() -> serve(relay, said, "550 no such user"));
      assertThatThrownBy(() -> mail(relay).send(MESSAGE))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("“550 no such user”");
      served.get(20, TimeUnit.SECONDS);
    }
  }

  private static Mail mail(ServerSocket relay) {
    return new Mail(
        "127.0.0.1",
        relay.getLocalPort(),
        "stellwerk@portal.example",
        List.of("ops@portal.example", "two@portal.example"),
        () -> Instant.parse("2026-11-22T05:10:12Z"));
  }

  private static String decoded(String base64) {
    return new String(Base64.getDecoder().decode(base64), UTF_8);
  }

  /// A relay for one conversation.
  private static void serve(ServerSocket relay, List<String> said, String toReceivers) {
    try (Socket socket = relay.accept()) {
      var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
      answer(socket, "220-relay\r\n220 ready");
      boolean inData = false;
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        said.add(line);
        if (inData && !line.equals(".")) {
          continue;
        }
        inData = line.equals("DATA");
        answer(
            socket,
            inData
                ? "354 go on"
                : line.equals("QUIT")
                    ? "221 bye"
                    : line.startsWith("RCPT") ? toReceivers : "250 ok");
      }
    } catch (IOException _) {
      // Whoever asked has hung up.
    }
  }

  private static void answer(Socket socket, String text) throws IOException {
    socket.getOutputStream().write((text + "\r\n").getBytes(UTF_8));
    socket.getOutputStream().flush();
  }
}
