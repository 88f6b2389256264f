package stellwerk.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import stellwerk.crawler.site.Rights;
import stellwerk.indexer.posting.Pay;
import stellwerk.search.house.House;

/// Every output under every level of rights: one marker word stands in the description's beginning,
/// one in its end, one in a quote from it.
class OutletRightsTest {
  private static final String BEGINNING = "Anfangswort";
  private static final String END = "Schlusswort";
  private static final String QUOTE = "Zitatwort";
  private static final List<String> OPEN =
      List.of(
          "/v1/jobs?evidence=true",
          "/v1/jobs?q=schlusswort&highlight=true",
          "/v1/jobs/j_0001?evidence=true",
          "/v1/occupations/ki-trainer",
          "/v1/suggest?q=ki",
          "/v1/embed/jobs.html?occupation=ki-trainer",
          "/v1/feeds/ki-trainer.rss",
          "/v1/feeds/ki-trainer.atom",
          "/v1/feeds/ki-trainer.json");
  private static final List<String> KEYED =
      List.of(
          "/v1/changes?since=2026-11-21",
          "/v1/export?format=csv",
          "/v1/export?format=csv-excel-de",
          "/v1/export?format=jsonl&evidence=true");

  static Stream<Arguments> everyOutputAtEveryLevel() {
    return Stream.of(Rights.Level.values())
        .flatMap(level ->
            Stream.concat(OPEN.stream(), KEYED.stream()).map(path -> Arguments.of(level, path)));
  }

  @ParameterizedTest
  @MethodSource("everyOutputAtEveryLevel")
  void noOutputShowsMoreThanTheOwnerAllows(Rights.Level level, String path) {
    try (House house = new House()) {
      house.rights("beispielboerse", level);
      house.add(
          "j_0001",
          draft ->
              draft
                  .description(BEGINNING + " lorem ipsum dolor".repeat(20) + " " + END)
                  .pay(House.pay("50000", "62000", Pay.Unit.YEAR), QUOTE));
      boolean keyed = KEYED.contains(path);

      String body =
          keyed
              ? house.get(path, "Authorization", "Bearer " + House.EXPORT_KEY).body()
              : house.get(path).body();

      assertThat(body).isNotEmpty().doesNotContain("\"status\":4");
      boolean full = level == Rights.Level.FULL;
      if (level == Rights.Level.LINK_ONLY) {
        assertThat(body).doesNotContain(BEGINNING);
      }
      if (!full) {
        assertThat(body).doesNotContain(END);
      }
      if (level == Rights.Level.LINK_ONLY && !keyed) {
        assertThat(body).doesNotContain(QUOTE);
      }
      if (path.equals("/v1/jobs/j_0001?evidence=true")) {
        assertThat(body.contains(END)).isEqualTo(full);
        assertThat(body.contains("\"withheld\":true")).isEqualTo(level == Rights.Level.LINK_ONLY);
      }
    }
  }
}
