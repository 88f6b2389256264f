package stellwerk.crawler.adapter.kind;

import static org.assertj.core.api.Assertions.assertThat;
import static stellwerk.crawler.site.RawField.*;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stellwerk.crawler.adapter.Harvest;
import stellwerk.crawler.adapter.Harvest.ClosedSign;
import stellwerk.crawler.adapter.Harvest.Problem;
import stellwerk.crawler.fetch.Request;
import stellwerk.crawler.site.Options;
import stellwerk.crawler.site.RawField;
import stellwerk.crawler.site.RawPay;
import stellwerk.crawler.site.RawPosting;
import stellwerk.crawler.site.Words;

/// What others' readers were measured on and missed: sixteen cases of JSON-LD and, as far as one
/// page decides them, sixteen of closing. What becomes of them is tested beside the intake.
class LessonsTest {
  private static final String JOB = "{\"@type\":\"JobPosting\",\"title\":\"KI-Trainer\"}";

  private static final String WITH_JOB =
      "<script type=\"application/ld+json\">" + JOB + "</script>";

  private static final String APPLY = "<a class='button' href='/bewerben'>Jetzt bewerben</a>";

  private static final List<String> CONTROLS = List.of("", APPLY);

  private static final List<String> SENTENCES =
      List.of(
          "Diese Stelle ist bereits besetzt.",
          "Diese Stelle ist nicht mehr verfügbar.",
          "Diese Stelle ist nicht mehr besetzt",
          "Die Stellenanzeige ist nicht mehr online.",
          "Diese Stellenanzeige ist abgelaufen.",
          "Die Anzeige wurde deaktiviert.",
          "Das Stellenangebot ist nicht mehr aktuell.",
          "Die Bewerbungsfrist ist abgelaufen.",
          "Die Stelle wurde bereits besetzt.",
          "Leider konnte die gewünschte Stelle nicht gefunden werden.",
          "Diese Position ist leider nicht mehr vakant.",
          "Das Stellenangebot existiert nicht mehr.",
          "Diese Ausschreibung ist beendet.");

  @Test
  @DisplayName("LD-01 an amount within an amount")
  void ld01ValueInsideValueIsPay() {
    assertThat(
            pay(
                "\"baseSalary\":{\"currency\":\"EUR\",\"value\":{\"value\":55000,\"unitText\":\"YEAR\"}}"))
        .containsEntry(RawPay.Part.VALUE, "55000")
        .containsEntry(RawPay.Part.UNIT, "YEAR")
        .containsEntry(RawPay.Part.CURRENCY, "EUR");
  }

  @Test
  @DisplayName("LD-02 numbers as strings")
  void ld02NumericStringsKeepTheirWords() {
    assertThat(pay("\"baseSalary\":{\"value\":{\"minValue\":\"50.000\",\"maxValue\":\"70.000\"}}"))
        .containsOnly(Map.entry(RawPay.Part.MIN, "50.000"), Map.entry(RawPay.Part.MAX, "70.000"));
  }

  @Test
  @DisplayName("LD-03 an amount as a string")
  void ld03ScalarStringIsAValueWithoutUnit() {
    assertThat(pay("\"baseSalary\":{\"value\":\"55000\"}"))
        .containsOnly(Map.entry(RawPay.Part.VALUE, "55000"));
  }

  @Test
  @DisplayName("LD-04 pay in words")
  void ld04PayInWordsIsWords() {
    assertThat(pay("\"baseSalary\":\"55.000 €\""))
        .containsOnly(Map.entry(RawPay.Part.TEXT, "55.000 €"));
  }

  @Test
  @DisplayName("LD-05 a posting under mainEntity")
  void ld05PostingUnderMainEntityIsFound() {
    assertThat(title(Pages.withScript("{\"@type\":\"WebPage\",\"mainEntity\":" + JOB + "}")))
        .isEqualTo("KI-Trainer");
  }

