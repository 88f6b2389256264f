package stellwerk.crawler.adapter.kind;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import stellwerk.crawler.adapter.Harvest;
import stellwerk.crawler.adapter.page.Json;
import stellwerk.crawler.fetch.Fetched;
import stellwerk.crawler.site.Options;
import tools.jackson.databind.JsonNode;

/// Peers' pages that say of themselves whether they may be mined, and peers' pages with structured
/// data of every other type.
class PeersOptOutsTest {
  /// A header of 0 wins over a meta of 1 there; here whichever reserves, wins. And a `<meta>`
  /// inside a script is no meta: they match the text, we the parsed page.
  private static final List<String> DIFFERENT =
      List.of(
          "TestCheckResponse.test_header_zero_overrides_meta_one",
          "TestCheckResponse.test_meta_inside_script_does_not_match");

  @Test
  void reservationsInAPageAreObeyedAsPeersObeyThem() throws IOException {
    Path file = RecordedPages.file("conformance/http/colophon-group+jobseek/test_tdm.json");
    JsonNode tests = Json.read(Files.readString(file)).orElseThrow().path("tests");
    List<String> differing = new ArrayList<>();
    int checked = 0;
    for (JsonNode test : tests.values()) {
      String name = test.path("test").asString();
      String body = null;
      boolean refuses = false;
      for (JsonNode step : test.path("steps").values()) {
        if (step.path("fn").asString("").equals("_resp")) {
          body = Json.text(step.path("args").get(1));
        }
        refuses |= step.has("expects_error");
      }
      if (name.contains(".test_meta_") && body != null) {
        checked++;
        Fetched.Page page = Pages.html(body + "<p>Wir suchen jemanden.</p>");
        Harvest harvest = new JsonLd().read(Pages.site("json_ld", Options.NONE), page);
        boolean refused =
            harvest instanceof Harvest.NotThePage not && not.problem() == Harvest.Problem.OPT_OUT;
        if (refused != refuses) {
          differing.add(name);
        }
      }
    }

    assertThat(checked).isEqualTo(8);
    assertThat(differing).isSubsetOf(DIFFERENT);
  }

  /// No page of these is about a job: whatever structured data it holds, broken or not, no posting
  /// comes of it.
  @Test
  void structuredDataOfOtherTypesGivesNoPosting() throws IOException {
    int read = 0;
    for (Path file :
        RecordedPages.files("conformance/structured-data/scrapinghub+extruct", ".html")) {
      byte[] body = Files.readAllBytes(file);
      if (!new String(body, StandardCharsets.UTF_8).contains("JobPosting")) {
        read++;
        Harvest harvest = RecordedPages.read(file, "text/html").harvest();
        if (harvest instanceof Harvest.Read page) {
          assertThat(page.postings()).as(file.toString()).isEmpty();
        }
      }
    }
    assertThat(read).isGreaterThan(40);
  }
}
