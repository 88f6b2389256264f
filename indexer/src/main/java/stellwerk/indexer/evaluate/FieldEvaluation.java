package stellwerk.indexer.evaluate;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import stellwerk.crawler.site.RawField;
import stellwerk.crawler.site.RawPosting;
import stellwerk.crawler.site.SiteId;
import stellwerk.indexer.normalise.Identity;
import stellwerk.indexer.normalise.Normaliser;
import stellwerk.indexer.posting.Fact;
import stellwerk.indexer.posting.Lifespan;
import stellwerk.indexer.posting.Place;
import stellwerk.indexer.posting.Posting;
import stellwerk.indexer.posting.Terms;
import tools.jackson.databind.JsonNode;

/// Evaluates employment, remote work, places, dates and sizes of companies against rows of the kind
/// `fields`.
public final class FieldEvaluation {
  private static final Map<String, String> TYPES =
      Map.of("INTERNSHIP", "INTERN", "APPRENTICESHIP", "APPRENTICE");

  private final Normaliser normaliser;
  private final LocalDate today;

  /// Evaluates as on a day, from which "vor 3 Tagen" counts.
  public FieldEvaluation(Normaliser normaliser, LocalDate today) {
    this.normaliser = normaliser;
    this.today = today;
  }

  /// Reads all rows and compares.
  public Evaluation evaluate(List<GoldRow> rows) {
    return new Evaluation("fields", rows.stream().map(this::outcome).toList());
  }

  private Outcome outcome(GoldRow row) {
    JsonNode value = row.labels().path("value");
    String text = row.words("text").orElse("");
    Map<String, String> expected = new HashMap<>();
    Map<String, String> actual = new HashMap<>();
    switch (row.words("field").orElse("")) {
      case "employment" -> {
        Posting read = read(employment(text));
        employmentLabels(value, expected);
        put(actual, "working_time", names(read.workingTime()));
        put(actual, "contract", names(read.contract()));
        GoldRow.words(value, "intermediary")
            .or(() -> all(value, "types").stream().filter("TEMP_AGENCY"::equals).findFirst())
            .ifPresent(who -> expected.put("intermediary", who));
        read.about()
            .intermediary()
            .known()
            .ifPresent(who -> actual.put("intermediary", who.name()));
        if (value.has("hours")) {
          JsonNode hours = value.path("hours");
          expected.put("hours", span(number(hours, "min"), number(hours, "max")));
        }
        terms(value, read.terms(), expected, actual);
      }
      case "remote" -> {
        Posting read =
            read(
                text.startsWith("Remote")
                    ? raw(RawField.LOCATION, text)
                    : raw(RawField.DESCRIPTION, text));
        GoldRow.words(value, "mode").ifPresent(mode -> expected.put("remote", mode));
        put(expected, "eligible", all(value, "eligible"));
        read.remote().known().ifPresent(mode -> actual.put("remote", mode.name()));
        put(
            actual,
            "eligible",
            read.eligibility()
                .known()
                .map(e -> (Set<String>) new TreeSet<>(e.countries()))
                .orElse(Set.of()));
      }
      case "location" -> {
        Posting read = read(raw(RawField.LOCATION, text));
        placeLabels(value, expected);
        places(read, expected, actual);
      }
      case "companySize" -> {
        Posting read = read(raw(RawField.DESCRIPTION, text));
        GoldRow.words(value, "band").ifPresent(band -> expected.put("band", band));
        read.about().companySize().known().ifPresent(size -> actual.put("band", size.band()));
        if (value.path("min").isNumber()) {
          expected.put("least", value.path("min").asString());
          read.about()
              .companySize()
              .known()
              .ifPresent(size -> actual.put("least", String.valueOf(size.min())));
        }
      }
      case "date" -> {
        Posting read = read(date(text, value));
        terms(value, read.terms(), expected, actual);
        dateLabels(value, expected);
        read.datePosted().known().ifPresent(day -> actual.put("posted", day.toString()));
        read.validThrough().known().ifPresent(day -> actual.put("valid_through", day.toString()));
        if (!expected.containsKey("posted") && !value.has("posted")) {
          actual.remove("posted");
        }
      }
      default -> throw new IllegalArgumentException("no such field in row " + row.id());
    }
    return Outcome.of(row.id(), expected, actual);
  }

