package stellwerk.crawler.adapter.kind;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import stellwerk.crawler.adapter.Adapter;
import stellwerk.crawler.adapter.Harvest;
import stellwerk.crawler.fetch.Fetched;
import stellwerk.crawler.fetch.Request;
import stellwerk.crawler.site.Options;
import stellwerk.crawler.site.Site;
import stellwerk.crawler.site.SiteId;
import stellwerk.crawler.site.StartUrl;

/// Kinds whose search is a POST: what is asked stands in the body, page after page.
class PostedSearchTest {
  private static final String KEY = "0123456789abcdef0123456789abcdef01234567";

  @Test
  void biteAsksForThePageAfterTheOneThatCame() {
    Site site = Pages.site("bite", Options.of("key", KEY));
    Request first = new Bite().start(site).getFirst();

    assertThat(first.method()).isEqualTo(Request.Method.POST);
    assertThat(first.headers()).containsEntry("Content-Type", "application/json");
    assertThat(first.body())
        .isEqualTo(
            "{\"key\":\""
                + KEY
                + "\",\"channel\":0,\"locale\":\"de\",\"page\":{\"num\":100,\"offset\":0}}");

    Harvest.Read read =
        read(
            new Bite(),
            site,
            first,
            "{\"jobPostings\":[{\"url\":\"/a\"},{\"url\":\"/b\"}],\"page\":{\"total\":3}}");
    assertThat(read.declared()).isEqualTo(3);
    assertThat(read.requests().getFirst().body()).contains("\"offset\":2");

    Harvest.Read last =
        read(
            new Bite(),
            site,
            read.requests().getFirst(),
            "{\"jobPostings\":[{\"url\":\"/c\"}],\"page\":{\"total\":3}}");
    assertThat(last.requests()).extracting(Request::purpose).containsOnly(Request.Purpose.DETAIL);
  }

  @Test
  void joobleAsksForTheNextPageWithTheSameWords() {
    Site site =
        Site.of(
            new SiteId("saved"),
            "Saved",
            "jooble",
            new Options(Map.of("search", List.of("KI Trainer", "Data Worker"))),
            List.of(StartUrl.of("http://127.0.0.1/api/key")));
    List<Request> start = new Jooble().start(site);

    assertThat(start).hasSize(2);
    assertThat(start).extracting(Request::identity).doesNotHaveDuplicates();

    String page = "{\"totalCount\":400,\"jobs\":[{\"id\":1,\"title\":\"KI\",\"link\":\"/x\"}]}";
    Request asked = start.getFirst();
    for (int number = 2; number <= 5; number++) {
      Harvest.Read read = read(new Jooble(), site, asked, page);
      assertThat(read.capped()).isNull();
      asked = read.requests().getFirst();
      assertThat(asked.body()).contains("\"page\":\"" + number + "\"").contains("KI Trainer");
    }
    assertThat(read(new Jooble(), site, asked, page).capped()).contains("more than 5 pages");
  }

  private static Harvest.Read read(Adapter adapter, Site site, Request asked, String json) {
    Fetched.Page page =
        Fetched.Page.saved(
            asked, "application/json", json.getBytes(StandardCharsets.UTF_8), Instant.EPOCH);
    if (adapter.read(site, page) instanceof Harvest.Read read) {
      return read;
    }
    throw new AssertionError("not read: " + json);
  }
}
