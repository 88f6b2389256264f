package stellwerk.indexer.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import stellwerk.crawler.site.RawField;
import stellwerk.crawler.site.RawPosting;
import stellwerk.indexer.posting.Evidence;
import stellwerk.indexer.posting.Fact;
import stellwerk.indexer.posting.Flag;

class DateReaderTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

  static Stream<Arguments> dates() {
    return Cases.of("dates.tsv", 3);
  }

  @ParameterizedTest
  @MethodSource("dates")
  void aDateFieldIsReadAsListed(String words, String page, String expected) {
    LocalDate read = page.equals("-") ? null : LocalDate.parse(page);

    String found =
        DateWords.field(words, read)
            .map(day -> (day.computed() ? "~" : "") + day.date())
            .orElse("-");

    assertThat(found).isEqualTo(expected);
  }

  static Stream<Arguments> deadlines() {
    return Cases.of("deadlines.tsv", 3);
  }

  @ParameterizedTest
  @MethodSource("deadlines")
  void theLastDayToApplyIsReadFromTheText(String words, String posted, String expected) {
    RawPosting raw =
        Cases.raw()
            .structured(RawField.DATE_POSTED, posted, "json date")
            .text(RawField.DESCRIPTION, words, "css")
            .build();
    PostingText text = PlainText.of(raw);

    Dates dates = new DateReader().read(raw, text, TODAY, TODAY);

    assertThat(dates.validThrough().known().map(LocalDate::toString).orElse("-"))
        .isEqualTo(expected);
    dates.validThrough().quoted().ifPresent(e -> Verbatim.check(e, text));
  }

  @Test
  void aDateInTheFutureIsFlaggedAndNotBelieved() {
    RawPosting raw =
        Cases.raw().structured(RawField.DATE_POSTED, "2027-03-01", "json-ld datePosted").build();

    Dates dates = new DateReader().read(raw, PlainText.of(raw), TODAY, TODAY);

    assertThat(dates.posted()).isInstanceOf(Fact.Unreadable.class);
    assertThat(dates.flags()).containsExactly(Flag.DATE_IN_FUTURE);
  }

  @Test
  void aRelativeDateIsDerivedAndNeverSure() {
    RawPosting raw = Cases.raw().text(RawField.DATE_POSTED, "vor 2 Tagen", "css .datum").build();

    Evidence evidence =
        new DateReader().read(raw, PlainText.of(raw), TODAY, TODAY).posted().quoted().orElseThrow();

    assertThat(evidence.origin()).isEqualTo(Evidence.Origin.DERIVED);
    assertThat(evidence.confidence()).isEqualTo(Evidence.Confidence.MEDIUM);
    assertThat(evidence.quote()).isEqualTo("vor 2 Tagen");
  }

  @Test
  void anAmbiguousDateIsUnreadableAndNotUnstated() {
    RawPosting raw =
        Cases.raw().structured(RawField.DATE_POSTED, "11/05/2026", "json-ld datePosted").build();

    assertThat(new DateReader().read(raw, PlainText.of(raw), TODAY, TODAY).posted())
        .isInstanceOf(Fact.Unreadable.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"tr", "de", "ar", "th"})
  void theMachinesLanguageChangesNothing(String language) {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag(language));

      assertThat(DateWords.field("15. JULI 2026", null).map(DateWords.Day::date))
          .contains(LocalDate.of(2026, 7, 15));
      assertThat(DateWords.field("VOR 2 TAGEN", TODAY).map(DateWords.Day::date))
          .contains(LocalDate.of(2026, 11, 20));
      assertThat(PlaceNames.fold("ITZEHOE")).isEqualTo("itzehoe");
      assertThat(PlaceNames.country("INDIEN")).contains("IN");
      RawPosting raw = Cases.raw("type", "MINIJOB");
      assertThat(new EmploymentReader().read(raw, PlainText.of(raw)).workingTime()).hasSize(1);
    } finally {
      Locale.setDefault(before);
    }
  }
}
