package stellwerk.search.render;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import stellwerk.crawler.site.Rights;
import stellwerk.indexer.posting.CompanySize;
import stellwerk.indexer.posting.Condition;
import stellwerk.indexer.posting.Eligibility;
import stellwerk.indexer.posting.Evidence;
import stellwerk.indexer.posting.Fact;
import stellwerk.indexer.posting.Lifespan;
import stellwerk.indexer.posting.Membership;
import stellwerk.indexer.posting.Pay;
import stellwerk.indexer.posting.Place;
import stellwerk.indexer.posting.PostingField;
import stellwerk.indexer.posting.Range;
import stellwerk.indexer.posting.Requirement;
import stellwerk.indexer.posting.Start;
import stellwerk.indexer.release.ShownPosting;
import stellwerk.search.catalogue.Listing;

/// A posting as named values, the same for searches, single postings, changes and lines of an
/// export. Every documented field is there; what is not stated is null, and lists are never null.
public final class PostingDocument {
  /// The fields of a posting, in their order; a sparse answer names some of them.
  public static final List<String> FIELDS =
      List.of(
          "id",
          "vacancy_id",
          "title",
          "occupation",
          "tier",
          "employer",
          "company_size",
          "sector",
          "intermediary",
          "remote",
          "locations",
          "eligibility",
          "working_time",
          "contract",
          "start",
          "duration_months",
          "until",
          "weekly_hours",
          "pay",
          "tasks",
          "requirements",
          "conditions",
          "skills",
          "soft_skills",
          "language",
          "date_posted",
          "valid_through",
          "first_seen",
          "last_seen",
          "last_verified",
          "repost_count",
          "status",
          "closed_reason",
          "flags",
          "snippet",
          "origin",
          "rights",
          "commercial_link",
          "also_at");

  private PostingDocument() {}

  /// The document of one posting.
  ///
  /// @param evidence whether to add the words that each fact was read from
  public static Map<String, @Nullable Object> of(Listing.Entry entry, boolean evidence) {
    ShownPosting posting = entry.posting();
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    Optional<Membership> membership = posting.known(PostingField.MEMBERSHIP);
    document.put("id", posting.id().value());
    document.put("vacancy_id", posting.vacancy().value());
    document.put("title", posting.known(PostingField.TITLE).orElse(null));
    document.put("occupation", membership.map(Membership::occupation).orElse(null));
    document.put("tier", membership.map(Membership::tier).orElse(null));
    document.put(
        "employer",
        posting
            .known(PostingField.EMPLOYER)
            .map(employer -> Map.of("name", employer.name()))
            .orElse(null));
    document.put(
        "company_size",
        posting.known(PostingField.COMPANY_SIZE).map(PostingDocument::size).orElse(null));
    document.put("sector", posting.known(PostingField.SECTOR).orElse(null));
    document.put(
        "intermediary", posting.known(PostingField.INTERMEDIARY).map(Enum::name).orElse(null));
    document.put(
        "remote", posting.known(PostingField.REMOTE).map(PostingDocument::key).orElse(null));
    document.put(
        "locations",
        posting.values(PostingField.LOCATIONS).stream().map(PostingDocument::place).toList());
    document.put("eligibility", eligibility(posting));
    document.put("working_time", names(posting.values(PostingField.WORKING_TIME)));
    document.put("contract", names(posting.values(PostingField.CONTRACT)));
    terms(document, posting);
    document.put("pay", posting.known(PostingField.PAY).map(PostingDocument::pay).orElse(null));
    document.put("tasks", posting.values(PostingField.TASKS));
    document.put("requirements", requirements(posting.values(PostingField.REQUIREMENTS)));
    document.put(
        "conditions",
        posting.values(PostingField.CONDITIONS).stream().map(PostingDocument::condition).toList());
    document.put("skills", posting.values(PostingField.SKILLS));
    document.put("soft_skills", posting.values(PostingField.SOFT_SKILLS));
    document.put(
        "language", posting.known(PostingField.LANGUAGE).map(Locale::getLanguage).orElse(null));
    document.put("date_posted", text(posting.known(PostingField.DATE_POSTED)));
    document.put("valid_through", text(posting.known(PostingField.VALID_THROUGH)));
    lifespan(document, entry);
    document.put("flags", names(posting.flags().stream().sorted().toList()));
    document.put("snippet", posting.snippet().orElse(null));
    origin(document, entry);
    if (evidence) {
      document.put("evidence", evidence(posting));
    }
    return document;
  }

