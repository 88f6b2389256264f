package stellwerk.crawler;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import stellwerk.crawler.SiteProbe.Diagnosis;
import stellwerk.crawler.adapter.SiteProposal;
import stellwerk.crawler.adapter.kind.Adapters;
import stellwerk.crawler.adapter.page.MarkedPage;
import stellwerk.crawler.adapter.page.SelectorMatch;
import stellwerk.crawler.fetch.Fetched;
import stellwerk.crawler.fetch.Fetcher;
import stellwerk.crawler.fetch.Request;
import stellwerk.crawler.site.EmbeddedRules;
import stellwerk.crawler.site.Options;
import stellwerk.crawler.site.Politeness;
import stellwerk.crawler.site.RawField;
import stellwerk.crawler.site.SelectorRules;
import stellwerk.crawler.site.SelectorRules.Pick;
import stellwerk.crawler.site.Site;
import stellwerk.crawler.site.SiteId;

class SiteProbeTest {
  private static final String BOARD =
      """
      {"jobs":[{"id":7,"internal_job_id":1,"title":"KI-Trainer (m/w/d)","company_name":"Beispiel AI",
      "absolute_url":"https://boards.greenhouse.io/beispiel/jobs/7","location":{"name":"Berlin"},
      "content":"&lt;p&gt;Text&lt;/p&gt;","updated_at":"2026-11-01T00:00:00Z"}],"meta":{"total":1}}\
      """;

  private final Map<String, Fetched.Page> pages = new HashMap<>();
  private final List<URI> asked = new ArrayList<>();

  private void page(String url, String type, String body) {
    pages.put(
        url,
        Fetched.Page.saved(
            Request.get(URI.create(url), Request.Purpose.LIST),
            type,
            body.getBytes(StandardCharsets.UTF_8),
            Instant.EPOCH));
  }

  private void html(String url, String body) {
    page(
        url,
        "text/html; charset=utf-8",
        "<!DOCTYPE html><html><head><title>Beispielbörse | Suche</title></head><body>"
            + body
            + "</body></html>");
  }

  private Diagnosis probe(String url) {
    Fetcher fetcher =
        (_, request) -> {
          asked.add(request.url());
          Fetched.Page page = pages.get(request.url().toString());
          return page == null
              ? new Fetched.Gone(request, 404, Instant.EPOCH)
              : Fetched.Page.saved(
                  request, page.header("content-type").orElse(""), page.body(), Instant.EPOCH);
        };
    return new SiteProbe(fetcher, Politeness.DEFAULT.withDelay(Duration.ZERO))
        .probe(URI.create(url));
  }

  private static SiteProposal proposal(Diagnosis diagnosis) {
    SiteProposal proposal = diagnosis.proposal();
    assertThat(proposal).as(diagnosis.toString()).isNotNull();
    return java.util.Objects.requireNonNull(proposal);
  }

  @ParameterizedTest
  @CsvFileSource(resources = "/known-addresses.csv")
  void anAddressOfAKnownSystemIsKnownByItself(
      String url,
      String kind,
      SiteProposal.Confidence confidence,
      @Nullable String option,
      @Nullable String value) {
    assertThat(
            Adapters.all().stream()
                .flatMap(adapter -> adapter.propose(URI.create(url)).stream())
                .toList())
        .singleElement()
        .satisfies(found -> {
          assertThat(found.kind()).isEqualTo(kind);
          assertThat(found.confidence()).isEqualTo(confidence);
          if (option != null && value != null) {
            assertThat(found.options().text(option)).hasValue(value);
          }
        });
  }

  @ParameterizedTest
  @CsvSource({
    "https://boards.greenhouse.io.boese.example/beispiel",
    "https://jobs.lever.co/..%2F..",
    "https://jobs.ashbyhq.com/",
    "https://www.teamtailor.com/jobs",
    "https://join.com/companies",
    "https://beispiel.wd3.myworkdayjobs.com/",
    "https://beispiel.wd3.myworkdayjobs.com/de-DE",
    "https://beispiel.wd3.myworkdayjobs.com/wday/authgwy",
    "https://recruitingapp-1234.umantis.com.boese.example/Jobs/All",
    "https://evil.example/?for=beispiel"
  })
  void otherAddressesAreNot(String url) {
    assertThat(Adapters.all())
        .allSatisfy(adapter -> assertThat(adapter.propose(URI.create(url))).isEmpty());
  }

