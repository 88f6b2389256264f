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
import stellwerk.indexer.query.Filter.Field;
import stellwerk.indexer.query.PayRange;
import stellwerk.search.catalogue.Listing;
import stellwerk.search.catalogue.OccupationView;
import stellwerk.search.http.Problem.Code;
import stellwerk.search.http.Text;
import stellwerk.search.render.GermanText;
import stellwerk.search.render.Labels;

/// The counts that a search asks for: `skill:15,pay`.
///
/// @param counted by the index, ranges of pay among them
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
    // Named twice, a facet is counted once.
    Map<Field, Facet> named = new LinkedHashMap<>();
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
        named.put(field(name), new Facet(field(name), Integer.parseInt(limit)));
      }
    }
    if (pay && !asked.has("pay_unit")) {
      asked.conflict(
          "facets",
          "Die Auszählung „pay“ braucht „pay_unit“.",
          "Facet \"pay\" needs \"pay_unit\".");
    }
    Pay.Unit unit = pay ? filters.unit().orElse(null) : null;
    if (unit != null) {
      named.put(Field.PAY, new Facet(Field.PAY, MOST));
    }
    return new Facets(List.copyOf(named.values()), unit, filters.inOccupation().orElse(null));
  }

  private static Field field(String name) {
    return Stream.of(Field.values())
        .filter(field -> field.key().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /// The counts as the answer shows them.
  Map<String, Object> document(Listing listing, Text.Language language) {
    Map<String, Object> document = new LinkedHashMap<>();
    for (Facet facet : counted) {
      List<Facet.Count> counts = listing.facets().getOrDefault(facet.field(), List.of());
      document.put(
          facet.field().key(),
          facet.field() == Field.PAY ? ranges(counts) : values(facet.field(), counts, language));
    }
    return document;
  }

  private List<Object> values(Field field, List<Facet.Count> counts, Text.Language language) {
    List<Object> values = new ArrayList<>();
    for (Facet.Count count : counts) {
      Map<String, Object> value = new LinkedHashMap<>();
      value.put("value", count.value());
      value.put("label", label(field, count.value(), language));
      value.put("count", count.count());
      values.add(value);
    }
    return values;
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

  /// How many lie in each range with the upper end of their pay: all ranges of the unit, from the
  /// lowest on, those with nobody in it, too.
  private List<Object> ranges(List<Facet.Count> counts) {
    Pay.Unit unit = payUnit;
    List<Object> ranges = new ArrayList<>();
    for (PayRange range : unit == null ? List.<PayRange>of() : PayRange.of(unit)) {
      Map<String, @Nullable Object> document = new LinkedHashMap<>();
      document.put("from", range.from());
      document.put("to", range.below());
      document.put("label", label(range.from(), range.below()));
      document.put(
          "count",
          counts.stream()
              .filter(count -> count.value().equals(range.key()))
              .mapToLong(Facet.Count::count)
              .sum());
      ranges.add(document);
    }
    return ranges;
  }

  private static String label(BigDecimal from, @Nullable BigDecimal to) {
    return to == null
        ? "ab " + GermanText.number(from) + "\u00a0€"
        : GermanText.number(from) + " – " + GermanText.number(to) + "\u00a0€";
  }
}
