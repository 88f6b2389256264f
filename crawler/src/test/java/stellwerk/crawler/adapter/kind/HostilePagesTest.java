package stellwerk.crawler.adapter.kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import stellwerk.crawler.adapter.Adapter;
import stellwerk.crawler.adapter.Harvest;

/// Pages made to cost (1 MB; the largest that is ever fetched with `-Dstellwerk.bombs=5000000`):
/// refused or read, but within bounds (`crawling.md` behaviour 31).
class HostilePagesTest {
  private static final int SIZE = Integer.getInteger("stellwerk.bombs", 1_000_000);

  static Stream<Arguments> bombs() {
    String script = "<script type='application/ld+json'>";
    return Stream.of(
        Arguments.of("adoption agency", "<html><body>" + fill("<b></p>")),
        Arguments.of("deep divs", "<html><body>" + fill("<div>")),
        Arguments.of("deep lists", "<html><body>" + fill("<ul><li>")),
        Arguments.of("tables", "<html><body>" + fill("<table>")),
        Arguments.of("attributes", "<html><body " + fill("a b=1 ")),
        Arguments.of("deep JSON-LD", script + fill("[") + "</script>"),
        Arguments.of("deep objects in JSON-LD", script + fill("{\"@graph\":") + "</script>"),
        Arguments.of(
            "long string",
            script + "{\"@type\":\"JobPosting\",\"title\":\"" + fill("x") + "\"}</script>"),
        Arguments.of("quotes", script + fill("\"a\" \"b\": ") + "</script>"),
        Arguments.of("spaces", script + "{\"a\"" + fill(" ") + "</script>"),
        Arguments.of("entities", script + fill("&quot;") + "</script>"),
        Arguments.of("guards", script + fill("<!-- //<![CDATA[ ") + "</script>"),
        Arguments.of(
            "many jobs",
            script + "[" + fill("{\"@type\":\"JobPosting\",\"title\":\"KI\"},") + "{}]</script>"),
        Arguments.of("many scripts", fill(script + "{}</script>")),
        Arguments.of("microdata", fill("<i itemscope itemtype='schema.org/JobPosting'>")),
        Arguments.of(
            "itemref", fill("<i id=a itemscope itemref='a b' itemprop=x itemtype=JobPosting></i>")),
        Arguments.of("words in words", "<html><body>" + fill("<div>x ")),
        Arguments.of(
            "articles in articles",
            script + "{\"@type\":\"JobPosting\",\"title\":\"KI\"}</script>" + fill("<article>x ")),
        Arguments.of(
            "properties in properties",
            "<i itemscope itemtype=JobPosting>" + fill("<i itemprop=x>y ")),
        Arguments.of("closing words", "<p>" + fill("diese stelle ist leider ")),
        Arguments.of("many closing words", fill("<p>diese stelle ist bald </p>")),
        Arguments.of("deep XML feed", "<rss>" + fill("<a>") + "</rss>"),
        Arguments.of(
            "flat XML feed",
            "<rss><channel>" + fill("<item><title>a</title></item>") + "</channel></rss>"),
        Arguments.of(
            "board of nothing",
            "<workzag-jobs>" + fill("<position><id>1</id></position>") + "</workzag-jobs>"),
        Arguments.of("deep board", "<workzag-jobs>" + fill("<position>") + "</workzag-jobs>"),
        Arguments.of("deep JSON", "{\"jobs\":[{\"absolute_url\":" + fill("[") + "}"),
        Arguments.of("many JSON jobs", "{\"jobs\":[" + fill("{\"absolute_url\":1},") + "{}]}"),
        Arguments.of("rows of a board", fill("<p class=matchElement id=job_id_1>")),
        Arguments.of("ids", "<script>complete_job_id_list = [" + fill("1,") + "]</script>"),
        Arguments.of("ids without end", "<script>" + fill("complete_job_id_list = [ 1 ,")),
        Arguments.of(
            "next data",
            "<script id=__NEXT_DATA__>{\"initialState\":[" + fill("{\"idParam\":1},") + "{}]}"),
        Arguments.of("many offers", "{\"offers\":[" + fill("{\"careers_url\":\"/1\"},") + "{}]}"),
        Arguments.of(
            "many rows of one job",
            "{\"jobs\":[" + fill("{\"shortcode\":\"a\",\"title\":\"b\",\"url\":\"/c\"},") + "{}]}"),
        Arguments.of(
            "many paths",
            "{\"total\":9,\"jobPostings\":["
                + fill("{\"externalPath\":\"/a\",\"title\":\"b\"},")
                + "{}]}"),
        Arguments.of("less-than signs", fill("<")),
        Arguments.of("titles", "<title>" + fill("404 seite ") + "</title>"));
  }

  private static String fill(String part) {
    return part.repeat(SIZE / part.length());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bombs")
  @DisplayName("31. Parsing in bounds: bombs of HTML and JSON")
  void bombsAreReadOrRefusedInBounds(String name, String bomb) {
    byte[] body = bomb.getBytes(StandardCharsets.UTF_8);

    Harvest harvest =
        assertTimeoutPreemptively(
            Duration.ofSeconds(SIZE / 100_000),
            () -> OfflineReader.read(body, null, Pages.URL, null, Instant.EPOCH).harvest(),
            name);

    assertThat(harvest).isNotNull();
  }

  @Test
  @DisplayName("31. and 32. Parsing in bounds: random mutations with a fixed seed")
  void mutatedPagesNeverThrow() {
    Random random = new Random(20261123);
    String[] seeds = {
      Pages.withScript(
          "{\"@type\":\"JobPosting\",\"title\":\"KI\",\"url\":\"/a\",\"baseSalary\":{\"value\":{\"value\":5}}}"),
      "<?xml version=\"1.0\"?><workzag-jobs><position><id>1</id><name>KI</name></position></workzag-jobs>",
      "{\"jobs\":[{\"id\":1,\"title\":\"KI\",\"absolute_url\":\"https://a.example/1\"}],\"meta\":{\"total\":1}}",
      "<rss version=\"2.0\"><channel><title>t</title><item><title>KI</title><link>https://a.example/1</link></item></channel></rss>",
    };
    for (int round = 0; round < 2_000; round++) {
      byte[] body = seeds[round % seeds.length].getBytes(StandardCharsets.UTF_8);
      for (int change = 0; change <= round % 5; change++) {
        body[random.nextInt(body.length)] = (byte) random.nextInt(256);
      }
      for (Adapter adapter : Adapters.all()) {
        if (!adapter.kind().equals("html")) {
          byte[] mutated = body;
          assertThat(
                  OfflineReader.read(mutated, adapter.kind(), Pages.URL, null, Instant.EPOCH)
                      .harvest())
              .isNotNull();
        }
      }
    }
  }
}
