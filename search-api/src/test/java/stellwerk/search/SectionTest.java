package stellwerk.search;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import stellwerk.crawler.site.Rights;
import stellwerk.indexer.posting.Eligibility;
import stellwerk.indexer.posting.Pay;
import stellwerk.indexer.posting.Posting;
import stellwerk.indexer.posting.Remote;
import stellwerk.search.catalogue.Sites;
import stellwerk.search.house.House;

class SectionTest {
  private static final String SECTION = "/v1/embed/jobs.html?occupation=ki-trainer";

  private final House house = new House();

  @AfterEach
  void leave() {
    house.close();
  }

  @Test
  void theSectionIsWrittenAsAgreed() throws IOException {
    house.add("j_0001");
    house.add(
        "j_0002",
        draft ->
            draft
                .title("Data Annotator")
                .posted("2026-11-12")
                .remote(Remote.REMOTE)
                .germany(Eligibility.Answer.UNCLEAR)
                .pay(House.pay("14.5", "18", Pay.Unit.HOUR), "14,50 bis 18"));

    Golden.check("section.html", house.get(SECTION).body());
  }

  @Test
  void aJobAtSeveralSitesAndInSeveralCitiesIsOneCard() throws IOException {
    Posting leader = house.add("j_0001");
    house.site("klinik", "Klinikportal");
    house.companions(
        leader,
        List.of(
            House.draft("j_0002", draft -> draft.site("klinik").city("Hamburg")),
            House.draft("j_0003", draft -> draft.site("klinik").city("Köln")),
            House.draft("j_0004", draft -> draft.url("https://jobs.example/stelle/4712"))));

    Golden.check("section-vacancy.html", house.get(SECTION).body());
    Golden.check("search-vacancy.json", house.get("/v1/jobs?fields=id,vacancy_id,also_at").body());
  }

  @Test
  void anEmptySectionSaysSoHonestly() throws IOException {
    Golden.check("section-empty.html", house.get(SECTION).body());
  }

  @Test
  void whenCrawlsAreLateNobodySaysDaily() {
    house.sites(new Sites.Summary(3, 12, Instant.parse("2026-11-18T05:00:00Z"), null, true));

    assertThat(house.get(SECTION).body())
        .contains("Zuletzt geprüft am 18.11.2026.")
        .doesNotContain("täglich");
  }

  @Test
  void anEmptySectionMayShowItsNeighbours() {
    house.add("j_0001", draft -> draft.occupation("data-scientist").title("Data Scientist"));

    assertThat(house.get(SECTION + "&empty=related").body())
        .contains("Es gibt momentan keine freien Stellen.")
        .contains("Ähnliche Stellen: Data Scientist");
    assertThat(house.get(SECTION).body()).doesNotContain("Ähnliche Stellen");
  }

  @Test
  void wordsOfStrangersStayWords() {
    house.add(
        "j_0001",
        draft ->
            draft
                .title("<script>alert(1)</script>\" onclick=\"x")
                .employer("<img src=x onerror=alert(1)>")
                .url("javascript:alert(1)"));
    house.add("j_0002", draft -> draft.url("https://jobs.example/?a=%22%3E&b='x'"));

    assertThat(house.get(SECTION).body())
        .doesNotContain("<script")
        .doesNotContain("<img")
        .doesNotContain("javascript:")
        .doesNotContain("ld+json")
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot; onclick=&quot;x")
        .contains("href=\"https://jobs.example/?a=%22%3E&amp;b=&#39;x&#39;\"");
  }

  @Test
  void jobsClosedToGermanyAndGuessedPayAreNotShown() {
    house.add("j_0001", draft -> draft.germany(Eligibility.Answer.NO).title("Nur in den USA"));
    house.add(
        "j_0002",
        draft ->
            draft.pay(
                House.pay("47000", "47000", Pay.Unit.YEAR, Pay.Basis.ESTIMATED), "geschätzt"));

    assertThat(house.get(SECTION).body())
        .doesNotContain("USA")
        .doesNotContain("47.000")
        .contains("1 Stelle. ");
  }

  @Test
  void paidLinksSayThatTheyArePaid() {
    house.rights("beispielboerse", Rights.Level.LINK_ONLY, true);
    house.add("j_0001");

    assertThat(house.get(SECTION).body()).contains("rel=\"noopener sponsored\"");
  }

