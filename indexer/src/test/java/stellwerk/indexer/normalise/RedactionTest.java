package stellwerk.indexer.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import stellwerk.crawler.site.RawField;
import stellwerk.crawler.site.RawPosting;

class RedactionTest {
  static Stream<Arguments> texts() {
    return Cases.of("redaction.tsv", 2);
  }

  @ParameterizedTest
  @MethodSource("texts")
  void peopleAreTakenOutAndNothingElse(String words, String stored) {
    RawPosting raw = Cases.raw("text", words);

    RawPosting clean = Redaction.redact(raw);

    assertThat(clean.first(RawField.DESCRIPTION).orElseThrow().text()).isEqualTo(stored);
  }

  @Test
  void redactingTwiceIsRedactingOnce() {
    RawPosting once =
        Redaction.redact(
            Cases.raw("text", "Ihr Ansprechpartner: Max Mustermann, Tel. 030 1234567"));

    assertThat(Redaction.redact(once)).isEqualTo(once);
  }

  @Test
  void anAddressToApplyByMailIsTakenOut() {
    RawPosting raw =
        Cases.raw()
            .structured(RawField.APPLY_URL, "mailto:erika@firma.example", "json apply")
            .build();

    assertThat(Redaction.redact(raw).first(RawField.APPLY_URL)).isEmpty();
  }

  @Test
  void datesAndPlacesAreNotTouched() {
    RawPosting raw =
        Cases.raw()
            .structured(RawField.DATE_POSTED, "2026-11-22T00:00:00+01:00", "json")
            .text(RawField.LOCATION, "04109 Leipzig", "css")
            .build();

    assertThat(Redaction.redact(raw)).isEqualTo(raw);
  }
}
