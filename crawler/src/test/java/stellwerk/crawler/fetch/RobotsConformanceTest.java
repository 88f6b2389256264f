package stellwerk.crawler.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
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

  private static final Path COMMONS =
      Path.of(
          System.getProperty("stellwerk.root", "."),
          "../shared/real/conformance/robots/crawler-commons+crawler-commons/src/test/resources/robots");

  /// Why some of Google's cases are none of ours; each other case is judged.
  private enum NotOurs {
    /// Our product token is fixed: never empty, and without a blank.
    NO_SUCH_TOKEN,
    /// What is asked for always has an address.
    NO_ADDRESS,
    /// Whether a token is valid is asked of a function of Google's; ours is checked at the start.
    ABOUT_THE_TOKEN,
    /// Addresses that we ask for are ASCII; ours would match what Google leaves unmatched.
    ADDRESS_NOT_ASCII,
    /// The long lines were lost when the cases were written down: made anew in a test of their own.
    LINE_TOO_LONG
  }

  /// RFC 9309 §2.2.2 decodes `%62%61%7A` in a rule before it compares; Google's parser does not.
  private static final String DECODED = "/foo/bar/%62%61%7A";

  @Test
  @DisplayName("8. Group selection, longest match, * and $, percent-encoding: Google's vectors")
  void googlesCasesHold() throws IOException {
    assumeTrue(Files.exists(CASES), "SKIPPED: Google's robots cases are not at " + CASES);
    JsonNode cases = JsonMapper.builder().build().readTree(Files.readString(CASES)).path("cases");
    List<String> differing = new ArrayList<>();
    Map<NotOurs, Integer> notOurs = new EnumMap<>(NotOurs.class);
    int judged = 0;
    for (JsonNode one : cases) {
      Optional<NotOurs> reason = notOurs(one);
      reason.ifPresent(why -> notOurs.merge(why, 1, Integer::sum));
      if (reason.isEmpty()) {
        judged++;
        String robots = one.path("robots_txt").asString();
        boolean allowed =
            RobotsFile.parse(robots, one.path("agent").asString())
                .allows(one.path("url").asString());
        if (allowed != one.path("allowed").asBoolean() && !robots.contains(DECODED)) {
          differing.add(one.toString());
        }
      }
    }

    assertThat(differing).isEmpty();
    assertThat(notOurs)
        .isEqualTo(
            Map.of(
                NotOurs.NO_SUCH_TOKEN, 1,
                NotOurs.NO_ADDRESS, 4,
                NotOurs.ABOUT_THE_TOKEN, 11,
                NotOurs.ADDRESS_NOT_ASCII, 2,
                NotOurs.LINE_TOO_LONG, 5));
    assertThat(judged).isEqualTo(cases.size() - 23);
  }

  private static Optional<NotOurs> notOurs(JsonNode one) {
    String url = one.path("url").asString();
    if (one.has("valid_user_agent")) {
      return Optional.of(NotOurs.ABOUT_THE_TOKEN);
    }
    if (url.isEmpty()) {
      return Optional.of(NotOurs.NO_ADDRESS);
    }
    if (!one.path("agent").asString().matches("[A-Za-z_-]+")) {
      return Optional.of(NotOurs.NO_SUCH_TOKEN);
    }
    if (one.path("test").asString().equals("GoogleOnly_LineTooLong")) {
      return Optional.of(NotOurs.LINE_TOO_LONG);
    }
    return url.chars().allMatch(letter -> letter < 128)
        ? Optional.empty()
        : Optional.of(NotOurs.ADDRESS_NOT_ASCII);
  }

  /// Google cuts a line at 8 × 2,083 bytes and matches what is left; RFC 9309 §2.5 asks only that
  /// 500 KiB be read. We read the whole line, so a rule never grows wider than it was written.
  @Test
  void googlesLongLinesAreReadWholeAndNeverForbidLess() {
    String along = "/x/" + "a".repeat(2_083 * 8 - 12);
    String blong = "/x/" + "b".repeat(2_083 * 8 - 9);
    RobotsFile forbidding =
        RobotsFile.parse("user-agent: FooBot\ndisallow: " + along + "/qux\n", "FooBot");

    assertThat(forbidding.allows("http://foo.bar/fux")).isTrue();
    assertThat(forbidding.allows("http://foo.bar" + along + "/qux")).isFalse();
    assertThat(forbidding.allows("http://foo.bar" + along + "/fux"))
        .as("Google forbids it: there the rule was cut")
        .isTrue();

    RobotsFile allowing =
        RobotsFile.parse(
            "user-agent: FooBot\ndisallow: /\nallow: %s/qux\nallow: %s/qux\n"
                .formatted(along, blong),
            "FooBot");
    assertThat(allowing.allows("http://foo.bar/")).isFalse();
    assertThat(allowing.allows("http://foo.bar" + along + "/qux")).isTrue();
    assertThat(allowing.allows("http://foo.bar" + blong + "/fux"))
        .as("Google allows it: there the rule was cut")
        .isFalse();
  }

  /// What the rules in these files, their comments and RFC 9309 say.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "astore.amazon.com-robots.txt                 | anybot     | /any          | true  | 5",
        "crawl-delay-group-merging.txt                | mybot      | /private/     | false | 10",
        "crawl-delay-group-merging.txt                | mybot      | /login/       | true  | 10",
        "crawl-delay-group-merging.txt                | yourbot    | /login/       | false | 0",
        "crawl-delay-group-merging.txt                | yourbot    | /private/     | false | 0",
        "crawl-delay-group-merging.txt                | anybot     | /private/     | true  | 30",
        "directive-typos-robots.txt                   | bot1       | /desallow/    | false | 0",
        "directive-typos-robots.txt                   | bot1       | /dissalow/    | false | 0",
        "directive-typos-robots.txt                   | bot2       | /useragent/   | false | 0",
        "directive-typos-robots.txt                   | bot3       | /useg-agent/  | false | 0",
        "dos-line-endings.txt                         | anybot     | /any          | true  | 1",
        "extended-standard-robots.txt                 | bot1       | /any          | true  | 0",
        "extended-standard-robots.txt                 | bot4       | /any          | true  | 0",
        "extension-robots.txt                         | anybot     | /private/     | true  | 0",
        "extension-robots.txt                         | mybot      | /private/     | false | 0",
        "extension-robots.txt                         | otherbot   | /admin/       | false | 0",
        "extensions-group-merging.txt                 | anybot     | /llms.txt     | true  | 0",
        "extensions-group-merging.txt                 | anybot     | /any          | false | 0",
        "extensions-group-merging.txt                 | mybot      | /private/     | false | 0",
        "extensions-group-merging.txt                 | yourbot    | /login/       | false | 0",
        "format-errors-robots.txt                     | bot1       | /whitespace-before-colon/ | false | 0",
        "format-errors-robots.txt                     | bot1       | /no-colon/    | false | 0",
        "format-errors-robots.txt                     | bot2       | /no-colon-useragent/ | false | 0",
        "format-errors-robots.txt                     | bot3       | /whitespace-before-colon | true | 0",
        "format-errors-robots.txt                     | bot3       | /any          | false | 0",
        "malformed-path.txt                           | anybot     | /wiki/Wikipedia_talk:Mediation_Committee/ | false | 0",
        "malformed-path.txt                           | anybot     | /wiki/        | true  | 0",
        "many-user-agents.txt                         | wget       | /             | false | 0",
        "many-user-agents.txt                         | mysuperlongbotnamethatmatchesnothing | / | true | 0",
        "precedence-of-rules.txt                      | testy      | /foo          | false | 0",
        "precedence-of-rules.txt                      | testy      | /foo/bar      | true  | 0",
        "precedence-of-rules.txt                      | testy      | /foo/baz      | false | 0",
        "precedence-of-rules.txt                      | wget       | /foo          | true  | 0",
        "precedence-of-rules.txt                      | wget       | /index.html   | true  | 0",
        "precedence-of-rules.txt                      | wget       | /index.htm    | false | 0",
        "relative-sitemap-robots.txt                  | anybot     | /cache/       | false | 0",
        "rfc9309-example-longest-match-robots.txt     | foobot     | /example/page/disallow.gif | true | 0",
        "rfc9309-example-longest-match-robots.txt     | foobot     | /example/page/disallowed.gif | false | 0",
        "rfc9309-example-rule-group-merging.txt       | examplebot | /baz          | false | 0",
        "rfc9309-example-rule-group-merging.txt       | examplebot | /foo          | false | 0",
        "rfc9309-example-rule-group-merging.txt       | bazbot     | /baz          | false | 0",
        "rfc9309-example-rule-group-merging.txt       | bazbot     | /foo          | true  | 0",
        "rfc9309-example-rule-group-merging.txt       | anybot     | /baz          | true  | 0",
        "rfc9309-example-simple-robots.txt            | foobot     | /any          | false | 0",
        "rfc9309-example-simple-robots.txt            | foobot     | /example/page.html | true | 0",
        "rfc9309-example-simple-robots.txt            | barbot     | /example/page.html | false | 0",
        "rfc9309-example-simple-robots.txt            | bazbot     | /example/page.html | false | 0",
        "rfc9309-example-simple-robots.txt            | quxbot     | /example/     | true  | 0",
        "rfc9309-example-simple-robots.txt            | anybot     | /a/b.gif      | false | 0",
        "rfc9309-example-simple-robots.txt            | anybot     | /publications/ | true | 0",
        "robots-with-utf16be-bom.txt                  | anybot     | /profile      | false | 0",
        "robots-with-utf16le-bom.txt                  | anybot     | /profile      | false | 0",
        "robots-with-utf8-bom.txt                     | anybot     | /profile      | false | 0",
        "sitemap-robots-dedup.txt                     | anybot     | /any          | true  | 0",
        "sitemap-robots.txt                           | anybot     | /any          | true  | 0",
        "twitter.com-robots.txt                       | slurp      | /a?b          | false | 1",
        "twitter.com-robots.txt                       | googlebot  | /a?b          | false | 0",
        "twitter.com-robots.txt                       | anybot     | /a            | true  | 0",
        "wildcards.txt                                | anybot     | /gp/cart      | false | 0",
        "wildcards.txt                                | anybot     | /gp/bestsellers | true | 0",
        "www.flot.com-robots.txt                      | anybot     | /bitrix/x     | false | 0",
        "www.flot.com-robots.txt                      | anybot     | /news         | true  | 0",
      })
  void crawlerCommonsFilesAreReadAsTheirRulesSay(
      String file, String agent, String path, boolean allowed, int delay) throws IOException {
    RobotsFile robots = RobotsFile.parse(RobotsFile.text(commons(file)), agent);

    assertThat(robots.allows("https://host.example" + path)).isEqualTo(allowed);
    assertThat(robots.crawlDelay()).isEqualTo(Duration.ofSeconds(delay));
  }

  private static byte[] commons(String file) throws IOException {
    assumeTrue(Files.isDirectory(COMMONS), "SKIPPED: no robots files at " + COMMONS);
    return Files.readAllBytes(COMMONS.resolve(file));
  }

  /// Real files: every one is read, and its own `Disallow: /` for everybody binds us.
  @Test
  void realFilesAreReadAndTheirNoIsANo() throws IOException {
    Path real = COMMONS.resolve("../../../../../../../robots-real/scrapy+protego").normalize();
    assumeTrue(Files.isDirectory(real), "SKIPPED: no robots files at " + real);
    int read = 0;
    try (Stream<Path> files = Files.walk(real)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String text = RobotsFile.text(Files.readAllBytes(file));
        RobotsFile robots = RobotsFile.parse(text, "Stellwerk");
        read++;
        assertThat(robots.allows("https://host.example/robots.txt")).as(file.toString()).isTrue();
        String plain = text.replace("\r", "").toLowerCase(Locale.ROOT);
        if (plain.strip().endsWith("user-agent: *\ndisallow: /")) {
          assertThat(robots.allows("https://host.example/jobs")).as(file.toString()).isFalse();
        }
      }
    }
    assertThat(read).isEqualTo(55);
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
