package stellwerk.crawler.adapter.kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stellwerk.crawler.adapter.Harvest;
import stellwerk.crawler.adapter.Harvest.NotThePage;
import stellwerk.crawler.fetch.Fetched;
import stellwerk.crawler.fetch.Request;
import stellwerk.crawler.fetch.Request.Purpose;
import stellwerk.crawler.site.EmbeddedRules;
import stellwerk.crawler.site.EmbeddedRules.Address;
import stellwerk.crawler.site.EmbeddedRules.Path;
import stellwerk.crawler.site.Options;
import stellwerk.crawler.site.RawField;
import stellwerk.crawler.site.RawPosting;
import stellwerk.crawler.site.SelectorRules;
import stellwerk.crawler.site.Site;

/// Lists whose postings stand in a script's JSON; the whole shape stands in the fixtures.
class EmbeddedListTest {
  private static final String JOBS =
      "{\"jobs\":[{\"title\":\"KI-Trainer\",\"url\":\"/stelle/1\"},{\"title\":\"Annotation\",\"url\":\"https://anderswo.example/2\"}]}";

  private static EmbeddedRules rules(String script, String list, String url) {
    return new EmbeddedRules(
        script,
        Path.of(list),
        null,
        new Address(url),
        null,
        Map.of(RawField.TITLE, Path.of("title")));
  }

  private static Site site(EmbeddedRules rules, boolean ownPages) {
    return Pages.site("html", Options.NONE)
        .with(new SelectorRules(null, null, null, null, ownPages, Map.of(), rules));
  }

  private static Harvest harvest(Site site, String body) {
    return new Selectors()
        .read(
            site, Pages.page(Purpose.LIST, "text/html", "<html><body>" + body + "</body></html>"));
  }

  private static List<RawPosting> postings(String script, String body) {
    Harvest harvest = harvest(site(rules(script, "jobs", "url"), false), body);
    assertThat(harvest).as(body).isInstanceOf(Harvest.Read.class);
    return ((Harvest.Read) harvest).postings();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "window.__STATE__ = %s;",
        "window.__STATE__=%s",
        "window[\"__STATE__\"] = %s;",
        "window['__STATE__'] = %s;",
        "var __STATE__ = %s;",
        "if (window.__STATE__ == null) { x() }; window.NOT__STATE__ = {\"jobs\":[]}; window.__STATE__ = %s; y(\"}\")"
      })
  void aVariableThatAScriptSetsIsRead(String script) {
    assertThat(postings("window.__STATE__", "<script>" + script.replace("%s", JOBS) + "</script>"))
        .extracting(posting -> posting.url().toString())
        .containsExactly("https://karriere.example/stelle/1", "https://anderswo.example/2");
  }

  @Test
  void aVariableSetToJsonInAStringIsRead() {
    String quoted = JOBS.replace("\"", "\\\"");
    assertThat(
            postings(
                "window.__STATE__",
                "<script>window.__STATE__ = JSON.parse(\"" + quoted + "\")</script>"))
        .hasSize(2);
  }

  @Test
  void aScriptIsFoundByItsIdAndByASelector() {
    String script = "<script id=daten type=application/json data-x=jobs>" + JOBS + "</script>";
    assertThat(postings("daten", script)).hasSize(2);
    assertThat(postings("script[data-x=jobs]", script)).hasSize(2);
  }

  @Test
  void aSelectorThatCannotBeReadIsSaid() {
    assertThat(harvest(site(rules("script[", "jobs", "url"), false), "<p>x</p>"))
        .isInstanceOfSatisfying(
            NotThePage.class,
            problem -> assertThat(problem.detail()).contains("a selector cannot be read"));
  }

  @Test
  void aMissedPathSaysHowFarItCameAndWhatStandsThere() {
    String script = "<script id=daten>{\"props\":{\"jobList\":[],\"total\":2}}</script>";
    assertThat(harvest(site(rules("daten", "props.jobs.open", "url"), false), script))
        .isEqualTo(
            new NotThePage(
                Harvest.Problem.WRONG_SHAPE,
                "the JSON of “daten”: props has no “jobs”, but jobList, total"));
  }

  @Test
  void anEmptyListOnTheWayIsAnEmptyList() {
    Site site = site(rules("daten", "teams.jobs", "url"), false);
    assertThat(harvest(site, "<script id=daten>{\"teams\":[]}</script>"))
        .isInstanceOfSatisfying(Harvest.Read.class, read -> assertThat(read.postings()).isEmpty());
  }

  @Test
  void ownPagesFillWhatTheListDoesNotSay() {
    Site site = site(rules("daten", "jobs", "url"), true);
    Harvest list = harvest(site, "<script id=daten>" + JOBS + "</script>");
    assertThat(list).isInstanceOf(Harvest.Read.class);
    Request own = ((Harvest.Read) list).requests().getFirst();
    assertThat(own.url()).isEqualTo(URI.create("https://karriere.example/stelle/1"));
    String page =
        "<html><head><title>Stelle</title><script type=\"application/ld+json\">"
            + "{\"@type\":\"JobPosting\",\"description\":\"<p>Sie bewerten Antworten eines Sprachmodells.</p>\"}"
            + "</script></head><body><p>Text</p></body></html>";
    Harvest detail =
        new Selectors()
            .read(
                site,
                Fetched.Page.saved(
                    own, "text/html", page.getBytes(StandardCharsets.UTF_8), Instant.EPOCH));
    assertThat(detail)
        .isInstanceOfSatisfying(
            Harvest.Read.class,
            read ->
                assertThat(read.postings())
                    .singleElement()
                    .satisfies(posting -> {
                      assertThat(posting.key()).isEqualTo("https://karriere.example/stelle/1");
                      assertThat(posting.first(RawField.TITLE).orElseThrow().at())
                          .isEqualTo("json daten jobs[].title");
                      assertThat(posting.first(RawField.DESCRIPTION)).isPresent();
                    }));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a..b", ".a", "a.", "a b", "a[0]", "a.{b}"})
  void whatIsNoPathIsRefused(String written) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Path.of(written))
        .withMessageContaining("is no path");
  }

  @Test
  void anAddressMustNamePathsInItsBraces() {
    assertThat(new Address("/stelle/{slug}/{place.id}").paths()).hasSize(2);
    assertThatIllegalArgumentException().isThrownBy(() -> new Address("/stelle/{"));
    assertThatIllegalArgumentException().isThrownBy(() -> new Address("/stelle/{a b}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "window.__STATE__ = {",
        "window.__STATE__ = JSON.parse(\"",
        "__STATE__",
        "window.__STATE__ = {\"a\":\"",
        "window.__STATE__ = [[[["
      })
  void aPageMadeToCostIsReadWithinBounds(String part) {
    String script = "<script>" + part.repeat(1_000_000 / part.length()) + "</script>";
    assertTimeoutPreemptively(
        Duration.ofSeconds(5),
        () ->
            assertThat(harvest(site(rules("window.__STATE__", "jobs", "url"), false), script))
                .isInstanceOf(NotThePage.class));
  }
}
