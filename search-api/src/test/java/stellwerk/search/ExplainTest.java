package stellwerk.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stellwerk.crawler.site.Rights;
import stellwerk.indexer.posting.Eligibility;
import stellwerk.indexer.posting.Remote;
import stellwerk.search.house.House;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Why, why not, and what else: over the index of the product.
class ExplainTest {
  private final House house = House.searching();

  @BeforeEach
  void furnish() {
    house.add("j_0001");
    house.add(
        "j_0002", draft -> draft.title("KI-Trainerin Medizin im Homeoffice").remote(Remote.REMOTE));
    house.add("j_0003", draft -> draft.title("Data Scientist").occupation("data-scientist"));
    house.add("j_0004", draft -> draft.germany(Eligibility.Answer.NO).noPay());
    house.add("j_0005", draft -> draft.closed(Instant.parse("2026-11-14T05:01:02Z")));
    house.rights("geheimboerse", Rights.Level.FULL);
    house.add("j_0006", draft -> draft.site("geheimboerse"));
    house.ledger.remove(new stellwerk.crawler.site.SiteId("geheimboerse"));
  }

  @AfterEach
  void leave() {
    house.close();
  }

  private JsonNode ask(String path) {
    HttpResponse<String> answer = house.get(path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JsonMapper.shared().readTree(answer.body());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          j_0001 | q=Medizin |
          j_0001 | occupation=ki-trainer&q=KI |
          j_0001 | q=Gabelstapler | filter_not_met
          j_0001 | remote=remote | filter_not_met
          j_0001 | remote=remote&pay_min=90000 | filter_not_met,filter_not_met
          j_0003 | occupation=ki-trainer | not_this_occupation
          j_0004 | eligibility=yes | not_eligible
          j_0004 | pay_min=1 | filter_not_met
          j_0005 | q= | closed
          j_0006 | q= | rights_withdrawn
          """)
  void everyReasonIsNamed(String id, String question, String codes) {
    JsonNode why = ask("/v1/jobs/" + id + "/explain?" + question);

    assertThat(why.path("hidden_by").valueStream().map(it -> it.path("code").asString()).toList())
        .isEqualTo(codes == null ? List.of() : List.of(codes.split(",")));
    assertThat(why.path("shown").asBoolean()).isEqualTo(codes == null);
    if (question.length() > 2) {
      boolean found =
          ask("/v1/jobs?limit=100&" + question)
              .path("items")
              .valueStream()
              .anyMatch(item -> item.path("id").asString().equals(id));
      assertThat(found).isEqualTo(codes == null);
    }
  }

  @Test
  void thePartsOfTheScoreAddUpAndThePlaceIsTheAnswers() {
    JsonNode items = ask("/v1/jobs?q=KI+Medizin&explain=true").path("items");

    assertThat(items.size()).isGreaterThan(2);
    for (int at = 0; at < items.size(); at++) {
      JsonNode rank = items.get(at).path("explain").path("rank");
      assertThat(rank.path("position").asInt()).isEqualTo(at + 1);
      double sum =
          rank.path("parts").valueStream().mapToDouble(part -> part.path("value").asDouble()).sum();
      assertThat(sum)
          .isCloseTo(rank.path("score").asDouble(), org.assertj.core.data.Offset.offset(0.001));
      String id = items.get(at).path("id").asString();
      assertThat(ask("/v1/jobs/" + id + "/explain?q=KI+Medizin").path("rank").path("position"))
          .isEqualTo(rank.path("position"));
    }
  }

  @Test
  void aWithheldPostingTellsNothingButThat() {
    String why = house.get("/v1/jobs/j_0006/explain?remote=remote").body();

    assertThat(why)
        .contains("\"code\":\"rights_withdrawn\"", "\"occupation\":null", "\"posting\":null")
        .doesNotContain("Medizin", "hybrid");
  }

  @Test
  void explainingTakesTwentyAtMost() {
    assertThat(house.get("/v1/jobs?explain=true&limit=21").body())
        .contains("\"code\":\"conflicting_parameters\"");
    assertThat(house.get("/v1/jobs/j_9999/explain").statusCode()).isEqualTo(404);
    assertThat(house.get("/v1/jobs/j_0001/explain?x=1").statusCode()).isEqualTo(400);
  }

  @Test
  void similarJobsAreOfTheSameOccupation() {
    List<String> ids =
        ask("/v1/jobs/j_0001/similar")
            .path("items")
            .valueStream()
            .map(item -> item.path("id").asString())
            .toList();

    assertThat(ids).contains("j_0002", "j_0004").doesNotContain("j_0001", "j_0003", "j_0005");
    assertThat(ask("/v1/jobs/j_0001/similar?limit=1").path("items").size()).isEqualTo(1);
    assertThat(ask("/v1/jobs/j_0005/similar").path("items").size()).isPositive();
    assertThat(house.get("/v1/jobs/j_9999/similar").statusCode()).isEqualTo(404);
    assertThat(house.get("/v1/jobs/j_0001/similar?limit=21").statusCode()).isEqualTo(400);
  }

  @Test
  void otherWordsAreProposedWhereNothingWasFound() {
    JsonNode answer = ask("/v1/jobs?q=Homeofice");

    assertThat(answer.path("total").asInt()).isZero();
    assertThat(answer.path("did_you_mean").asString()).isEqualTo("homeoffice");
    assertThat(ask("/v1/jobs?q=Homeoffice").path("did_you_mean").isNull()).isTrue();
  }

  @Test
  void aRadiusDoesNotLoseRemoteJobs() {
    assertThat(
            ask("/v1/jobs?location=48.14,11.58&radius_km=50")
                .path("items")
                .valueStream()
                .map(item -> item.path("id").asString()))
        .containsExactly("j_0002");
  }
}
