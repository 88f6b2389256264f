package stellwerk.indexer.index;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.IsoFields;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.LatLonDocValuesField;
import org.apache.lucene.document.LatLonPoint;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.SortedSetDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;
import stellwerk.indexer.posting.Employer;
import stellwerk.indexer.posting.Fact;
import stellwerk.indexer.posting.Flag;
import stellwerk.indexer.posting.Membership;
import stellwerk.indexer.posting.Pay;
import stellwerk.indexer.posting.Place;
import stellwerk.indexer.posting.Posting;
import stellwerk.indexer.posting.PostingId;
import stellwerk.indexer.posting.Requirement;
import stellwerk.indexer.query.Filter;
import stellwerk.indexer.query.PayRange;
import stellwerk.indexer.release.Outlet;

/// The one place where documents are built: Lucene fixes a field's kind at its first use and throws
/// at the first document that differs.
final class LuceneFields {
  static final String ID = "id";
  static final String OUTLETS = "outlets";
  static final String LEADS = "leads";
  static final String TITLE = "title";
  static final String FACTS = "facts";
  static final String TEXT = "text";
  static final String TITLE_PARTS = "title_parts";
  static final String TEXT_PARTS = "text_parts";
  static final String TITLE_EN = "title_en";
  static final String TEXT_EN = "text_en";
  static final String SORT_DATE = "sort_date";
  static final String FIRST_SEEN = "first_seen";
  static final String LOCATIONS = "locations";
  static final String COUNTRY = "country";
  static final String ELIGIBLE = "eligible";
  static final String POSTING = "posting";
  static final String OTHERS = "others";
  static final String SHOW_TEXT = "show_text";
  static final String SUGGEST_TITLE = "suggest_title";
  static final String SUGGEST_PLACE = "suggest_place";

  /// Days begin and end where the readers are.
  static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

  /// Newest first, then by id: with this order in the index, the newest are found without looking
  /// at the others.
  static final Sort ORDER =
      new Sort(
          new SortField(SORT_DATE, SortField.Type.LONG, true),
          new SortField(ID, SortField.Type.STRING));

  /// The fields and their kinds in words. An index with another shape must be filled again, so
  /// whoever changes a field below changes a word here.
  static final String SHAPE =
      """
      id: term, sorted; outlets, leads, country, eligible: terms; filters: lower-case terms, sorted set;
      title, facts, text, title_en, text_en: words; title_parts, text_parts: frequencies, no norms;
      pay_upper_*: long cents, stated EUR gross or unsaid; sort_date: day, point and numeric; first_seen: day, long;
      locations: point and values; posting, others: binary; show_text: numeric; suggest_*: sorted set; pay: range of the
      upper end; version 2
      """;

  /// No term may be longer than Lucene's 32766 bytes; nobody filters by a longer name than this.
  private static final int LONGEST_NAME = 300;

  private static final FieldType PARTS = parts();

  private final Analysers analysers;
  private final PostingCodec codec;

  LuceneFields(Analysers analysers, PostingCodec codec) {
    this.analysers = analysers;
    this.codec = codec;
  }

  /// The document of a posting.
  Document document(IndexedPosting indexed) {
    Posting posting = indexed.posting();
    Document document = new Document();
    String id = posting.id().value();
    document.add(new StringField(ID, id, Field.Store.NO));
    document.add(new SortedDocValuesField(ID, new BytesRef(id)));
    indexed.outlets().forEach(outlet -> released(document, OUTLETS, outlet));
    indexed.leads().forEach(outlet -> released(document, LEADS, outlet));
    filters(document, posting, indexed.companions());
    words(document, indexed);
    pay(document, posting);
    times(document, posting);
    places(document, posting, indexed.companions());
    suggestions(document, posting);
    document.add(new BinaryDocValuesField(POSTING, new BytesRef(codec.write(posting))));
    String others =
        indexed.others().stream().map(PostingId::value).collect(Collectors.joining(" "));
    document.add(new BinaryDocValuesField(OTHERS, new BytesRef(others)));
    document.add(new NumericDocValuesField(SHOW_TEXT, indexed.showText() ? 1 : 0));
    return document;
  }

