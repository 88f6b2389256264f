package stellwerk.search.export;

import static stellwerk.search.export.Column.Type.BOOLEAN;
import static stellwerk.search.export.Column.Type.DATE;
import static stellwerk.search.export.Column.Type.DATETIME;
import static stellwerk.search.export.Column.Type.INTEGER;
import static stellwerk.search.export.Column.Type.LIST;
import static stellwerk.search.export.Column.Type.NUMBER;
import static stellwerk.search.export.Column.Type.STRING;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import stellwerk.crawler.site.Rights;
import stellwerk.indexer.posting.CompanySize;
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
import stellwerk.indexer.posting.PostingField;
import stellwerk.indexer.posting.Range;
import stellwerk.indexer.posting.Remote;
import stellwerk.indexer.posting.Start;
import stellwerk.indexer.posting.WorkingTime;
import stellwerk.indexer.release.ShownPosting;
import stellwerk.indexer.statistics.AnnualMiddle;
import stellwerk.search.catalogue.Listing;
import stellwerk.search.render.PostingDocument;

/// Every column of bulk files, in order. Additions go to the end; a new name is a new schema
/// version.
public final class DataDictionary {
  public static final int SCHEMA_VERSION = 1;

  public static final List<Column> COLUMNS =
      Stream.of(
              identity(),
              place(),
              terms(),
              pay(),
              content(),
              dates(),
              origin(),
              evidence(),
              later())
          .flatMap(List::stream)
          .toList();

  private DataDictionary() {}

  private static List<Column> identity() {
    return List.of(
        text(
            "id",
            "Kennung",
            "name of the posting, never reused",
            "j_6t5w0c9r3m1pke2a",
            row -> row.posting().id().value()),
        text(
            "vacancy_id",
            "Kennung der Stelle",
            "name of the job behind it",
            "v_1h8v",
            row -> row.posting().vacancy().value()),
        text(
            "title",
            "Titel",
            "as published",
            "KI-Trainer (m/w/d)",
            row -> known(row, PostingField.TITLE)),
        text(
            "occupation",
            "Beruf",
            "best-fitting occupation",
            "ki-trainer",
            row -> membership(row, Membership::occupation)),
        text(
            "tier",
            "Stufe",
            "tier within the occupation",
            "specialist",
            row ->
                row.posting()
                    .known(PostingField.MEMBERSHIP)
                    .flatMap(in -> Optional.ofNullable(in.tier()))
                    .orElse(null)),
        text(
            "employer",
            "Arbeitgeber",
            "as published",
            "Beispielklinik Digital GmbH",
            row -> row.posting().known(PostingField.EMPLOYER).map(Employer::name).orElse(null)));
  }

  private static List<Column> place() {
    return List.of(
        text("city", "Ort", "first place of work", "Berlin", row -> place(row, Place::city)),
        text(
            "postal_code",
            "Postleitzahl",
            "of the first place",
            "10115",
            row -> place(row, Place::postalCode)),
        text(
            "region",
            "Region",
            "ISO 3166-2 of the first place",
            "DE-BE",
            row -> place(row, Place::region)),
        text(
            "country",
            "Land",
            "ISO 3166-1 of the first place",
            "DE",
            row -> place(row, Place::country)),
        number("lat", "Breite", "degrees", "WGS 84", "52.53", row -> place(row, Place::latitude)),
        number("lon", "Länge", "degrees", "WGS 84", "13.38", row -> place(row, Place::longitude)),
        closed(
            "remote",
            "Arbeitsort",
            "where the work is done",
            "hybrid",
            lower(Remote.values()),
            row -> row.posting().known(PostingField.REMOTE).map(DataDictionary::key).orElse(null)),
        closed(
            "eligibility",
            "Aus Deutschland",
            "open to people in Germany",
            "yes",
            lower(Eligibility.Answer.values()),
            row ->
                row.posting()
                    .known(PostingField.ELIGIBILITY)
                    .map(it -> key(it.germany()))
                    .orElse(null)));
  }

