package stellwerk.search.http;

import io.helidon.http.Header;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http1.Http1Config;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;
import stellwerk.search.http.Problem.Code;

/// One listening port. Each request has a virtual thread of its own. Thread-safe.
public final class Server implements AutoCloseable {
  private static final String LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

  private final WebServer server;
  private final Routes routes;
  private final RandomGenerator random;

  private Server(String bind, int port, Routes routes, RandomGenerator random) {
    this.routes = routes;
    this.random = random;
    this.server =
        WebServer.builder()
            .host(bind)
            .port(port)
            // Without it every answer of more than one segment waits 44 ms for an acknowledgement.
            .connectionOptions(options -> options.tcpNoDelay(true))
            .addProtocol(
                Http1Config.builder()
                    .maxPrologueLength(32_768)
                    .maxHeadersSize(16_384)
                    // People type umlauts and brackets into addresses; we read them ourselves.
                    .validatePrologue(false)
                    .build())
            .maxPayloadSize(65_536)
            .idleConnectionTimeout(Duration.ofMinutes(1))
            .shutdownGracePeriod(Duration.ofSeconds(5))
            .shutdownHook(false)
            .routing(HttpRouting.builder().any(this::handle))
            .build();
  }

  /// Starts listening.
  ///
  /// @param port 0 takes a free one
  /// @param random for the names of requests
  /// @throws ListenException if the port is taken or the address is not ours
  public static Server start(String bind, int port, Routes routes, RandomGenerator random) {
    mustBeFree(bind, port);
    Server server = new Server(bind, port, routes, random);
    server.server.start();
    if (!server.server.isRunning() || server.port() < 1) {
      throw new ListenException(
          "cannot listen on port " + port + " of " + bind,
          new IOException("the server did not start"));
    }
    return server;
  }

  /// Asked beforehand, because the library logs a stack trace and returns as if it listened.
  private static void mustBeFree(String bind, int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(bind, port));
    } catch (IOException | IllegalArgumentException taken) {
      throw new ListenException(
          "cannot listen on port %d of %s: %s; stop the program that holds it, or configure another port"
              .formatted(port, bind, taken.getMessage()),
          taken);
    }
  }

  /// The port that it listens on.
  public int port() {
    return server.port();
  }

  @Override
  public void close() {
    server.stop();
  }

  private void handle(ServerRequest asked, ServerResponse said) throws IOException {
    String id = requestId();
    Map<String, String> headers = new HashMap<>();
    for (Header header : asked.headers()) {
      headers.put(header.name().toLowerCase(Locale.ROOT), header.values());
    }
    String method = asked.prologue().method().text();
    String path = asked.path().rawPath();
    String query = asked.query().rawValue();
    String address =
        asked.remotePeer().address() instanceof InetSocketAddress socket
            ? socket.getAddress().getHostAddress()
            : "";
    Answer answer;
    try {
      answer = routes.answer(Request.of(method, path, query, headers, address, id));
    } catch (IllegalArgumentException e) {
      answer =
          Problem.of(
                  Code.INVALID_PARAMETER,
                  "Die Parameter sind nicht richtig kodiert (UTF-8 mit Prozentzeichen).",
                  "The parameters are not encoded as they should be (percent-encoded UTF-8).")
              .answer(path, id, Text.Language.GERMAN);
    }
    send(answer, method.equals("HEAD"), said);
  }

  private static void send(Answer answer, boolean head, ServerResponse said) throws IOException {
    said.status(answer.status());
    answer.headers().forEach(said::header);
    switch (answer.body()) {
      case Answer.Body.Whole(byte[] bytes) -> {
        if (head || bytes.length == 0) {
          said.send();
        } else {
          said.send(bytes);
        }
      }
      case Answer.Body.Streamed(Answer.Writer writer) -> {
        if (head) {
          said.send();
          return;
        }
        // Closed only at the end: a failure leaves out the last chunk, so that a part never looks
        // whole.
        OutputStream out = said.outputStream();
        writer.write(out);
        out.close();
      }
    }
  }

  private String requestId() {
    StringBuilder id = new StringBuilder(12);
    for (int i = 0; i < 12; i++) {
      id.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return id.toString();
  }
}
