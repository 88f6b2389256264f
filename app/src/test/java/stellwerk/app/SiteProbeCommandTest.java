package stellwerk.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stellwerk.app.Installation.Typed;

class SiteProbeCommandTest {
  @TempDir private Path folder;
  private Installation here;

  @BeforeEach
  void open() throws IOException {
    here = Installation.in(folder);
  }

  @AfterEach
  void close() {
    here.close();
  }

  @Test
  void aListWithStructuredPagesBecomesAFileThatPassesTheCheckAndWorks() {
    Typed typed =
        here.type("site", "probe", here.sites.base("land") + "/stellen", "--id", "gefunden");
    assertThat(typed.code()).as(typed.out() + typed.err()).isZero();
    assertThat(typed.out())
        .contains(
            "proposal  kind json_ld",
            "confidence high",
            "title 3/3",
            "enabled: false, rights: link-only");
    assertThat(here.config("sites/gefunden.yaml"))
        .content(StandardCharsets.UTF_8)
        .contains("enabled: false", "level: link-only", "url_filter: \"/stelle/\"");
    assertThat(here.type("config", "check").code()).isZero();
    assertThat(here.type("crawl", "gefunden", "--dry-run").out()).contains("verdict PARTIAL");
  }

  @Test
  void aWholeSitemapGoesBeforeAList() {
    String list = here.type("site", "test", "jobmarkt", "--json").out();
    Matcher job =
        Pattern.compile(Pattern.quote(here.sites.base("jobmarkt")) + "/stelle/[\\w-]+")
            .matcher(list);
    assertThat(job.find()).isTrue();
    Typed typed = here.type("site", "probe", job.group(), "--id", "markt");
    assertThat(typed.out()).contains("kind json_ld", "the sitemap lists ");
    assertThat(here.config("sites/markt.yaml"))
        .content(StandardCharsets.UTF_8)
        .contains("sitemap: ");
    assertThat(here.type("config", "check").code()).isZero();
  }

  @Test
  void aFeedIsRecognisedByItsAnswer() {
    Typed typed =
        here.type("site", "probe", here.sites.base("klickboerse") + "/feed.rss", "--id", "klick");
    assertThat(typed.code()).isZero();
    assertThat(typed.out()).contains("kind feed", "confidence medium");
    assertThat(here.type("config", "check").code()).isZero();
  }

  @Test
  void aBoardIsRecognisedByItsAnswer() {
    assertThat(
            here.type(
                    "site",
                    "probe",
                    here.sites.base("sprachlicht") + "/v1/boards/sprachlicht/jobs",
                    "--dry-run")
                .out())
        .contains(
            "kind greenhouse",
            "confidence high",
            "company: Sprachlicht AI".replace("Sprachlicht AI", "\"Sprachlicht AI\""));
    assertThat(here.type("site", "probe", here.sites.base("datenwerk") + "/xml", "--json").out())
        .contains("\"kind\" : \"personio\"", "\"recognised\" : true");
  }

  @Test
  void aPageThatRobotsForbidIsNotLookedAt() {
    Typed typed = here.type("site", "probe", here.sites.base("jobmarkt") + "/intern/liste");
    assertThat(typed.code()).isEqualTo(4);
    assertThat(typed.out()).contains("refused, robots: ").doesNotContain("proposal");
  }

  @Test
  void nothingRecognisedEndsWithFourAndWritesNothing() {
    Typed typed =
        here.type("site", "probe", here.sites.base("alte-boerse") + "/jobs", "--id", "nichts");
    assertThat(typed.code()).isEqualTo(4);
    assertThat(typed.err()).contains("Nothing was recognised");
    assertThat(here.config("sites/nichts.yaml")).doesNotExist();
  }

  @Test
  void aFileThatIsThereIsNotOverwritten() {
    Typed typed = here.type("site", "probe", here.sites.base("land") + "/stellen", "--id", "land");
    assertThat(typed.code()).isEqualTo(2);
    assertThat(typed.err()).contains("is there already");
  }

  @Test
  void whatIsNoAddressIsSaidToBeNone() {
    assertThat(here.type("site", "probe", "ftp://jobs.example/").code()).isEqualTo(2);
  }
}
