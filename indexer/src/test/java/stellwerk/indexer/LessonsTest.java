package stellwerk.indexer;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import stellwerk.crawler.Crawl;
import stellwerk.crawler.CrawlSettings;
import stellwerk.crawler.adapter.Harvest;
import stellwerk.crawler.adapter.kind.Adapters;
import stellwerk.crawler.adapter.kind.OfflineReader;
import stellwerk.crawler.fetch.Fetched;
import stellwerk.crawler.fetch.Fetched.Failed.Fault;
import stellwerk.crawler.fetch.Fetched.Refused.Reason;
import stellwerk.crawler.fetch.Request;
import stellwerk.crawler.fetch.VolatileCrawlMemory;
import stellwerk.crawler.site.Options;
import stellwerk.crawler.site.Site;
import stellwerk.crawler.site.StartUrl;
import stellwerk.indexer.normalise.Identity;
import stellwerk.indexer.normalise.PlainNormaliser;
import stellwerk.indexer.posting.Eligibility;
import stellwerk.indexer.posting.Lifespan;
import stellwerk.indexer.posting.Lifespan.ClosedReason;
import stellwerk.indexer.posting.Pay;
import stellwerk.indexer.posting.Posting;

/// What others' readers were measured on and missed, from the page to the fact and to the closed
/// posting; what one page decides alone is tested beside the adapters.
class LessonsTest {
  private static final String LIST = "https://klinik.example/jobs";
  private static final URI PAGE = URI.create("https://klinik.example/jobs/eins");
  private static final Instant SEEN = Instant.parse("2026-11-22T06:00:00Z");

  private static final String SHELL =
      """
      <html lang="de"><head><title>Karriere</title>%s</head><body>
      <nav><a href="/karriere">Karriere</a><a href="/standorte">Standorte</a></nav>
      <main>%s<div class="beschreibung"><p>%s</p></div>%s</main>
      <footer><a href="/impressum">Impressum</a> <a href="/datenschutz">Datenschutz</a> Cookie-Einstellungen</footer>
      </body></html>
      """;

  private static final String JOB =
      "<script type=\"application/ld+json\">{\"@type\":\"JobPosting\",\"title\":\"KI-Trainer\","
          + "\"identifier\":\"eins\",\"description\":\"<p>Du prüfst Texte.</p>\"}</script>";

  private static final String APPLY = "<a class='button' href='/bewerben'>Jetzt bewerben</a>";

  private static final Function<Request, Fetched> LIVE =
      saved(SHELL.formatted(JOB, "<h1>KI-Trainer</h1>", "Du prüfst Texte.", APPLY));

  @TempDir Path folder;
  private IntakeHarness it;

  @BeforeEach
  void anOpenPosting() {
    it = new IntakeHarness(folder);
    it.site =
        Site.of(
            IntakeHarness.SITE,
            "Klinik",
            "json_ld",
            Options.of("url_filter", "/jobs/"),
            List.of(StartUrl.of(LIST)));
    crawl(LIVE);
    assertThat(it.open()).isEqualTo(1);
  }

  @AfterEach
  void close() {
    it.close();
  }

  @Test
  @DisplayName("LD-01 an amount within an amount")
  void ld01IsPayForAYear() {
    Pay pay = pay("{\"currency\":\"EUR\",\"value\":{\"value\":55000,\"unitText\":\"YEAR\"}}");

    assertThat(pay.min()).isEqualByComparingTo("55000");
    assertThat(pay.max()).isEqualByComparingTo("55000");
    assertThat(pay.unit()).isEqualTo(Pay.Unit.YEAR);
    assertThat(pay.unitBasis()).isEqualTo(Pay.UnitBasis.STATED);
  }

  @Test
  @DisplayName("LD-02 numbers as strings")
  void ld02IsARangeOfNumbersWithItsQuote() {
    Posting posting =
        posting(
            "\"baseSalary\":{\"currency\":\"EUR\",\"value\":{\"minValue\":\"50.000\",\"maxValue\":\"70.000\",\"unitText\":\"YEAR\"}}");

    Pay pay = posting.pay().known().orElseThrow();
    assertThat(pay.min()).isEqualByComparingTo("50000");
    assertThat(pay.max()).isEqualByComparingTo("70000");
    assertThat(posting.pay().quoted().orElseThrow().quote()).contains("50.000", "70.000");
  }

