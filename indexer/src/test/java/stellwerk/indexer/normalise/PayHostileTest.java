package stellwerk.indexer.normalise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stellwerk.crawler.site.RawPosting;
import stellwerk.crawler.site.SiteId;

/// A megabyte of anything is read in one go: the limit is generous for slow machines, a rule that
/// looks back over what it has read would need minutes.
class PayHostileTest {
  private static final int MEGABYTE = 1_000_000;
  private final PayReader reader = new PayReader();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1",
        "1 ",
        "1.",
        "1,1",
        "1.000.",
        "1'",
        " ",
        "\n",
        "(",
        "(typical",
        "(midpoint ",
        "€",
        "1€",
        "€1 ",
        "15 € ",
        "1-",
        "-",
        "1 bis ",
        "ab ",
        "brutto ",
        "Gehalt ",
        "Gehalt 15 € ",
        "TVöD ",
        "TVöD E 13 ",
        "E 13 ",
        "Mindestlohn ",
        "Bonus",
        "pro ",
        "Std.",
        "12 Std. ",
        "12 Std./Woche ",
        "a",
        "A",
        ".",
        "Ref. ",
        "IBAN ",
        "Ref1",
        "¤",
        "Bruttogehalt",
        "\\",
        "*",
        "Â",
        "12345 ",
        "1x",
        "12.12.",
        "+1 ",
        "Tel ",
        "$1k",
        "$1-",
        "zwischen 1 und ",
        "Junior 1000 € ",
        "US: $9 ",
        "Ausbildungsjahr: 900 € ",
        "1. Jahr: 900 € "
      })
  void aHostileMegabyteIsReadInOneGo(String piece) {
    String text = piece.repeat(MEGABYTE / piece.length() + 1);

    assertTimeoutPreemptively(Duration.ofSeconds(20), () -> assertThat(read(text)).isNotNull());
  }

  @Test
  void payBehindManyWordsIsStillFound() {
    String text = "Wir beschriften Bilder.\n".repeat(MEGABYTE / 24) + "Stundenlohn 16 €";

    assertThat(PayReaderTest.described(read(text))).isEqualTo("exact 16 EUR HOUR");
  }

  private Reading<stellwerk.indexer.posting.Pay> read(String text) {
    RawPosting raw =
        RawPosting.at(new SiteId("beispiel"), "1", URI.create("https://beispiel.invalid/1"))
            .build();
    return reader.read(
        raw,
        new PostingText("", text, List.of(), "de"),
        PayContext.of("DE", LocalDate.of(2026, 11, 22)));
  }
}