  /// The field of a unit's stated pay.
  static String payField(Pay.Unit unit) {
    return "pay_upper_" + unit.name().toLowerCase(Locale.ROOT);
  }

  /// A value as filters compare it.
  static String folded(String value) {
    return cut(Spelling.tidy(value)).toLowerCase(Locale.ROOT);
  }

  /// Amounts are compared in cents.
  static long cents(BigDecimal amount) {
    BigDecimal cents = amount.movePointRight(2).setScale(0, RoundingMode.HALF_UP);
    BigDecimal most = BigDecimal.valueOf(Long.MAX_VALUE / 2);
    return cents.min(most).max(most.negate()).longValueExact();
  }

  /// The day by which a posting is ordered: as posted, else as first seen. A date in the future
  /// wins nothing.
  static LocalDate day(Posting posting) {
    LocalDate firstSeen = posting.lifespan().firstSeen().atZone(ZONE).toLocalDate();
    return posting.flags().contains(Flag.DATE_IN_FUTURE)
        ? firstSeen
        : posting.datePosted().known().orElse(firstSeen);
  }

  private static void released(Document document, String field, Outlet outlet) {
    document.add(new StringField(field, outlet.key(), Field.Store.NO));
    document.add(new SortedSetDocValuesField(field, new BytesRef(outlet.key())));
  }

  private static List<String> tier(Posting posting) {
    return posting.membership().known().flatMap(in -> Optional.ofNullable(in.tier())).stream()
        .toList();
  }

  private static void filters(Document document, Posting posting, List<Posting> companions) {
    filter(document, Filter.Field.OCCUPATION, known(posting.membership(), Membership::occupation));
    filter(document, Filter.Field.TIER, tier(posting));
    filter(document, Filter.Field.REMOTE, known(posting.remote(), remote -> lower(remote.name())));
    filter(
        document,
        Filter.Field.ELIGIBILITY,
        // Whoever asks for "unclear" means those, too, that say nothing.
        List.of(
            posting
                .eligibility()
                .known()
                .map(open -> lower(open.germany().name()))
                .orElse("unclear")));
    filter(document, Filter.Field.WORKING_TIME, names(posting.workingTime()));
    filter(document, Filter.Field.CONTRACT, names(posting.contract()));
    filter(document, Filter.Field.SKILL, names(posting.skills()));
    filter(document, Filter.Field.SOFT_SKILL, names(posting.softSkills()));
    filter(document, Filter.Field.TASK, names(posting.tasks()));
    filter(document, Filter.Field.LANGUAGE, known(posting.language(), Locale::getLanguage));
    List<Posting> all = Stream.concat(Stream.of(posting), companions.stream()).toList();
    filter(document, Filter.Field.SITE, of(all, each -> List.of(each.site().value())));
    filter(
        document, Filter.Field.EMPLOYER, of(all, each -> known(each.employer(), Employer::name)));
    filter(document, Filter.Field.REGION, of(all, each -> placed(each, Place::region)));
    filter(document, Filter.Field.POSTED_WEEK, List.of(week(day(posting))));
  }

  private static void filter(Document document, Filter.Field field, Collection<String> values) {
    for (String value : new LinkedHashSet<>(values)) {
      String name = cut(Spelling.tidy(value));
      if (!name.isBlank()) {
        document.add(new StringField(field.key(), folded(name), Field.Store.NO));
        document.add(new SortedSetDocValuesField(field.key(), new BytesRef(name)));
      }
    }
  }

