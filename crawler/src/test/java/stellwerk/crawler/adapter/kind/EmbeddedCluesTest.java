package stellwerk.crawler.adapter.kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import stellwerk.crawler.fetch.Request.Purpose;
import stellwerk.crawler.site.EmbeddedRules;
import stellwerk.crawler.site.RawField;

class EmbeddedCluesTest {
  private static @Nullable EmbeddedRules clues(String script, String body) {
    return PageClues.in(
            Pages.page(
                Purpose.LIST,
                "text/html",
                "<html><body>" + script + body + "<p>Seite</p></body></html>"))
        .embedded();
  }

  private static String variable(String json) {
    return "<script>window.__STATE__ = " + json + ";</script>";
  }

  private static String records(String record) {
    return "[" + record.formatted(1) + "," + record.formatted(2) + "," + record.formatted(3) + "]";
  }

  @Test
  void recordsWithTitlesAndAddressesOfJobsAreFoundWithWhatTheyAllState() {
    EmbeddedRules rules =
        Objects.requireNonNull(
            clues(
                variable(
                    "{\"data\":{\"open\":"
                        + records(
                            "{\"id\":%1$d,\"name\":\"Stelle\",\"link\":\"/jobs/%1$d\",\"company\":{\"name\":\"Musterwerk\"},"
                                + "\"locations\":[{\"name\":\"Jena\"}],\"content\":\"<p>Text</p>\"}")
                        + "}}"),
                ""));

    assertThat(rules.script()).isEqualTo("window.__STATE__");
    assertThat(rules.list()).hasToString("data.open");
    assertThat(rules.url().written()).isEqualTo("link");
    assertThat(rules.fields().get(RawField.TITLE)).hasToString("name");
    assertThat(rules.fields().get(RawField.EMPLOYER)).hasToString("company.name");
    assertThat(rules.fields().get(RawField.LOCATION)).hasToString("locations.name");
    assertThat(rules.fields().get(RawField.DESCRIPTION)).hasToString("content");
  }

  @Test
  void anAddressIsMadeOfTheIdAsThePagesLinksAreOrThereIsNone() {
    String state =
        variable("{\"open\":" + records("{\"slug\":\"s-%1$d\",\"title\":\"KI (m/w/d)\"}") + "}");

    assertThat(Objects.requireNonNull(clues(state, "<a href='/x/s-1/'>KI</a>")).url().written())
        .isEqualTo("/x/{slug}/");
    assertThat(clues(state, "<a href='/x'>KI</a>")).isNull();
  }

  @Test
  void aMenuIsNoListOfJobs() {
    assertThat(
            clues(
                variable("{\"menu\":" + records("{\"title\":\"Seite\",\"url\":\"/s/%1$d\"}") + "}"),
                ""))
        .isNull();
  }

  @Test
  void aTreeMadeToCostIsLookedAtWithinBounds() {
    StringBuilder lists = new StringBuilder("{\"a\":[]");
    for (int number = 0; number < 9_000; number++) {
      lists
          .append(",\"")
          .append(number)
          .append(
              "\":[{\"id\":1,\"title\":\"KI (m/w/d)\"},{\"id\":2,\"title\":\"b\"},{\"id\":3,\"title\":\"c\"}]");
    }
    String links = "<a href='/nichts'>n</a>".repeat(10_000);

    assertTimeoutPreemptively(
        Duration.ofSeconds(20), () -> assertThat(clues(variable(lists + "}"), links)).isNull());
  }
}
