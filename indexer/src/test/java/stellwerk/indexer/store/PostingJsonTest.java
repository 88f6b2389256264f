package stellwerk.indexer.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import stellwerk.crawler.site.RawField;
import stellwerk.crawler.site.RawPay;
import stellwerk.crawler.site.RawPlace;
import stellwerk.crawler.site.RawPosting;
import stellwerk.crawler.site.SiteId;
import stellwerk.indexer.PlainReader;
import stellwerk.indexer.lifecycle.ChangeEvent;
import stellwerk.indexer.posting.About;
import stellwerk.indexer.posting.CompanySize;
import stellwerk.indexer.posting.Condition;
import stellwerk.indexer.posting.Contract;
import stellwerk.indexer.posting.Eligibility;
import stellwerk.indexer.posting.Employer;
import stellwerk.indexer.posting.Evidence;
import stellwerk.indexer.posting.Fact;
import stellwerk.indexer.posting.Flag;
import stellwerk.indexer.posting.Intermediary;
import stellwerk.indexer.posting.Lifespan;
import stellwerk.indexer.posting.Membership;
import stellwerk.indexer.posting.Pay;
import stellwerk.indexer.posting.Place;
import stellwerk.indexer.posting.Posting;
import stellwerk.indexer.posting.PostingId;
import stellwerk.indexer.posting.Range;
import stellwerk.indexer.posting.Remote;
import stellwerk.indexer.posting.Requirement;
import stellwerk.indexer.posting.Start;
import stellwerk.indexer.posting.Terms;
import stellwerk.indexer.posting.VacancyId;
import stellwerk.indexer.posting.WorkingTime;

class PostingJsonTest {
  private final PostingJson json = new PostingJson();

  @RepeatedTest(200)
  void everyPostingComesBackAsItWas(RepetitionInfo round) {
    Posting posting = new Dice(round.getCurrentRepetition()).posting();

    Posting back = json.posting(json.write(posting));

    assertThat(back).isEqualTo(posting);
  }

  @RepeatedTest(50)
  void everyRawPostingComesBackWithTheSameDigest(RepetitionInfo round) {
    RawPosting raw = new Dice(round.getCurrentRepetition()).raw();

    RawPosting back = json.raw(json.write(raw));

    assertThat(back).isEqualTo(raw);
    assertThat(json.digest(back)).isEqualTo(json.digest(raw)).hasSize(64);
  }

  @Test
  void theDigestDoesNotDependOnTheOrderOfMaps() {
    RawPosting one =
        PlainReader.raw("a", "1")
            .text(RawField.TITLE, "T", "t")
            .text(RawField.EMPLOYER, "E", "e")
            .place(Map.of(RawPlace.Part.CITY, "Ulm", RawPlace.Part.COUNTRY, "DE"), "p")
            .build();
    RawPosting other =
        PlainReader.raw("a", "1")
            .text(RawField.EMPLOYER, "E", "e")
            .text(RawField.TITLE, "T", "t")
            .place(Map.of(RawPlace.Part.COUNTRY, "DE", RawPlace.Part.CITY, "Ulm"), "p")
            .build();

    assertThat(json.digest(one)).isEqualTo(json.digest(other));
    assertThat(json.write(one)).contains("{\"CITY\":\"Ulm\",\"COUNTRY\":\"DE\"}");
  }

  @Test
  void everyChangeEventComesBackAsItWas() {
    List<ChangeEvent> events =
        List.of(
            new ChangeEvent.Opened(),
            new ChangeEvent.Changed(
                Map.of("pay", new ChangeEvent.Difference(null, "20–25 EUR/HOUR"))),
            new ChangeEvent.Closed(Lifespan.ClosedReason.NOT_LISTED),
            new ChangeEvent.Reopened(),
            new ChangeEvent.Touched("its site's rights changed"),
            new ChangeEvent.Purged());

    assertThat(events).allSatisfy(it -> assertThat(json.event(json.write(it))).isEqualTo(it));
  }

  @Test
  void whatIsNotStatedTakesLittleRoom() {
    Posting posting =
        new PlainReader()
            .read(
                PlainReader.raw("a", "1", "KI-Trainer (m/w/d)"),
                new PostingId("j_1234567890123456"),
                new VacancyId("v_1234567890123456"),
                new Lifespan(Instant.EPOCH, Instant.EPOCH, Instant.EPOCH, null, null, 0),
                LocalDate.EPOCH);

    assertThat(json.write(posting)).doesNotContain("null").hasSizeLessThan(1_200);
  }

  /// Throws postings with every kind of fact, known, unreadable and unstated.
  private static final class Dice {
    private final Random random;

    Dice(long seed) {
      random = new Random(seed);
    }