  private void words(Document document, IndexedPosting indexed) {
    Posting posting = indexed.posting();
    String title = posting.title().known().map(LuceneFields::readable).orElse("");
    String text =
        indexed.searchText()
            ? posting.description().known().map(LuceneFields::readable).orElse("")
            : "";
    document.add(new TextField(TITLE, title, Field.Store.NO));
    document.add(new Field(TITLE_PARTS, analysers.partsOf(title), PARTS));
    document.add(new TextField(TEXT, text, Field.Store.NO));
    document.add(new Field(TEXT_PARTS, analysers.partsOf(text), PARTS));
    // German postings have English titles often enough ("Data Annotators wanted").
    document.add(new TextField(TITLE_EN, title, Field.Store.NO));
    if (posting.language().known().map(Locale::getLanguage).orElse("").equals("en")) {
      document.add(new TextField(TEXT_EN, text, Field.Store.NO));
    }
    facts(posting, indexed.companions())
        .forEach(fact -> document.add(new TextField(FACTS, readable(fact), Field.Store.NO)));
  }

  private static Stream<String> facts(Posting posting, List<Posting> companions) {
    Stream<String> own =
        Stream.of(
                names(posting.skills()).stream(),
                names(posting.tasks()).stream(),
                names(posting.softSkills()).stream(),
                posting.requirements().stream().map(Fact.Known::value).flatMap(LuceneFields::asked))
            .flatMap(values -> values);
    Stream<String> led =
        companions.stream()
            .flatMap(each -> Stream.concat(each.title().known().stream(), whereAndWhom(each)));
    return Stream.of(own, whereAndWhom(posting), led).flatMap(values -> values).distinct();
  }

  private static Stream<String> whereAndWhom(Posting posting) {
    return Stream.of(
            known(posting.employer(), Employer::name),
            placed(posting, Place::city),
            placed(posting, Place::postalCode))
        .flatMap(List::stream);
  }

  private static Stream<String> asked(Requirement requirement) {
    return switch (requirement) {
      case Requirement.Education education -> Stream.ofNullable(education.field());
      case Requirement.Experience experience -> Stream.ofNullable(experience.field());
      case Requirement.LanguageSkill _ -> Stream.empty();
      case Requirement.FurtherTraining training -> Stream.of(training.name());
      case Requirement.OfficeIt office -> Stream.of(office.name());
    };
  }

  private static void pay(Document document, Posting posting) {
    Set<String> units = new LinkedHashSet<>();
    Map<Pay.Unit, BigDecimal> highest = new EnumMap<>(Pay.Unit.class);
    posting
        .pay()
        .known()
        .ifPresent(pay -> {
          offer(pay, units, highest);
          pay.alternatives().forEach(other -> offer(other, units, highest));
        });
    filter(document, Filter.Field.PAY_UNIT, units);
    highest.forEach((unit, amount) ->
        document.add(new LongField(payField(unit), cents(amount), Field.Store.NO)));
    filter(
        document,
        Filter.Field.PAY,
        highest.entrySet().stream()
            .map(entry -> PayRange.holding(entry.getKey(), entry.getValue()).key())
            .toList());
  }

  /// What is estimated, looked up, inferred, net, or in another currency is not what the posting
  /// states in euros before tax, and meets no bound.
  private static void offer(Pay pay, Set<String> units, Map<Pay.Unit, BigDecimal> highest) {
    Pay.Unit unit = pay.unit();
    BigDecimal upper = pay.upper().orElse(null);
    if (unit == null
        || upper == null
        || pay.basis() != Pay.Basis.STATED
        || pay.unitBasis() != Pay.UnitBasis.STATED
        || Objects.equals(pay.gross(), false)) {
      return;
    }
    units.add(unit.name());
    if (!"EUR".equals(pay.currency())) {
      return;
    }
    highest.merge(unit, upper, BigDecimal::max);
    annual(pay).ifPresent(year -> highest.merge(Pay.Unit.YEAR, year, BigDecimal::max));
  }

  /// A bound by the year also sees pay by the month and the week, where no assumption was needed.
  private static Optional<BigDecimal> annual(Pay pay) {
    Pay.Annual annual = pay.annual();
    boolean counts =
        annual != null
            && !annual.estimate()
            && (pay.unit() == Pay.Unit.MONTH || pay.unit() == Pay.Unit.WEEK);
    return counts && annual != null
        ? Optional.ofNullable(annual.max() != null ? annual.max() : annual.min())
        : Optional.empty();
  }

