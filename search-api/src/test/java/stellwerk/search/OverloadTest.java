package stellwerk.search;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import stellwerk.search.house.House;

/// Too much at once: what cannot be carried is sent away with a time to come back, and the rest is
/// answered.
class OverloadTest {
  private static final int CAPACITY = 2 * Runtime.getRuntime().availableProcessors();

  @Test
  void whatCannotBeCarriedIsSentAwayAndTheRestIsAnswered() throws Exception {
    int requests = 200;
    try (House house = new House(1_000_000);
        ExecutorService askers = Executors.newVirtualThreadPerTaskExecutor()) {
      house.add("j_0001");
      CountDownLatch open = new CountDownLatch(1);
      house.index.hold(open);
      var answers = new ExecutorCompletionService<HttpResponse<String>>(askers);
      for (int i = 0; i < requests; i++) {
        String path = "/v1/jobs?q=ki&page=" + (1 + i % 10);
        answers.submit(() -> house.get(path));
      }

      for (int i = 0; i < requests - CAPACITY; i++) {
        HttpResponse<String> refused = answers.take().get();
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).contains("1");
        assertThat(refused.body()).contains("\"code\":\"index_unavailable\"");
      }
      open.countDown();
      for (int i = 0; i < CAPACITY; i++) {
        assertThat(answers.take().get().statusCode()).isEqualTo(200);
      }

      assertThat(house.index.mostAtOnce()).isEqualTo(CAPACITY);
      assertThat(house.get("/v1/jobs").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void whoKnowsTheAnswerIsToldSoAlsoWhenNobodyMayAsk() throws Exception {
    try (House house = new House(1_000_000);
        ExecutorService askers = Executors.newVirtualThreadPerTaskExecutor()) {
      house.add("j_0001");
      String tag = house.get("/v1/jobs").headers().firstValue("ETag").orElseThrow();
      CountDownLatch open = new CountDownLatch(1);
      house.index.hold(open);
      var answers = new ExecutorCompletionService<HttpResponse<String>>(askers);
      for (int i = 0; i < CAPACITY + 1; i++) {
        answers.submit(() -> house.get("/v1/jobs?q=ki"));
      }
      assertThat(answers.take().get().statusCode()).isEqualTo(503);

      assertThat(house.get("/v1/jobs", "If-None-Match", tag).statusCode()).isEqualTo(304);
      assertThat(house.admin("/health/live").statusCode()).isEqualTo(200);
      open.countDown();
    }
  }

  @Test
  void aFloodOfHeadersIsRefused() throws IOException {
    try (House house = new House()) {
      StringBuilder request = new StringBuilder("GET /v1/jobs HTTP/1.1\r\nHost: x\r\n");
      for (int i = 0; i < 10_000; i++) {
        request.append("X-Flood-").append(i).append(": ").append("y".repeat(40)).append("\r\n");
      }

      assertThat(statusOf(house, request + "\r\n")).isIn(400, 413, 431, 0);
      assertThat(
              statusOf(
                  house,
                  "GET /v1/jobs HTTP/1.1\r\nHost: x\r\nX: " + "z".repeat(60_000) + "\r\n\r\n"))
          .isIn(400, 413, 431, 0);
      assertThat(statusOf(house, "\u0000\u0001\u0002 nonsense\r\n\r\n")).isIn(400, 0);
      assertThat(house.get("/v1/jobs").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void slowClientsKeepNobodyWaiting() throws IOException {
    List<Socket> slow = new ArrayList<>();
    try (House house = new House(1_000_000)) {
      for (int i = 0; i < 60; i++) {
        house.add("j_%04d".formatted(i));
      }
      for (int i = 0; i < 200; i++) {
        Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), house.port());
        slow.add(socket);
        // Half of them never end their question, the others never read an answer.
        String begun = "GET /v1/jobs?limit=100 HTTP/1.1\r\nHost: x\r\n";
        socket.getOutputStream().write((i % 2 == 0 ? begun : begun + "\r\n").getBytes(US_ASCII));
        socket.getOutputStream().flush();
      }

      for (int i = 0; i < 20; i++) {
        assertThat(house.get("/v1/jobs?q=ki").statusCode()).isEqualTo(200);
      }
      for (Socket socket : slow) {
        socket.close();
      }
      assertThat(house.get("/v1/jobs").statusCode()).isEqualTo(200);
    }
  }

  /// The status that the server says; 0 if it hangs up without a word.
  private static int statusOf(House house, String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), house.port())) {
      socket.setSoTimeout(10_000);
      try {
        socket.getOutputStream().write(request.getBytes(US_ASCII));
        socket.getOutputStream().flush();
        socket.shutdownOutput();
        String answer = new String(socket.getInputStream().readAllBytes(), US_ASCII);
        return answer.startsWith("HTTP/1.1 ") ? Integer.parseInt(answer.substring(9, 12)) : 0;
      } catch (SocketException hungUp) {
        return 0;
      }
    }
  }
}