  @Test
  @DisplayName("LD-06 a posting of an item list")
  void ld06PostingOfAnItemListIsAPointer() {
    String html =
        Pages.withScript(
            "{\"@type\":\"ItemList\",\"itemListElement\":[{\"@type\":\"ListItem\",\"item\":"
                + "{\"@type\":\"JobPosting\",\"title\":\"KI-Trainer\",\"url\":\"/stellen/zwei\"}}]}");

    Harvest harvest =
        new JsonLd()
            .read(
                Pages.site("json_ld", Options.of("url_filter", "/stellen/")),
                Pages.page(Request.Purpose.LIST, "text/html", html));

    assertThat(harvest)
        .isInstanceOfSatisfying(
            Harvest.Read.class,
            read -> {
              assertThat(read.postings()).isEmpty();
              assertThat(read.requests())
                  .extracting(Request::url)
                  .containsExactly(URI.create("https://karriere.example/stellen/zwei"));
            });
  }

  @Test
  @DisplayName("LD-07 a type with a charset")
  void ld07ATypeWithParametersIsRead() {
    assertThat(typed("application/ld+json; charset=utf-8")).isEqualTo("KI-Trainer");
    assertThat(typed(" application/ld+json ")).isEqualTo("KI-Trainer");
  }

  @Test
  @DisplayName("LD-08 a type in capitals")
  void ld08ATypeInCapitalsIsRead() {
    assertThat(typed("Application/LD+JSON")).isEqualTo("KI-Trainer");
  }

  private static String typed(String type) {
    return title("<script nonce='x' type='" + type + "'>" + JOB + "</script>");
  }

  @Test
  @DisplayName("LD-09 a trailing comma")
  void ld09TrailingCommaIsRepairedAndMarked() {
    assertThat(titleAt(Pages.withScript("{\"@type\":\"JobPosting\",\"title\":\"KI-Trainer\",}")))
        .isEqualTo("json-ld title (repaired: trailing comma)");
  }

  @ParameterizedTest(name = "LD-10 guards around the JSON: {0}")
  @ValueSource(
      strings = {
        "<!-- %s -->",
        "<!--//--><![CDATA[//><!--\n%s\n//--><!]]>",
        "//<![CDATA[\n%s\n//]]>",
        "/*<![CDATA[*/ %s /*]]>*/",
      })
  void ld10GuardsAreStrippedAndMarked(String guard) {
    assertThat(titleAt(Pages.withScript(guard.formatted(JOB))))
        .isEqualTo("json-ld title (repaired: guards)");
  }

  @Test
  @DisplayName("LD-11 a byte order mark")
  void ld11ByteOrderMarkIsNoObstacle() {
    assertThat(title(Pages.withScript("\uFEFF" + JOB + ";"))).isEqualTo("KI-Trainer");
    assertThat(title("\uFEFF" + Pages.withScript(JOB))).isEqualTo("KI-Trainer");
  }

  @Test
  @DisplayName("LD-12 two postings on one page")
  void ld12AllPostingsOfAPageAreFound() {
    Harvest.Read read =
        Pages.read(
            Pages.withScript("[" + JOB + ",{\"@type\":\"JobPosting\",\"title\":\"Annotator\"}]"));

    assertThat(read.postings())
        .extracting(posting -> posting.first(TITLE).orElseThrow().text())
        .containsExactly("KI-Trainer", "Annotator");
    assertThat(read.postings()).extracting(RawPosting::key).doesNotHaveDuplicates();
  }

  @Test
  @DisplayName("LD-13 an employer as a string and as an object")
  void ld13EmployerIsReadAsTextAndAsObject() {
    assertThat(words(job("\"hiringOrganization\":\"Musterwerk\""), EMPLOYER))
        .containsExactly("Musterwerk");
    assertThat(words(job("\"hiringOrganization\":{\"name\":\"Müßig &amp; Co\"}"), EMPLOYER))
        .containsExactly("Müßig & Co");
  }

