package stellwerk.search.api;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import stellwerk.crawler.site.SiteId;
import stellwerk.indexer.posting.Contract;
import stellwerk.indexer.posting.Eligibility;
import stellwerk.indexer.posting.Pay;
import stellwerk.indexer.posting.Remote;
import stellwerk.indexer.posting.WorkingTime;
import stellwerk.indexer.query.Filter;
import stellwerk.indexer.query.Filter.Field;
import stellwerk.search.catalogue.Catalogue;
import stellwerk.search.catalogue.OccupationView;
import stellwerk.search.catalogue.Whereabouts.Point;
import stellwerk.search.http.Problem.Code;
import stellwerk.search.render.GermanText;

/// The filters that a request asks for, the same for searches, feeds and exports.
///
/// @param occupation asked for; null if none
/// @param point that `location` means; null if none was asked for
/// @param payUnit asked for; null if none
record Filters(
    List<Filter> all,
    @Nullable OccupationView occupation,
    @Nullable Point point,
    Pay.@Nullable Unit payUnit) {
  /// The parameters read here.
  static final List<String> NAMES =
      List.of(
          "q",
          "occupation",
          "tier",
          "location",
          "radius_km",
          "region",
          "remote",
          "eligibility",
          "working_time",
          "contract",
          "skill",
          "soft_skill",
          "task",
          "employer",
          "site",
          "language",
          "pay_min",
          "pay_unit",
          "posted_within",
          "posted_since");

  static final List<String> REMOTE = lower(Remote.values());
  static final List<String> ELIGIBILITY = lower(Eligibility.Answer.values());
  static final List<String> WORKING_TIME = names(WorkingTime.values());
  static final List<String> CONTRACT = names(Contract.values());
  static final List<String> PAY_UNIT = names(Pay.Unit.values());
  private static final int LONGEST = 100;
  private static final int RADIUS = 25;
  private static final int FARTHEST = 200;

  /// `50 km um Köln`, as people say it.
  private static final Pattern AROUND =
      Pattern.compile("(\\d{1,3}) ?km (?:rund um|um|von|around|from) (\\S.*)");

  Filters {
    all = List.copyOf(all);
  }

  Optional<OccupationView> inOccupation() {
    return Optional.ofNullable(occupation);
  }

  Optional<Point> near() {
    return Optional.ofNullable(point);
  }

  Optional<Pay.Unit> unit() {
    return Optional.ofNullable(payUnit);
  }

  /// Reads them.
  ///
  /// @param fixed the occupation that the path names; null if it names none
  /// @param unitOnly whether `pay_unit` alone narrows to that unit (it does not where order or
  ///   facets need it)
  static Filters read(
      Parameters asked, Catalogue catalogue, @Nullable OccupationView fixed, boolean unitOnly) {
    List<Filter> all = new ArrayList<>();
    OccupationView occupation = fixed != null ? fixed : occupation(asked, catalogue);
    if (occupation != null) {
      all.add(new Filter.AnyOf(Field.OCCUPATION, Set.of(occupation.id())));
      all.addAll(occupation.filters());
    }
    tiers(asked, occupation, all);
    Point point = place(asked, catalogue, all);
    closed(asked, "remote", Field.REMOTE, REMOTE, all);
    closed(asked, "eligibility", Field.ELIGIBILITY, ELIGIBILITY, all);
    closed(asked, "working_time", Field.WORKING_TIME, WORKING_TIME, all);
    closed(asked, "contract", Field.CONTRACT, CONTRACT, all);
    shaped(asked, "region", Field.REGION, "[A-Z]{2}-[A-Z0-9]{1,3}", "DE-BY", all);
    shaped(asked, "language", Field.LANGUAGE, "[a-z]{2}", "de", all);
    named(asked, "skill", Field.SKILL, all);
    named(asked, "soft_skill", Field.SOFT_SKILL, all);
    named(asked, "task", Field.TASK, all);
    named(asked, "employer", Field.EMPLOYER, all);
    sites(asked, all);
    Pay.Unit unit = pay(asked, unitOnly, all);
    posted(asked, catalogue, all);
    return new Filters(all, occupation, point, unit);
  }

  private static @Nullable OccupationView occupation(Parameters asked, Catalogue catalogue) {
    List<String> ids = catalogue.sources().occupations().stream().map(OccupationView::id).toList();
    return asked.oneOf("occupation", ids).flatMap(catalogue::occupation).orElse(null);
  }

  private static void tiers(
      Parameters asked, @Nullable OccupationView occupation, List<Filter> all) {
    if (occupation != null) {
      closed(asked, "tier", Field.TIER, List.copyOf(occupation.tiers().keySet()), all);
    } else if (asked.has("tier") && !asked.has("occupation")) {
      asked.conflict("tier", "„tier“ braucht „occupation“.", "\"tier\" needs \"occupation\".");
    }
  }

  private static void closed(
      Parameters asked, String name, Field field, List<String> allowed, List<Filter> all) {
    Set<String> values = asked.anyOf(name, allowed);
    if (!values.isEmpty()) {
      all.add(new Filter.AnyOf(field, values));
    }
  }

  private static void named(Parameters asked, String name, Field field, List<Filter> all) {
    Set<String> values = asked.texts(name, LONGEST);
    if (!values.isEmpty()) {
      all.add(new Filter.AnyOf(field, values));
    }
  }

  private static void shaped(
      Parameters asked, String name, Field field, String shape, String like, List<Filter> all) {
    Set<String> values = asked.texts(name, LONGEST);
    for (String value : values) {
      if (!value.matches(shape)) {
        asked.invalid(
            name,
            "„" + value + "“ ist kein Kürzel wie „" + like + "“.",
            "\"" + value + "\" is no code such as \"" + like + "\".");
        return;
      }
    }
    if (!values.isEmpty()) {
      all.add(new Filter.AnyOf(field, values));
    }
  }

  private static void sites(Parameters asked, List<Filter> all) {
    Set<String> values = asked.texts("site", LONGEST);
    for (String value : values) {
      if (!SiteId.fits(value)) {
        asked.invalid(
            "site",
            "„" + value + "“ ist keine Kennung einer Quelle.",
            "\"" + value + "\" is no site's id.");
        return;
      }
    }
    if (!values.isEmpty()) {
      all.add(new Filter.AnyOf(Field.SITE, values));
    }
  }

  private static @Nullable Point place(Parameters asked, Catalogue catalogue, List<Filter> all) {
    Optional<String> said = asked.text("location", LONGEST);
    Matcher around = AROUND.matcher(said.orElse(""));
    boolean both = around.matches() && Integer.parseInt(around.group(1)) <= FARTHEST;
    Optional<String> location = both ? Optional.of(around.group(2)) : said;
    int radius =
        asked.number("radius_km", 0, FARTHEST, both ? Integer.parseInt(around.group(1)) : RADIUS);
    if (location.isEmpty()) {
      if (asked.has("radius_km") && !asked.has("location")) {
        asked.conflict(
            "radius_km", "„radius_km“ braucht „location“.", "\"radius_km\" needs \"location\".");
      }
      return null;
    }
    Optional<Point> point = point(location.get(), catalogue);
    if (point.isEmpty()) {
      asked.invalid(
          "location",
          "Den Ort „" + location.get() + "“ kennen wir nicht.",
          "We do not know the place \"" + location.get() + "\".");
      return null;
    }
    all.add(new Filter.Near(point.get().latitude(), point.get().longitude(), radius));
    return point.get();
  }

  private static Optional<Point> point(String location, Catalogue catalogue) {
    if (location.matches("-?\\d{1,2}(\\.\\d{1,8})?,\\s?-?\\d{1,3}(\\.\\d{1,8})?")) {
      String[] parts = location.split(",", -1);
      double latitude = Double.parseDouble(parts[0].strip());
      double longitude = Double.parseDouble(parts[1].strip());
      return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180
          ? Optional.of(new Point(latitude, longitude))
          : Optional.empty();
    }
    return catalogue.sources().whereabouts().find(location);
  }

  private static Pay.@Nullable Unit pay(Parameters asked, boolean unitOnly, List<Filter> all) {
    Optional<Pay.Unit> unit = asked.oneOf("pay_unit", PAY_UNIT).map(Pay.Unit::valueOf);
    Optional<BigDecimal> least = asked.amount("pay_min");
    if (least.isPresent()) {
      all.add(new Filter.PayAtLeast(least.get(), unit.orElse(Pay.Unit.YEAR)));
    } else if (unit.isPresent() && unitOnly) {
      all.add(new Filter.AnyOf(Field.PAY_UNIT, Set.of(unit.get().name())));
    }
    return unit.orElse(null);
  }

  private static void posted(Parameters asked, Catalogue catalogue, List<Filter> all) {
    Optional<LocalDate> since = asked.day("posted_since");
    Optional<String> within = asked.text("posted_within", LONGEST);
    if (asked.has("posted_since") && asked.has("posted_within")) {
      asked.conflict(
          "posted_within",
          "„posted_within“ und „posted_since“ schließen einander aus.",
          "\"posted_within\" and \"posted_since\" exclude each other.");
    }
    since.ifPresent(day -> all.add(new Filter.PostedSince(day)));
    within.ifPresent(span -> {
      if (!span.matches("[1-9]\\d{0,3}d")) {
        asked.add(
            Code.INVALID_PARAMETER,
            "posted_within",
            "„posted_within“ ist eine Zahl von Tagen: 14d",
            "\"posted_within\" is a number of days: 14d",
            span.matches("[1-9]\\d{0,3}") ? span + "d" : null);
        return;
      }
      int days = Integer.parseInt(span.substring(0, span.length() - 1));
      all.add(new Filter.PostedSince(today(catalogue).minusDays(days)));
    });
  }

  static LocalDate today(Catalogue catalogue) {
    return LocalDate.ofInstant(catalogue.sources().clock().instant(), GermanText.BERLIN);
  }

  private static List<String> lower(Enum<?>[] values) {
    return Stream.of(values).map(value -> value.name().toLowerCase(Locale.ROOT)).toList();
  }

  private static List<String> names(Enum<?>[] values) {
    return Stream.of(values).<String>map(Enum::name).toList();
  }
}
