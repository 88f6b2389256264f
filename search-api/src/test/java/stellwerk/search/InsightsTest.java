package stellwerk.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import stellwerk.indexer.posting.Pay;
import stellwerk.search.house.House;

class InsightsTest {
  private static final String INSIGHTS = "/v1/insights/ki-trainer";

  private final House house = new House();

  @AfterEach
  void leave() {
    house.close();
  }

  /// Vacancies of so many employers in turn, from 40,000 € on in steps of 2,000.
  private void vacancies(int count, int employers) {
    for (int i = 0; i < count; i++) {
      String pay = Integer.toString(40_000 + 2_000 * i);
      String who = "Arbeitgeber " + i % employers;
      house.add(
          "j_%04d".formatted(i),
          draft -> draft.employer(who).pay(House.pay(pay, pay, Pay.Unit.YEAR), pay));
    }
  }

  @Test
  void theArticlesQuestionsAreAnsweredAsAgreed() throws IOException {
    vacancies(12, 4);

    Golden.check("insights.json", house.get(INSIGHTS).body());
    Golden.check(
        "insights.html", house.get("/v1/embed/insights.html?occupation=ki-trainer").body());
  }

  @Test
  void belowTenVacanciesNoFigureLeaves() {
    vacancies(9, 4);

    assertThat(house.get(INSIGHTS).body())
        .contains(
            "\"tier\":\"specialist\",\"unit\":\"YEAR\",\"gig\":false,\"n\":9,\"suppressed\":true")
        .contains("\"finding\":\"not_enough_data\"", "Zu wenige Angaben (9) für eine Aussage.")
        .doesNotContain("p50", "\"share\"");
  }

  @Test
  void belowThreeEmployersNoFigureLeaves() {
    vacancies(12, 2);

    assertThat(house.get(INSIGHTS).body())
        .contains("\"n\":12,\"suppressed\":true")
        .doesNotContain("p50", "\"share\"");
  }

  @ParameterizedTest
  @CsvSource({"50000, within", "70000, within", "49999, below", "70001, above"})
  void theMedianIsHeldAgainstTheClaim(String pay, String finding) {
    for (int i = 0; i < 10; i++) {
      String who = "Arbeitgeber " + i;
      house.add(
          "j_%04d".formatted(i),
          draft -> draft.employer(who).pay(House.pay(pay, pay, Pay.Unit.YEAR), pay));
    }

    assertThat(house.get(INSIGHTS).body()).contains("\"finding\":\"" + finding + "\"");
  }

  @Test
  void soManyStandBehindItAsTheSearchThatItLinksFinds() {
    vacancies(12, 4);
    house.add("j_9999", draft -> draft.posted("2026-08-01"));

    String body = house.get(INSIGHTS).body();

    assertThat(body)
        .contains("\"vacancies\":12")
        .contains("/v1/jobs?occupation=ki-trainer&posted_since=2026-08-24");
    assertThat(house.get("/v1/jobs?occupation=ki-trainer&posted_since=2026-08-24").body())
        .contains("\"total\":12");
  }

  @Test
  void estimatedPayAndInferredUnitsAreNotCounted() {
    for (int i = 0; i < 12; i++) {
      String who = "Arbeitgeber " + i;
      house.add(
          "j_%04d".formatted(i),
          draft ->
              draft
                  .employer(who)
                  .pay(House.pay("50000", "60000", Pay.Unit.YEAR, Pay.Basis.ESTIMATED), "50-60k"));
    }

    assertThat(house.get(INSIGHTS).body())
        .contains("\"unit\":\"YEAR\",\"gig\":false,\"n\":0,\"suppressed\":true");
  }

  @Test
  void allSoftSkillsOfTheArticleAreNamedEvenThoseThatNobodyAsksFor() {
    assertThat(house.get(INSIGHTS).body())
        .contains(
            "\"soft_skills\":[{\"id\":\"empathy\",\"label\":\"Empathie\",\"n\":0,\"suppressed\":true}]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"?min_n=9", "?min_employers=2", "?from=2026-11-20&until=2026-11-01", "?months=3"})
  void aLowerThresholdOrAnImpossibleWindowIsAProblem(String query) {
    assertThat(house.get(INSIGHTS + query).statusCode()).isEqualTo(400);
  }

  @Test
  void theFragmentIsNeverAnErrorPage() {
    HttpResponse<String> answer = house.get("/v1/embed/insights.html?occupation=pilot");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).isEmpty();
    assertThat(answer.headers().firstValue("X-Problem-Code")).contains("not_found");
  }
}