  @Test
  @DisplayName("LD-03 an amount as a string")
  void ld03IsAnAmountWhoseUnitIsNotStated() {
    Pay pay = pay("{\"currency\":\"EUR\",\"value\":\"55000\"}");

    assertThat(pay.max()).isEqualByComparingTo("55000");
    assertThat(pay.unitBasis()).isEqualTo(Pay.UnitBasis.INFERRED);
  }

  @Test
  @DisplayName("LD-04 pay in words")
  void ld04IsAnAmountInEurosWhoseUnitIsNotStated() {
    Pay pay = pay("\"55.000 €\"");

    assertThat(pay.max()).isEqualByComparingTo(new BigDecimal("55000"));
    assertThat(pay.currency()).isEqualTo("EUR");
    assertThat(pay.unitBasis()).isEqualTo(Pay.UnitBasis.INFERRED);
  }

  @Test
  @DisplayName("LD-13 an employer as a string and as an object")
  void ld13IsTheSameEmployer() {
    for (String employer : List.of("\"Musterwerk GmbH\"", "{\"name\":\"Musterwerk GmbH\"}")) {
      assertThat(
              posting("\"hiringOrganization\":" + employer).employer().known().orElseThrow().name())
          .isEqualTo("Musterwerk GmbH");
    }
  }