  private static List<Column> terms() {
    return List.of(
        list(
            "working_time",
            "Arbeitszeit",
            "how much",
            "FULL_TIME",
            names(WorkingTime.values()),
            row -> names(row.posting().values(PostingField.WORKING_TIME))),
        list(
            "contract",
            "Vertrag",
            "on what terms",
            "PERMANENT",
            names(Contract.values()),
            row -> names(row.posting().values(PostingField.CONTRACT))));
  }

  private static List<Column> pay() {
    return List.of(
        closed(
            "pay_unit",
            "Gehalt je",
            "what the amount is for",
            "YEAR",
            names(Pay.Unit.values()),
            row -> pay(row, pay -> pay.unit() == null ? null : pay.unit().name())),
        number(
            "pay_min",
            "Gehalt von",
            "pay_currency",
            "lower end as stated",
            "50000",
            row -> pay(row, Pay::min)),
        number(
            "pay_max",
            "Gehalt bis",
            "pay_currency",
            "upper end as stated",
            "62000",
            row -> pay(row, Pay::max)),
        text("pay_currency", "Währung", "ISO 4217", "EUR", row -> pay(row, Pay::currency)),
        typed(
            "pay_gross",
            "Brutto",
            BOOLEAN,
            "whether before tax",
            "true",
            row -> pay(row, Pay::gross)),
        closed(
            "pay_unit_basis",
            "Woher die Einheit",
            "stated, or inferred from the amount",
            "stated",
            lower(Pay.UnitBasis.values()),
            row -> pay(row, pay -> pay.unit() == null ? null : key(pay.unitBasis()))),
        number(
            "pay_weekly_hours_min",
            "Wochenstunden von",
            "hours",
            "as stated",
            "40",
            row -> pay(row, pay -> hours(pay, Pay.Hours::min))),
        number(
            "pay_weekly_hours_max",
            "Wochenstunden bis",
            "hours",
            "as stated",
            "40",
            row -> pay(row, pay -> hours(pay, Pay.Hours::max))),
        number(
            "pay_salaries_per_year",
            "Gehälter im Jahr",
            "salaries",
            "as stated",
            "13",
            row -> pay(row, Pay::salariesPerYear)),
        text(
            "pay_tariff",
            "Tarif",
            "label of the pay scale",
            "TVöD E 13",
            row -> pay(row, Pay::tariff)),
        number(
            "pay_annual_min",
            "Jahresgehalt von",
            "pay_currency",
            "see pay_annual_method",
            "50000",
            row -> annual(row, Pay.Annual::min)),
        number(
            "pay_annual_max",
            "Jahresgehalt bis",
            "pay_currency",
            "see pay_annual_method",
            "62000",
            row -> annual(row, Pay.Annual::max)),
        number(
            "pay_annual_mid",
            "Jahresgehalt Mitte",
            "pay_currency",
            "middle of the range",
            "56000",
            row -> pay(row, AnnualMiddle::of)),
        number(
            "pay_annual_fte_mid",
            "Jahresgehalt Mitte, Vollzeit",
            "pay_currency",
            "for full time of 40 hours; none for Minijob and apprenticeship, nor from estimates",
            "56000",
            row ->
                pay(
                    row,
                    pay ->
                        AnnualMiddle.fullTime(
                            pay,
                            row.posting().values(PostingField.WORKING_TIME),
                            row.posting().values(PostingField.CONTRACT),
                            row.posting()
                                .known(PostingField.WEEKLY_HOURS)
                                .flatMap(Range::exact)
                                .orElse(null)))),
        text(
            "pay_annual_method",
            "Jahresgehalt wie",
            "how annual pay was reached",
            "AS_STATED",
            row -> annual(row, Pay.Annual::method)),
        typed(
            "pay_annual_estimate",
            "Jahresgehalt geschätzt",
            BOOLEAN,
            "whether it rests on an assumption",
            "false",
            row -> annual(row, Pay.Annual::estimate)),
        closed(
            "pay_basis",
            "Woher das Gehalt",
            "stated, from a pay scale, or the site's guess",
            "stated",
            lower(Pay.Basis.values()),
            row -> pay(row, pay -> key(pay.basis()))));
  }

