package stellwerk.indexer.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import stellwerk.crawler.site.RawPosting;
import stellwerk.indexer.posting.Fact;
import stellwerk.indexer.posting.Range;
import stellwerk.indexer.posting.Start;
import stellwerk.indexer.posting.Terms;

class TermsReaderTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

  static Stream<Arguments> starts() {
    return Cases.of("start.tsv", 3);
  }

  @ParameterizedTest
  @MethodSource("starts")
  void theStartIsReadAsListed(String where, String words, String start) {
    Fact<Start> read = read(where, words).start();

    assertThat(read.known().map(TermsReaderTest::shown).orElse("")).isEqualTo(start);
  }

  static Stream<Arguments> durations() {
    return Cases.of("duration.tsv", 4);
  }

  @ParameterizedTest
  @MethodSource("durations")
  void durationAndEndAreReadAsListed(String where, String words, String months, String until) {
    Terms read = read(where, words);

    assertThat(span(read.durationMonths())).isEqualTo(months);
    assertThat(read.until().known().map(LocalDate::toString).orElse("")).isEqualTo(until);
  }

  static Stream<Arguments> hours() {
    return Cases.of("hours.tsv", 3);
  }

  @ParameterizedTest
  @MethodSource("hours")
  void weeklyHoursAreReadAsListed(String where, String words, String hours) {
    assertThat(span(read(where, words).weeklyHours())).isEqualTo(hours);
  }

  private static Terms read(String where, String words) {
    RawPosting raw = Cases.raw(where, words);
    PostingText text = PlainText.of(raw);
    Terms read = new TermsReader().read(Stretch.of(raw, text), TODAY);
    for (Fact<?> fact :
        List.of(read.start(), read.durationMonths(), read.until(), read.weeklyHours())) {
      fact.quoted().ifPresent(evidence -> Verbatim.check(evidence, text));
    }
    return read;
  }

  private static String shown(Start start) {
    return start.text()
        + (start.negotiable() && start.when() != Start.When.NEGOTIABLE ? " negotiable" : "")
        + (start.orEarlier() ? " or_earlier" : "");
  }

  private static String span(Fact<Range> fact) {
    return fact.known().map(range -> plain(range.min()) + "-" + plain(range.max())).orElse("");
  }

  private static String plain(@Nullable BigDecimal number) {
    return number == null ? "" : number.stripTrailingZeros().toPlainString();
  }
}
