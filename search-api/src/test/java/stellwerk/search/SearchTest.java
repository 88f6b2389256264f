package stellwerk.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import stellwerk.indexer.posting.Pay;
import stellwerk.indexer.posting.Remote;
import stellwerk.search.house.House;

class SearchTest {
  private final House house = new House();

  @BeforeEach
  void furnish() {
    house.add("j_0001");
    house.add(
        "j_0002",
        draft ->
            draft
                .title("Data Annotator")
                .employer("Daten AG")
                .posted("2026-11-01")
                .remote(Remote.REMOTE)
                .pay(House.pay("14.50", "18", Pay.Unit.HOUR), "14,50 bis 18 Euro"));
  }

  @AfterEach
  void leave() {
    house.close();
  }

  @Test
  void aSearchAnswersEveryDocumentedField() throws IOException {
    HttpResponse<String> answer =
        house.get(
            "/v1/jobs?occupation=ki-trainer&region=DE-BE&remote=hybrid&facets=working_time,skill:1,tier&evidence=true");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type"))
        .contains("application/json; charset=utf-8");
    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(answer.headers().firstValue("RateLimit-Policy")).contains("\"ip\";q=120;w=60");
    assertThat(answer.headers().firstValue("Last-Modified")).isPresent();
    Golden.check("search.json", answer.body());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          q=annotator | 1
          q=nichts | 0
          occupation=ki-trainer | 2
          occupation=data-scientist | 0
          occupation=ki-trainer&tier=specialist | 2
          location=Berlin&radius_km=5 | 2
          location=5+km+um+Berlin | 2
          location=200+km+rund+um+Berlin&radius_km=3 | 2
          location=48.1,11.5 | 1
          region=DE-BE&region=DE-BY | 2
          region=DE-BY | 0
          remote=remote | 1
          remote=remote&remote=hybrid | 2
          eligibility=no | 0
          working_time=FULL_TIME | 2
          contract=FREELANCE | 0
          skill=Python | 2
          soft_skill=empathy | 2
          task=training | 2
          employer=Daten+AG | 1
          site=beispielboerse | 2
          language=en | 0
          pay_min=60000 | 1
          pay_min=15&pay_unit=HOUR | 1
          pay_unit=HOUR | 1
          pay_unit=HOUR&sort=-pay | 2
          posted_within=14d | 1
          posted_since=2026-10-01 | 2
          sort=distance&location=Berlin | 2
          group=posting | 2
          q= | 2
          """)
  void everyParameterNarrowsAsItSays(String query, int total) {
    HttpResponse<String> answer = house.get("/v1/jobs?" + query);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body()).startsWith("{\"total\":" + total + ",");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          lcoation=Berlin | unknown_parameter | location
          remote=homeoffice | invalid_parameter | remote
          working_time=FULLTIME | invalid_parameter | FULL_TIME
          occupation=ki-trainr | invalid_parameter | ki-trainer
          tier=specialist | conflicting_parameters | tier
          radius_km=5 | conflicting_parameters | radius_km
          location=Nirgendwo | invalid_parameter | location
          region=Bayern | invalid_parameter | region
          pay_min=-5 | invalid_parameter | pay_min
          pay_min=viel | invalid_parameter | pay_min
          posted_within=14 | invalid_parameter | 14d
          posted_since=gestern | invalid_parameter | posted_since
          posted_since=2026-01-01&posted_within=3d | conflicting_parameters | posted_within
          facets=skil | invalid_parameter | skill
          facets=pay | conflicting_parameters | facets
          sort=-pay | conflicting_parameters | sort
          sort=distance | conflicting_parameters | sort
          limit=101 | invalid_parameter | limit
          limit=2&limit=3 | invalid_parameter | limit
          page=51&limit=20 | page_too_deep | /v1/export
          page=1&cursor=after1 | conflicting_parameters | cursor
          cursor=eyJ2IjoxfQ | invalid_cursor | cursor
          fields=titel | invalid_parameter | title
          group=job | invalid_parameter | group
          highlight=ja | invalid_parameter | highlight
          site=A_B | invalid_parameter | site
          """)
  void everyFaultIsNamed(String query, String code, String said) {
    HttpResponse<String> answer = house.get("/v1/jobs?" + query);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Content-Type"))
        .contains("application/problem+json; charset=utf-8");
    assertThat(answer.body()).contains("\"code\":\"" + code + "\"").contains(said);
  }

  @Test
  void allFaultsOfOneRequestAreListedTogether() {
    String problem = house.get("/v1/jobs?lcoation=x&limit=0&sort=-pay").body();

    assertThat(problem)
        .contains("\"parameter\":\"lcoation\"")
        .contains("\"parameter\":\"limit\"")
        .contains("\"parameter\":\"sort\"")
        .contains("\"did_you_mean\":\"location\"");
  }

  @Test
  void problemsSpeakEnglishWhenAsked() {
    assertThat(house.get("/v1/jobs?x=1", "Accept-Language", "en-GB").body())
        .contains("Unknown parameter");
    assertThat(house.get("/v1/jobs?x=1").body()).contains("Unbekannter Parameter");
  }

  @Test
  void anUnchangedAnswerIsNotSearchedAgain() {
    String tag = house.get("/v1/jobs?q=ki").headers().firstValue("ETag").orElseThrow();
    int searches = house.index.searches.get();

    HttpResponse<String> again = house.get("/v1/jobs?q=ki", "If-None-Match", tag);

    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(house.index.searches.get()).isEqualTo(searches);
  }