  @Test
  @DisplayName("LD-14 an identifier")
  void ld14IdentifierIsTheKeyUnlessItIsTheEmployer() {
    assertThat(job("\"identifier\":\"A-1\"").key()).isEqualTo("A-1");
    assertThat(
            job("\"identifier\":{\"@type\":\"PropertyValue\",\"name\":\"X\",\"value\":77}").key())
        .isEqualTo("77");
    assertThat(job("\"hiringOrganization\":\"Musterwerk\",\"identifier\":\"Musterwerk\"").key())
        .isEqualTo(Pages.URL.toString());
  }

  @Test
  @DisplayName("LD-15 directApply")
  void ld15DirectApplyIsKept() {
    assertThat(words(job("\"directApply\":true"), DIRECT_APPLY)).containsExactly("true");
  }

  @Test
  @DisplayName("LD-16 where applicants must live")
  void ld16ApplicantLocationsAreKeptOneByOne() {
    assertThat(
            words(
                job(
                    "\"applicantLocationRequirements\":[{\"@type\":\"Country\",\"name\":\"DE\"},\"Österreich\"]"),
                APPLICANT_LOCATION))
        .containsExactly("DE", "Österreich");
  }

  @Test
  @DisplayName("CLOSE-01 Diese Stelle ist bereits besetzt.")
  void close01SaysFilled() {
    closes("Diese Stelle ist bereits besetzt.");
  }

  @Test
  @DisplayName("CLOSE-02 Diese Stelle ist nicht mehr verfügbar.")
  void close02SaysNotAvailable() {
    closes("Diese Stelle ist nicht mehr verfügbar.");
  }

  @Test
  @DisplayName("CLOSE-03 Diese Stelle ist nicht mehr besetzt")
  void close03AWeakSentenceNeedsASecondSign() {
    for (String apply : CONTROLS) {
      assertThat(
              read(shell(
                      "<p>Diese Stelle ist nicht mehr besetzt</p>", "Du prüfst Texte.", apply, ""))
                  .closed())
          .as("the page has no job any more")
          .hasSize(1);
      Harvest.Read live =
          read(
              shell(
                  "<p>Diese Stelle ist nicht mehr besetzt</p>",
                  "Du prüfst Texte.",
                  apply,
                  WITH_JOB));
      assertThat(live.closed()).isEmpty();
      assertThat(live.postings()).hasSize(1);
    }
  }

  @Test
  @DisplayName("CLOSE-04 Die Stellenanzeige ist nicht mehr online.")
  void close04SaysNotOnline() {
    closes("Die Stellenanzeige ist nicht mehr online.");
  }

  @Test
  @DisplayName("CLOSE-05 Diese Stellenanzeige ist abgelaufen.")
  void close05SaysExpired() {
    closes("Diese Stellenanzeige ist abgelaufen.");
  }

  @Test
  @DisplayName("CLOSE-06 Die Anzeige wurde deaktiviert.")
  void close06SaysDeactivated() {
    closes("Die Anzeige wurde deaktiviert.");
  }

  @Test
  @DisplayName("CLOSE-07 Das Stellenangebot ist nicht mehr aktuell.")
  void close07SaysNotCurrent() {
    closes("Das Stellenangebot ist nicht mehr aktuell.");
  }

  @Test
  @DisplayName("CLOSE-08 Die Bewerbungsfrist ist abgelaufen.")
  void close08SaysDeadlinePassed() {
    closes("Die Bewerbungsfrist ist abgelaufen.");
  }

  @Test
  @DisplayName("CLOSE-09 Die Stelle wurde bereits besetzt.")
  void close09SaysFilledAlready() {
    closes("Die Stelle wurde bereits besetzt.");
  }

  @Test
  @DisplayName("CLOSE-10 Leider konnte die gewünschte Stelle nicht gefunden werden.")
  void close10SaysNotFound() {
    closes("Leider konnte die gewünschte Stelle nicht gefunden werden.");
  }

  @Test
  @DisplayName("CLOSE-11 Diese Position ist leider nicht mehr vakant.")
  void close11SaysNotVacant() {
    closes("Diese Position ist leider nicht mehr vakant.");
  }

