package stellwerk.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stellwerk.app.Installation.Typed;

class SiteTestCommandTest {
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
  void everyFieldIsShownWithItsOriginItsWordsAndItsValue() {
    Typed typed = here.type("site", "test", "datenwerk", "--show", "50");
    assertThat(typed.out())
        .contains("robots ok · no TDM reservation", "robots: http")
        .containsPattern("✓ title +\\S+")
        .contains("occupation: ki-trainer", "eligibility: ", "rights: link-only", "standing: new")
        .contains("would be: new", "changed 0 · closed 0 of 0", "verdict COMPLETE")
        .contains("Next: stellwerk crawl datenwerk --dry-run");
    assertThat(typed.code()).as(typed.out()).isZero();
  }

  @Test
  void nothingIsKept() {
    here.type("site", "test", "datenwerk");
    assertThat(here.type("site", "list").out()).containsPattern("datenwerk +personio +ok +never");
  }

  @Test
  void whatIsKeptAlreadyIsNotNew() {
    assertThat(here.type("crawl", "datenwerk").code()).isZero();
    assertThat(here.type("site", "test", "datenwerk").out())
        .contains("standing: same", "would be: new 0 · changed 0 · closed 0 of");
  }

  @Test
  void aMissedSelectorNamesWhatIsNearAndEndsWithFour() throws IOException {
    here.addSelectorSite("land-html", "#aufgabe, main p.firmen");
    Typed typed = here.type("site", "test", "land-html", "--url", firstJob("land"));
    assertThat(typed.code()).isEqualTo(4);
    assertThat(typed.out())
        .contains(
            "✗ description    css #aufgabe, main p.firmen  no match; nearest: p.firma (1)",
            "main (1)")
        .contains("[employer:")
        .contains("✓ employer       css p.firma")
        .contains("Missing: ", "Next: stellwerk site test land-html --list");
  }

  @Test
  void theListsShowEveryMatchAndTheDeclaredTotal() throws IOException {
    here.addSelectorSite("land-html", "main");
    Typed typed = here.type("site", "test", "land-html", "--list");
    assertThat(typed.out())
        .containsPattern("item +css li:has\\(a\\) \\(\\d+\\)")
        .containsPattern("total +css main > p \\(1\\) +\\[total:\\d+ Stellen\\]")
        .containsPattern("further requests · declared total \\d+");
    assertThat(typed.code()).as(typed.out()).isZero();
  }

  @Test
  void theMarkedPageIsLabelledAndNothingInItRuns() throws IOException {
    here.addSelectorSite("land-html", "main");
    Path page = folder.resolve("page.html");
    here.type("site", "test", "land-html", "--url", firstJob("land"), "--html", page.toString());
    assertThat(page)
        .content(StandardCharsets.UTF_8)
        .contains(
            "Content-Security-Policy",
            "default-src 'none'",
            ">title</span>",
            "title (1 marked)",
            "outline:3px solid #")
        .doesNotContain("<script", "onclick", "href=");
  }

  @Test
  void aPageWithoutSelectorsIsMarkedByItsWords() throws IOException {
    Path page = folder.resolve("page.html");
    here.type("site", "test", "land", "--url", firstJob("land"), "--html", page.toString());
    assertThat(page)
        .content(StandardCharsets.UTF_8)
        .contains("title (1 marked)")
        .doesNotContain("<script");
  }

  @Test
  void savedPagesAreReplayedOffline() throws IOException {
    assertThat(here.type("site", "test", "land", "--url", firstJob("land"), "--save").err())
        .contains("kept ");
    here.sites.close();
    Typed same = here.type("site", "test", "--all", "--offline");
    assertThat(same.code()).as(same.out()).isZero();
    assertThat(same.out()).contains("✓ land", "1 fixtures, 0 read differently");
    Path page = kept(".page");
    Files.writeString(page, Files.readString(page).replace("\"title\":\"", "\"title\":\"Anders "));
    Typed other = here.type("site", "test", "land", "--offline");
    assertThat(other.code()).isEqualTo(4);
    assertThat(other.out())
        .contains("✗ land", "expected \"title\"", "Anders", "1 read differently");
  }

  @Test
  void aPageThatRobotsForbidIsNotAskedFor() {
    Typed typed =
        here.type("site", "test", "jobmarkt", "--url", here.sites.base("jobmarkt") + "/intern/x");
    assertThat(typed.code()).isEqualTo(4);
    assertThat(typed.out()).contains("refused, robots: ", "/robots.txt forbids ");
  }

  @Test
  void theDocumentSaysTheSame() throws IOException {
    here.addSelectorSite("land-html", "#aufgabe");
    Typed typed = here.type("site", "test", "land-html", "--url", firstJob("land"), "--json");
    assertThat(typed.code()).isEqualTo(4);
    assertThat(typed.out())
        .startsWith("{")
        .contains("\"missing\"", "\"nearest\"", "\"standing\" : \"new\"", "\"findings\"");
  }

  @Test
  void withoutASiteItSaysWhatToType() {
    assertThat(here.type("site", "test").code()).isEqualTo(2);
    assertThat(here.type("site", "test", "--all").code()).isEqualTo(2);
    assertThat(here.type("site", "test", "datenwrk").err()).contains("did you mean “datenwerk”?");
  }

  private String firstJob(String site) {
    Typed list = here.type("site", "test", site, "--pages", "2", "--json");
    Matcher url =
        Pattern.compile(Pattern.quote(here.sites.base(site)) + "/stelle/[\\w-]+")
            .matcher(list.out());
    assertThat(url.find()).as(list.out()).isTrue();
    return url.group();
  }

  private Path kept(String ending) throws IOException {
    try (Stream<Path> files = Files.list(here.config("fixtures/land"))) {
      List<Path> found = files.filter(file -> file.toString().endsWith(ending)).toList();
      assertThat(found).hasSize(1);
      return found.getFirst();
    }
  }
}