  @Test
  void theTagChangesWithACommitAndAtMidnightInBerlin() {
    String tag = house.get("/v1/jobs").headers().firstValue("ETag").orElseThrow();

    house.clock(Instant.parse("2026-11-22T23:00:01Z"));
    String tomorrow = house.get("/v1/jobs").headers().firstValue("ETag").orElseThrow();
    house.add("j_0003");
    String committed = house.get("/v1/jobs").headers().firstValue("ETag").orElseThrow();

    assertThat(tomorrow).isNotEqualTo(tag);
    assertThat(committed).isNotEqualTo(tomorrow);
    assertThat(house.get("/v1/jobs", "If-None-Match", tag).statusCode()).isEqualTo(200);
  }

  @Test
  void aWalkAlongTheLinksSeesEveryJobOnce() {
    HttpResponse<String> first = house.get("/v1/jobs?limit=1&facets=skill");
    String link = first.headers().firstValue("Link").orElseThrow();
    HttpResponse<String> second = house.get(link.replaceAll("^<|>.*$", ""));

    assertThat(first.body()).contains("j_0001").doesNotContain("j_0002");
    assertThat(second.body()).contains("j_0002").contains("\"has_more\":false");
    assertThat(link).doesNotContain("facets");
    assertThat(house.get("/v1/jobs?limit=1&page=2").body()).contains("j_0002");
  }

  @Test
  void aFacetNamedTwiceIsCountedOnceAndNonsenseIsNotListedForEver() {
    assertThat(house.get("/v1/jobs?facets=" + "skill,".repeat(1_000)).body())
        .containsOnlyOnce("\"skill\":[");
    assertThat(house.get("/v1/jobs?facets=" + "skil,".repeat(1_000)).body().length())
        .isLessThan(20_000);
  }

  @Test
  void otherSynonymsMakeAnotherTag() {
    String tag = house.get("/v1/jobs?q=ki").headers().firstValue("ETag").orElseThrow();
    house.index.use(new stellwerk.indexer.query.Synonyms(java.util.List.of()));

    assertThat(house.get("/v1/jobs?q=ki", "If-None-Match", tag).statusCode()).isEqualTo(200);
  }

  @Test
  void aSparseAnswerHasOnlyTheFieldsAskedFor() {
    assertThat(house.get("/v1/jobs?fields=title,pay&limit=1").body())
        .contains("{\"id\":\"j_0001\",\"title\":")
        .doesNotContain("employer");
  }

  @Test
  void foundWordsAreMarkedAndEverythingElseIsEscaped() {
    house.add("j_0004", draft -> draft.title("Annotator <script>alert(1)</script>"));

    assertThat(house.get("/v1/jobs?q=annotator&highlight=true").body())
        .contains("<mark>Annotator</mark> &lt;script&gt;");
  }

  @Test
  void rangesOfPayAreOrderedAndCountTheirOwn() {
    assertThat(house.get("/v1/jobs?facets=pay&pay_unit=HOUR").body())
        .contains("{\"from\":18,\"to\":20,\"label\":\"18 – 20\u00a0€\",\"count\":1}");
  }

  @Test
  void aPostingIsFoundByItsName() throws IOException {
    Golden.check("posting.json", house.get("/v1/jobs/j_0001").body());
  }

  @Test
  void aClosedPostingIsGoneAndSaysSinceWhen() {
    house.add("j_0005", draft -> draft.closed(Instant.parse("2026-11-14T05:01:02Z")));

    HttpResponse<String> answer = house.get("/v1/jobs/j_0005");

    assertThat(answer.statusCode()).isEqualTo(410);
    assertThat(answer.body())
        .contains("\"code\":\"gone\"")
        .contains("Die Stelle war zuletzt am 14.11.2026 ausgeschrieben.")
        .contains("\"last_seen\":\"2026-11-14T05:01:02Z\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/jobs/j_9999", "/v1/jobs/x", "/v1/occupations/koch", "/v1/nichts"})
  void whatIsNotThereIsNotFound(String path) {
    assertThat(house.get(path).statusCode()).isEqualTo(404);
    assertThat(house.get(path).body()).contains("\"code\":\"not_found\"");
  }

  @Test
  void theNewestSightingIsShown() {
    house.store.sight(
        new stellwerk.indexer.posting.PostingId("j_0001"), Instant.parse("2026-11-22T08:00:00Z"));

    assertThat(house.get("/v1/jobs/j_0001").body())
        .contains("\"last_seen\":\"2026-11-22T08:00:00Z\"");
  }

  @Test
  void occupationsAreCounted() {
    assertThat(house.get("/v1/occupations/ki-trainer").body())
        .contains("\"total\":2")
        .contains("{\"id\":\"specialist\",\"label\":\"Spezialist/in\",\"count\":2}");
    assertThat(house.get("/v1/occupations").body()).contains("data-scientist");
  }

  @Test
  void whatSomebodyBeginsToTypeIsCompleted() {
    assertThat(house.get("/v1/suggest?q=data").body())
        .isEqualTo("{\"items\":[\"Data Annotator\"]}");
    assertThat(house.get("/v1/suggest").statusCode()).isEqualTo(400);
  }
}
