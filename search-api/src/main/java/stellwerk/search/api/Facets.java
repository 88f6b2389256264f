package stellwerk.search.api;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import stellwerk.indexer.posting.Pay;
import stellwerk.indexer.query.Facet;
import stellwerk.indexer.query.Filter;
import stellwerk.indexer.query.Filter.Field;
import stellwerk.indexer.query.Query;
import stellwerk.indexer.query.Sort;
import stellwerk.search.catalogue.Catalogue;
import stellwerk.search.catalogue.Listing;
import stellwerk.search.catalogue.OccupationView;
import stellwerk.search.http.Problem.Code;
import stellwerk.search.http.Text;
import stellwerk.search.render.GermanText;
import stellwerk.search.render.Labels;

/// The counts that a search asks for: `skill:15,pay`.
///
/// @param counted by the index
/// @param payUnit whose ranges of pay are counted; null if they are not asked for
/// @param occupation whose words label tiers, tasks and soft skills; null if none
record Facets(
    List<Facet> counted, Pay.@Nullable Unit payUnit, @Nullable OccupationView occupation) {
  private static final int USUAL = 10;
  private static final int MOST = 100;
  private static final List<String> NAMES =
      Stream.concat(
              Stream.of(Field.values())
                  .filter(field -> field != Field.OCCUPATION && field != Field.PAY)
                  .map(Field::key),
              Stream.of("pay"))
          .toList();

  Facets {
    counted = List.copyOf(counted);
  }

  static Facets read(Parameters asked, List<String> wanted, Filters filters) {
    List<Facet> counted = new ArrayList<>();
    boolean pay = false;
    for (String wish : wanted) {
      String name = wish.contains(":") ? wish.substring(0, wish.indexOf(':')) : wish;
      String limit = wish.contains(":") ? wish.substring(wish.indexOf(':') + 1) : "" + USUAL;
      if (!NAMES.contains(name)) {
        asked.add(
            Code.INVALID_PARAMETER,
            "facets",
            "Die Auszählung „" + name + "“ gibt es nicht.",
            "There is no facet \"" + name + "\".",
            Nearest.to(name, NAMES).orElse(null));
      } else if (!limit.matches("[1-9]\\d{0,2}") || Integer.parseInt(limit) > MOST) {
        asked.invalid(
            "facets",
            "Eine Auszählung nennt 1 bis " + MOST + " Werte.",
            "A facet names 1 to " + MOST + " values.");
      } else if (name.equals("pay")) {
        pay = true;
      } else {
        counted.add(new Facet(field(name), Integer.parseInt(limit)));
      }
    }
    if (pay && !asked.has("pay_unit")) {
      asked.conflict(
          "facets",
          "Die Auszählung „pay“ braucht „pay_unit“.",
          "Facet \"pay\" needs \"pay_unit\".");
    }
    return new Facets(
        counted, pay ? filters.unit().orElse(null) : null, filters.inOccupation().orElse(null));
  }

  private static Field field(String name) {
    return Stream.of(Field.values())
        .filter(field -> field.key().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /// The counts as the answer shows them.
  Map<String, Object> document(
      Listing listing, Catalogue catalogue, Query query, Text.Language language) {
    Map<String, Object> document = new LinkedHashMap<>();
    for (Facet facet : counted) {
      List<Object> values = new ArrayList<>();
      for (Facet.Count count : listing.facets().getOrDefault(facet.field(), List.of())) {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("value", count.value());
        value.put("label", label(facet.field(), count.value(), language));
        value.put("count", count.count());
        values.add(value);
      }
      document.put(facet.field().key(), values);
    }
    if (payUnit != null) {
      document.put("pay", ranges(payUnit, catalogue, query));
    }
    return document;
  }

  private String label(Field field, String value, Text.Language language) {
    OccupationView view = occupation;
    Map<String, String> words =
        view == null
            ? Map.of()
            : switch (field) {
              case TIER -> view.tiers();
              case TASK -> view.tasks();
              case SOFT_SKILL -> view.softSkills();
              case OCCUPATION,
                  REGION,
                  REMOTE,
                  ELIGIBILITY,
                  WORKING_TIME,
                  CONTRACT,
                  SKILL,
                  EMPLOYER,
                  SITE,
                  LANGUAGE,
                  PAY_UNIT,
                  PAY,
                  POSTED_WEEK ->
                  Map.of();
            };
    return words.getOrDefault(value, Labels.of(field, value, language));
  }

  /// How many reach each range with the upper end of their pay; ordered, from the lowest on. Like
  /// every facet it ignores its own filter.
  private static List<Object> ranges(Pay.Unit unit, Catalogue catalogue, Query query) {
    List<Filter> others =
        query.filters().stream().filter(it -> !(it instanceof Filter.PayAtLeast)).toList();
    List<BigDecimal> bounds = bounds(unit);
    long[] reaching = new long[bounds.size()];
    for (int i = 0; i < reaching.length; i++) {
      List<Filter> filters = new ArrayList<>(others);
      filters.add(new Filter.PayAtLeast(bounds.get(i), unit));
      reaching[i] =
          catalogue.count(
              new Query(
                  query.words(),
                  query.outlet(),
                  query.group(),
                  filters,
                  List.of(),
                  Sort.NEWEST,
                  0,
                  Query.From.START,
                  false));
    }
    List<Object> ranges = new ArrayList<>();
    for (int i = 0; i < reaching.length; i++) {
      boolean last = i == reaching.length - 1;
      Map<String, @Nullable Object> range = new LinkedHashMap<>();
      range.put("from", bounds.get(i));
      range.put("to", last ? null : bounds.get(i + 1));
      range.put("label", label(bounds.get(i), last ? null : bounds.get(i + 1)));
      range.put("count", last ? reaching[i] : reaching[i] - reaching[i + 1]);
      ranges.add(range);
    }
    return ranges;
  }

  private static String label(BigDecimal from, @Nullable BigDecimal to) {
    return to == null
        ? "ab " + GermanText.number(from) + "\u00a0€"
        : GermanText.number(from) + " – " + GermanText.number(to) + "\u00a0€";
  }

  private static List<BigDecimal> bounds(Pay.Unit unit) {
    return Stream.of(
            switch (unit) {
              case YEAR -> "0 20000 30000 40000 50000 60000 70000 80000 100000".split(" ", -1);
              case MONTH -> "0 1000 2000 3000 4000 5000 6000 8000".split(" ", -1);
              case WEEK -> "0 250 500 750 1000 1500 2000".split(" ", -1);
              case DAY -> "0 100 200 300 400 600 800".split(" ", -1);
              case HOUR -> "0 12 14 16 18 20 25 30 50".split(" ", -1);
              case TASK -> "0 0.05 0.1 0.25 0.5 1 5 20".split(" ", -1);
            })
        .map(BigDecimal::new)
        .toList();
  }
}
