package stellwerk.crawler.adapter.kind;

import static org.assertj.core.api.Assertions.assertThat;
import static stellwerk.crawler.site.RawField.*;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import stellwerk.crawler.adapter.Harvest;
import stellwerk.crawler.adapter.Harvest.Skipped;
import stellwerk.crawler.fetch.Request;
import stellwerk.crawler.site.Options;
import stellwerk.crawler.site.RawField;
import stellwerk.crawler.site.RawPay;
import stellwerk.crawler.site.RawPosting;
import stellwerk.crawler.site.Words;

/// Malformations of JSON-LD seen in the wild that [JsonLdTest] has no case of its own for: what the
/// raw posting keeps of them. What they mean is read later, by the normaliser.
class JsonLdMalformationsTest {
  private static RawPosting job(String properties) {
    return Pages.only(script(properties));
  }

  private static String script(String properties) {
    return Pages.withScript(
        "{\"@type\":\"JobPosting\",\"title\":\"KI-Trainer\"," + properties + "}");
  }

  private static List<String> words(RawPosting posting, RawField field) {
    return posting.all(field).stream().map(Words::text).toList();
  }

  @Test
  void aGraphAndATopLevelArrayAreSearchedToTheirEnds() {
    String two =
        "{\"@type\":\"JobPosting\",\"title\":\"A\"},{\"@type\":\"WebSite\"},{\"@type\":\"JobPosting\",\"title\":\"B\"}";

    for (String block : List.of("[" + two + "]", "{\"@graph\":[" + two + "]}")) {
      assertThat(Pages.read(Pages.withScript(block)).postings())
          .flatExtracting(posting -> words(posting, TITLE))
          .containsExactly("A", "B");
    }
  }

  @Test
  void aMissingCurrencyStaysMissing() {
    assertThat(job("\"baseSalary\":{\"value\":{\"minValue\":15,\"unitText\":\"HOUR\"}}").pays())
        .singleElement()
        .satisfies(pay -> assertThat(pay.parts()).doesNotContainKey(RawPay.Part.CURRENCY));
  }

  @Test
  void aRangeTheWrongWayRoundIsKeptAsItIs() {
    assertThat(
            job("\"baseSalary\":{\"value\":{\"minValue\":70000,\"maxValue\":50000}}")
                .pays()
                .getFirst()
                .parts())
        .containsAllEntriesOf(Map.of(RawPay.Part.MIN, "70000", RawPay.Part.MAX, "50000"));
  }

  @Test
  void remoteWorkWithAnOfficeAddressKeepsBothAndInventsNoCountry() {
    RawPosting posting =
        job(
            "\"jobLocationType\":\"TELECOMMUTE\",\"jobLocation\":{\"@type\":\"Place\",\"address\":"
                + "{\"addressLocality\":\"Köln\"}}");

    assertThat(words(posting, REMOTE)).containsExactly("TELECOMMUTE");
    assertThat(posting.places()).hasSize(1);
    assertThat(posting.all(APPLICANT_LOCATION)).isEmpty();
  }

  @Test
  void datesArriveInTheirOwnWords() {
    RawPosting posting =
        job("\"datePosted\":\"04.07.2026\",\"validThrough\":\"2026-08-01T18:00:00\"");

    assertThat(words(posting, DATE_POSTED)).containsExactly("04.07.2026");
    assertThat(words(posting, VALID_THROUGH)).containsExactly("2026-08-01T18:00:00");
  }

  @Test
  void aDeadlineLongPastOrBeforeTheFirstDayIsKept() {
    RawPosting posting = job("\"datePosted\":\"2026-07-04\",\"validThrough\":\"2019-01-01\"");

    assertThat(words(posting, VALID_THROUGH)).containsExactly("2019-01-01");
    assertThat(job("\"datePosted\":\"2026-07-04\"").all(VALID_THROUGH)).isEmpty();
  }

  @Test
  void severalPostingsOfAListAreLinksAndNoPostings() {
    String list =
        Pages.withScript(
            "[{\"@type\":\"JobPosting\",\"title\":\"A\",\"url\":\"/stellen/1\"},"
                + "{\"@type\":\"JobPosting\",\"title\":\"B\",\"url\":\"/stellen/2\"}]");

    assertThat(
            new JsonLd()
                .read(
                    Pages.site("json_ld", Options.of("url_filter", "/stellen/")),
                    Pages.page(Request.Purpose.LIST, "text/html", list)))
        .isInstanceOfSatisfying(
            Harvest.Read.class,
            read -> {
              assertThat(read.postings()).isEmpty();
              assertThat(read.requests())
                  .extracting(Request::url)
                  .containsExactly(
                      URI.create("https://karriere.example/stellen/1"),
                      URI.create("https://karriere.example/stellen/2"));
            });
  }

  @Test
  void aBodyThatStandsOnlyInThePageIsTakenFromThere() {
    RawPosting posting =
        Pages.only(
            script("\"datePosted\":\"2026-11-01\"")
                + "<div class='job-description'>"
                + "<p>Du bewertest Antworten von Modellen.</p>".repeat(10)
                + "</div>");

    assertThat(posting.first(DESCRIPTION).orElseThrow().at()).startsWith("css ");
    assertThat(words(posting, DATE_POSTED)).containsExactly("2026-11-01");
  }

  @Test
  void aWallOfConsentIsNoDescription() {
    assertThat(
            job("\"description\":\"Wir nutzen Cookies. Bitte akzeptieren Sie alle Cookies.\"")
                .all(DESCRIPTION))
        .isEmpty();
  }

  @Test
  void aPageThatSaysItsJobIsClosedClosesItThoughItsDataIsStillThere() {
    Harvest.Read read =
        Pages.read(
            script("\"description\":\"Sie bewerten Antworten.\"")
                + "<p>Diese Stelle ist leider nicht mehr verfügbar.</p>");

    assertThat(read.postings()).isEmpty();
    assertThat(read.skipped()).extracting(Skipped::rule).containsExactly(JsonLd.CLOSED);
    assertThat(read.closed())
        .singleElement()
        .satisfies(sign -> assertThat(sign.quote()).contains("nicht mehr verfügbar"));
  }

  @Test
  void payInTheDescriptionStandsBesideThatOfTheData() {
    RawPosting posting =
        job(
            "\"baseSalary\":{\"currency\":\"EUR\",\"value\":{\"value\":12,\"unitText\":\"HOUR\"}},"
                + "\"description\":\"<p>Wir zahlen 16 € pro Stunde.</p>\"");

    assertThat(posting.pays()).hasSize(1);
    assertThat(words(posting, DESCRIPTION)).containsExactly("<p>Wir zahlen 16 € pro Stunde.</p>");
  }
}
