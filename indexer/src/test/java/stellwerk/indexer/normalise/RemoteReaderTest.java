package stellwerk.indexer.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import stellwerk.crawler.site.RawField;
import stellwerk.crawler.site.RawPosting;
import stellwerk.indexer.posting.Eligibility;
import stellwerk.indexer.posting.Evidence;
import stellwerk.indexer.posting.Fact;
import stellwerk.indexer.posting.Remote;

class RemoteReaderTest {
  private static final PlaceReader PLACES = new PlaceReader(Gazetteer.load());

  static Stream<Arguments> remote() {
    return Cases.of("remote.tsv", 4);
  }

  @ParameterizedTest
  @MethodSource("remote")
  void modeAndConfidenceAreReadAsListed(
      String where, String words, String mode, String confidence) {
    RawPosting raw = Cases.raw(where, words);
    PostingText text = PlainText.of(raw);

    Fact<Remote> read = new RemoteReader().read(raw, text);

    assertThat(read.known().map(Remote::name).orElse("-")).isEqualTo(mode);
    assertThat(read.quoted().map(e -> e.confidence().name()).orElse("-")).isEqualTo(confidence);
    read.quoted().ifPresent(e -> Verbatim.check(e, text));
  }

  static Stream<Arguments> eligibility() {
    return Cases.of("eligibility.tsv", 4);
  }

  @ParameterizedTest
  @MethodSource("eligibility")
  void whoCanTakeTheJobIsReadAsListed(
      String where, String words, String germany, String countries) {
    RawPosting raw = Cases.raw(where, words);
    PostingText text = PlainText.of(raw);

    Fact<Eligibility> read =
        new EligibilityReader()
            .read(raw, text, PLACES.read(raw, text), new RemoteReader().read(raw, text));

    assertThat(read.known().map(e -> e.germany().name()).orElse("-")).isEqualTo(germany);
    assertThat(
            read.known()
                .map(e -> e.countries().stream().sorted().collect(Collectors.joining(",")))
                .orElse(""))
        .isEqualTo(Stream.of(countries.split(",", -1)).sorted().collect(Collectors.joining(",")));
    read.quoted().ifPresent(e -> Verbatim.check(e, text));
  }

  @Test
  void aTextThatSaysHybridCorrectsAFieldThatSaysRemote() {
    RawPosting raw =
        Cases.raw()
            .structured(RawField.REMOTE, "TELECOMMUTE", "json-ld jobLocationType")
            .text(
                RawField.DESCRIPTION,
                "<p>Hybrides Arbeitsmodell mit 2 Tagen Homeoffice</p>",
                "json-ld description")
            .build();

    Fact<Remote> read = new RemoteReader().read(raw, PlainText.of(raw));

    assertThat(read.known()).contains(Remote.HYBRID);
    assertThat(read.quoted().orElseThrow().confidence()).isEqualTo(Evidence.Confidence.MEDIUM);
  }

  @Test
  void anOfficeAbroadWithoutRemoteWorkIsNotForPeopleInGermany() {
    RawPosting raw = Cases.raw("location", "Paris, France");
    PostingText text = PlainText.of(raw);

    Fact<Eligibility> read =
        new EligibilityReader().read(raw, text, PLACES.read(raw, text), Fact.unstated());

    assertThat(read.quoted().orElseThrow().origin()).isEqualTo(Evidence.Origin.DERIVED);
  }
}