  private static void terms(Map<String, @Nullable Object> document, ShownPosting posting) {
    document.put(
        "start", posting.known(PostingField.START).map(PostingDocument::start).orElse(null));
    document.put(
        "duration_months",
        posting.known(PostingField.DURATION_MONTHS).map(PostingDocument::range).orElse(null));
    document.put("until", text(posting.known(PostingField.UNTIL)));
    document.put(
        "weekly_hours",
        posting.known(PostingField.WEEKLY_HOURS).map(PostingDocument::range).orElse(null));
  }

  private static Map<String, @Nullable Object> start(Start start) {
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("when", key(start.when()));
    document.put("date", start.day() == null ? null : start.text());
    document.put("or_earlier", start.orEarlier());
    document.put("negotiable", start.negotiable());
    return document;
  }

  private static Map<String, @Nullable Object> range(Range range) {
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("min", range.min());
    document.put("max", range.max());
    return document;
  }

  private static Map<String, @Nullable Object> size(CompanySize size) {
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("min", size.min());
    document.put("max", size.max());
    document.put("band", size.band());
    return document;
  }

  private static Map<String, @Nullable Object> condition(Condition condition) {
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("kind", condition.kind());
    document.put("value", condition.value());
    document.put("required", condition.required());
    return document;
  }

  private static void lifespan(Map<String, @Nullable Object> document, Listing.Entry entry) {
    Lifespan lifespan = entry.posting().lifespan();
    document.put("first_seen", lifespan.firstSeen().toString());
    document.put("last_seen", entry.lastSeen().toString());
    document.put("last_verified", entry.lastVerified().toString());
    document.put("repost_count", lifespan.repostCount());
    document.put("status", lifespan.active() ? "active" : "closed");
    Lifespan.ClosedReason reason = lifespan.closedReason();
    document.put("closed_reason", reason == null ? null : key(reason));
  }

  private static void origin(Map<String, @Nullable Object> document, Listing.Entry entry) {
    ShownPosting posting = entry.posting();
    Map<String, @Nullable Object> origin = new LinkedHashMap<>();
    origin.put("site", posting.site().value());
    origin.put("name", posting.siteName());
    origin.put("kind", entry.siteKind());
    origin.put("url", posting.url().toString());
    origin.put("label", "Externe Anzeige");
    document.put("origin", origin);
    document.put("rights", rights(posting.rights().level()));
    document.put("commercial_link", posting.rights().commercialLink());
    List<Map<String, Object>> others = new ArrayList<>();
    for (ShownPosting.AlsoAt other : posting.alsoAt()) {
      Map<String, Object> at = new LinkedHashMap<>();
      at.put("id", other.id().value());
      at.put("site", other.site().value());
      at.put("name", other.name());
      at.put("url", other.url().toString());
      at.put("locations", other.locations().stream().map(PostingDocument::place).toList());
      others.add(at);
    }
    document.put("also_at", others);
  }

  /// The name of a level of rights: `link-only`.
  public static String rights(Rights.Level level) {
    return key(level).replace('_', '-');
  }

  private static Map<String, @Nullable Object> place(Place place) {
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("city", place.city());
    document.put("postal_code", place.postalCode());
    document.put("region", place.region());
    document.put("country", place.country());
    document.put("lat", place.latitude());
    document.put("lon", place.longitude());
    return document;
  }

  private static @Nullable Object eligibility(ShownPosting posting) {
    Optional<Fact<Eligibility>> fact = posting.get(PostingField.ELIGIBILITY);
    Optional<Eligibility> known = fact.flatMap(Fact::known);
    if (known.isEmpty()) {
      return null;
    }
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("germany", key(known.get().germany()));
    document.put("quote", fact.flatMap(Fact::quoted).flatMap(posting::quote).orElse(null));
    return document;
  }

