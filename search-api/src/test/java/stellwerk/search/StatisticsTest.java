package stellwerk.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stellwerk.indexer.posting.Pay;
import stellwerk.search.house.House;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class StatisticsTest {
  private static final String PAY = "/v1/stats/pay?occupation=ki-trainer";
  private static final List<String> REGIONS = List.of("DE-BE", "DE-NW", "DE-SN", "DE-HH");

  private final House house = new House();

  @TempDir Path folder;

  @AfterEach
  void leave() {
    house.close();
  }

  /// A market by chance: yearly pay, hourly pay, guesses, and nothing at all.
  private void market(long seed, int count) {
    Random random = new Random(seed);
    for (int i = 0; i < count; i++) {
      String who = "Arbeitgeber " + random.nextInt(20);
      String region = REGIONS.get(random.nextInt(random.nextInt(4) + 1));
      int low = 30_000 + random.nextInt(400) * 100;
      String min = Integer.toString(low);
      String max = Integer.toString(low + random.nextInt(150) * 100);
      int kind = random.nextInt(10);
      house.add(
          "j_%04d".formatted(i),
          draft -> {
            draft.employer(who).place("Ort", region);
            return switch (kind) {
              case 0 -> draft.noPay();
              case 1 -> draft.pay(House.pay("14", "18.50", Pay.Unit.HOUR), "14 bis 18,50 €");
              case 2 ->
                  draft.pay(House.pay(min, max, Pay.Unit.YEAR, Pay.Basis.ESTIMATED), "geschätzt");
              case 3 -> draft.pay(House.pay(min, "", Pay.Unit.YEAR), "ab " + min);
              default -> draft.pay(House.pay(min, max, Pay.Unit.YEAR), min + " bis " + max);
            };
          });
    }
  }

  private JsonNode json(String path) {
    String body = house.get(path).body();
    return JsonMapper.shared().readTree(body);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void figuresEqualThoseOfAnIndependentComputationOverTheExport(long seed) throws Exception {
    market(seed, 200);
    Path file = folder.resolve("export.csv");
    Files.writeString(
        file,
        house
            .get(
                "/v1/export?format=csv&occupation=ki-trainer",
                "Authorization",
                "Bearer " + House.EXPORT_KEY)
            .body());
    JsonNode document = json(PAY + "&group_by=region");
    String pay =
        "from read_csv('"
            + file
            + "', all_varchar = true) where pay_basis = 'stated' and pay_unit in ('YEAR', 'MONTH', 'WEEK')"
            + " and pay_annual_fte_mid <> ''";

    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement()) {
      compare(statement, pay, document.path("overall"));
      for (JsonNode group : document.path("groups")) {
        String region = group.path("key").asString();
        compare(statement, pay + " and region = '" + region + "'", group);
      }
    }
    assertThat(document.path("coverage").path("vacancies").asInt()).isEqualTo(200);
    assertThat(document.path("groups").size()).isEqualTo(4);
  }

  @ParameterizedTest
  @ValueSource(longs = {21, 22})
  void insightsEqualAnIndependentComputationOverTheExport(long seed) throws Exception {
    market(seed, 150);
    Path file = folder.resolve("export.csv");
    Files.writeString(
        file,
        house
            .get(
                "/v1/export?format=csv&occupation=ki-trainer",
                "Authorization",
                "Bearer " + House.EXPORT_KEY)
            .body());
    JsonNode document = json("/v1/insights/ki-trainer");
    String rows = "from read_csv('" + file + "', all_varchar = true) where status = 'active'";

    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement()) {
      assertThat(document.path("vacancies").asInt())
          .isEqualTo(count(statement, "select count(distinct vacancy_id) " + rows));
      assertThat(document.path("soft_skills").get(0).path("n").asInt())
          .isEqualTo(
              count(statement, "select count(*) " + rows + " and soft_skills like '%empathy%'"));
      assertThat(document.path("tasks").get(0).path("n").asInt())
          .isEqualTo(count(statement, "select count(*) " + rows + " and tasks like '%training%'"));
      JsonNode languages = document.path("requirements").path("languages").get(0);
      assertThat(languages.path("n").asInt())
          .isEqualTo(
              count(statement, "select count(*) " + rows + " and req_languages like '%de:C2%'"));
      JsonNode yearly = document.path("pay").get(0);
      assertThat(yearly.path("unit").asString()).isEqualTo("YEAR");
      try (ResultSet row =
          statement.executeQuery(
              "select count(*), quantile_cont(pay_annual_fte_mid::double, 0.5) "
                  + rows
                  + " and tier = 'specialist' and pay_basis = 'stated' and pay_annual_fte_mid <> ''"
                  + " and pay_unit in ('YEAR', 'MONTH', 'WEEK')")) {
        row.next();
        assertThat(yearly.path("n").asInt()).isEqualTo(row.getInt(1));
        assertThat(yearly.path("p50").decimalValue())
            .isCloseTo(new BigDecimal(row.getDouble(2)), Offset.offset(new BigDecimal("0.01")));
      }
    }
  }

  private static int count(Statement statement, String query) throws Exception {
    try (ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getInt(1);
    }
  }

  private static void compare(Statement statement, String pay, JsonNode figures) throws Exception {
    try (ResultSet row =
        statement.executeQuery(
            "select count(*), count(distinct employer), "
                + "quantile_cont(pay_annual_fte_mid::double, 0.10), "
                + "quantile_cont(pay_annual_fte_mid::double, 0.25), "
                + "quantile_cont(pay_annual_fte_mid::double, 0.50), "
                + "quantile_cont(pay_annual_fte_mid::double, 0.75), "
                + "quantile_cont(pay_annual_fte_mid::double, 0.90), "
                + "avg(pay_annual_fte_mid::double) "
                + pay)) {
      row.next();
      assertThat(figures.path("n").asInt()).isEqualTo(row.getInt(1));
      boolean enough = row.getInt(1) >= 10 && row.getInt(2) >= 3;
      assertThat(figures.path("suppressed").asBoolean(false)).isEqualTo(!enough);
      List<String> names = List.of("p10", "p25", "p50", "p75", "p90", "mean");
      for (int i = 0; i < names.size(); i++) {
        assertThat(figures.has(names.get(i))).as(names.get(i)).isEqualTo(enough);
        if (enough) {
          BigDecimal expected =
              new BigDecimal(row.getDouble(i + 3)).setScale(2, RoundingMode.HALF_UP);
          assertThat(figures.path(names.get(i)).decimalValue())
              .as(names.get(i))
              .isCloseTo(expected, Offset.offset(new BigDecimal("0.01")));
        }
      }
    }
  }

  @Test
  void whatIsSuppressedFallsBackToTheWhole() {
    market(7, 120);

    JsonNode group = json(PAY + "&group_by=region&min_n=60").path("groups").get(1);

    assertThat(group.path("suppressed").asBoolean()).isTrue();
    assertThat(group.path("fallback").path("key").asString()).isEqualTo("DE");
    assertThat(group.path("fallback").has("p50")).isTrue();
    assertThat(group.has("p50")).isFalse();
  }

  @Test
  void eachGroupLinksTheSearchThatListsIt() {
    market(8, 120);

    JsonNode group = json(PAY + "&group_by=region").path("groups").get(0);
    String link = group.path("jobs").asString();

    assertThat(link).endsWith("&region=" + group.path("key").asString());
    assertThat(house.get(link).statusCode()).isEqualTo(200);
  }

  @Test
  void unitsAreNeverMixed() {
    market(9, 200);

    JsonNode hourly = json(PAY + "&pay_unit=HOUR");

    assertThat(hourly.path("overall").path("p50").decimalValue()).isEqualByComparingTo("16.25");
    assertThat(hourly.path("overall").path("p90").decimalValue()).isEqualByComparingTo("16.25");
    assertThat(hourly.path("other_units").get(0).path("pay_unit").asString()).isEqualTo("YEAR");
  }

  @Test
  void theHistogramCountsEveryVacancyOnce() {
    market(10, 200);

    JsonNode document = json(PAY);

    int sum = 0;
    for (JsonNode bar : document.path("histogram")) {
      sum += bar.path("n").asInt();
    }
    assertThat(sum).isPositive().isEqualTo(document.path("overall").path("n").asInt());
  }

  @Test
  void picturesAreDrawnAsAgreed() throws IOException {
    market(11, 200);

    Golden.check("chart-pay.svg", house.get("/v1/charts/pay.svg?occupation=ki-trainer").body());
    Golden.check(
        "chart-regions.svg",
        house.get("/v1/charts/pay.svg?occupation=ki-trainer&group_by=region").body());
    Golden.check(
        "chart-postings.svg", house.get("/v1/charts/postings.svg?occupation=ki-trainer").body());
  }

  @Test
  void notebooksGetThePictureWithItsData() {
    market(12, 100);

    JsonNode vega = json("/v1/charts/pay.vl.json?occupation=ki-trainer");

    assertThat(vega.path("$schema").asString()).endsWith("/vega-lite/v5.json");
    assertThat(vega.path("data").path("values").size()).isPositive();
    assertThat(json("/v1/charts/postings.vl.json?occupation=ki-trainer").path("mark").asString())
        .isEqualTo("line");
  }

  @Test
  void postingsComeAndGoByWeek() {
    house.add("j_0001", draft -> draft.seen(Instant.parse("2026-11-03T09:00:00Z")));
    house.add(
        "j_0002",
        draft ->
            draft.closed(
                Instant.parse("2026-11-04T09:00:00Z"), Instant.parse("2026-11-12T10:00:00Z")));

    JsonNode weeks =
        json("/v1/stats/postings?occupation=ki-trainer&from=2026-11-02&until=2026-11-15")
            .path("weeks");

    assertThat(weeks.get(0).toString())
        .isEqualTo(
            "{\"week\":\"2026-W45\",\"active\":2,\"new\":2,\"closed\":0,\"reposted\":0,\"median_days_online\":null}");
    assertThat(weeks.get(1).toString())
        .isEqualTo(
            "{\"week\":\"2026-W46\",\"active\":1,\"new\":0,\"closed\":1,\"reposted\":0,\"median_days_online\":8.0}");
    assertThat(weeks.size()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "?occupation=ki-trainer&pay_unit=MONTH",
        "?occupation=ki-trainer&group_by=employer"
      })
  void whatCannotBeAskedIsAProblem(String query) {
    assertThat(house.get("/v1/stats/pay" + query).statusCode()).isEqualTo(400);
  }
}