  private static List<Column> content() {
    return List.of(
        list(
            "tasks",
            "Aufgaben",
            "ids of the occupation's tasks",
            "training",
            List.of(),
            row -> row.posting().values(PostingField.TASKS)),
        list(
            "skills",
            "Kenntnisse",
            "as named",
            "Python",
            List.of(),
            row -> row.posting().values(PostingField.SKILLS)),
        list(
            "soft_skills",
            "Soft Skills",
            "ids of the occupation's soft skills",
            "team",
            List.of(),
            row -> row.posting().values(PostingField.SOFT_SKILLS)),
        list(
            "req_education",
            "Abschluss",
            "level and field",
            "study:Medizin",
            List.of(),
            RequirementWords::education),
        number(
            "req_experience_years",
            "Erfahrung",
            "years",
            "least that is asked for",
            "2",
            RequirementWords::years),
        list(
            "req_languages",
            "Sprachen",
            "language and level",
            "de:C2",
            List.of(),
            RequirementWords::languages),
        list(
            "req_further_training",
            "Weiterbildung",
            "as named",
            "Ausbilderschein",
            List.of(),
            RequirementWords::training),
        list(
            "req_office_it",
            "Office und IT",
            "as named",
            "Excel",
            List.of(),
            RequirementWords::office),
        text(
            "language",
            "Sprache der Anzeige",
            "ISO 639-1",
            "de",
            row ->
                row.posting().known(PostingField.LANGUAGE).map(Locale::getLanguage).orElse(null)));
  }

  private static List<Column> dates() {
    return List.of(
        typed(
            "date_posted",
            "Veröffentlicht",
            DATE,
            "as the site says",
            "2026-11-22",
            row -> known(row, PostingField.DATE_POSTED)),
        typed(
            "valid_through",
            "Bewerbung bis",
            DATE,
            "as the site says",
            "2026-12-20",
            row -> known(row, PostingField.VALID_THROUGH)),
        typed(
            "first_seen",
            "Zuerst gesehen",
            DATETIME,
            "by us",
            "2026-11-22T05:02:40Z",
            row -> row.posting().lifespan().firstSeen()),
        typed(
            "last_seen",
            "Zuletzt gesehen",
            DATETIME,
            "in a list",
            "2026-11-22T05:02:40Z",
            Listing.Entry::lastSeen),
        typed(
            "last_verified",
            "Zuletzt geprüft",
            DATETIME,
            "on its own page",
            "2026-11-22T05:02:40Z",
            Listing.Entry::lastVerified),
        typed(
            "repost_count",
            "Neu eingestellt",
            INTEGER,
            "how often",
            "0",
            row -> row.posting().lifespan().repostCount()),
        closed(
            "status",
            "Stand",
            "active or closed",
            "active",
            List.of("active", "closed"),
            row -> row.posting().lifespan().active() ? "active" : "closed"),
        closed(
            "closed_reason",
            "Warum geschlossen",
            "null while active",
            "gone",
            lower(Lifespan.ClosedReason.values()),
            row -> {
              Lifespan.ClosedReason reason = row.posting().lifespan().closedReason();
              return reason == null ? null : key(reason);
            }),
        list(
            "flags",
            "Hinweise",
            "what a reader of the facts should know",
            "RANGE_INVERTED",
            names(Flag.values()),
            row -> names(row.posting().flags().stream().sorted().toList())));
  }

  private static List<Column> origin() {
    return List.of(
        text(
            "site",
            "Quelle",
            "id of the site",
            "beispielboerse",
            row -> row.posting().site().value()),
        text("site_kind", "Art der Quelle", "how the site speaks", "html", Listing.Entry::siteKind),
        text(
            "url",
            "Adresse",
            "the page for people",
            "https://jobs.example/stelle/4711",
            row -> row.posting().url().toString()),
        closed(
            "rights",
            "Rechte",
            "how much may be shown",
            "link-only",
            Stream.of(Rights.Level.values()).map(PostingDocument::rights).toList(),
            row -> PostingDocument.rights(row.posting().rights().level())),
        typed(
            "commercial_link",
            "Werbelink",
            BOOLEAN,
            "tracked, paid or referral link",
            "false",
            row -> row.posting().rights().commercialLink()));
  }