  private static void times(Document document, Posting posting) {
    long day = day(posting).toEpochDay();
    document.add(new LongPoint(SORT_DATE, day));
    document.add(new NumericDocValuesField(SORT_DATE, day));
    long firstSeen = posting.lifespan().firstSeen().atZone(ZONE).toLocalDate().toEpochDay();
    document.add(new LongField(FIRST_SEEN, firstSeen, Field.Store.NO));
  }

  private static void places(Document document, Posting posting, List<Posting> companions) {
    Stream.concat(Stream.of(posting), companions.stream())
        .flatMap(each -> each.locations().stream())
        .map(Fact.Known::value)
        .forEach(place -> point(document, place));
    placed(posting, Place::country).stream()
        .distinct()
        .forEach(code -> document.add(new StringField(COUNTRY, folded(code), Field.Store.NO)));
    if (posting.locations().isEmpty() && inGerman(posting)) {
      // Says no place and speaks German: a filter for Germany must not lose it. No fact, and shown
      // nowhere.
      document.add(new StringField(COUNTRY, "de", Field.Store.NO));
    }
    posting
        .eligibility()
        .known()
        .ifPresent(eligibility ->
            eligibility
                .countries()
                .forEach(
                    code -> document.add(new StringField(ELIGIBLE, folded(code), Field.Store.NO))));
  }

  private static boolean inGerman(Posting posting) {
    return posting.language().known().map(Locale::getLanguage).filter("de"::equals).isPresent();
  }

  private static void point(Document document, Place place) {
    Double latitude = place.latitude();
    Double longitude = place.longitude();
    if (latitude != null
        && longitude != null
        && Math.abs(latitude) <= 90
        && Math.abs(longitude) <= 180) {
      document.add(new LatLonPoint(LOCATIONS, latitude, longitude));
      document.add(new LatLonDocValuesField(LOCATIONS, latitude, longitude));
    }
  }

  private static void suggestions(Document document, Posting posting) {
    posting
        .title()
        .known()
        .map(title -> cut(Spelling.spoken(title)))
        .filter(title -> !title.isEmpty())
        .ifPresent(
            title -> document.add(new SortedSetDocValuesField(SUGGEST_TITLE, new BytesRef(title))));
    placed(posting, Place::city).stream()
        .distinct()
        .forEach(city ->
            document.add(new SortedSetDocValuesField(SUGGEST_PLACE, new BytesRef(cut(city)))));
  }

  private static String week(LocalDate day) {
    return String.format(
        Locale.ROOT,
        "%04d-W%02d",
        day.get(IsoFields.WEEK_BASED_YEAR),
        day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
  }

  private static String readable(String text) {
    return Spelling.fold(Spelling.tidy(text));
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private static String cut(String name) {
    return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
  }

  private static <T> List<String> known(Fact<T> fact, Function<? super T, String> name) {
    return fact.known().map(name).stream().toList();
  }

  private static <T> List<String> names(List<Fact.Known<T>> facts) {
    return facts.stream().map(fact -> fact.value().toString()).toList();
  }

  private static List<String> of(List<Posting> postings, Function<Posting, List<String>> values) {
    return postings.stream().map(values).flatMap(List::stream).toList();
  }

  private interface PlacePart {
    @Nullable String of(Place place);
  }

  private static List<String> placed(Posting posting, PlacePart part) {
    return posting.locations().stream()
        .map(Fact.Known::value)
        .flatMap(place -> Stream.ofNullable(part.of(place)))
        .toList();
  }

  private static FieldType parts() {
    FieldType type = new FieldType();
    type.setIndexOptions(IndexOptions.DOCS_AND_FREQS);
    type.setOmitNorms(true);
    type.setTokenized(true);
    type.freeze();
    return type;
  }
}
