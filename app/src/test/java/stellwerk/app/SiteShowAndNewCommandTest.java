package stellwerk.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stellwerk.app.Installation.Typed;

class SiteShowAndNewCommandTest {
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
  void aSiteIsShownWithItsLedgerAndItsCrawls() {
    assertThat(here.type("site", "show", "land").out())
        .contains(
            "kind: json_ld",
            "max_crawl_delay: 1m",
            "its own files were not read yet",
            "never crawled");
    here.type("crawl", "land");
    Typed typed = here.type("site", "show", "land");
    assertThat(typed.code()).isZero();
    assertThat(typed.out())
        .containsPattern("20\\d\\d-\\d\\d-\\d\\dT\\S+  robots: http\\S+/robots.txt: status 200")
        .contains("last crawls, newest first", "verdict PARTIAL");
    assertThat(here.type("site", "show", "land", "--json").out())
        .contains("\"findings\"", "\"effective\"", "\"crawls\"");
  }

  @Test
  void sitesAreListed() {
    assertThat(here.type("site", "list").out()).contains("land", "json_ld", "never");
    assertThat(here.type("site", "list", "--json").out()).contains("\"sites\"");
  }

  @Test
  void aNewSiteIsNeitherEnabledNorShowsMoreThanLinks() {
    Typed typed =
        here.type("site", "new", "neu", "--kind", "greenhouse", "--option", "token=beispiel");
    assertThat(typed.code()).as(typed.err()).isZero();
    assertThat(here.config("sites/neu.yaml"))
        .content(java.nio.charset.StandardCharsets.UTF_8)
        .contains("enabled: false", "token: beispiel", "level: link-only");
    assertThat(
            here.type(
                    "site",
                    "new",
                    "neu-html",
                    "--kind",
                    "html",
                    "--start",
                    "https://jobs.example/suche")
                .code())
        .isZero();
    assertThat(here.type("config", "check").code()).isZero();
  }

  @Test
  void aNewSiteThatWouldNotPassTheCheckIsNotWritten() {
    Typed typed = here.type("site", "new", "neu", "--kind", "greenhouse");
    assertThat(typed.code()).isEqualTo(3);
    assertThat(typed.err()).contains("options.token");
    assertThat(here.config("sites/neu.yaml")).doesNotExist();
    assertThat(here.type("site", "new", "neu", "--kind", "greenhose").err())
        .contains("did you mean “greenhouse”?");
  }
}
