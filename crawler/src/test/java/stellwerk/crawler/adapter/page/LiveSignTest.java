package stellwerk.crawler.adapter.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import stellwerk.crawler.fetch.Fetched;
import stellwerk.crawler.fetch.Request;

class LiveSignTest {
  private static final URI ASKED = URI.create("https://jobs.example/stelle/4711");

  private static LiveSign sign(URI landed, String type, String body) {
    return LiveSign.of(
        new Fetched.Page(
            Request.get(ASKED, Request.Purpose.DETAIL),
            landed,
            200,
            Map.of("content-type", List.of(type)),
            body.getBytes(UTF_8),
            body.length(),
            Duration.ofMillis(80),
            Instant.parse("2026-11-22T12:00:00Z")));
  }

  private static LiveSign sign(URI landed, String main) {
    return sign(
        landed,
        "text/html; charset=utf-8",
        "<!DOCTYPE html><html><head><title>Karriere</title></head><body><main>"
            + main
            + "</main><p>"
            + "Wir freuen uns auf Ihre Bewerbung. ".repeat(20)
            + "</p></body></html>");
  }

  @Test
  void aPageOnWhichNothingSaysOtherwiseIsOpen() {
    assertThat(sign(ASKED, "<h1>KI-Trainer (m/w/d)</h1><p>Sie bewerten Antworten.</p>"))
        .isEqualTo(new LiveSign.Open());
  }

  @Test
  void aPageThatSaysItIsClosedIsClosedWithItsWords() {
    assertThat(
            sign(ASKED, "<h1>KI-Trainer</h1><p>Diese Stellenanzeige ist nicht mehr verfügbar.</p>"))
        .isInstanceOfSatisfying(
            LiveSign.Closed.class,
            closed -> assertThat(closed.quote()).contains("nicht mehr verfügbar"));
  }

  @Test
  void whoLandsOnTheListOrAtTheFrontDoorFindsTheJobNoMore() {
    String list = "<h1>Alle Stellen</h1><ul><li>Bäcker</li></ul>";
    assertThat(sign(URI.create("https://jobs.example/stelle"), list))
        .isEqualTo(new LiveSign.Closed("it leads to https://jobs.example/stelle"));
    assertThat(sign(URI.create("https://jobs.example/"), list)).isInstanceOf(LiveSign.Closed.class);
    assertThat(sign(URI.create("https://jobs.example/stelle/4711-ki-trainer"), list))
        .isEqualTo(new LiveSign.Open());
    assertThat(sign(URI.create("https://www.elsewhere.example/"), list))
        .isEqualTo(new LiveSign.Open());
  }

  @Test
  void aWallOrAnotherKindOfAnswerSaysNothing() {
    assertThat(sign(ASKED, "application/json", "{}")).isInstanceOf(LiveSign.Unclear.class);
    assertThat(
            sign(
                ASKED,
                "text/html",
                "<html><head><title>Just a moment...</title></head><body>Checking your browser</body></html>"))
        .isInstanceOf(LiveSign.Unclear.class);
  }
}
