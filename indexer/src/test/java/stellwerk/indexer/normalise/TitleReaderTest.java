package stellwerk.indexer.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import stellwerk.indexer.posting.Fact;

class TitleReaderTest {
  private static final TitleReader TITLES = new TitleReader(Vocabulary.shipped());

  @ParameterizedTest
  @CsvFileSource(resources = "/normalise/titles.tsv", delimiter = '\t', quoteCharacter = '\u0000')
  void titlesAreCleanedAsTheTableSays(String raw, String stripped, String key) {
    assertThat(TITLES.stripped(raw)).isEqualTo(stripped);
    assertThat(TITLES.key(raw)).isEqualTo(key);
  }

  @Test
  void theTitleThatIsShownKeepsItsGenderTagAndQuotesTheOriginal() {
    Fact<String> title = TITLES.read(text("  KI-Trainer*in   (m/w/d) – "));
    assertThat(title.known()).contains("KI-Trainer*in (m/w/d)");
    assertThat(title.quoted())
        .hasValueSatisfying(
            evidence -> assertThat(evidence.quote()).isEqualTo("  KI-Trainer*in   (m/w/d) – "));
  }

  @Test
  void anEmptyTitleIsUnstatedAndOneWithoutWordsUnreadable() {
    assertThat(TITLES.read(text(" "))).isInstanceOf(Fact.Unstated.class);
    assertThat(TITLES.read(text("–"))).isInstanceOf(Fact.Unreadable.class);
  }

  @Test
  void aTitleIsNeverEatenWhole() {
    for (String title : List.of("Remote", "Berlin", "Teilzeit", "Contract")) {
      assertThat(TITLES.stripped(title)).isEqualTo(title);
    }
  }

  @Test
  void hostileTitlesAreReadInGoodTime() {
    for (String piece : List.of("(m w ", " ", "Ref ", "1", "€1", "e:", "(", "- ")) {
      String title = piece.repeat(1_000_000 / piece.length());
      Assertions.assertTimeout(
          Duration.ofSeconds(5), () -> TITLES.key(title), "repeated: " + piece);
    }
  }

  private static PostingText text(String title) {
    return new PostingText(title, "", List.of(), "de");
  }
}
