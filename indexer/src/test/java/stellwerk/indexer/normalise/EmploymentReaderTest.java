package stellwerk.indexer.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import stellwerk.crawler.site.RawPosting;

class EmploymentReaderTest {
  static Stream<Arguments> employment() {
    return Cases.of("employment.tsv", 4);
  }

  @ParameterizedTest
  @MethodSource("employment")
  void workingTimeAndContractAreReadAsListed(
      String where, String words, String time, String contract) {
    RawPosting raw = Cases.raw(where, words);
    PostingText text = PlainText.of(raw);

    Employment read = new EmploymentReader().read(raw, text);

    assertThat(
            read.workingTime().stream().map(k -> k.value().name()).collect(Collectors.joining(",")))
        .isEqualTo(time);
    assertThat(read.contract().stream().map(k -> k.value().name()).collect(Collectors.joining(",")))
        .isEqualTo(contract);
    read.workingTime().forEach(k -> Verbatim.check(k.evidence(), text));
    read.contract().forEach(k -> Verbatim.check(k.evidence(), text));
  }
}