  @Test
  void headingLevelsFollowThePage() {
    house.add("j_0001");

    assertThat(house.get(SECTION + "&heading=3").body())
        .contains("<h3 id=\"sw-ki-trainer-h\"")
        .contains("<h4 class=\"sw-job__title\">");
    assertThat(house.get(SECTION + "&heading=0").body())
        .contains("aria-label=\"Aktuelle Jobs als KI-Trainer\"")
        .doesNotContain("sw-jobs__heading")
        .doesNotContain("aria-labelledby");
    assertThat(house.get(SECTION + "&theme=dunkel").body()).contains("data-theme=\"dunkel\"");
  }

  @Test
  void moreOfThemFollowACursor() {
    for (int i = 1; i <= 3; i++) {
      house.add("j_000" + i);
    }
    String first = house.get(SECTION + "&limit=2&more_url=/alle?x=1").body();
    String cursor = first.replaceAll("(?s).*data-cursor=\"([^\"]+)\".*", "$1");

    String second = house.get(SECTION + "&limit=2&cursor=" + cursor).body();

    assertThat(first).contains("href=\"/alle?x=1\"").contains("Alle 3 Stellen ansehen");
    assertThat(second).contains("sw-job__title").doesNotContain("data-cursor");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ?occupation=koch | 404 | not_found
          ?occupation=ki-trainer&limit=21 | 400 | invalid_parameter
          ?occupation=ki-trainer&heading=1 | 400 | invalid_parameter
          ?occupation=ki-trainer&cursor=falsch | 400 | invalid_cursor
          ?occupation=ki-trainer&anzahl=5 | 400 | unknown_parameter
          ? | 400 | invalid_parameter
          """)
  void itIsNeverAnErrorPage(String query, int status, String code) {
    HttpResponse<String> answer = house.get("/v1/embed/jobs.html" + query);

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body()).isEmpty();
    assertThat(answer.headers().firstValue("X-Problem-Code")).contains(code);
  }

  @Test
  void aBrokenIndexLeavesTheOldCopyOnThePage() {
    house.index.breakDown();

    HttpResponse<String> answer = house.get(SECTION);

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).isEmpty();
    assertThat(answer.headers().firstValue("Retry-After")).contains("1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"//evil.example", "https://evil.example", "/%5Cevil.example", "jobs", "/a%22b"})
  void moreLeadsNowhereElse(String target) {
    HttpResponse<String> answer = house.get(SECTION + "&more_url=" + target);

    assertThat(answer.statusCode()).isEqualTo(400);
  }

  @Test
  void tenJobsFitTheBudget() {
    for (int i = 10; i < 20; i++) {
      String number = Integer.toString(i);
      house.add(
          "j_" + number,
          draft ->
              draft
                  .title("KI-Trainer (m/w/d) – Fachbereich Nummer " + number)
                  .employer("Gesellschaft " + number.hashCode() + " mbH"));
    }

    int raw = house.get(SECTION + "&limit=10").body().getBytes(UTF_8).length;
    int packed = house.bytes(SECTION + "&limit=10", "Accept-Encoding", "gzip").body().length;

    assertThat(raw).isLessThanOrEqualTo(12 * 1024);
    assertThat(packed).isLessThanOrEqualTo(4 * 1024);
  }

  @Test
  void scriptAndStyleFitTheBudgetAndMayBeKeptForEver() {
    String gzip = "Accept-Encoding";
    assertThat(house.bytes("/v1/embed/aktuelle-jobs.js", gzip, "gzip").body().length)
        .isLessThanOrEqualTo(2560);
    assertThat(house.bytes("/v1/embed/aktuelle-jobs.css", gzip, "gzip").body().length)
        .isLessThanOrEqualTo(1536);
    assertThat(house.get("/v1/embed/1.4.0/aktuelle-jobs.js").headers().firstValue("Cache-Control"))
        .contains("public, max-age=31536000, immutable");
    assertThat(house.get("/v1/embed/aktuelle-jobs.js").body().toLowerCase(Locale.ROOT))
        .doesNotContain("innerhtml")
        .doesNotContain("http://")
        .doesNotContain("https://");
  }
}