  private static List<Column> evidence() {
    return List.of(
        text(
            "pay_quote",
            "Gehalt, Zitat",
            "the words",
            "50.000 bis 62.000 € brutto/Jahr",
            row -> quote(row, PostingField.PAY)),
        closed(
            "pay_origin",
            "Gehalt, gelesen aus",
            "how it was read",
            "text",
            lower(Evidence.Origin.values()),
            row -> evidence(row, PostingField.PAY, it -> key(it.origin()))),
        closed(
            "pay_confidence",
            "Gehalt, Sicherheit",
            "how sure",
            "high",
            lower(Evidence.Confidence.values()),
            row -> evidence(row, PostingField.PAY, it -> key(it.confidence()))),
        text(
            "tier_quote",
            "Stufe, Zitat",
            "the words",
            "Fachbereich Medizin",
            row -> quote(row, PostingField.MEMBERSHIP)),
        closed(
            "tier_confidence",
            "Stufe, Sicherheit",
            "how sure",
            "high",
            lower(Evidence.Confidence.values()),
            row -> evidence(row, PostingField.MEMBERSHIP, it -> key(it.confidence()))),
        text(
            "eligibility_quote",
            "Aus Deutschland, Zitat",
            "the words",
            "Arbeitsort Berlin",
            row -> quote(row, PostingField.ELIGIBILITY)),
        typed(
            "schema_version",
            "Fassung",
            INTEGER,
            "of these columns",
            "" + SCHEMA_VERSION,
            _ -> SCHEMA_VERSION));
  }

  /// Columns that came after the first release of the others.
  private static List<Column> later() {
    return List.of(
        text(
            "start",
            "Beginn",
            "day, month, immediate, next_possible or negotiable",
            "2027-01-01",
            row -> row.posting().known(PostingField.START).map(Start::text).orElse(null)),
        number(
            "duration_months_min",
            "Dauer von",
            "months",
            "as stated",
            "6",
            row -> range(row, PostingField.DURATION_MONTHS, Range::min)),
        number(
            "duration_months_max",
            "Dauer bis",
            "months",
            "as stated",
            "12",
            row -> range(row, PostingField.DURATION_MONTHS, Range::max)),
        typed(
            "until",
            "Befristet bis",
            DATE,
            "last day of a fixed term",
            "2027-12-31",
            row -> known(row, PostingField.UNTIL)),
        number(
            "weekly_hours_min",
            "Stunden je Woche von",
            "hours",
            "of work, as stated",
            "20",
            row -> range(row, PostingField.WEEKLY_HOURS, Range::min)),
        number(
            "weekly_hours_max",
            "Stunden je Woche bis",
            "hours",
            "of work, as stated",
            "40",
            row -> range(row, PostingField.WEEKLY_HOURS, Range::max)),
        typed(
            "company_size_min",
            "Beschäftigte von",
            INTEGER,
            "as stated",
            "250",
            row -> size(row, CompanySize::min)),
        typed(
            "company_size_max",
            "Beschäftigte bis",
            INTEGER,
            "as stated",
            "999",
            row -> size(row, CompanySize::max)),
        closed(
            "company_size_band",
            "Unternehmensgröße",
            "band with the edges of 2003/361/EC",
            "250-999",
            List.of("1-9", "10-49", "50-249", "250-999", "1000+"),
            row -> size(row, CompanySize::band)),
        text("sector", "Branche", "id of the sector", "it", row -> known(row, PostingField.SECTOR)),
        closed(
            "intermediary",
            "Vermittler",
            "agency between applicant and place of work; null: none named",
            "AGENCY",
            names(Intermediary.values()),
            row -> row.posting().known(PostingField.INTERMEDIARY).map(Enum::name).orElse(null)),
        list(
            "conditions",
            "Bedingungen",
            "kind and value",
            "lic:B",
            List.of(),
            row ->
                row.posting().values(PostingField.CONDITIONS).stream()
                    .map(it -> it.kind() + ":" + it.value())
                    .distinct()
                    .toList()),
        number(
            "req_experience_years_max",
            "Erfahrung bis",
            "years",
            "end of the span that begins with req_experience_years",
            "5",
            RequirementWords::yearsMax));
  }

