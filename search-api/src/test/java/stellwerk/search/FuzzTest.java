package stellwerk.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stellwerk.indexer.posting.Pay;
import stellwerk.indexer.posting.Remote;
import stellwerk.search.house.ApiDescription;
import stellwerk.search.house.House;
import stellwerk.search.http.Answer;
import stellwerk.search.http.Limits;
import stellwerk.search.http.PercentCode;
import stellwerk.search.http.Request;
import stellwerk.search.http.Routes;
import stellwerk.search.http.ServerSettings;

/// Asks nonsense, a hundred thousand times: an answer as described or a problem, never a fault of
/// ours, and never much of anything.
class FuzzTest {
  private static final Logger log = LoggerFactory.getLogger(FuzzTest.class);
  private static final int REQUESTS = Integer.getInteger("fuzz", 100_000);
  private static final int DESCRIBED_EVERY = 20;
  private static final Duration BUDGET = Duration.ofSeconds(5);
  private static final int MOST_BYTES = 1_000_000;
  private static final Set<Integer> ALLOWED =
      Set.of(200, 301, 304, 400, 401, 403, 404, 405, 406, 410, 413);

  private static final List<String> PATHS =
      List.of(
          "/v1/jobs",
          "/v1/jobs",
          "/v1/jobs",
          "/v1/jobs",
          "/v1/suggest",
          "/v1/jobs/j_0001",
          "/v1/jobs/j_0001/explain",
          "/v1/jobs/j_0001/similar",
          "/v1/occupations",
          "/v1/occupations/ki-trainer",
          "/v1/columns",
          "/docs/",
          "/docs/problems/gone");

  private static final List<String> NAMES =
      List.of(
          "q",
          "q",
          "q",
          "occupation",
          "tier",
          "location",
          "radius_km",
          "region",
          "remote",
          "eligibility",
          "working_time",
          "contract",
          "skill",
          "soft_skill",
          "task",
          "employer",
          "site",
          "language",
          "pay_min",
          "pay_unit",
          "posted_within",
          "posted_since",
          "facets",
          "sort",
          "limit",
          "cursor",
          "page",
          "fields",
          "group",
          "highlight",
          "evidence",
          "explain",
          "lcoation",
          "",
          "__proto__");

  private static final List<String> VALUES =
      List.of(
          "KI-Trainer",
          "medizin",
          "\"KI Trainer\"",
          "-medizin",
          "Berlin",
          "50 km um Berlin",
          "10115",
          "52.5,13.4",
          "-91,200",
          "0",
          "-1",
          "1",
          "20",
          "100",
          "101",
          "999999999999",
          "1e9",
          "NaN",
          "ki-trainer",
          "specialist",
          "remote",
          "hybrid",
          "yes",
          "unclear",
          "FULL_TIME",
          "PERMANENT",
          "YEAR",
          "HOUR",
          "DE-BE",
          "de",
          "14d",
          "0d",
          "9999d",
          "2026-11-01",
          "+999999999-12-31",
          "2026-02-31",
          "skill:3",
          "pay",
          "skill,region,pay:7",
          "relevance",
          "-date_posted",
          "-pay",
          "distance",
          "vacancy",
          "posting",
          "true",
          "false",
          "title,pay",
          "' OR 1=1 --",
          "'; DROP TABLE posting; --",
          "title:[a TO z]",
          "(+a -b) AND NOT c~2^9 /x.*y/",
          "*:*",
          "{!lucene}a",
          "../../etc/passwd",
          "<script>alert(1)</script>",
          "%00",
          "%s%n%d",
          "${jndi:ldap://x}",
          "javascript:x",
          "\u0000\u0001\u0002\u0003",
          "\ud83d\ude00",
          "\ud83d",
          "\udc00x",
          "\u202Eabc\u2066",
          "İıſKﬀ",
          "a\u0301\u0301\u0301",
          "\u00AD\u200B\u200D",
          "„“‚‘»«",
          "-",
          "--",
          "\"",
          "\"\"\"",
          "ß".repeat(200),
          "a ".repeat(100),
          "\"".repeat(150),
          "ki ".repeat(66));

  private final House house = House.searching();
  private final ApiDescription description = new ApiDescription();
  private Routes routes;

  @BeforeEach
  void furnish() {
    for (int i = 0; i < 60; i++) {
      int number = i;
      house.add(
          "j_%04d".formatted(i),
          draft ->
              draft
                  .title("KI-Trainer Medizin " + number)
                  .employer("Klinik " + number % 7)
                  .remote(number % 2 == 0 ? Remote.REMOTE : Remote.HYBRID)
                  .posted("2026-11-%02d".formatted(1 + number % 22))
                  .pay(House.pay("14", "" + (15 + number), Pay.Unit.HOUR), "14 bis 60 Euro"));
    }
    ServerSettings settings =
        new ServerSettings(
            "127.0.0.1",
            0,
            "127.0.0.1",
            0,
            "http://localhost",
            List.of(),
            Integer.MAX_VALUE,
            Integer.MAX_VALUE,
            8000,
            List.of());
    routes =
        new Routes(
            SearchApi.routes(house.sources(), settings),
            Limits.strangers(settings, house.sources().clock()),
            (_, _, _) -> {});
  }