  @Test
  void aListThatOnlyLeadsToPagesIsProvenByThem() {
    page(
        "https://beispiel.bamboohr.com/careers/list",
        "application/json",
        "{\"meta\":{\"totalCount\":1},\"result\":[{\"id\":\"7\",\"jobOpeningName\":\"KI-Trainer\"}]}");
    page(
        "https://beispiel.bamboohr.com/careers/7/detail",
        "application/json",
        "{\"result\":{\"jobOpening\":{\"jobOpeningName\":\"KI-Trainer\",\"description\":\"<p>Text</p>\"}}}");
    Diagnosis diagnosis = probe("https://beispiel.bamboohr.com/careers");
    assertThat(proposal(diagnosis).kind()).isEqualTo("bamboohr");
    assertThat(proposal(diagnosis).options().text("company")).isEmpty();
    assertThat(diagnosis.listed()).isEqualTo(1);
    assertThat(diagnosis.fields()).containsEntry("description", 1);
  }

  @Test
  void aBoardBehindACareersPageIsFoundAndAsked() {
    html(
        "https://firma.example/karriere",
        "<script src=\"https://boards.greenhouse.io/embed/job_board/js?for=beispiel\"></script>");
    page(
        "https://boards-api.greenhouse.io/v1/boards/beispiel/jobs?content=true&pay_transparency=true",
        "application/json",
        BOARD);
    Diagnosis diagnosis = probe("https://firma.example/karriere");
    SiteProposal proposal = proposal(diagnosis);
    assertThat(proposal.kind()).isEqualTo("greenhouse");
    assertThat(proposal.options().text("company")).contains("Beispiel AI");
    assertThat(proposal.id().value()).isEqualTo("greenhouse-beispiel");
    assertThat(diagnosis.declared()).isEqualTo(1);
    assertThat(asked.getFirst()).hasToString("https://firma.example/robots.txt");
  }

  @Test
  void aBoardThatDoesNotAnswerIsNotProposed() {
    assertThat(probe("https://boards.greenhouse.io/beispiel").proposal()).isNull();
  }

  @Test
  void recordsInAScriptGoBeforeLinksThatRepeat() {
    html(
        "https://jobs.example/stellen",
        "<script id=__NEXT_DATA__ type=\"application/json\">{\"props\":{\"menu\":[{\"title\":\"Start\",\"url\":\"/\"},"
            + "{\"title\":\"Presse\",\"url\":\"/presse\"},{\"title\":\"Kontakt\",\"url\":\"/kontakt\"},{\"title\":\"AGB\",\"url\":\"/agb\"}],"
            + "\"jobs\":[{\"id\":7,\"slug\":\"a-7\",\"title\":\"A (m/w/d)\",\"location\":{\"city\":\"Jena\"}},"
            + "{\"id\":8,\"slug\":\"b-8\",\"title\":\"B (m/w/d)\",\"location\":{\"city\":\"Gera\"}},"
            + "{\"id\":9,\"slug\":\"c-9\",\"title\":\"C (m/w/d)\",\"location\":{\"city\":\"Suhl\"}}]}}</script>"
            + "<a href=\"/stelle/a-7\">A (m/w/d)</a><a href=\"/stelle/b-8\">B</a><a href=\"/stelle/c-9\">C</a>");
    for (String slug : List.of("a-7", "b-8", "c-9")) {
      html("https://jobs.example/stelle/" + slug, "<main><h1>Stelle</h1><p>Text</p></main>");
    }
    Diagnosis diagnosis = probe("https://jobs.example/stellen");
    SiteProposal proposal = proposal(diagnosis);
    assertThat(proposal.because())
        .isEqualTo("records repeat at props.jobs in script __NEXT_DATA__");
    assertThat(proposal.selectors())
        .satisfies(rules -> {
          EmbeddedRules embedded =
              java.util.Objects.requireNonNull(java.util.Objects.requireNonNull(rules).embedded());
          assertThat(embedded.url().written()).isEqualTo("/stelle/{slug}");
          assertThat(embedded.id()).hasToString("id");
          assertThat(embedded.fields().get(RawField.LOCATION)).hasToString("location.city");
        });
    assertThat(diagnosis.listed()).isEqualTo(3);
    assertThat(diagnosis.fields()).containsEntry("location", 3).containsEntry("description", 3);
  }