  private static Column text(
      String name,
      String label,
      String description,
      String example,
      Function<Listing.Entry, @Nullable Object> getter) {
    return typed(name, label, STRING, description, example, getter);
  }

  private static Column typed(
      String name,
      String label,
      Column.Type type,
      String description,
      String example,
      Function<Listing.Entry, @Nullable Object> getter) {
    return new Column(name, label, type, null, description, example, List.of(), getter);
  }

  private static Column number(
      String name,
      String label,
      String unit,
      String description,
      String example,
      Function<Listing.Entry, @Nullable Object> getter) {
    return new Column(name, label, NUMBER, unit, description, example, List.of(), getter);
  }

  private static Column closed(
      String name,
      String label,
      String description,
      String example,
      List<String> values,
      Function<Listing.Entry, @Nullable Object> getter) {
    return new Column(name, label, STRING, null, description, example, values, getter);
  }

  private static Column list(
      String name,
      String label,
      String description,
      String example,
      List<String> values,
      Function<Listing.Entry, @Nullable Object> getter) {
    return new Column(name, label, LIST, null, description, example, values, getter);
  }

  private static <T> @Nullable T known(Listing.Entry row, PostingField<Fact<T>> field) {
    return row.posting().known(field).orElse(null);
  }

  private static @Nullable String membership(Listing.Entry row, Function<Membership, String> part) {
    return row.posting().known(PostingField.MEMBERSHIP).map(part).orElse(null);
  }

  private static @Nullable BigDecimal range(
      Listing.Entry row,
      PostingField<Fact<Range>> field,
      Function<Range, @Nullable BigDecimal> end) {
    Range range = known(row, field);
    return range == null ? null : end.apply(range);
  }

  private static <T> @Nullable T size(Listing.Entry row, Function<CompanySize, @Nullable T> part) {
    CompanySize size = known(row, PostingField.COMPANY_SIZE);
    return size == null ? null : part.apply(size);
  }

  private static <T> @Nullable T place(Listing.Entry row, Function<Place, @Nullable T> part) {
    List<Place> places = row.posting().values(PostingField.LOCATIONS);
    return places.isEmpty() ? null : part.apply(places.getFirst());
  }

  private static <T> @Nullable T pay(Listing.Entry row, Function<Pay, @Nullable T> part) {
    Pay pay = known(row, PostingField.PAY);
    return pay == null ? null : part.apply(pay);
  }

  private static <T> @Nullable T hours(Pay pay, Function<Pay.Hours, T> part) {
    return pay.weeklyHours() == null ? null : part.apply(pay.weeklyHours());
  }

  private static <T> @Nullable T annual(Listing.Entry row, Function<Pay.Annual, @Nullable T> part) {
    Pay pay = known(row, PostingField.PAY);
    return pay == null || pay.annual() == null ? null : part.apply(pay.annual());
  }

  private static @Nullable String quote(Listing.Entry row, PostingField<? extends Fact<?>> field) {
    ShownPosting posting = row.posting();
    return posting.get(field).flatMap(Fact::quoted).flatMap(posting::quote).orElse(null);
  }

  private static @Nullable String evidence(
      Listing.Entry row, PostingField<? extends Fact<?>> field, Function<Evidence, String> part) {
    return row.posting().get(field).flatMap(Fact::quoted).map(part).orElse(null);
  }

  private static List<String> names(Enum<?>[] values) {
    return names(List.of(values));
  }

  private static List<String> names(List<? extends Enum<?>> values) {
    return values.stream().<String>map(Enum::name).toList();
  }

  private static List<String> lower(Enum<?>[] values) {
    return Stream.of(values).map(DataDictionary::key).toList();
  }

  private static String key(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
