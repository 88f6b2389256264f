package stellwerk.indexer.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import stellwerk.crawler.site.RawField;
import stellwerk.crawler.site.RawPlace.Part;
import stellwerk.crawler.site.RawPosting;
import stellwerk.indexer.posting.Evidence;
import stellwerk.indexer.posting.Fact;
import stellwerk.indexer.posting.Place;

class PlaceReaderTest {
  private static final Gazetteer GAZETTEER = Gazetteer.load();
  private final PlaceReader reader = new PlaceReader(GAZETTEER);

  static Stream<Arguments> places() {
    return Cases.of("places.tsv", 2);
  }

  @ParameterizedTest
  @MethodSource("places")
  void wordsOfAPlaceFieldAreReadAsListed(String words, String expected) {
    RawPosting raw = Cases.raw("location", words);

    Places read = reader.read(raw, PlainText.of(raw));

    assertThat(read.known().stream().map(PlaceReaderTest::line).collect(Collectors.joining(" + ")))
        .isEqualTo(expected);
  }

  private static String line(Fact.Known<Place> known) {
    Place place = known.value();
    return Stream.of(place.city(), place.postalCode(), place.region(), place.country())
            .map(part -> Objects.requireNonNullElse(part, "-"))
            .collect(Collectors.joining(";"))
        + ";"
        + known.evidence().confidence();
  }

  static Stream<Arguments> queries() {
    return Cases.of("gazetteer.tsv", 2);
  }

  @ParameterizedTest
  @MethodSource("queries")
  void aSearchStartsWhereTheGazetteerSays(String query, String expected) {
    String found =
        GAZETTEER
            .find(query)
            .map(p ->
                String.format(
                    java.util.Locale.ROOT,
                    "%s;%s;%.1f;%.1f",
                    p.city(),
                    Objects.requireNonNullElse(p.country(), "-"),
                    p.latitude(),
                    p.longitude()))
            .orElse("-");

    assertThat(found).isEqualTo(expected);
  }

  @Test
  void aStructuredAddressKeepsItsPartsAndGainsItsPoint() {
    RawPosting raw =
        Cases.raw()
            .place(
                Map.of(
                    Part.CITY,
                    "Köln",
                    Part.POSTAL_CODE,
                    "50667",
                    Part.REGION,
                    "NRW",
                    Part.COUNTRY,
                    "Germany"),
                "json-ld jobLocation[0].address")
            .build();

    Places read = reader.read(raw, PlainText.of(raw));

    Fact.Known<Place> place = read.known().getFirst();
    assertThat(place.value().city()).isEqualTo("Köln");
    assertThat(place.value().region()).isEqualTo("DE-NW");
    assertThat(place.value().country()).isEqualTo("DE");
    assertThat(place.value().latitude()).isBetween(50.8, 51.1);
    assertThat(place.evidence().origin()).isEqualTo(Evidence.Origin.STRUCTURED);
    assertThat(place.evidence().at()).isEqualTo("json-ld jobLocation[0].address");
  }

  @Test
  void aTownThatCouldBeSeveralHasNoPoint() {
    RawPosting raw = Cases.raw("location", "Neustadt");

    Place place = reader.read(raw, PlainText.of(raw)).known().getFirst().value();

    assertThat(place.city()).isEqualTo("Neustadt");
    assertThat(place.latitude()).isNull();
  }

  @Test
  void coordinatesOfZeroAreNotStated() {
    RawPosting raw =
        Cases.raw()
            .place(
                Map.of(Part.CITY, "Bonn", Part.LATITUDE, "0", Part.LONGITUDE, "0"),
                "json-ld jobLocation")
            .build();

    assertThat(reader.read(raw, PlainText.of(raw)).known().getFirst().value().latitude())
        .isBetween(50.6, 50.8);
  }

  @Test
  void aLineOfTheTextNamesThePlaceWhereNoFieldDoes() {
    RawPosting raw = Cases.raw("text", "<p>Wir wachsen.</p><p>Einsatzort: 99084 Erfurt</p>");
    PostingText text = PlainText.of(raw);

    Fact.Known<Place> place = reader.read(raw, text).known().getFirst();

    assertThat(place.value().city()).isEqualTo("Erfurt");
    assertThat(place.evidence().quote()).isEqualTo("99084 Erfurt");
    assertThat(place.evidence().at()).isEqualTo("description 25-37");
  }

  @Test
  void aTownInTheTitleIsTheLastResort() {
    RawPosting raw = Cases.raw("title", "KI-Trainer (m/w/d) in Leipzig");

    assertThat(reader.read(raw, PlainText.of(raw)).known().getFirst().value().city())
        .isEqualTo("Leipzig");
  }

  @Test
  void noPlaceIsNoPlace() {
    RawPosting raw = Cases.raw().text(RawField.TITLE, "KI-Trainer", "css h1").build();

    assertThat(reader.read(raw, PlainText.of(raw)).known()).isEmpty();
  }

  @Test
  void aLookUpTakesMicroseconds() {
    long start = System.nanoTime();
    for (int i = 0; i < 20_000; i++) {
      assertThat(GAZETTEER.town("Nirgendwo an der Oder", null, null)).isEmpty();
    }

    assertThat(System.nanoTime() - start).isLessThan(5_000_000_000L);
  }
}
