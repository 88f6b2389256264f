package stellwerk.crawler.adapter.kind;

import static org.assertj.core.api.Assertions.assertThat;
import static stellwerk.crawler.site.RawField.*;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import stellwerk.crawler.adapter.Harvest;
import stellwerk.crawler.fetch.Fetched;
import stellwerk.crawler.site.Options;
import stellwerk.crawler.site.RawPosting;
import stellwerk.crawler.site.Site;

class OwnPageTest {
  private static final URI PAGE = URI.create("https://karriere.example/stellen/7");
  private static final Site SITE = Pages.site("rexx", Options.of("company", "Musterwerk"));

  private static RawPosting.Builder listed() {
    return RawPosting.at(SITE.id(), "7", PAGE);
  }

  private static RawPosting read(RawPosting listed, String html) {
    Fetched.Page page =
        Fetched.Page.saved(
            Pointer.to(PAGE, listed),
            "text/html; charset=utf-8",
            html.getBytes(StandardCharsets.UTF_8),
            Instant.EPOCH);
    Harvest harvest = OwnPage.read(SITE, page, "#text");
    assertThat(harvest).isInstanceOf(Harvest.Read.class);
    assertThat(((Harvest.Read) harvest).postings()).hasSize(1);
    return ((Harvest.Read) harvest).postings().getFirst();
  }

  private static String two(String one, String other) {
    return Pages.withScript(
        "[{\"@type\":\"JobPosting\",\"datePosted\":\"2026-11-01\","
            + one
            + "},{\"@type\":\"JobPosting\",\"datePosted\":\"2026-11-02\","
            + other
            + "}]");
  }

  @Test
  void ofSeveralPostingsOnThePageTheListedOneCounts() {
    assertThat(
            read(
                    listed().structured(TITLE, "KI-Trainer", "list").build(),
                    two("\"title\":\"Datenannotator\"", "\"title\":\"KI-Trainer\""))
                .first(DATE_POSTED)
                .orElseThrow()
                .text())
        .isEqualTo("2026-11-02");
    assertThat(
            read(
                    listed().build(),
                    two(
                        "\"title\":\"Datenannotator\",\"url\":\"/stellen/6\"",
                        "\"title\":\"KI-Trainer\",\"url\":\"/stellen/7\""))
                .first(TITLE)
                .orElseThrow()
                .text())
        .isEqualTo("KI-Trainer");
  }

  @Test
  void severalPostingsOfWhichNoneIsListedSayNothing() {
    RawPosting read =
        read(
            listed().structured(TITLE, "KI-Trainer", "list").build(),
            two("\"title\":\"Datenannotator\"", "\"title\":\"Labeler\""));

    assertThat(read.first(TITLE).orElseThrow().at()).isEqualTo("list");
    assertThat(read.all(DATE_POSTED)).isEmpty();
  }

  @Test
  void aPageWithoutDataSaysItsTitleInItsHeadingAndItsTextWhereItIsLookedFor() {
    RawPosting read =
        read(
            listed().build(),
            "<html><body><h1>Menü</h1><main><h1>KI-Trainer</h1><div id=text><p>Sie bewerten.</p></div></main></body></html>");

    assertThat(read.first(TITLE).orElseThrow().text()).isEqualTo("KI-Trainer");
    assertThat(read.first(TITLE).orElseThrow().at()).isEqualTo("css h1");
    assertThat(read.first(DESCRIPTION).orElseThrow().text()).isEqualTo("<p>Sie bewerten.</p>");
    assertThat(read.first(EMPLOYER).orElseThrow().text()).isEqualTo("Musterwerk");
  }
}
