package stellwerk.indexer.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import stellwerk.crawler.site.RawField;
import stellwerk.crawler.site.RawPay.Part;
import stellwerk.crawler.site.RawPosting;
import stellwerk.crawler.site.SiteId;
import stellwerk.indexer.posting.Evidence;
import stellwerk.indexer.posting.Evidence.Confidence;
import stellwerk.indexer.posting.Evidence.Origin;
import stellwerk.indexer.posting.Fact;
import stellwerk.indexer.posting.Flag;
import stellwerk.indexer.posting.Pay;

class PayReaderTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
  private final PayReader reader = new PayReader();

  @ParameterizedTest(name = "{0}")
  @MethodSource("table")
  void readsWhatTheTableSays(String text, String country, String expected, String more) {
    Reading<Pay> reading = read(bare(), "", text, PayContext.of(country, TODAY));

    assertThat(described(reading)).isEqualTo(expected);
    for (String wanted : more.split(" ", -1)) {
      assertThat(has(reading, wanted)).as(wanted + " of " + reading).isTrue();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("table")
  void theQuoteStandsAtItsPlace(String text, String country, String expected, String more) {
    Reading<Pay> reading = read(bare(), "", text, PayContext.of(country, TODAY));

    reading
        .fact()
        .quoted()
        .filter(evidence -> evidence.at().startsWith("description "))
        .ifPresent(evidence -> {
          String[] place = evidence.at().substring(12).split("-", -1);
          assertThat(text.substring(Integer.parseInt(place[0]), Integer.parseInt(place[1])))
              .isEqualTo(evidence.quote());
        });
  }

  @Test
  void unstatedPayIsSaidToBeUnstated() {
    Reading<Pay> reading = read(bare(), "KI-Trainer", "Wir freuen uns auf dich.", germany());

    assertThat(reading.fact()).isEqualTo(Fact.unstated());
    assertThat(reading.flags()).isEmpty();
  }

  @Test
  void implausiblePayShowsItsWordsButNoValue() {
    Reading<Pay> reading = read(bare(), "", "Gehalt: 60.000 € pro Monat", germany());

    assertThat(reading.fact()).isInstanceOf(Fact.Unreadable.class);
    assertThat(reading.fact().quoted().map(Evidence::quote)).contains("Gehalt: 60.000 € pro Monat");
    assertThat(reading.flags()).contains(Flag.IMPLAUSIBLE);
  }

  @Test
  void structuredPayIsSure() {
    RawPosting raw =
        structured(
            Map.of(Part.MIN, "3000", Part.MAX, "3500", Part.CURRENCY, "EUR", Part.UNIT, "MONTH"));

    Reading<Pay> reading = read(raw, "", "Wir freuen uns auf dich.", germany());

    assertThat(described(reading)).isEqualTo("range 3000 3500 EUR MONTH");
    assertThat(reading.fact().quoted())
        .contains(
            new Evidence(
                "3000 3500 EUR MONTH", Origin.STRUCTURED, Confidence.HIGH, "json-ld baseSalary"));
  }

  @Test
  void wordsFillWhatTheFieldLeavesOut() {
    RawPosting raw = structured(Map.of(Part.VALUE, "3200.00", Part.CURRENCY, "€"));

    Reading<Pay> reading =
        read(raw, "", "Gehalt: 3.200 € brutto im Monat bei 38 Std./Woche, 13 Gehälter", germany());

    Pay pay = reading.fact().known().orElseThrow();
    assertThat(pay.unit()).isEqualTo(Pay.Unit.MONTH);
    assertThat(pay.unitBasis()).isEqualTo(Pay.UnitBasis.STATED);
    assertThat(pay.gross()).isTrue();
    assertThat(pay.salariesPerYear()).isEqualByComparingTo("13");
    assertThat(pay.weeklyHours()).isEqualTo(hours("38"));
    Pay.Annual annual = Objects.requireNonNull(pay.annual());
    assertThat(annual.min()).isEqualByComparingTo("41600");
  }

  @Test
  void aFieldThatTheWordsContradictIsKeptButLessSure() {
    RawPosting raw =
        structured(Map.of(Part.VALUE, "45000", Part.CURRENCY, "EUR", Part.UNIT, "YEAR"));

    Reading<Pay> reading = read(raw, "", "Gehalt: 60.000 € im Jahr", germany());

    assertThat(described(reading)).isEqualTo("exact 45000 EUR YEAR");
    assertThat(reading.flags()).contains(Flag.FIELD_TEXT_MISMATCH);
    assertThat(reading.fact().quoted().map(Evidence::confidence)).contains(Confidence.MEDIUM);
  }

  @Test
  void aFieldAndWordsInTwoCurrenciesAreNotBothRight() {
    RawPosting raw =
        structured(Map.of(Part.VALUE, "60000", Part.CURRENCY, "USD", Part.UNIT, "YEAR"));

    Reading<Pay> reading = read(raw, "", "Gehalt: 60.000 € im Jahr", germany());

    assertThat(described(reading)).isEqualTo("exact 60000 USD YEAR");
    assertThat(reading.flags()).contains(Flag.CURRENCY_CONFLICT, Flag.FIELD_TEXT_MISMATCH);
    assertThat(reading.fact().quoted().map(Evidence::confidence)).contains(Confidence.MEDIUM);
  }

  @Test
  void wordsInTheSameCurrencyOrInNoneContradictNoField() {
    RawPosting euros =
        structured(Map.of(Part.VALUE, "60000", Part.CURRENCY, "EUR", Part.UNIT, "YEAR"));
    RawPosting bare = structured(Map.of(Part.VALUE, "60000", Part.UNIT, "YEAR"));

    assertThat(read(euros, "", "Gehalt: 60.000 € im Jahr", germany()).flags())
        .doesNotContain(Flag.CURRENCY_CONFLICT);
    assertThat(read(bare, "", "Gehalt: CHF 60'000 im Jahr", germany()).flags())
        .doesNotContain(Flag.CURRENCY_CONFLICT);
    assertThat(read(euros, "", "ein attraktives Gehalt", germany()).flags())
        .doesNotContain(Flag.CURRENCY_CONFLICT);
  }

  @Test
  void theSitesOwnGuessGivesWayToTheWords() {
    RawPosting raw =
        structured(
            Map.of(
                Part.MIN,
                "40000",
                Part.MAX,
                "60000",
                Part.CURRENCY,
                "EUR",
                Part.UNIT,
                "YEAR",
                Part.ESTIMATED,
                "true"));

    assertThat(described(read(raw, "", "20 € pro Stunde", germany())))
        .isEqualTo("exact 20 EUR HOUR");
    Reading<Pay> alone = read(raw, "", "", germany());
    assertThat(alone.fact().known().map(Pay::basis)).contains(Pay.Basis.ESTIMATED);
    assertThat(alone.fact().quoted().map(Evidence::confidence)).contains(Confidence.LOW);
  }

  @Test
  void fieldsAreReadInTheirManySpellings() {
    assertThat(field("3.500,00", "EUR", "Monat")).isEqualTo("exact 3500 EUR MONTH");
    assertThat(field("60.000", "EUR", "per-year-salary")).isEqualTo("exact 60000 EUR YEAR");
    assertThat(field("15.5", "EUR", "HUR")).isEqualTo("exact 15.5 EUR HOUR");
    assertThat(field("45.000 € - 55.000 €", "EUR", "YEAR")).isEqualTo("range 45000 55000 EUR YEAR");
    assertThat(field("15", "EUR", "Every other Friday")).isEqualTo("exact 15 EUR HOUR");
    assertThat(field("0", "EUR", "HOUR")).isEqualTo("none");
    assertThat(field("15", "EUR", "JAHRESGEHALT")).isEqualTo("none");
    assertThat(field("nach Vereinbarung", "EUR", "MONTH")).isEqualTo("none");
    assertThat(field("60000.0000", "EUR", "YEAR")).isEqualTo("exact 60000 EUR YEAR");
  }

  @Test
  void wordsForPayNeedNoCue() {
    RawPosting raw = bareBuilder().text(RawField.PAY, "bis 20 €", "css .lohn").build();

    Reading<Pay> reading = read(raw, "", "", germany());

    assertThat(described(reading)).isEqualTo("upto 20 EUR HOUR");
    assertThat(reading.fact().quoted().map(Evidence::at)).contains("css .lohn");
  }

  @Test
  void theTitleIsReadBeforeTheDescription() {
    Reading<Pay> reading = read(bare(), "KI-Trainer – 25 €/h", "Stundenlohn 22 €", germany());

    assertThat(described(reading)).isEqualTo("exact 25 EUR HOUR");
    assertThat(reading.fact().quoted().map(Evidence::at)).contains("title");
  }

  @Test
  void thePassageAboutTheOfferCountsMost() {
    String description = "Kollegen verdienen 18 € pro Stunde.\nWir bieten 21 € pro Stunde.";
    int offer = description.indexOf("Wir");
    PostingText text =
        new PostingText(
            "",
            description,
            List.of(
                new PostingText.Passage(PostingText.Kind.EMPLOYER, "", 0, offer),
                new PostingText.Passage(PostingText.Kind.OFFER, "", offer, description.length())),
            "de");

    Reading<Pay> reading = reader.read(bare(), text, germany());

    assertThat(described(reading)).isEqualTo("exact 21 EUR HOUR");
  }

  @Test
  void aPayScaleGivesItsAmountsAsDerived() {
    Reading<Pay> reading = read(bare(), "", "Vergütung nach TV-L E 13", germany());

    Pay pay = reading.fact().known().orElseThrow();
    assertThat(pay.tariff()).isEqualTo("TV-L E 13");
    assertThat(pay.basis()).isEqualTo(Pay.Basis.TARIFF);
    assertThat(pay.min()).isEqualByComparingTo("4759.37");
    assertThat(pay.max()).isEqualByComparingTo("6764.69");
    Pay.Annual annual = Objects.requireNonNull(pay.annual());
    assertThat(annual.estimate()).isTrue();
    assertThat(reading.fact().quoted().map(Evidence::origin)).contains(Origin.DERIVED);
  }

  @Test
  void aPayScaleThatEndedGivesNoAmounts() {
    Reading<Pay> ended = read(bare(), "", "Vergütung nach TV-H E 13", germany());
    Reading<Pay> later =
        read(bare(), "", "Vergütung nach TVöD E 13", PayContext.of("DE", LocalDate.of(2027, 6, 1)));

    assertThat(ended.fact().known().map(Pay::max)).isEmpty();
    assertThat(ended.flags()).contains(Flag.TARIFF_STALE);
    assertThat(later.fact().known().orElseThrow().max()).isNull();
    assertThat(later.flags()).contains(Flag.TARIFF_STALE);
  }

  @Test
  void theMinimumWageIsThatOfTheDay() {
    String words = "Bezahlung nach gesetzlichem Mindestlohn";

    assertThat(read(bare(), "", words, germany()).fact().known().orElseThrow().min())
        .isEqualByComparingTo("13.90");
    assertThat(
            read(bare(), "", words, PayContext.of("DE", LocalDate.of(2027, 1, 1)))
                .fact()
                .known()
                .orElseThrow()
                .min())
        .isEqualByComparingTo("14.60");
  }

  @Test
  void otherOffersAreKeptBesideTheChosenOne() {
    Reading<Pay> reading =
        read(bare(), "", "Teilzeit: 1.500 € im Monat, Vollzeit: 3.000 € im Monat", germany());

    assertThat(reading.fact().known().orElseThrow().alternatives())
        .extracting(Pay::max)
        .usingElementComparator(BigDecimal::compareTo)
        .containsExactly(new BigDecimal("1500"));
  }

  private String field(String value, String currency, String unit) {
    RawPosting raw =
        structured(Map.of(Part.VALUE, value, Part.CURRENCY, currency, Part.UNIT, unit));
    return described(read(raw, "", "", germany()));
  }

  private Reading<Pay> read(RawPosting raw, String title, String description, PayContext context) {
    return reader.read(raw, new PostingText(title, description, List.of(), "de"), context);
  }

  private static PayContext germany() {
    return PayContext.of("DE", TODAY);
  }

  private static RawPosting structured(Map<Part, @Nullable String> parts) {
    return bareBuilder().pay(parts, "json-ld baseSalary").build();
  }

  private static RawPosting bare() {
    return bareBuilder().build();
  }

  private static RawPosting.Builder bareBuilder() {
    return RawPosting.at(new SiteId("beispiel"), "1", URI.create("https://beispiel.invalid/1"));
  }

  private static Pay.Hours hours(String hours) {
    return new Pay.Hours(new BigDecimal(hours), new BigDecimal(hours));
  }

  private static boolean has(Reading<Pay> reading, String wanted) {
    Pay pay = reading.fact().known().orElse(null);
    String value = wanted.substring(wanted.indexOf('=') + 1);
    return switch (wanted.replaceFirst("=.*", "")) {
      case "" -> true;
      case "flag" -> reading.flags().contains(Flag.valueOf(value));
      case "gross" -> pay != null && Boolean.TRUE.equals(pay.gross());
      case "net" -> pay != null && Boolean.FALSE.equals(pay.gross());
      case "inferred" -> pay != null && pay.unitBasis() == Pay.UnitBasis.INFERRED;
      case "approx" -> pay != null && pay.approximate();
      case "negotiable" -> pay != null && pay.negotiable();
      case "hours" -> pay != null && hours(value).equals(pay.weeklyHours());
      case "salaries" -> pay != null && value.equals(plain(pay.salariesPerYear()));
      case "tariff" -> pay != null && value.replace('_', ' ').equals(pay.tariff());
      case "detail" -> pay != null && value.equals(pay.unitDetail());
      default -> throw new IllegalArgumentException("no such check: " + wanted);
    };
  }

  static String described(Reading<Pay> reading) {
    Pay pay = reading.fact().known().orElse(null);
    if (pay == null) {
      return "none";
    }
    if (pay.basis() == Pay.Basis.TARIFF) {
      return "tariff " + pay.tariff();
    }
    BigDecimal min = pay.min();
    BigDecimal max = pay.max();
    String amounts;
    if (min == null) {
      amounts = "upto " + plain(max);
    } else if (max == null) {
      amounts = "from " + plain(min);
    } else {
      amounts =
          min.compareTo(max) == 0
              ? "exact " + plain(min)
              : "range " + plain(min) + " " + plain(max);
    }
    return amounts + " " + pay.currency() + " " + pay.unit();
  }

  private static String plain(@Nullable BigDecimal amount) {
    return amount == null ? "" : amount.stripTrailingZeros().toPlainString();
  }

  static Stream<Object[]> table() throws IOException {
    List<Object[]> rows = new ArrayList<>();
    try (InputStream file = PayReaderTest.class.getResourceAsStream("/normalise/pay.tsv")) {
      String all = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      for (String line : all.split("\n", -1)) {
        String[] cells = line.split("\t", -1);
        if (cells.length == 4 && !line.startsWith("#") && !cells[0].equals("text")) {
          rows.add(new Object[] {cells[0].replace("\\n", "\n"), cells[1], cells[2], cells[3]});
        }
      }
    }
    return rows.stream();
  }
}
