package stellwerk.crawler.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Rules and matching of RFC 9309, through our own reading of the file.
class RobotsConformanceTest {
  private static final Path CASES =
      Path.of(
          System.getProperty("stellwerk.root", "."),
          "../shared/real/conformance/robots/google+robotstxt/robots_test.json");

  /// The long lines of these cases were lost when they were written down.
  private static final Set<String> NOT_OURS = Set.of("GoogleOnly_LineTooLong");

  /// RFC 9309 §2.2.2 decodes `%62%61%7A` in a rule before it compares; Google's parser does not.
  private static final String DECODED = "/foo/bar/%62%61%7A";

  /// Our product token is never empty nor holds a blank, and our addresses are ASCII.
  @Test
  @DisplayName("8. Group selection, longest match, * and $, percent-encoding: Google's vectors")
  void googlesCasesHold() throws IOException {
    assumeTrue(Files.exists(CASES), "SKIPPED: Google's robots cases are not at " + CASES);
    JsonNode cases = JsonMapper.builder().build().readTree(Files.readString(CASES)).path("cases");
    List<String> differing = new ArrayList<>();
    int judged = 0;
    for (JsonNode one : cases) {
      String agent = one.path("agent").asString();
      String url = one.path("url").asString();
      if (!agent.matches("[A-Za-z_-]+")
          || url.isEmpty()
          || !url.chars().allMatch(c -> c < 128)
          || NOT_OURS.contains(one.path("test").asString())) {
        continue;
      }
      judged++;
      boolean allowed = RobotsFile.parse(one.path("robots_txt").asString(), agent).allows(url);
      boolean decodes = one.path("robots_txt").asString().contains(DECODED);
      if (allowed != one.path("allowed").asBoolean() && !decodes) {
        differing.add(one.toString());
      }
    }

    assertThat(judged).isGreaterThan(100);
    assertThat(differing).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "User-agent: *; Disallow: /            | /jobs          | false",
        "User-agent: *; Disallow:              | /jobs          | true",
        "User-agent: stellwerk; Allow: /;User-agent: *; Disallow: / | /jobs | true",
        "User-agent: STELLWERK/9.9; Disallow: /;| /jobs         | false",
        "User-agent: stellwerkbot; Disallow: / | /jobs          | true",
        "User-agent: *; Disallow: /j; Allow: /jobs | /jobs/1    | true",
        "User-agent: *; Disallow: /*.php$      | /a.php         | false",
        "User-agent: *; Disallow: /*.php$      | /a.php?x=1     | true",
        "User-agent: *; Disallow: /*?session=  | /a?session=1   | false",
        "User-agent: *; Disallow: /pr%C3%BCfer | /pr%c3%bcfer/1 | false",
        "User-agent: *; Disallow: /prüfer      | /pr%C3%BCfer/1 | false",
        "User-agent: *; Disallow: /a; Allow: /a | /a            | true",
        "User-agent: a; User-agent: stellwerk; Disallow: /x; User-agent: b; Disallow: / | /x | false",
        "User-agent: *; Disallow: /            | /robots.txt    | true",
      })
  @DisplayName("8. Group selection, longest match, * and $, percent-encoding")
  void groupsAndPathsMatch(String file, String path, boolean allowed) {
    RobotsFile robots = RobotsFile.parse(file.replaceAll(";\\s*", "\n"), "Stellwerk");

    assertThat(robots.allows("https://jobs.example" + path)).isEqualTo(allowed);
  }

  @Test
  @DisplayName("9. Crawl-delay is honoured in full: any delay is kept and forbids nothing")
  void anyCrawlDelayIsKeptAndForbidsNothing() {
    RobotsFile robots = RobotsFile.parse("User-agent: *\nCrawl-delay: 999999\n", "Stellwerk");

    assertThat(robots.crawlDelay()).isEqualTo(Duration.ofSeconds(999_999));
    assertThat(robots.allows("https://jobs.example/")).isTrue();
    assertThat(RobotsFile.parse("User-agent: *\nCrawl-delay: soon", "Stellwerk").crawlDelay())
        .isZero();
  }
}
