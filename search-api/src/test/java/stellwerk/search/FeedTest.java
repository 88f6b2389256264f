package stellwerk.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.SyndFeedInput;
import java.io.IOException;
import java.io.StringReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stellwerk.search.house.House;

class FeedTest {
  private final House house = new House();

  @AfterEach
  void leave() {
    house.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"rss", "atom", "json"})
  void feedsAreWrittenAsAgreed(String ending) throws IOException {
    house.add("j_0001");

    Golden.check("feed." + ending, house.get("/v1/feeds/ki-trainer." + ending).body());
  }

  @ParameterizedTest
  @ValueSource(strings = {"rss", "atom"})
  void anIndependentReaderUnderstandsThem(String ending) throws FeedException {
    house.add("j_0001");
    house.add("j_0002", draft -> draft.title("<b>A & B</b> \u0001]]> \ud83e\udd16"));

    SyndFeed feed =
        new SyndFeedInput()
            .build(new StringReader(house.get("/v1/feeds/ki-trainer." + ending).body()));

    assertThat(feed.getTitle()).isEqualTo("Aktuelle Jobs als KI-Trainer");
    assertThat(feed.getEntries()).hasSize(2);
    SyndEntry entry = feed.getEntries().getFirst();
    assertThat(entry.getTitle())
        .isEqualTo(
            "KI-Trainer (m/w/d) – Fachbereich Medizin, Beispielklinik Digital GmbH, Berlin oder Homeoffice");
    assertThat(entry.getLink()).isEqualTo("https://jobs.example/stelle/4711");
    assertThat(entry.getUri()).endsWith("j_0001");
    assertThat(entry.getPublishedDate().toInstant().toString()).isEqualTo("2026-11-22T05:02:40Z");
    assertThat(feed.getEntries().getLast().getTitle()).startsWith("<b>A & B</b> ]]> \ud83e\udd16");
  }

  @Test
  void feedsNarrowLikeSearches() {
    house.add("j_0001");

    assertThat(house.get("/v1/feeds/ki-trainer.json?region=DE-BY").body()).contains("\"items\":[]");
    assertThat(house.get("/v1/feeds/ki-trainer.json?days=0").statusCode()).isEqualTo(400);
    assertThat(house.get("/v1/feeds/koch.rss").statusCode()).isEqualTo(404);
    assertThat(house.get("/v1/feeds/ki-trainer.pdf").statusCode()).isEqualTo(404);
  }

  @Test
  void anUnchangedFeedIsNotSentAgain() {
    String tag = house.get("/v1/feeds/ki-trainer.rss").headers().firstValue("ETag").orElseThrow();

    assertThat(house.get("/v1/feeds/ki-trainer.rss", "If-None-Match", tag).statusCode())
        .isEqualTo(304);
  }
}
