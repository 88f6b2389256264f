package stellwerk.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import stellwerk.search.house.House;
import stellwerk.search.http.ServerSettings;

/// What holds for every address.
class DoorTest {
  private final House house = new House();

  @AfterEach
  void leave() {
    house.close();
  }

  @Test
  void onlyReadingIsAllowed() {
    HttpResponse<String> answer = house.send("DELETE", "/v1/jobs");

    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("Allow")).contains("GET, HEAD, OPTIONS");
    assertThat(answer.body()).contains("\"code\":\"method_not_allowed\"");
  }

  @Test
  void aHeadHasNoBody() {
    HttpResponse<String> answer = house.send("HEAD", "/v1/jobs");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
    assertThat(answer.headers().firstValue("ETag")).isPresent();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /v1/jobs | application/json | 200
          /v1/jobs | text/html, */*;q=0.1 | 200
          /v1/jobs | text/html | 406
          /v1/jobs | application/json;q=0 | 406
          /v1/feeds/ki-trainer.rss | text/xml | 200
          /v1/feeds/ki-trainer.atom | image/png | 406
          """)
  void whatCannotBeHadIsSaid(String path, String accept, int status) {
    assertThat(house.get(path, "Accept", accept).statusCode()).isEqualTo(status);
  }

  @Test
  void anAddressWithoutEndIsRefused() {
    HttpResponse<String> answer = house.get("/v1/jobs?q=" + "x".repeat(9000));

    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.body()).contains("\"code\":\"request_too_large\"");
  }

  @Test
  void bracketsAndBarsAreWordsLikeOthers() throws IOException {
    String answer = raw("GET /v1/jobs?q=[x]|{y} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 200");
  }

  @Test
  void anUmlautThatIsNotEncodedIsToldSo() throws IOException {
    String answer =
        raw("GET /v1/jobs?location=Köln HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 400").contains("nicht richtig kodiert");
  }

  @Test
  void brokenPercentSignsAreRefused() throws IOException {
    String answer = raw("GET /v1/jobs?q=%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 400");
  }

  private String raw(String request) throws IOException {
    try (java.net.Socket socket =
        new java.net.Socket(java.net.InetAddress.ofLiteral("127.0.0.1"), house.port())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(java.nio.charset.StandardCharsets.UTF_8));
      socket.getOutputStream().flush();
      socket.shutdownOutput();
      return new String(
          socket.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    }
  }

  @Test
  void whoAsksTooOftenWaits() {
    try (House strict = new House(3)) {
      String tag = strict.get("/v1/columns").headers().firstValue("RateLimit").orElseThrow();
      strict.get("/v1/columns");
      strict.get("/v1/columns");

      HttpResponse<String> refused = strict.get("/v1/columns");

      assertThat(tag).isEqualTo("\"ip\";r=2;t=20");
      assertThat(refused.statusCode()).isEqualTo(429);
      assertThat(refused.headers().firstValue("Retry-After")).contains("20");
      strict.clock(House.NOW.plusSeconds(21));
      assertThat(strict.get("/v1/columns").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void anUnchangedAnswerIsFree() {
    String tag = house.get("/v1/jobs").headers().firstValue("ETag").orElseThrow();

    HttpResponse<String> again = house.get("/v1/jobs", "If-None-Match", tag);

    assertThat(again.headers().firstValue("RateLimit").orElseThrow()).contains("r=119");
  }

  @Test
  void longTextsArePacked() throws IOException {
    house.add("j_0001");
    HttpResponse<byte[]> answer = house.bytes("/v1/jobs", "Accept-Encoding", "gzip");

    assertThat(answer.headers().firstValue("Content-Encoding")).contains("gzip");
    assertThat(answer.headers().firstValue("Vary")).contains("Accept-Encoding, Accept-Language");
    byte[] plain = new GZIPInputStream(new ByteArrayInputStream(answer.body())).readAllBytes();
    assertThat(new String(plain, java.nio.charset.StandardCharsets.UTF_8))
        .startsWith("{\"total\":1");
    assertThat(
            house
                .bytes("/v1/suggest?q=x", "Accept-Encoding", "gzip")
                .headers()
                .firstValue("Content-Encoding"))
        .isEmpty();
  }

  @Test
  void otherPagesMayReadTheOpenAddressesOnly() {
    HttpResponse<String> open =
        house.send("OPTIONS", "/v1/jobs", "Origin", "https://portal.example");
    HttpResponse<String> keyed = house.send("OPTIONS", "/v1/export");

    assertThat(open.statusCode()).isEqualTo(204);
    assertThat(open.headers().firstValue("Access-Control-Max-Age")).contains("86400");
    assertThat(keyed.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
  }

  @Test
  void aBrokenIndexIsSaidWithATimeToComeBack() {
    house.index.breakDown();

    HttpResponse<String> answer = house.get("/v1/jobs");

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).contains("1");
    assertThat(answer.body()).contains("\"code\":\"index_unavailable\"");
  }

  @Test
  void aFaultOfOursTellsNothingOfTheInside() {
    house.index.failWith(new IllegalStateException("secret path /var/lib"));

    HttpResponse<String> answer = house.get("/v1/jobs");

    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.body()).contains("\"code\":\"internal\"").doesNotContain("secret");
    assertThat(house.get("/v1/embed/jobs.html?occupation=ki-trainer").statusCode()).isEqualTo(503);
  }

  @Test
  void operatorsSeeHealthAndNumbers() {
    assertThat(house.admin("/health/live").body()).isEqualTo("{\"status\":\"UP\",\"checks\":[]}");
    assertThat(house.admin("/health/ready").statusCode()).isEqualTo(503);
    house.add("j_0001");
    house.get("/v1/jobs");

    assertThat(house.admin("/health/ready").statusCode()).isEqualTo(200);
    assertThat(house.admin("/health/started").statusCode()).isEqualTo(200);
    assertThat(house.admin("/metrics").body())
        .contains("stellwerk_index_documents 1\n")
        .contains(
            "stellwerk_http_request_duration_seconds_count{route=\"/v1/jobs\",status=\"200\"} 1")
        .contains("stellwerk_build_info{version=\"1.4.0\",");
    assertThat(house.get("/metrics").statusCode()).isEqualTo(404);
  }

  @Test
  void everyAddressIsDescribed() {
    String yaml = house.get("/openapi.yaml").body();

    for (var route : SearchApi.routes(house.sources(), ServerSettings.DEFAULT)) {
      assertThat(yaml).contains("\n  \"" + route.path() + "\":\n");
    }
  }

  @Test
  void bothDescriptionsSayTheSame() {
    Load load = new Load(LoadSettings.builder().build());

    assertThat(load.loadFromString(house.get("/openapi.json").body()))
        .isEqualTo(load.loadFromString(house.get("/openapi.yaml").body()));
  }
}
