package stellwerk.crawler.adapter.kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static stellwerk.crawler.site.RawField.*;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import stellwerk.crawler.adapter.Harvest;
import stellwerk.crawler.fetch.Fetched;
import stellwerk.crawler.fetch.Request;
import stellwerk.crawler.site.Options;
import stellwerk.crawler.site.RawField;
import stellwerk.crawler.site.RawPay;
import stellwerk.crawler.site.RawPlace;
import stellwerk.crawler.site.RawPosting;
import stellwerk.crawler.site.Words;

/// JSON-LD as it is found; the measured cases have [LessonsTest].
class JsonLdTest {
  private static final String JOB = "{\"@type\":\"JobPosting\",\"title\":\"KI-Trainer\"}";

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

  @Test
  void oneTitleInTwoCitiesIsTwoPostings() {
    String there =
        "{\"@type\":\"JobPosting\",\"title\":\"Zahnarzt\",\"jobLocation\":{\"address\":{\"addressLocality\":\"%s\"}}}";

    assertThat(
            Pages.read(
                    Pages.withScript(
                        "[" + there.formatted("Berlin") + "," + there.formatted("Potsdam") + "]"))
                .postings())
        .hasSize(2);
  }

  @Test
  void theBranchOfTradeIsKept() {
    assertThat(words(job("\"industry\":\"Medizintechnik\""), INDUSTRY))
        .containsExactly("Medizintechnik");
  }

  @Test
  @DisplayName("32. JSON-LD: raw control characters")
  void rawNewlinesInStringsAreRepaired() {
    RawPosting posting =
        Pages.only(
            Pages.withScript(
                "{\"@type\":\"JobPosting\",\"title\":\"KI-Trainer\",\"description\":\"<p>eins\n\tzwei</p>\"}"));

    assertThat(posting.first(DESCRIPTION).orElseThrow().at())
        .isEqualTo("json-ld description (repaired: control characters)");
  }

  @Test
  void entityEncodedJsonIsReadOnlyAfterAFailedParse() {
    assertThat(
            titleAt(
                Pages.withScript(
                    "{&quot;@type&quot;:&quot;JobPosting&quot;,&quot;title&quot;:&quot;KI&quot;}")))
        .isEqualTo("json-ld title (repaired: entities)");
    assertThat(title(Pages.withScript(JOB.replace("KI-Trainer", "R&amp;D")))).isEqualTo("R&D");
  }

  @Test
  void missingCommaAndBadEscapeAreRepaired() {
    assertThat(
            titleAt(
                Pages.withScript(
                    "{\"@type\":\"JobPosting\",\"title\":\"KI\",\"datePosted\":\"2026-01-01\"\n\"hiringOrganization\":{\"name\":\"X\"}}")))
        .isEqualTo("json-ld title (repaired: missing comma)");
    assertThat(title(Pages.withScript("{\"@type\":\"JobPosting\",\"title\":\"\\$50 Rater\"}")))
        .isEqualTo("$50 Rater");
  }

  @Test
  void pascalCaseSingleQuotesAndPrefixesAreRead() {
    assertThat(title(Pages.withScript("{\"@type\":\"JobPosting\",\"Title\":\"Gross\"}")))
        .isEqualTo("Gross");
    assertThat(title(Pages.withScript("{'@type':'JobPosting','title':'Einfach'}")))
        .isEqualTo("Einfach");
    assertThat(
            title(
                Pages.withScript("{\"@type\":\"schema:JobPosting\",\"schema:title\":\"Präfix\"}")))
        .isEqualTo("Präfix");
    assertThat(
            title(
                Pages.withScript(
                    "{\"@type\":[\"Thing\",\"http://schema.org/JobPosting\"],\"name\":\"Name\"}")))
        .isEqualTo("Name");
  }

  @Test
  @DisplayName("32. JSON-LD: a broken script does not lose another")
  void aBrokenScriptDoesNotLoseAnother() {
    assertThat(
            title(
                "<script type='application/ld+json'>{\"@type\":\"JobPosting\",</script>"
                    + Pages.withScript(JOB)))
        .isEqualTo("KI-Trainer");
  }

  @Test
  void twoObjectsInOneScriptAreBothRead() {
    assertThat(title(Pages.withScript("{\"@type\":\"WebSite\"}\n" + JOB))).isEqualTo("KI-Trainer");
  }

  @Test
  void referencesWithinThePageAreFollowed() {
    RawPosting posting =
        Pages.only(
            Pages.withScript(
                "{\"@graph\":[{\"@id\":\"#org\",\"@type\":\"Organization\",\"name\":\"Musterwerk\"},"
                    + "{\"@type\":\"JobPosting\",\"title\":\"KI\",\"hiringOrganization\":{\"@id\":\"#org\"}}]}"));

    assertThat(words(posting, EMPLOYER)).containsExactly("Musterwerk");
  }