    Posting posting() {
      boolean open = random.nextBoolean();
      return new Posting(
          new PostingId("j_" + word()),
          new SiteId("site-" + random.nextInt(9)),
          word(),
          URI.create("https://jobs.example/a?b=%C3%A4&c=" + random.nextInt()),
          new VacancyId("v_" + word()),
          fact(this::word),
          fact(() -> new Employer(word(), maybe(this::word))),
          facts(this::place),
          fact(() -> any(Remote.values())),
          fact(() -> new Eligibility(any(Eligibility.Answer.values()), Set.of("DE", "EU"))),
          facts(() -> any(WorkingTime.values())),
          facts(() -> any(Contract.values())),
          fact(() -> pay(1)),
          facts(this::word),
          facts(this::word),
          facts(this::word),
          facts(this::requirement),
          facts(() -> new Condition(word(), word(), maybe(random::nextBoolean))),
          new Terms(fact(this::start), fact(this::range), fact(this::date), fact(this::range)),
          new About(
              fact(
                  () -> new CompanySize(random.nextInt(99), maybe(() -> 100 + random.nextInt(99)))),
              fact(this::word),
              fact(() -> any(Intermediary.values()))),
          fact(() -> any(Locale.GERMAN, Locale.ENGLISH, Locale.forLanguageTag("pt-BR"))),
          fact(this::date),
          fact(this::date),
          fact(() -> word() + "\n• " + word() + " \"„“\u2028\ud83d\ude00"),
          fact(() -> new Membership("ki-trainer", word())),
          random.nextBoolean() ? Set.of() : EnumSet.of(any(Flag.values()), any(Flag.values())),
          new Lifespan(
              instant(),
              instant(),
              instant(),
              open ? null : instant(),
              open ? null : any(Lifespan.ClosedReason.values()),
              random.nextInt(5)));
    }

    RawPosting raw() {
      var builder = PlainReader.raw("site-1", "key-" + random.nextInt(1000));
      for (RawField field : RawField.values()) {
        for (int i = random.nextInt(3); i > 0; i--) {
          builder.structured(field, word(), "json " + word());
          builder.text(field, "<p>" + word() + " &amp; </p>", "css ." + word());
        }
      }
      Map<RawPlace.Part, @Nullable String> place = new EnumMap<>(RawPlace.Part.class);
      place.put(any(RawPlace.Part.values()), word());
      Map<RawPay.Part, @Nullable String> pay = new EnumMap<>(RawPay.Part.class);
      pay.put(RawPay.Part.MIN, "12,5");
      pay.put(any(RawPay.Part.values()), word());
      return builder.place(place, "json place").pay(pay, "json pay").build();
    }

    private <T> Fact<T> fact(Supplier<T> value) {
      return switch (random.nextInt(4)) {
        case 0 -> Fact.unstated();
        case 1 -> Fact.unreadable(evidence());
        default -> Fact.known(value.get(), evidence());
      };
    }

    private <T> List<Fact.Known<T>> facts(Supplier<T> value) {
      List<Fact.Known<T>> facts = new ArrayList<>();
      for (int i = random.nextInt(4); i > 0; i--) {
        facts.add(new Fact.Known<>(value.get(), evidence()));
      }
      return facts;
    }

    private Evidence evidence() {
      return new Evidence(
          word(), any(Evidence.Origin.values()), any(Evidence.Confidence.values()), word());
    }

    private Place place() {
      return new Place(
          word(),
          maybe(this::word),
          maybe(this::word),
          maybe(() -> "DE"),
          maybe(random::nextDouble),
          maybe(random::nextDouble));
    }

    private Pay pay(int depth) {
      BigDecimal min = amount();
      return new Pay(
          min,
          maybe(() -> min.add(amount())),
          "EUR",
          maybe(() -> any(Pay.Unit.values())),
          any(Pay.UnitBasis.values()),
          maybe(this::word),
          maybe(random::nextBoolean),
          maybe(() -> new Pay.Hours(new BigDecimal("19.5"), new BigDecimal("40"))),
          maybe(() -> new BigDecimal("13.50")),
          maybe(this::word),
          any(Pay.Basis.values()),
          random.nextBoolean(),
          random.nextBoolean(),
          maybe(() -> new Pay.Annual(maybe(this::amount), maybe(this::amount), "AS_STATED", false)),
          List.of(word()),
          depth == 0 ? List.of() : List.of(pay(depth - 1)));
    }

    private Requirement requirement() {
      @Nullable Boolean required = maybe(random::nextBoolean);
      boolean waived = random.nextBoolean();
      @Nullable String group = maybe(this::word);
      return switch (random.nextInt(5)) {
        case 0 -> new Requirement.Education(word(), maybe(this::word), required, waived, group);
        case 1 ->
            new Requirement.Experience(
                maybe(this::amount),
                maybe(this::amount),
                maybe(this::word),
                maybe(this::word),
                required,
                waived,
                group);
        case 2 -> new Requirement.LanguageSkill("de", maybe(() -> "C1"), required, waived, group);
        case 3 -> new Requirement.FurtherTraining(word(), required, waived);
        default -> new Requirement.OfficeIt(word(), required, waived, group);
      };
    }

    private Start start() {
      Start.When when = any(Start.When.values());
      boolean dated = when == Start.When.DAY || when == Start.When.MONTH;
      return new Start(when, dated ? date() : null, random.nextBoolean(), random.nextBoolean());
    }

    private Range range() {
      BigDecimal min = amount();
      return new Range(min, maybe(() -> min.add(amount())));
    }

    private BigDecimal amount() {
      return new BigDecimal(any("0.125", "12.50", "50000", "1E+3", "13.90", "123456789.123456789"));
    }

    private LocalDate date() {
      return LocalDate.EPOCH.plusDays(random.nextInt(30_000));
    }

    private Instant instant() {
      return Instant.ofEpochMilli(random.nextLong(2_000_000_000_000L));
    }

    private <T> @Nullable T maybe(Supplier<T> value) {
      return random.nextBoolean() ? value.get() : null;
    }

    @SafeVarargs
    private <T> T any(T... values) {
      return values[random.nextInt(values.length)];
    }

    private String word() {
      return any("Größe", "KI-Trainer (m/w/d)", "x", "50.000 €", "a\tb", "«quoted» \\ \"x\"")
          + random.nextInt(1000);
    }
  }
}