  @Test
  @DisplayName("CLOSE-12 Das Stellenangebot existiert nicht mehr.")
  void close12SaysNotThereAnyMore() {
    closes("Das Stellenangebot existiert nicht mehr.");
  }

  @Test
  @DisplayName("CLOSE-13 Diese Ausschreibung ist beendet.")
  void close13SaysEnded() {
    closes("Diese Ausschreibung ist beendet.");
  }

  @Test
  @DisplayName("CLOSE-14 the same sentences inside the description of a live ad")
  void close14WordsOfTheDescriptionCloseNothing() {
    for (String sentence : SENTENCES) {
      for (String job : List.of("", WITH_JOB)) {
        assertThat(read(shell("", "Du prüfst Texte. " + sentence, APPLY, job)).closed())
            .as(sentence)
            .isEmpty();
      }
      RawPosting posting =
          job("\"description\":\"<p>Du prüfst Texte und Bilder.</p><p>" + sentence + "</p>\"");
      assertThat(words(posting, DESCRIPTION).getFirst()).contains(sentence);
    }
  }

  @Test
  @DisplayName("CLOSE-15 a challenge page and a consent wall")
  void close15WhatIsNotThePageClosesNothing() {
    for (String sentence : SENTENCES) {
      assertThat(
              problem(
                  "<title>Just a moment...</title><body>Checking your browser. "
                      + sentence
                      + "</body>"))
          .isEqualTo(Problem.CHALLENGE);
      assertThat(
              problem(
                  "<body><h1>Bevor Sie fortfahren</h1><p>"
                      + sentence
                      + "</p><button>Alle Cookies akzeptieren</button></body>"))
          .isEqualTo(Problem.CONSENT_WALL);
    }
  }

  private static void closes(String sentence) {
    for (String apply : CONTROLS) {
      for (String job : List.of("", WITH_JOB)) {
        Harvest.Read read =
            read(
                shell(
                    "<div class='alert'><p>" + sentence + "</p></div>",
                    "Du prüfst Texte.",
                    apply,
                    job));

        assertThat(read.postings()).isEmpty();
        assertThat(read.closed())
            .singleElement()
            .extracting(ClosedSign::quote)
            .satisfies(quote -> assertThat(sentence).contains(quote));
      }
    }
  }

  private static String shell(String outside, String inside, String apply, String job) {
    return """
    <html lang="de"><head><title>Karriere</title>%s</head><body>
    <nav><a href="/karriere">Karriere</a><a href="/standorte">Standorte</a></nav>
    <main>%s<div class="beschreibung"><p>%s</p></div>%s</main>
    <footer><a href="/impressum">Impressum</a> <a href="/datenschutz">Datenschutz</a> Cookie-Einstellungen</footer>
    </body></html>
    """
        .formatted(job, outside, inside, apply);
  }

  private static Harvest.Read read(String html) {
    return Pages.read(html);
  }

  private static Problem problem(String html) {
    Harvest harvest = new JsonLd().read(Pages.site("json_ld", Options.NONE), Pages.html(html));
    if (harvest instanceof Harvest.NotThePage page) {
      return page.problem();
    }
    throw new AssertionError("a page: " + harvest);
  }

  private static RawPosting job(String properties) {
    return Pages.only(
        Pages.withScript("{\"@type\":\"JobPosting\",\"title\":\"KI-Trainer\"," + properties + "}"));
  }

  private static Map<RawPay.Part, String> pay(String properties) {
    List<RawPay> pays = job(properties).pays();
    return pays.isEmpty() ? Map.of() : pays.getFirst().parts();
  }

  private static List<String> words(RawPosting posting, RawField field) {
    return posting.all(field).stream().map(Words::text).toList();
  }

  private static String title(String html) {
    return Pages.only(html).first(TITLE).orElseThrow().text();
  }

  private static String titleAt(String html) {
    return Pages.only(html).first(TITLE).orElseThrow().at();
  }
}