  @Test
  void zeroMinusOneAndNullAreNoPay() {
    assertThat(
            pay(
                "\"baseSalary\":{\"currency\":\"EUR\",\"value\":{\"minValue\":0,\"maxValue\":null,\"value\":-1}}"))
        .isEmpty();
  }

  @Test
  void payKeepsFreeTextAndTheInnerUnitWins() {
    assertThat(
            pay(
                "\"baseSalary\":{\"unitText\":\"HOUR\",\"value\":{\"value\":\"nach Vereinbarung\",\"unitText\":\"Monat\"}}"))
        .containsEntry(RawPay.Part.TEXT, "nach Vereinbarung")
        .containsEntry(RawPay.Part.UNIT, "Monat");
    assertThat(pay("\"baseSalary\":{\"currency\":\"USD\",\"unitText\":\"HOUR\",\"value\":25}"))
        .containsEntry(RawPay.Part.UNIT, "HOUR");
  }

  @Test
  void employmentTypesAreTakenApart() {
    assertThat(words(job("\"employmentType\":\"FULL_TIME, PART_TIME\""), EMPLOYMENT_TYPE))
        .containsExactly("FULL_TIME", "PART_TIME");
    assertThat(words(job("\"employmentType\":[\"Vollzeit\",\"Minijob\"]"), EMPLOYMENT_TYPE))
        .containsExactly("Vollzeit", "Minijob");
  }

  @Test
  void placeNamedLikeTheEmployerIsItsAddress() {
    RawPosting posting =
        job(
            "\"hiringOrganization\":\"Musterwerk\",\"jobLocation\":{\"name\":\"Musterwerk\",\"address\":"
                + "{\"addressLocality\":\"Köln\",\"addressCountry\":{\"name\":\"Deutschland\"}}}");

    assertThat(posting.places().getFirst().parts())
        .containsOnly(
            Map.entry(RawPlace.Part.CITY, "Köln"), Map.entry(RawPlace.Part.COUNTRY, "Deutschland"));
    assertThat(posting.places().getFirst().at()).isEqualTo("json-ld jobLocation[0].address");
  }

  @Test
  void addressesAsTextArePlacesToo() {
    assertThat(
            job("\"jobLocation\":{\"address\":\"Domplatz 1, 50667 Köln\"}")
                .places()
                .getFirst()
                .parts())
        .containsEntry(RawPlace.Part.NAME, "Domplatz 1, 50667 Köln");
    assertThat(words(job("\"jobLocation\":\"Köln\""), LOCATION)).containsExactly("Köln");
  }

  @Test
  void cityStandsInMetaWhereJobLocationIsMissing() {
    assertThat(
            words(
                Pages.only(
                    "<meta name='gtm_tbcn_location' content='Köln~NRW~Germany; Bonn~NRW~Germany'>"
                        + Pages.withScript(JOB)),
                LOCATION))
        .containsExactly("Köln, NRW, Germany", "Bonn, NRW, Germany");
  }

  @Test
  void mojibakeAndDoubleEscapesAreRepairedAndMarked() {
    RawPosting posting =
        Pages.only(
            Pages.withScript(
                "{\"@type\":\"JobPosting\",\"title\":\"PrÃ¼fer fÃ¼r Sprachdaten\",\"description\":\"<p>Eins.</p>&amp;#xa;<p>Zwei.</p>\"}"));

    assertThat(posting.first(TITLE).orElseThrow())
        .isEqualTo(new Words("Prüfer für Sprachdaten", "json-ld title (repaired: encoding)", true));
    assertThat(posting.first(DESCRIPTION).orElseThrow().text())
        .isEqualTo("<p>Eins.</p>\n<p>Zwei.</p>");
  }

  @Test
  void escapedMarkupOfADescriptionIsDecodedOnceAndPlainTextIsEscaped() {
    assertThat(
            job("\"description\":\"&lt;p&gt;Du prüfst Texte.&lt;/p&gt;\"")
                .first(DESCRIPTION)
                .orElseThrow()
                .text())
        .isEqualTo("<p>Du prüfst Texte.</p>");
    assertThat(
            job("\"description\":\"Lohn < 20 € & mehr\"").first(DESCRIPTION).orElseThrow().text())
        .isEqualTo("Lohn &lt; 20 € &amp; mehr");
  }

  @Test
  void titleInPlaceOfADescriptionIsNoneAndThePageHasIt() {
    RawPosting posting =
        Pages.only(
            Pages.withScript(
                    "{\"@type\":\"JobPosting\",\"title\":\"KI-Trainer\",\"description\":\"KI-Trainer\"}")
                + "<div class='job-description'>"
                + "<p>Du bewertest Antworten von Modellen.</p>".repeat(10)
                + "</div>");

    Words description = posting.first(DESCRIPTION).orElseThrow();
    assertThat(description.structured()).isFalse();
    assertThat(description.at()).startsWith("css ");
  }