  @Test
  @DisplayName("LD-16 where applicants must live")
  void ld16DecidesWhoIsEligible() {
    String where = "\"jobLocationType\":\"TELECOMMUTE\",\"applicantLocationRequirements\":";

    assertThat(germany(where + "{\"@type\":\"Country\",\"name\":\"DE\"}"))
        .isEqualTo(Eligibility.Answer.YES);
    assertThat(germany(where + "{\"@type\":\"Country\",\"name\":\"US\"}"))
        .isEqualTo(Eligibility.Answer.NO);
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "CLOSE-01 | Diese Stelle ist bereits besetzt.",
        "CLOSE-02 | Diese Stelle ist nicht mehr verfügbar.",
        "CLOSE-04 | Die Stellenanzeige ist nicht mehr online.",
        "CLOSE-05 | Diese Stellenanzeige ist abgelaufen.",
        "CLOSE-06 | Die Anzeige wurde deaktiviert.",
        "CLOSE-07 | Das Stellenangebot ist nicht mehr aktuell.",
        "CLOSE-08 | Die Bewerbungsfrist ist abgelaufen.",
        "CLOSE-09 | Die Stelle wurde bereits besetzt.",
        "CLOSE-10 | Leider konnte die gewünschte Stelle nicht gefunden werden.",
        "CLOSE-11 | Diese Position ist leider nicht mehr vakant.",
        "CLOSE-12 | Das Stellenangebot existiert nicht mehr.",
        "CLOSE-13 | Diese Ausschreibung ist beendet.",
      })
  void closingSentencesCloseAtTheSecondReading(String id, String sentence) {
    var closed = saved(SHELL.formatted("", "<p>" + sentence + "</p>", "Du prüfst Texte.", APPLY));

    hoursLater(24);
    crawl(closed);
    assertThat(it.open()).as("%s read once", id).isEqualTo(1);
    hoursLater(7);
    crawl(closed);

    assertThat(it.posting("eins").lifespan().closedReason())
        .isEqualTo(ClosedReason.PAGE_SAYS_CLOSED);
    assertThat(it.open()).isZero();
  }

  @Test
  @DisplayName("CLOSE-03 Diese Stelle ist nicht mehr besetzt")
  void close03AWeakSentenceDoesNotCloseALiveAd() {
    var weak =
        saved(
            SHELL.formatted(
                JOB, "<p>Diese Stelle ist nicht mehr besetzt</p>", "Du prüfst Texte.", APPLY));

    staysOpen(weak);
  }

  @ParameterizedTest(name = "CLOSE-14 in the description: {0}")
  @ValueSource(
      strings = {
        "Diese Stelle ist bereits besetzt.",
        "Die Bewerbungsfrist ist abgelaufen.",
        "Diese Ausschreibung ist beendet.",
      })
  void close14WordsOfTheDescriptionCloseNothing(String sentence) {
    staysOpen(saved(SHELL.formatted(JOB, "<h1>KI-Trainer</h1>", sentence, APPLY)));
  }

  @ParameterizedTest(name = "CLOSE-15 refused: {0}")
  @EnumSource(
      value = Reason.class,
      names = {"FORBIDDEN", "TOO_MANY"})
  void close15WhoRefusesClosesNothing(Reason reason) {
    staysOpen(request -> new Fetched.Refused(request, reason, "403 or 429", Duration.ZERO, SEEN));
  }

  @Test
  @DisplayName("CLOSE-15 5xx")
  void close15AFaultClosesNothing() {
    staysOpen(request -> new Fetched.Failed(request, Fault.STATUS, "503", SEEN));
  }

  @ParameterizedTest(name = "CLOSE-15 {0}")
  @ValueSource(
      strings = {
        "<title>Just a moment...</title><body>Checking your browser. Diese Stelle ist bereits besetzt.</body>",
        "<body><h1>Bevor Sie fortfahren</h1><p>Diese Stelle ist bereits besetzt.</p><button>Alle Cookies akzeptieren</button></body>",
      })
  void close15AWallClosesNothing(String wall) {
    staysOpen(saved(wall));
  }

  @ParameterizedTest(name = "CLOSE-16 {0}")
  @ValueSource(ints = {404, 410})
  void close16WhatIsGoneIsClosedAtOnce(int status) {
    hoursLater(24);
    crawl(request -> new Fetched.Gone(request, status, SEEN));

    assertThat(it.posting("eins").lifespan().closedReason()).isEqualTo(ClosedReason.GONE);
    assertThat(it.open()).isZero();
  }

  private void staysOpen(Function<Request, Fetched> page) {
    for (int reading = 0; reading < 3; reading++) {
      hoursLater(24);
      crawl(page);
    }

    assertThat(it.open()).isEqualTo(1);
    assertThat(it.posting("eins").lifespan().active()).isTrue();
  }

  private void hoursLater(int hours) {
    it.clock.forward(Duration.ofHours(hours));
  }

  /// A crawl of a list that still names the page, which answers as told.
  private void crawl(Function<Request, Fetched> page) {
    var list = saved("<html><body><a href=\"" + PAGE + "\">KI-Trainer</a></body></html>");
    new Crawl(
            (_, request) -> request.url().equals(PAGE) ? page.apply(request) : list.apply(request),
            new Crawl.Keeping(new EmptyArchive(), new VolatileCrawlMemory(), it.history),
            it.intake,
            CrawlSettings.DEFAULT,
            it.clock)
        .run(it.site, Adapters.of("json_ld").orElseThrow(), () -> false);
  }

  private static Function<Request, Fetched> saved(String html) {
    return request ->
        Fetched.Page.saved(
            request, "text/html; charset=utf-8", html.getBytes(StandardCharsets.UTF_8), SEEN);
  }

  private static Pay pay(String salary) {
    return posting("\"baseSalary\":" + salary).pay().known().orElseThrow();
  }

  private static Eligibility.Answer germany(String properties) {
    return posting(properties).eligibility().known().orElseThrow().germany();
  }

  private static Posting posting(String properties) {
    String html =
        "<html lang=\"de\"><head><script type=\"application/ld+json\">"
            + "{\"@type\":\"JobPosting\",\"title\":\"KI-Trainer\","
            + properties
            + "}</script></head><body><h1>KI-Trainer</h1></body></html>";
    Harvest harvest =
        OfflineReader.read(
                html.getBytes(StandardCharsets.UTF_8), "json_ld", PAGE, "text/html", SEEN)
            .harvest();
    var raw = ((Harvest.Read) harvest).postings().getFirst();
    return PlainNormaliser.whole()
        .read(
            raw,
            Identity.posting(raw.site(), raw.key()),
            Identity.vacancy("x"),
            new Lifespan(SEEN, SEEN, SEEN, null, null, 0),
            LocalDate.of(2026, 11, 22));
  }
}