  @AfterEach
  void leave() {
    house.close();
  }

  @Test
  void nonsenseIsAnsweredOrRefusedAndNeverBreaksAnything() {
    Random random = new Random(20261124);
    Map<Integer, Integer> statuses = new TreeMap<>();
    List<String> cursors = new ArrayList<>(List.of("AAAA"));
    long slowest = 0;
    int largest = 0;
    for (int i = 0; i < REQUESTS; i++) {
      String path = path(random);
      String query = query(random, cursors);
      String method = random.nextInt(200) == 0 ? "POST" : "GET";
      String what = method + " " + path + "?" + query;
      Request request;
      try {
        request = Request.of(method, path, query, headers(random), "127.0.0.1", "ABC");
      } catch (IllegalArgumentException e) {
        // The server says 400 to what is not percent-encoded.
        statuses.merge(400, 1, Integer::sum);
        continue;
      }
      long begun = System.nanoTime();
      Answer answer = routes.answer(request);
      long took = System.nanoTime() - begun;

      slowest = Math.max(slowest, took);
      statuses.merge(answer.status(), 1, Integer::sum);
      assertThat(answer.status()).as(what).isIn(ALLOWED);
      assertThat(Duration.ofNanos(took)).as(what).isLessThan(BUDGET);
      byte[] body = answer.body() instanceof Answer.Body.Whole(byte[] bytes) ? bytes : new byte[0];
      boolean plain = answer.header("Content-Encoding").isEmpty();
      if (plain && !path.equals("/v1/columns")) {
        largest = Math.max(largest, body.length);
        assertThat(body.length).as(what).isLessThan(MOST_BYTES);
      }
      if (plain && i % DESCRIBED_EVERY == 0 && method.equals("GET")) {
        String text = new String(body, StandardCharsets.UTF_8);
        description.check(path, answer.status(), answer.header("Content-Type").orElse(null), text);
        remember(random, cursors, text);
      }
    }
    log.atInfo()
        .addKeyValue("requests", REQUESTS)
        .addKeyValue("statuses", statuses)
        .addKeyValue("slowest_ms", slowest / 1_000_000)
        .addKeyValue("largest_bytes", largest)
        .log("nonsense asked");
    assertThat(statuses.getOrDefault(200, 0)).as("some of it makes sense").isPositive();
  }

  private static void remember(Random random, List<String> cursors, String text) {
    int at = text.indexOf("\"next_cursor\":\"");
    if (at >= 0) {
      String cursor = text.substring(at + 15, text.indexOf('"', at + 15));
      if (cursors.size() < 50) {
        cursors.add(cursor);
      } else {
        cursors.set(random.nextInt(cursors.size()), cursor);
      }
    }
  }

  private static String path(Random random) {
    if (random.nextInt(20) > 0) {
      return PATHS.get(random.nextInt(PATHS.size()));
    }
    return "/v1/jobs/" + PercentCode.encode(VALUES.get(random.nextInt(VALUES.size())));
  }

  private static Map<String, String> headers(Random random) {
    return switch (random.nextInt(12)) {
      case 0 -> Map.of("accept-language", "en");
      case 1 -> Map.of("accept", garbage(random));
      case 2 -> Map.of("if-none-match", garbage(random));
      case 3 -> Map.of("authorization", "Bearer " + garbage(random));
      case 4 -> Map.of("x-forwarded-for", garbage(random), "accept-encoding", garbage(random));
      default -> Map.of();
    };
  }

  private static String query(Random random, List<String> cursors) {
    StringBuilder query = new StringBuilder();
    int pairs = random.nextInt(6);
    for (int i = 0; i < pairs; i++) {
      String name = NAMES.get(random.nextInt(NAMES.size()));
      String value = value(random, name, cursors);
      query.append(i == 0 ? "" : "&").append(name).append('=');
      query.append(random.nextInt(50) == 0 ? value : PercentCode.encode(value));
    }
    if (random.nextInt(2_000) == 0) {
      query.append("&facets=").append("skill,".repeat(1_500));
    }
    if (random.nextInt(2_000) == 0) {
      query.append("&facets=").append("skil,".repeat(10_000));
    }
    if (random.nextInt(2_000) == 0) {
      query.append("&skill=x".repeat(900));
    }
    return query.toString();
  }

  private static String value(Random random, String name, List<String> cursors) {
    if (name.equals("cursor") && random.nextInt(4) > 0) {
      StringBuilder cursor = new StringBuilder(cursors.get(random.nextInt(cursors.size())));
      if (random.nextBoolean()) {
        cursor.setCharAt(random.nextInt(cursor.length()), (char) ('A' + random.nextInt(26)));
      }
      return cursor.toString();
    }
    return random.nextInt(4) == 0 ? garbage(random) : VALUES.get(random.nextInt(VALUES.size()));
  }

  private static String garbage(Random random) {
    StringBuilder garbage = new StringBuilder();
    int length = random.nextInt(20) == 0 ? 200 + random.nextInt(3_000) : random.nextInt(60);
    for (int i = 0; i < length; i++) {
      garbage.append(
          (char) (random.nextInt(3) == 0 ? random.nextInt(0x10000) : 32 + random.nextInt(95)));
    }
    return garbage.toString();
  }
}
