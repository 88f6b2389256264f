package stellwerk.indexer.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import stellwerk.crawler.site.RawPosting;
import stellwerk.indexer.posting.About;
import stellwerk.indexer.posting.CompanySize;
import stellwerk.indexer.posting.Fact;
import stellwerk.indexer.posting.Intermediary;

class AboutReaderTest {
  static Stream<Arguments> sizes() {
    return Cases.of("company-size.tsv", 4);
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void theSizeOfTheCompanyIsReadAsListed(String where, String words, String people, String band) {
    Fact<CompanySize> read = read(where, words).companySize();

    assertThat(read.known().map(AboutReaderTest::shown).orElse("")).isEqualTo(people);
    assertThat(read.known().map(CompanySize::band).orElse("")).isEqualTo(band);
  }

  static Stream<Arguments> sectors() {
    return Cases.of("sector.tsv", 3);
  }

  @ParameterizedTest
  @MethodSource("sectors")
  void theSectorIsReadAsListed(String where, String words, String sector) {
    assertThat(read(where, words).sector().known().orElse("")).isEqualTo(sector);
  }

  static Stream<Arguments> intermediaries() {
    return Cases.of("intermediary.tsv", 3);
  }

  @ParameterizedTest
  @MethodSource("intermediaries")
  void theIntermediaryIsReadAsListed(String where, String words, String intermediary) {
    assertThat(read(where, words).intermediary().known().map(Intermediary::name).orElse(""))
        .isEqualTo(intermediary);
  }

  private static About read(String where, String words) {
    RawPosting raw = Cases.raw(where, words);
    PostingText text = PlainText.of(raw);
    About read =
        new AboutReader()
            .read(raw, Stretch.of(raw, text), new EmploymentReader().read(raw, text).contract());
    for (Fact<?> fact : List.of(read.companySize(), read.sector(), read.intermediary())) {
      fact.quoted().ifPresent(evidence -> Verbatim.check(evidence, text));
    }
    return read;
  }

  private static String shown(CompanySize size) {
    return (size.min() == null ? "" : size.min()) + "-" + (size.max() == null ? "" : size.max());
  }
}