  private static void employmentLabels(JsonNode value, Map<String, String> expected) {
    Set<String> time = all(value, "workload");
    Set<String> contract = new TreeSet<>();
    for (String type : all(value, "types")) {
      if (type.equals("MINIJOB")) {
        time.add(type);
      } else {
        contract.add(TYPES.getOrDefault(type, type));
      }
    }
    GoldRow.words(value, "contract").ifPresent(contract::add);
    put(expected, "working_time", time);
    put(expected, "contract", contract);
  }

  private static void terms(
      JsonNode value, Terms read, Map<String, String> expected, Map<String, String> actual) {
    GoldRow.words(value, "start")
        .or(() -> GoldRow.words(value, "from"))
        .ifPresent(start -> expected.put("start", start.toLowerCase(Locale.ROOT)));
    GoldRow.words(value, "until")
        .or(() -> GoldRow.words(value, "to"))
        .ifPresent(day -> expected.put("until", day));
    JsonNode months = value.path("durationMonths");
    if (months.size() == 2) {
      expected.put("months", span(months.path(0).decimalValue(), months.path(1).decimalValue()));
    }
    for (String so : List.of("negotiable", "orEarlier")) {
      if (value.path(so).asBoolean(false)) {
        expected.put(so, "true");
      }
    }
    read.start()
        .known()
        .ifPresent(start -> {
          actual.put("start", start.text());
          if (start.negotiable()) {
            actual.put("negotiable", "true");
          }
          if (start.orEarlier()) {
            actual.put("orEarlier", "true");
          }
        });
    read.until().known().ifPresent(day -> actual.put("until", day.toString()));
    read.durationMonths()
        .known()
        .ifPresent(range -> actual.put("months", span(range.min(), range.max())));
    read.weeklyHours()
        .known()
        .ifPresent(range -> actual.put("hours", span(range.min(), range.max())));
  }

  private static @Nullable BigDecimal number(JsonNode value, String end) {
    return value.path(end).isNumber() ? value.path(end).decimalValue() : null;
  }

  private static String span(@Nullable BigDecimal min, @Nullable BigDecimal max) {
    return plain(min) + "-" + plain(max);
  }

  private static String plain(@Nullable BigDecimal number) {
    return number == null ? "" : number.stripTrailingZeros().toPlainString();
  }

  private static void placeLabels(JsonNode value, Map<String, String> expected) {
    put(expected, "cities", all(value, "places"));
    put(expected, "codes", all(value, "plz"));
    GoldRow.words(value, "scope").ifPresent(scope -> expected.put("scope", scope));
    GoldRow.words(value, "region").ifPresent(region -> expected.put("region", "DE-" + region));
    GoldRow.words(value, "country").ifPresent(country -> expected.put("country", country));
    GoldRow.words(value, "remote").ifPresent(mode -> expected.put("remote", mode));
  }

  /// Region, country and mode only where the row has a label for them: they are known more often.
  private static void places(
      Posting read, Map<String, String> expected, Map<String, String> actual) {
    List<Place> places = read.locations().stream().map(Fact.Known::value).toList();
    put(actual, "cities", parts(places, p -> p.city() != null, p -> String.valueOf(p.city())));
    put(
        actual,
        "codes",
        parts(places, p -> p.postalCode() != null, p -> String.valueOf(p.postalCode())));
    put(
        actual,
        "scope",
        parts(
            places, p -> p.city() == null && p.region() == null, p -> String.valueOf(p.country())));
    if (expected.containsKey("region")) {
      put(
          actual,
          "region",
          parts(places, p -> p.region() != null, p -> String.valueOf(p.region())));
    }
    if (expected.containsKey("country")) {
      put(
          actual,
          "country",
          parts(places, p -> p.country() != null, p -> String.valueOf(p.country())));
    }
    if (expected.containsKey("remote")) {
      read.remote().known().ifPresent(mode -> actual.put("remote", mode.name()));
    }
  }