  @Test
  void linksThatRepeatAreALastResort() {
    html(
        "https://jobs.example/stellen",
        "<h2>3 Treffer</h2><ul><li><a href=\"/stelle/1\">A (m/w/d)</a></li><li><a href=\"/stelle/2\">B</a></li>"
            + "<li><a href=\"/stelle/3\">C</a></li></ul><a href=\"/impressum\">Impressum</a>");
    for (int i = 1; i <= 3; i++) {
      html("https://jobs.example/stelle/" + i, "<main><h1>Stelle " + i + "</h1><p>Text</p></main>");
    }
    Diagnosis diagnosis = probe("https://jobs.example/stellen");
    SiteProposal proposal = proposal(diagnosis);
    assertThat(proposal.kind()).isEqualTo("html");
    assertThat(proposal.confidence()).isEqualTo(SiteProposal.Confidence.LOW);
    assertThat(diagnosis.listed()).isEqualTo(3);
    assertThat(diagnosis.declared()).isEqualTo(3);
    assertThat(diagnosis.name()).isEqualTo("Beispielbörse");
    Site site =
        proposal.asSite(
            Adapters.of(proposal.kind()).orElseThrow(), proposal.id(), diagnosis.name(), false);
    assertThat(site.enabled()).isFalse();
    assertThat(site.rights().level()).isEqualTo(stellwerk.crawler.site.Rights.Level.LINK_ONLY);
  }

  @Test
  void anAnnouncedFeedGoesBeforeGuessedSelectors() {
    page(
        "https://jobs.example/stellen",
        "text/html",
        "<html><head><link rel=\"alternate\" type=\"application/rss+xml\" href=\"/feed\"></head><body></body></html>");
    page(
        "https://jobs.example/feed",
        "application/rss+xml",
        "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>x</title><link>https://jobs.example/</link>"
            + "<description>d</description><item><title>KI-Trainer</title><link>https://jobs.example/1</link>"
            + "<guid>https://jobs.example/1</guid><description>Text</description></item></channel></rss>");
    assertThat(proposal(probe("https://jobs.example/stellen")).kind()).isEqualTo("feed");
  }

  @Test
  void aPageAboutSomethingElseIsNotRecognised() {
    html("https://firma.example/", "<h1>Willkommen</h1><a href=\"/produkte\">Produkte</a>");
    assertThat(probe("https://firma.example/").proposal()).isNull();
    assertThat(asked).hasSizeLessThan(6);
  }

  @Test
  void aMarkedPageRunsNothingWhateverItHolds() {
    Fetched.Page page =
        Fetched.Page.saved(
            Request.get(URI.create("https://jobs.example/1"), Request.Purpose.DETAIL),
            "text/html",
            ("<html><head><base href=\"https://boese.example/\"><meta http-equiv=refresh content=\"0;url=//b\"></head><body>"
                    + "<h1 onclick=\"x()\" style=\"background:url(//b)\">Titel</h1><svg onload=x()></svg><iframe srcdoc=\"<script>\"></iframe>"
                    + "<a href=\"javascript:x()\">a</a><form action=//b><button formaction=//b>b</button></form></body></html>")
                .getBytes(StandardCharsets.UTF_8),
            Instant.EPOCH);
    String marked = MarkedPage.of(site("h1"), page, List.of());
    assertThat(marked)
        .contains("default-src 'none'", "outline:3px solid #", ">title</span>", "title (1 marked)")
        .doesNotContain(
            "onclick", "onload", "javascript:", "<iframe", "<base", "refresh", "action=", "url(");
  }

  @Test
  void aSelectorThatCannotBeReadIsSaidToBeUnreadable() {
    Fetched.Page page =
        Fetched.Page.saved(
            Request.get(URI.create("https://jobs.example/1"), Request.Purpose.DETAIL),
            "text/html",
            "<html><body><h1 id=job-titel>T</h1></body></html>".getBytes(StandardCharsets.UTF_8),
            Instant.EPOCH);
    assertThat(SelectorMatch.on(site("h1["), page))
        .singleElement()
        .satisfies(match -> assertThat(match.fault()).isNotEmpty());
    assertThat(SelectorMatch.on(site("#titel"), page))
        .singleElement()
        .satisfies(
            match -> assertThat(match.nearest()).containsExactly("h1#job-titel (1)", "h1 (1)"));
  }

  private static Site site(String title) {
    return Site.of(new SiteId("some-site"), "Some site", "html", Options.NONE, List.of())
        .with(
            new SelectorRules(
                null, null, null, null, false, Map.of(RawField.TITLE, Pick.css(title))));
  }
}