  private static Map<String, @Nullable Object> pay(Pay pay) {
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("min", pay.min());
    document.put("max", pay.max());
    document.put("currency", pay.currency());
    document.put("unit", pay.unit() == null ? null : pay.unit().name());
    document.put("unit_basis", pay.unit() == null ? null : key(pay.unitBasis()));
    document.put("unit_detail", pay.unitDetail());
    document.put("gross", pay.gross());
    Pay.Hours hours = pay.weeklyHours();
    Map<String, Object> week = new LinkedHashMap<>();
    if (hours != null) {
      week.put("min", hours.min());
      week.put("max", hours.max());
    }
    document.put("weekly_hours", hours == null ? null : week);
    document.put("salaries_per_year", pay.salariesPerYear());
    document.put("tariff", pay.tariff());
    Pay.Annual annual = pay.annual();
    document.put("annual_min", annual == null ? null : annual.min());
    document.put("annual_max", annual == null ? null : annual.max());
    document.put("annual_method", annual == null ? null : annual.method());
    document.put("annual_estimate", annual == null ? null : annual.estimate());
    document.put("basis", key(pay.basis()));
    document.put("approximate", pay.approximate());
    document.put("negotiable", pay.negotiable());
    document.put("text", GermanText.pay(pay));
    return document;
  }

  private static Map<String, Object> requirements(List<Requirement> requirements) {
    List<Object> education = new ArrayList<>();
    List<Object> experience = new ArrayList<>();
    List<Object> languages = new ArrayList<>();
    List<Object> training = new ArrayList<>();
    List<Object> office = new ArrayList<>();
    for (Requirement requirement : requirements) {
      Map<String, @Nullable Object> entry = new LinkedHashMap<>();
      switch (requirement) {
        case Requirement.Education it -> {
          entry.put("level", it.level());
          entry.put("field", it.field());
          entry.put("required", it.required());
          entry.put("waived", it.waived());
          entry.put("group", it.group());
          education.add(entry);
        }
        case Requirement.Experience it -> {
          entry.put("years_min", it.yearsMin());
          entry.put("years_max", it.yearsMax());
          entry.put("level", it.level());
          entry.put("field", it.field());
          entry.put("required", it.required());
          entry.put("waived", it.waived());
          entry.put("group", it.group());
          experience.add(entry);
        }
        case Requirement.LanguageSkill it -> {
          entry.put("language", it.language());
          entry.put("level", it.level());
          entry.put("required", it.required());
          entry.put("waived", it.waived());
          entry.put("group", it.group());
          languages.add(entry);
        }
        case Requirement.FurtherTraining it -> {
          entry.put("name", it.name());
          entry.put("required", it.required());
          entry.put("offered", it.offered());
          training.add(entry);
        }
        case Requirement.OfficeIt it -> {
          entry.put("name", it.name());
          entry.put("required", it.required());
          entry.put("waived", it.waived());
          entry.put("group", it.group());
          office.add(entry);
        }
      }
    }
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("education", education);
    document.put("experience", experience);
    document.put("languages", languages);
    document.put("further_training", training);
    document.put("office_it", office);
    return document;
  }

  private static Map<String, Object> evidence(ShownPosting posting) {
    Map<String, Object> all = new LinkedHashMap<>();
    for (PostingField<?> field : PostingField.ALL) {
      List<Object> entries =
          posting.get(field).map(PostingDocument::quoted).orElse(List.of()).stream()
              .map(it -> evidence(posting, it))
              .toList();
      if (!entries.isEmpty()) {
        all.put(field.name(), entries);
        if (field.equals(PostingField.MEMBERSHIP)) {
          all.put("tier", entries);
        }
      }
    }
    return all;
  }

  private static List<Evidence> quoted(Object value) {
    List<Evidence> all = new ArrayList<>();
    switch (value) {
      case Fact<?> fact -> fact.quoted().ifPresent(all::add);
      case List<?> facts ->
          facts.forEach(fact -> {
            if (fact instanceof Fact.Known<?>(_, Evidence evidence)) {
              all.add(evidence);
            }
          });
      default -> throw new IllegalArgumentException("neither a fact nor facts: " + value);
    }
    return all;
  }

  private static Object evidence(ShownPosting posting, Evidence evidence) {
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    Optional<String> quote = posting.quote(evidence);
    document.put("quote", quote.orElse(null));
    document.put("origin", key(evidence.origin()));
    document.put("confidence", key(evidence.confidence()));
    document.put("at", evidence.at());
    if (quote.isEmpty()) {
      document.put("withheld", true);
    }
    return document;
  }

  private static @Nullable String text(Optional<?> value) {
    return value.map(Object::toString).orElse(null);
  }

  private static List<String> names(List<? extends Enum<?>> values) {
    return values.stream().<String>map(Enum::name).toList();
  }

  private static String key(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
