package stellwerk.crawler.adapter.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stellwerk.crawler.adapter.Harvest.Problem;
import stellwerk.crawler.fetch.Fetched;
import stellwerk.crawler.fetch.Request;

/// What a page says besides its jobs; the measured closing sentences have a test of their own.
class PageSignalsTest {
  private static final String SHELL =
      """
      <html lang="de"><head><title>Karriere</title></head><body>
      <nav><a href="/karriere">Karriere</a><a href="/standorte">Standorte</a></nav>
      <main>%s<div class="beschreibung"><p>%s</p></div>%s</main>
      <footer><a href="/impressum">Impressum</a> <a href="/datenschutz">Datenschutz</a> Cookie-Einstellungen</footer>
      </body></html>
      """;

  private static final String APPLY = "<a class='button' href='/bewerben'>Jetzt bewerben</a>";

  private static PageSignals signals(String html) {
    Fetched.Page page =
        Fetched.Page.saved(
            Request.get(
                URI.create("https://karriere.example/stellen/eine"), Request.Purpose.DETAIL),
            "text/html; charset=utf-8",
            html.getBytes(StandardCharsets.UTF_8),
            Instant.EPOCH);
    Document document = HtmlPage.parse(page);
    return new PageSignals(page, document, false);
  }

  private static Optional<PageSignals.Closing> closing(
      String outside, String inside, String apply) {
    return signals(SHELL.formatted(outside, inside, apply)).closing();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Diese Stelle ist bereits besetzt.",
        "Diese Stelle ist nicht mehr verfügbar.",
        "Die Stellenanzeige ist nicht mehr online.",
        "Diese Stellenanzeige ist abgelaufen.",
        "Die Anzeige wurde deaktiviert.",
        "Das Stellenangebot ist nicht mehr aktuell.",
        "Die Bewerbungsfrist ist abgelaufen.",
        "Die Stelle wurde bereits besetzt.",
        "Leider konnte die gewünschte Stelle nicht gefunden werden.",
        "Diese Position ist leider nicht mehr vakant.",
        "Das Stellenangebot existiert nicht mehr.",
        "Diese Ausschreibung ist beendet.",
        "This job is no longer available.",
        "This position has been filled.",
        "We are no longer accepting applications for this role.",
        "The job you are looking for is no longer open.",
      })
  void closingSentencesCloseWithAndWithoutAnApplyControl(String sentence) {
    for (String apply : List.of("", APPLY)) {
      assertThat(
              closing(
                  "<div class='alert'><p>" + sentence + "</p></div>", "Du prüfst Texte.", apply))
          .hasValueSatisfying(closing -> {
            assertThat(closing.weak()).isFalse();
            assertThat(sentence).contains(closing.quote());
          });
    }
  }

  @Test
  void nichtMehrBesetztIsOnlyAWeakSign() {
    for (String apply : List.of("", APPLY)) {
      assertThat(closing("<p>Diese Stelle ist nicht mehr besetzt</p>", "", apply))
          .hasValueSatisfying(closing -> assertThat(closing.weak()).isTrue());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Diese Stelle ist bereits besetzt.",
        "Die Bewerbungsfrist ist abgelaufen.",
        "This position has been filled.",
      })
  void theSameWordsInsideADescriptionAreNoSign(String sentence) {
    assertThat(closing("", sentence, APPLY)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Wenn diese Stelle bereits besetzt ist, melden wir uns.",
        "Sobald die Stelle besetzt wurde, nehmen wir die Anzeige offline.",
        "Falls diese Position nicht mehr verfügbar ist, schlagen wir andere vor.",
        "If this position has been filled, we keep your data.",
        "Die Stelle ist ab sofort zu besetzen.",
        "Die Stelle ist noch nicht besetzt.",
      })
  void conditionsAreNoSign(String sentence) {
    assertThat(closing("<p>" + sentence + "</p>", "", APPLY)).isEmpty();
  }

  @Test
  void otherJobsHiddenTextAndScriptsAreNoSign() {
    assertThat(
            closing(
                "<ul class='similar-jobs'><li>Diese Stelle ist bereits besetzt.</li></ul>"
                    + "<p hidden>Diese Stelle ist nicht mehr verfügbar.</p>"
                    + "<p style='display: none'>Diese Stelle ist nicht mehr verfügbar.</p>"
                    + "<template><p>Diese Stelle ist nicht mehr verfügbar.</p></template>"
                    + "<script>var t='Diese Stelle ist nicht mehr verfügbar.'</script>",
                "",
                APPLY))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<title>Just a moment...</title><body>Checking your browser before accessing</body>",
        "<title>Attention Required! | Cloudflare</title><body>You have been blocked</body>",
        "<title>Access Denied</title><body>Reference #18</body>",
        "<body>Bitte bestätigen Sie, dass Sie kein Roboter sind.</body>",
        "<title>x</title><body><script src='https://ct.captcha-delivery.com/c.js'></script></body>",
        "upstream connect error or disconnect/reset before headers",
      })
  void challengesAreChallenges(String html) {
    assertThat(signals(html).problem())
        .hasValueSatisfying(page -> assertThat(page.problem()).isEqualTo(Problem.CHALLENGE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<title>404</title><body><h1>Seite nicht gefunden</h1></body>",
        "<title>Karriere</title><body><h1>Fehler 404</h1><p>Hier ist nichts.</p></body>",
        "<title>Page not found</title><body><p>Sorry.</p></body>",
      })
  void pagesThatSayNotFoundAreNoPages(String html) {
    assertThat(signals(html).problem())
        .hasValueSatisfying(page -> assertThat(page.problem()).isEqualTo(Problem.SOFT_NOT_FOUND));
  }

  @Test
  void consentWallsAndShellsAreNoPages() {
    assertThat(
            signals(
                    "<body><h1>Bevor Sie fortfahren</h1><button>Alle Cookies akzeptieren</button></body>")
                .problem())
        .hasValueSatisfying(page -> assertThat(page.problem()).isEqualTo(Problem.CONSENT_WALL));
    assertThat(signals("<body><div id=root></div><script src=app.js></script></body>").problem())
        .hasValueSatisfying(page -> assertThat(page.problem()).isEqualTo(Problem.SCRIPT_ONLY));
    assertThat(
            signals(
                    "<body><noscript>Bitte aktivieren Sie JavaScript.</noscript><script src=app.js></script></body>")
                .problem())
        .hasValueSatisfying(page -> assertThat(page.problem()).isEqualTo(Problem.SCRIPT_ONLY));
  }

  @Test
  void operatorsMayAddWordsThatSayThatAJobIsClosed() {
    String html =
        "<body><p>Leider ist diese  Anzeige\u00A0Geschichte.</p><p>Anzeige Geschichten</p></body>";
    Fetched.Page page =
        Fetched.Page.saved(
            Request.get(URI.create("https://jobs.example/1"), Request.Purpose.DETAIL),
            "text/html",
            html.getBytes(StandardCharsets.UTF_8),
            Instant.EPOCH);
    Document document = Jsoup.parse(html);

    assertThat(new PageSignals(page, document, false).closing()).isEmpty();
    assertThat(
            new PageSignals(page, document, false, List.of("diese anzeige geschichte")).closing())
        .hasValueSatisfying(closing ->
            assertThat(closing.quote()).isEqualTo("Leider ist diese Anzeige Geschichte."));
    assertThat(new PageSignals(page, document, false, List.of("zeige Geschichte")).closing())
        .as("whole words only")
        .isEmpty();
  }

  @Test
  void optOutsInThePageAreObeyed() {
    assertThat(
            signals("<meta name='TDM-Reservation' content='1'><body>Wir suchen KI-Trainer.</body>")
                .problem())
        .hasValueSatisfying(page -> assertThat(page.problem()).isEqualTo(Problem.OPT_OUT));
    assertThat(
            signals(
                    "<meta name=robots content='NOINDEX, follow'><body>Wir suchen KI-Trainer.</body>")
                .problem())
        .hasValueSatisfying(page -> assertThat(page.problem()).isEqualTo(Problem.NO_INDEX));
    assertThat(
            signals(
                    "<meta name='tdm-reservation' content='0'><meta name=robots content='index'><body>Wir suchen KI-Trainer.</body>")
                .problem())
        .isEmpty();
  }

  @Test
  void ordinaryPagesHaveNoProblem() {
    assertThat(signals(SHELL.formatted("<h1>KI-Trainer</h1>", "Du prüfst Texte.", APPLY)).problem())
        .isEmpty();
    assertThat(closing("<h1>KI-Trainer</h1>", "Du prüfst Texte.", APPLY)).isEmpty();
  }

  @Test
  void longTextsAreReadInNoTime() {
    String hostile = "die stelle ist leider ".repeat(50_000);

    assertThat(closing("<p>" + hostile + "</p>", hostile, APPLY)).isEmpty();
  }
}
