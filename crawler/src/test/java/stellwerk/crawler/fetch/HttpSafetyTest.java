package stellwerk.crawler.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stellwerk.crawler.HostileServer;
import stellwerk.crawler.fetch.Fetched.Failed;
import stellwerk.crawler.fetch.Fetched.Failed.Fault;
import stellwerk.crawler.fetch.Fetched.Page;
import stellwerk.crawler.fetch.Fetched.Refused;
import stellwerk.crawler.fetch.Fetched.Refused.Reason;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class HttpSafetyTest {
  private final HostileServer server = HostileServer.start();
  private Rig rig;

  @BeforeEach
  void start() {
    rig = Rig.against(server);
  }

  @AfterEach
  void stop() {
    rig.close();
    server.close();
  }

  /// Sends a beginning, then two bytes now and then, until the client has had enough.
  static void drip(OutputStream out, String start) throws IOException, InterruptedException {
    out.write(start.getBytes(StandardCharsets.US_ASCII));
    out.flush();
    for (int i = 0; i < 100; i++) {
      Thread.sleep(50);
      out.write('x');
      out.flush();
    }
  }

  @Test
  @DisplayName("21. A deadline for the whole request: slow head")
  void theDeadlineHoldsForASlowHead() {
    server.on("/a", (_, _, out) -> drip(out, "HTTP/1.1 200 OK\r\nX-Long: "));

    assertFault(Fault.TIMEOUT);
  }

  @Test
  @DisplayName("21. A deadline for the whole request: slow body")
  void theDeadlineHoldsForASlowBody() {
    server.on("/a", (_, _, out) -> drip(out, "HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n"));

    assertFault(Fault.TIMEOUT);
  }

  @Test
  void theDeadlineHoldsForASlowBodyWithoutDeclaredEnd() {
    server.on("/a", (_, _, out) -> drip(out, "HTTP/1.1 200 OK\r\n\r\n<html>"));

    assertFault(Fault.TIMEOUT);
  }

  @Test
  @DisplayName("22. A cap on wire bytes and on decompressed bytes, and cancel on overflow")
  void anEndlessBodyIsLeftAtTheCap() {
    server.on(
        "/a",
        (_, _, out) -> {
          out.write(HostileServer.lines("HTTP/1.1 200 OK", "Transfer-Encoding: chunked", "", ""));
          byte[] chunk =
              ("1000\r\n" + "x".repeat(0x1000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
          while (!Thread.interrupted()) {
            out.write(chunk);
          }
        });

    rig.close();
    rig = Rig.against(new VolatileCrawlMemory(), Rig.site(server).with(Rig.http(200_000)), server);
    assertFault(Fault.TOO_LARGE);
  }

  @Test
  @DisplayName("23. Decompression bombs: gzip")
  void aGzipBombIsLeftAfterAMegabyte() throws IOException {
    byte[] bomb = gzip(new byte[200_000_000]);
    server.on("/a", (_, _, out) -> send(out, bomb, "gzip"));

    assertFault(Fault.BOMB);
  }

  @Test
  @DisplayName("23. Decompression bombs: deflate")
  void aDeflateBombIsLeftAfterAMegabyte() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflate = new DeflaterOutputStream(bytes)) {
      deflate.write(new byte[50_000_000]);
    }
    server.on("/a", (_, _, out) -> send(out, bytes.toByteArray(), "deflate"));

    assertFault(Fault.BOMB);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip, gzip", "br", "zstd", "compress"})
  @DisplayName("23. Decompression bombs: stacked and foreign codings are not read")
  void codingsThatWereNotAskedForAreNotRead(String coding) throws IOException {
    byte[] body = gzip(gzip("hello".getBytes(StandardCharsets.UTF_8)));
    server.on("/a", (_, _, out) -> send(out, body, coding));

    assertFault(Fault.BROKEN);
    assertThat(server.requests("/a").getFirst().headers())
        .containsEntry("accept-encoding", "gzip, deflate");
  }

  @Test
  void gzipAndDeflateAreRead() throws IOException {
    byte[] text = "Stelle für Prüfer".getBytes(StandardCharsets.UTF_8);
    byte[] gzip = gzip(text);
    server.on("/a", (_, _, out) -> send(out, gzip, "gzip"));

    assertThat(rig.get(server.url("/a")))
        .isInstanceOfSatisfying(
            Page.class,
            page -> {
              assertThat(page.text()).isEqualTo("Stelle für Prüfer");
              assertThat(page.wireBytes()).isEqualTo(gzip.length);
            });

    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflate = new DeflaterOutputStream(bytes)) {
      deflate.write(text);
    }
    server.on("/a", (_, _, out) -> send(out, bytes.toByteArray(), "deflate"));

    assertThat(rig.get(server.url("/a")))
        .isInstanceOfSatisfying(
            Page.class, page -> assertThat(page.text()).isEqualTo("Stelle für Prüfer"));
  }

  @Test
  @DisplayName("24. Header floods are limited")
  void aFloodOfHeadersIsRefused() {
    server.on(
        "/a",
        (_, _, out) -> {
          out.write(HostileServer.lines("HTTP/1.1 200 OK", ""));
          for (int i = 0; i < 100_000; i++) {
            out.write(HostileServer.lines("X-" + i + ": y", ""));
          }
        });

    assertFault(Fault.BROKEN);
  }

  @Test
  @DisplayName("24. Long header lines are limited")
  void aHeaderLineWithoutEndIsRefused() {
    server.on(
        "/a",
        (_, _, out) -> {
          out.write(HostileServer.lines("HTTP/1.1 200 OK", "X-Long: "));
          for (int i = 0; i < 10_000; i++) {
            out.write("x".repeat(1_000).getBytes(StandardCharsets.US_ASCII));
          }
        });

    assertFault(Fault.BROKEN);
  }

  @Test
  @DisplayName("25. A truncated body is a retryable error: Content-Length")
  void aBodyShorterThanDeclaredIsNoPage() {
    server.on(
        "/a",
        (_, _, out) ->
            out.write(HostileServer.lines("HTTP/1.1 200 OK", "Content-Length: 500", "", "<html>")));

    assertFault(Fault.BROKEN);
  }

  @Test
  @DisplayName("25. A truncated body is a retryable error: last chunk")
  void aBodyWithoutItsLastChunkIsNoPage() {
    server.on(
        "/a",
        (_, _, out) ->
            out.write(
                HostileServer.lines(
                    "HTTP/1.1 200 OK", "Transfer-Encoding: chunked", "", "6", "<html>", "")));

    assertFault(Fault.BROKEN);
  }

  @RepeatedTest(10) // what the decoder sees depends on how the packets come
  void aCompressedBodyWithoutTheLastChunkIsNoPageThoughItsCompressedPartIsWhole()
      throws IOException {
    byte[] body = gzip("<html>whole</html>".getBytes(StandardCharsets.UTF_8));
    server.on(
        "/a",
        (_, _, out) -> {
          out.write(
              HostileServer.lines(
                  "HTTP/1.1 200 OK",
                  "Transfer-Encoding: chunked",
                  "Content-Encoding: gzip",
                  "",
                  Integer.toHexString(body.length),
                  ""));
          out.write(body);
          out.write(HostileServer.lines("", ""));
        });

    assertFault(Fault.BROKEN);
  }

  @Test
  @DisplayName("25. A truncated body is a retryable error: gzip CRC")
  void aWrongChecksumIsNoPage() throws IOException {
    byte[] body = gzip("<html>text</html>".getBytes(StandardCharsets.UTF_8));
    assertThat(new CRC32().getValue()).isZero();
    body[body.length - 6] ^= 1;
    server.on("/a", (_, _, out) -> send(out, body, "gzip"));

    assertFault(Fault.BROKEN);
  }

  @Test
  void aCutGzipIsNoPage() throws IOException {
    byte[] body = gzip("<html>text and more text</html>".getBytes(StandardCharsets.UTF_8));
    server.on("/a", (_, _, out) -> send(out, Arrays.copyOf(body, body.length - 12), "gzip"));

    assertFault(Fault.BROKEN);
  }

  @Test
  @DisplayName("10. An identifying User-Agent with a contact address")
  void everyRequestSaysWhoAsks() {
    server.answer("/a", 200, "page");

    rig.get(server.url("/a"));

    assertThat(server.paths()).containsExactly("/robots.txt", "/.well-known/tdmrep.json", "/a");
    assertThat(server.requests())
        .allSatisfy(asked -> {
          assertThat(asked.headers())
              .containsEntry("user-agent", "Stellwerk/1.2.3 (+crawler@portal.example)")
              .containsEntry("accept-encoding", "gzip, deflate")
              .doesNotContainKeys("cookie", "upgrade");
        });
  }

  @Test
  @DisplayName("10. We refuse to start while the contact is unset")
  void withoutContactNothingStarts() {
    assertThatThrownBy(() -> FetchSettings.of("1.0", " "))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("contact");
  }

  @Test
  @DisplayName("30. Cookies off by default")
  void cookiesAreNotSentBack() {
    server.answer("/a", 200, "page", "Set-Cookie: id=1; Path=/");

    rig.get(server.url("/a"));
    rig.get(server.url("/a"));

    assertThat(server.requests("/a"))
        .hasSize(2)
        .allSatisfy(asked -> assertThat(asked.headers()).doesNotContainKey("cookie"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://2130706433/a",
        "http://127.1/a",
        "http://[::ffff:127.0.0.1]/a",
        "http://[::1]/a",
        "http://127.0.0.1/a",
        "http://0.0.0.0/a",
        "http://0177.0.0.1/a",
        "http://0x7f.0.0.1/a",
        "http://127.0.0.01/a",
        "http://169.254.169.254/a",
        "http://[64:ff9b::7f00:1]/a",
        "http://[2002:7f00:1::]/a",
        "http://10.0.0.1/a",
        "file:///etc/passwd",
        "ftp://127.0.0.1/a",
        "jar:file:///a.jar!/b",
        "data:text/html,x",
        "http://user:secret@127.0.0.1/a",
        "http://127.0.0.1:22/a"
      })
  @DisplayName(
      "26. and 27. The address guard; only https, http where allowed, known ports, no userinfo")
  void privateAddressesAndForeignSchemesAreGuarded(String address) {
    server.answer("/a", 302, "", "Location: " + address);

    Fetched direct =
        rig.fetcher.fetch(
            FetchStories.withoutStart(rig.site),
            Request.get(URI.create(address), Request.Purpose.DETAIL));
    Fetched redirected = rig.get(server.url("/a"));

    assertThat(direct)
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> assertThat(refused.reason()).isIn(Reason.GUARD, Reason.ROBOTS_UNREACHABLE));
    assertThat(redirected)
        .isInstanceOfSatisfying(
            Refused.class,
            refused ->
                assertThat(refused.reason())
                    .isIn(Reason.GUARD, Reason.SCOPE, Reason.ROBOTS_UNREACHABLE));
  }

  private void assertFault(Fault fault) {
    assertThat(rig.get(server.url("/a")))
        .isInstanceOfSatisfying(
            Failed.class,
            failed -> assertThat(failed.fault()).as(failed.detail()).isEqualTo(fault));
    rig.awaitNothingLeased();
  }

  private static void send(OutputStream out, byte[] body, String coding) throws IOException {
    out.write(
        HostileServer.lines(
            "HTTP/1.1 200 OK",
            "Content-Encoding: " + coding,
            "Content-Length: " + body.length,
            "",
            ""));
    out.write(body);
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
      gzip.write(bytes);
    }
    return compressed.toByteArray();
  }
}