  private static Set<String> parts(
      List<Place> places, Predicate<Place> has, java.util.function.Function<Place, String> part) {
    Set<String> parts = new TreeSet<>();
    places.stream().filter(has).map(part).forEach(parts::add);
    return parts;
  }

  private static void dateLabels(JsonNode value, Map<String, String> expected) {
    GoldRow.words(value, "posted").ifPresent(day -> expected.put("posted", day));
    GoldRow.words(value, "validThrough")
        .or(() -> GoldRow.words(value, "deadline"))
        .ifPresent(day -> expected.put("valid_through", day.substring(0, 10)));
  }

  private static RawPosting employment(String text) {
    if (text.startsWith("{")) {
      RawPosting.Builder raw = raw();
      JsonNode types = GoldRow.json(text).path("employmentType");
      if (types.isArray()) {
        types.forEach(type ->
            raw.structured(RawField.EMPLOYMENT_TYPE, type.asString(), "json-ld employmentType"));
      } else {
        raw.structured(RawField.EMPLOYMENT_TYPE, types.asString(), "json-ld employmentType");
      }
      return raw.build();
    }
    boolean sentence = text.endsWith(".") || text.length() > 130;
    return raw(sentence ? RawField.DESCRIPTION : RawField.TITLE, text);
  }

  private RawPosting date(String text, JsonNode value) {
    if (text.startsWith("{")) {
      JsonNode json = GoldRow.json(text);
      return raw()
          .structured(
              RawField.DATE_POSTED, json.path("datePosted").asString(""), "json-ld datePosted")
          .structured(
              RawField.VALID_THROUGH,
              json.path("validThrough").asString(""),
              "json-ld validThrough")
          .build();
    }
    if (value.has("start") || value.has("from") || value.has("durationMonths")) {
      boolean field = text.startsWith("0") || text.startsWith("zum ");
      return field ? raw(RawField.JOB_START, text) : raw(RawField.DESCRIPTION, text);
    }
    return value.has("deadline")
        ? raw()
            .structured(RawField.DATE_POSTED, today.toString(), "json date")
            .text(RawField.DESCRIPTION, text, "text")
            .build()
        : raw(RawField.DATE_POSTED, text);
  }

  private Posting read(RawPosting raw) {
    Instant seen = today.atTime(12, 0).toInstant(ZoneOffset.UTC);
    Lifespan lifespan = new Lifespan(seen, seen, seen, null, null, 0);
    return normaliser.read(
        raw, Identity.posting(raw.site(), raw.key()), Identity.vacancy(raw.key()), lifespan, today);
  }

  private static RawPosting raw(RawField field, String text) {
    return raw().text(field, text, "text").build();
  }

  private static RawPosting.Builder raw() {
    return RawPosting.at(new SiteId("gold"), "row", URI.create("https://gold.invalid/row"));
  }

  private static Set<String> all(JsonNode value, String label) {
    Set<String> all = new TreeSet<>();
    value.path(label).forEach(entry -> all.add(entry.asString()));
    return all;
  }

  private static <T extends Enum<T>> Set<String> names(List<Fact.Known<T>> known) {
    Set<String> names = new TreeSet<>();
    known.forEach(fact -> names.add(fact.value().name()));
    return names;
  }

  private static void put(Map<String, String> into, String field, Set<String> values) {
    if (!values.isEmpty()) {
      into.put(field, String.join(",", values));
    }
  }
}
