package stellwerk.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stellwerk.crawler.site.Rights;
import stellwerk.crawler.site.SiteId;
import stellwerk.indexer.posting.Flag;
import stellwerk.indexer.posting.Posting;
import stellwerk.indexer.posting.PostingId;
import stellwerk.search.house.House;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `GET /v1/changes`: a copy that asks again and again comes to equal what is shown.
class ChangesTest {
  private static final String READ = "Bearer " + House.READ_KEY;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /// A copy somewhere else.
  private static final class Copy {
    private final Map<String, String> titles = new TreeMap<>();
    private String since = "2026-11-21T00:00:00Z";

    /// Asks until nothing is left.
    void follow(House house, int limit) {
      boolean more = true;
      while (more) {
        HttpResponse<String> answer =
            house.get("/v1/changes?limit=" + limit + "&since=" + since, "Authorization", READ);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode page = JSON.readTree(answer.body());
        for (JsonNode item : page.path("items").values()) {
          String id = item.path("id").asString();
          if (item.path("op").asString().equals("upsert")) {
            titles.put(id, item.path("job").path("title").asString());
          } else {
            titles.remove(id);
          }
        }
        since = page.path("until").asString();
        more = page.path("has_more").asBoolean();
      }
    }
  }

  private static Map<String, String> shown(House house, Map<String, Posting> postings) {
    Map<String, String> shown = new TreeMap<>();
    for (String id : postings.keySet()) {
      HttpResponse<String> answer = house.get("/v1/jobs/" + id, "Authorization", READ);
      if (answer.statusCode() == 200) {
        shown.put(id, JSON.readTree(answer.body()).path("title").asString());
      }
    }
    return shown;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void aCopyThatAppliesEveryPageConvergesToWhatIsShown(long seed) {
    Random random = new Random(seed);
    Map<String, Posting> postings = new TreeMap<>();
    try (House house = new House()) {
      house.rights("andere", Rights.Level.LINK_ONLY);
      Copy copy = new Copy();
      for (int step = 0; step < 60; step++) {
        String id = "j_00" + (10 + random.nextInt(15));
        switch (random.nextInt(6)) {
          case 0, 1, 2 -> {
            String title = "KI-Trainer " + random.nextInt(100);
            String site = id.endsWith("1") || id.endsWith("2") ? "andere" : "beispielboerse";
            postings.put(id, house.add(id, draft -> draft.site(site).title(title)));
          }
          case 3 ->
              postings.put(
                  id, house.add(id, draft -> draft.closed(Instant.parse("2026-11-22T08:00:00Z"))));
          case 4 -> {
            Posting known = postings.get(id);
            if (known != null) {
              house.put(
                  known.with(
                      random.nextBoolean()
                          ? java.util.Set.of(Flag.SITE_STALE)
                          : java.util.Set.of()));
            }
          }
          default -> {
            if (random.nextBoolean()) {
              house.ledger.remove(new SiteId("andere"));
            } else {
              house.rights("andere", Rights.Level.LINK_ONLY);
            }
            touchAll(house, postings);
          }
        }
        if (random.nextInt(5) == 0) {
          copy.follow(house, 1 + random.nextInt(7));
          assertThat(copy.titles)
              .as("seed %d, step %d", seed, step)
              .isEqualTo(shown(house, postings));
        }
      }
      copy.follow(house, 3);
      assertThat(copy.titles).as("seed %d", seed).isEqualTo(shown(house, postings)).isNotEmpty();
    }
  }

  /// What the ledger does where rights change.
  private static void touchAll(House house, Map<String, Posting> postings) {
    List<PostingId> others = new ArrayList<>();
    postings.forEach((id, posting) -> {
      if (posting.site().value().equals("andere")) {
        others.add(new PostingId(id));
      }
    });
    house.store.touch(
        others,
        "its site's rights changed",
        House.NOW.minusSeconds(3600).plusSeconds(house.store.changeNumber()));
  }

  @Test
  void whatIsWithheldIsRemovedAndTheReasonIsTold() {
    try (House house = new House()) {
      Posting posting = house.add("j_0001");
      house.put(posting.with(java.util.Set.of(Flag.TOO_OLD)));

      assertThat(house.get("/v1/changes?since=2026-11-21", "Authorization", READ).body())
          .contains("{\"op\":\"remove\",\"id\":\"j_0001\",\"reason\":\"hidden\"");
    }
  }

  @Test
  void whoAsksForMoreThanIsKeptIsToldToBeginAnew() {
    try (House house = new House()) {
      house.add("j_0001");
      house.add("j_0002");
      house.store.prune(1);

      HttpResponse<String> answer =
          house.get("/v1/changes?since=2026-11-21", "Authorization", READ);

      assertThat(answer.statusCode()).isEqualTo(410);
      assertThat(answer.body())
          .contains("\"code\":\"gone\"", "vor 2026-11-22T08:00:00Z", "/v1/export");
      assertThat(house.get("/v1/changes?since=2026-11-22T08:00:00Z", "Authorization", READ).body())
          .contains("\"id\":\"j_0002\"")
          .doesNotContain("j_0001");
    }
  }
}
