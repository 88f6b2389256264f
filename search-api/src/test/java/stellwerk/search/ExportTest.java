package stellwerk.search;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import stellwerk.search.house.House;

class ExportTest {
  private static final String KEY = "Authorization";
  private static final String EXPORT = "Bearer " + House.EXPORT_KEY;
  private static final String READ = "Bearer " + House.READ_KEY;

  private final House house = new House();

  @AfterEach
  void leave() {
    house.close();
  }

  @Test
  void columnsStandInTheirOrder() throws IOException {
    house.add("j_0001");

    HttpResponse<String> answer = house.get("/v1/export?occupation=ki-trainer", KEY, EXPORT);

    assertThat(answer.headers().firstValue("Content-Disposition"))
        .contains("attachment; filename=\"stellwerk_ki-trainer_2026-11-22_v1.csv\"");
    assertThat(answer.headers().firstValue("X-Row-Count")).contains("1");
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    Golden.check("export.csv", answer.body());
  }

  @Test
  void germanExcelGetsItsOwnShape() {
    house.add("j_0001", draft -> draft.title("=HYPERLINK(\"http://evil.example\")"));

    byte[] bytes = house.bytes("/v1/export?format=csv-excel-de", KEY, EXPORT).body();
    String text = new String(bytes, UTF_8);

    assertThat(bytes).startsWith(0xEF, 0xBB, 0xBF);
    assertThat(text)
        .startsWith("\ufeffKennung;Kennung der Stelle;Titel;")
        .contains("'=HYPERLINK")
        .contains(";22.11.2026;20.12.2026;22.11.2026 06:02;")
        .contains(";52,53;13,38;")
        .doesNotContain("sep=");
  }

  @Test
  void linesEndWithASignThatTheyAreAll() {
    for (int i = 0; i < 1203; i++) {
      house.add("j_%04d".formatted(i));
    }

    List<String> lines =
        house.get("/v1/export?format=jsonl&evidence=true", KEY, EXPORT).body().lines().toList();

    assertThat(lines).hasSize(1204).doesNotHaveDuplicates();
    assertThat(lines.getFirst()).startsWith("{\"id\":\"j_").contains("\"evidence\":");
    assertThat(lines.getLast()).isEqualTo("{\"_end\":true,\"rows\":1203}");
  }

  @Test
  void aBrokenStreamNeverLooksWhole() {
    for (int i = 0; i < 600; i++) {
      house.add("j_%04d".formatted(i));
    }
    house.index.breakDownAfter(1);

    assertThat(
            org.assertj.core.api.Assertions.catchThrowable(
                () -> house.get("/v1/export?format=csv", KEY, EXPORT)))
        .isInstanceOf(java.io.UncheckedIOException.class);
  }

  @Test
  void someColumnsAreEnough() {
    house.add("j_0001");

    assertThat(house.get("/v1/export?columns=id,pay_annual_mid", KEY, EXPORT).body())
        .isEqualTo("id,pay_annual_mid\r\nj_0001,56000.00\r\n");
    assertThat(house.get("/v1/export?columns=idd", KEY, EXPORT).body())
        .contains("\"did_you_mean\":\"id\"");
  }

  @Test
  void bulkNeedsItsKey() {
    assertThat(house.get("/v1/export").statusCode()).isEqualTo(401);
    assertThat(house.get("/v1/export", KEY, "Bearer sw_export_falsch").statusCode()).isEqualTo(401);
    assertThat(house.get("/v1/export", KEY, READ).statusCode()).isEqualTo(403);
    assertThat(house.get("/v1/export?format=parquet", KEY, EXPORT).statusCode()).isEqualTo(501);
  }

  @Test
  void theDictionaryNamesEveryColumn() {
    assertThat(house.get("/v1/columns").body())
        .contains("\"name\":\"pay_annual_fte_mid\"")
        .contains("\"values\":[\"link-only\",\"snippet\",\"full\"]");
  }

  @Test
  void aCopyFollowsTheChanges() {
    house.add("j_0001");
    house.add("j_0002");
    house.add("j_0002", draft -> draft.closed(Instant.parse("2026-11-22T08:00:00Z")));
    house.rights("andere", stellwerk.crawler.site.Rights.Level.LINK_ONLY);
    house.add("j_0003", draft -> draft.site("andere"));
    house.ledger.remove(new stellwerk.crawler.site.SiteId("andere"));

    String first = house.get("/v1/changes?since=2026-11-21&limit=1", KEY, READ).body();
    String until = first.replaceAll(".*\"until\":\"([^\"]+)\".*", "$1");
    String rest = house.get("/v1/changes?since=" + until, KEY, READ).body();

    assertThat(first).contains("\"op\":\"upsert\",\"id\":\"j_0001\"").contains("\"has_more\":true");
    assertThat(rest)
        .contains(
            "{\"op\":\"remove\",\"id\":\"j_0002\",\"reason\":\"closed\",\"closed_reason\":\"not_listed\"")
        .contains("{\"op\":\"remove\",\"id\":\"j_0003\",\"reason\":\"rights_withdrawn\"")
        .contains("\"has_more\":false");
    assertThat(house.get("/v1/changes?since=jetzt", KEY, READ).statusCode()).isEqualTo(400);
    assertThat(house.get("/v1/changes?since=2026-11-21").statusCode()).isEqualTo(401);
  }
}
