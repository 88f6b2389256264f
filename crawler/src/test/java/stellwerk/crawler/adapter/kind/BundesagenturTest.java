package stellwerk.crawler.adapter.kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import stellwerk.crawler.adapter.Harvest;
import stellwerk.crawler.fetch.Fetched;
import stellwerk.crawler.fetch.Request;
import stellwerk.crawler.site.Options;
import stellwerk.crawler.site.Site;
import stellwerk.crawler.site.SiteId;
import stellwerk.crawler.site.StartUrl;
import stellwerk.crawler.verdict.Proof;

class BundesagenturTest {
  private static final String TWO_HUNDRED =
      "{\"maxErgebnisse\":200,\"ergebnisliste\":[{\"referenznummer\":\"10-1-S\",\"stellenangebotsTitel\":\"KI-Trainer\"}]}";

  private final Bundesagentur adapter = new Bundesagentur();

  @Test
  void everyRequestCarriesThePublicHeader() {
    Site site = searching("KI-Trainer");
    Request first = adapter.start(site).getFirst();
    Harvest.Read read = read(site, first);

    assertThat(first.headers()).containsEntry("X-API-Key", "jobboerse-jobsuche");
    assertThat(read.requests())
        .hasSize(2)
        .allSatisfy(one -> assertThat(one.headers()).containsKey("X-API-Key"));
  }

  @Test
  void everyQuestionDeclaresATotalOfItsOwn() {
    Site one = searching("KI-Trainer");
    Site two = searching("KI-Trainer", "Data Worker");

    assertThat(adapter.proof(one)).isEqualTo(Proof.STRONG);
    assertThat(read(one, adapter.start(one).getFirst()).declared()).isEqualTo(200);
    assertThat(adapter.proof(two)).isEqualTo(Proof.STRONG);
    assertThat(adapter.start(two)).hasSize(2);
    assertThat(read(two, adapter.start(two).getLast()).declared()).isEqualTo(200);
  }

  @Test
  void onlyTheFirstPageAsksForTheOthers() {
    Site site = searching("KI-Trainer");
    Request second = read(site, adapter.start(site).getFirst()).requests().getFirst();

    assertThat(second.url().toString()).endsWith("&page=2&size=100");
    assertThat(read(site, second).requests())
        .extracting(Request::purpose)
        .containsOnly(Request.Purpose.DETAIL);
  }

  @Test
  void detailsAreAskedWhereTheListWas() {
    Site site =
        Site.of(
            new SiteId("saved"),
            "Saved",
            "bundesagentur",
            Options.NONE,
            List.of(StartUrl.of("http://127.0.0.1:8080/pc/v6/jobs?was=KI&page=1&size=100")));

    assertThat(read(site, adapter.start(site).getFirst()).requests().getLast().url())
        .hasToString("http://127.0.0.1:8080/jobboerse/jobsuche-service/pc/v4/jobdetails/MTAtMS1T");
  }

  @Test
  void aRadiusIsANumber() {
    Options options = new Options(Map.of("search", List.of("KI"), "radius_km", List.of("50&x=1")));

    assertThatThrownBy(() -> adapter.start(Pages.site("bundesagentur", options)))
        .hasMessageContaining("radius_km");
  }

  private static Site searching(String... terms) {
    return Pages.site("bundesagentur", new Options(Map.of("search", List.of(terms))));
  }

  private Harvest.Read read(Site site, Request asked) {
    Fetched.Page page =
        Fetched.Page.saved(
            asked, "application/json", TWO_HUNDRED.getBytes(StandardCharsets.UTF_8), Instant.EPOCH);
    if (adapter.read(site, page) instanceof Harvest.Read read) {
      return read;
    }
    throw new AssertionError("not read");
  }
}