  @Test
  void missingTitleIsThePagesWithoutTheEmployer() {
    String job = "{\"@type\":\"JobPosting\",\"title\":null,\"hiringOrganization\":\"Musterwerk\"}";

    assertThat(
            title(Pages.withScript(job).replace("<title>Stelle", "<title>KI-Trainer | Musterwerk")))
        .isEqualTo("KI-Trainer");
    assertThat(Pages.read(Pages.withScript(job)).quarantined()).hasSize(1);
  }

  @Test
  void urlsOfScriptsAndFilesAreNotFollowed() {
    assertThat(job("\"url\":\"javascript:alert(1)\"").url()).isEqualTo(Pages.URL);
    assertThat(job("\"url\":\"file:///etc/passwd\"").url()).isEqualTo(Pages.URL);
    assertThat(job("\"url\":\"/stellen/77\"").url())
        .isEqualTo(URI.create("https://karriere.example/stellen/77"));
  }

  @Test
  void placeholdersOfATemplateAreQuarantined() {
    assertThat(
            Pages.read(Pages.withScript(JOB.replace("KI-Trainer", "{{JOBTITEL}}"))).quarantined())
        .hasSize(1);
  }

  @Test
  void olderEncodingsComeOutRight() {
    String html = Pages.withScript(JOB.replace("KI-Trainer", "Prüfer – „KI“"));
    byte[] bytes = html.getBytes(java.nio.charset.Charset.forName("windows-1252"));
    byte[] declared =
        html.replace("<head>", "<head><meta charset='iso-8859-1'>")
            .getBytes(java.nio.charset.Charset.forName("windows-1252"));

    for (Fetched.Page page :
        List.of(
            Pages.page(Request.Purpose.DETAIL, "text/html; charset=ISO-8859-1", bytes),
            Pages.page(Request.Purpose.DETAIL, "text/html", declared),
            Pages.page(Request.Purpose.DETAIL, "text/html", bytes))) {
      assertThat(new JsonLd().read(Pages.site("json_ld", Options.NONE), page))
          .isInstanceOfSatisfying(
              Harvest.Read.class,
              read ->
                  assertThat(read.postings().getFirst().first(TITLE).orElseThrow().text())
                      .isEqualTo("Prüfer – „KI“"));
    }
  }

  @Test
  void labelsOfOlderEncodingsMeanTheirLargerSuccessor() {
    for (String label : List.of("iso-8859-9:windows-1254", "gb2312:GB18030", "big5:Big5-HKSCS")) {
      String[] names = label.split(":", -1);
      String words = names[0].equals("iso-8859-9") ? "İş – „Uzman“" : "恒新";
      byte[] bytes =
          Pages.withScript(JOB.replace("KI-Trainer", words))
              .getBytes(java.nio.charset.Charset.forName(names[1]));
      Harvest harvest =
          new JsonLd()
              .read(
                  Pages.site("json_ld", Options.NONE),
                  Pages.page(Request.Purpose.DETAIL, "text/html; charset=" + names[0], bytes));

      assertThat(((Harvest.Read) harvest).postings().getFirst().first(TITLE).orElseThrow().text())
          .as(label)
          .isEqualTo(words);
    }
  }

  @Test
  void linksStartFromThePagesBase() {
    Harvest harvest =
        new JsonLd()
            .read(
                Pages.site("json_ld", Options.of("url_filter", "/stellen/")),
                Pages.page(
                    Request.Purpose.LIST,
                    "text/html",
                    "<html><head><base href='/de/jobs/'></head><body>"
                        + "<a href='stellen/zwei'>KI-Trainer</a></body></html>"));

    assertThat(((Harvest.Read) harvest).requests())
        .extracting(Request::url)
        .containsExactly(URI.create("https://karriere.example/de/jobs/stellen/zwei"));
  }

  @Test
  void withoutRobotsTheSitemapIsLookedForInItsUsualPlace() {
    var site = Pages.site("json_ld", Options.of("url_filter", "/stellen/"));
    Request robots =
        Request.get(URI.create("https://karriere.example/robots.txt"), Request.Purpose.ROBOTS);

    assertThat(new JsonLd().instead(site, new Fetched.Gone(robots, 404, java.time.Instant.EPOCH)))
        .extracting(Request::url)
        .containsExactly(URI.create("https://karriere.example/sitemap.xml"));
  }

  @Test
  void siteWithoutFilterOrWithABrokenOneDoesNotStart() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new JsonLd().start(Pages.site("json_ld", Options.NONE)))
        .withMessageContaining("url_filter");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new JsonLd().start(Pages.site("json_ld", Options.of("url_filter", "("))))
        .withMessageContaining("url_filter");
  }
}
