package stellwerk.search.insights;

import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import stellwerk.indexer.posting.Pay;
import stellwerk.indexer.statistics.CountedVacancy;
import stellwerk.indexer.statistics.PayFigures;
import stellwerk.indexer.statistics.Quantiles;
import stellwerk.indexer.statistics.Threshold;
import stellwerk.search.catalogue.OccupationView;

/// What an occupation pays in one unit, as a whole and by group. Employment and gigs are never
/// mixed, nor are units.
///
/// @param vacancies of one kind, employment or gigs
/// @param unit a year takes in months and weeks, as full time; never hours
/// @param tariff whether amounts looked up in a pay scale count, too
public record PayStatistics(
    OccupationView occupation,
    Survey.Window window,
    List<CountedVacancy> vacancies,
    Pay.Unit unit,
    boolean tariff,
    @Nullable Grouping grouping) {
  /// One group.
  public record Group(String key, String label, PayFigures figures) {}

  public PayStatistics {
    vacancies = List.copyOf(vacancies);
  }

  /// All of them together.
  public PayFigures overall() {
    return figures(vacancies);
  }

  private PayFigures figures(List<CountedVacancy> some) {
    return PayFigures.of(some, unit, tariff, window.threshold());
  }

  /// The groups, in the order of their keys; none if nothing groups them.
  public List<Group> groups() {
    Grouping by = grouping;
    if (by == null) {
      return List.of();
    }
    Map<String, List<CountedVacancy>> groups = new TreeMap<>();
    for (CountedVacancy vacancy : vacancies) {
      by.of(vacancy).stream()
          .distinct()
          .forEach(key -> groups.computeIfAbsent(key, _ -> new ArrayList<>()).add(vacancy));
    }
    return groups.entrySet().stream()
        .map(
            it -> new Group(it.getKey(), by.label(it.getKey(), occupation), figures(it.getValue())))
        .filter(group -> group.figures().count() > 0)
        .toList();
  }

  /// Steps of pay; none where too few state it.
  public List<PayFigures.Bar> histogram() {
    List<BigDecimal> values =
        vacancies.stream().flatMap(it -> it.pay(unit, tariff).stream()).toList();
    return overall().shown().isEmpty() ? List.of() : PayFigures.histogram(values, step());
  }

  private BigDecimal step() {
    return switch (unit) {
      case YEAR, MONTH, WEEK -> BigDecimal.valueOf(5_000);
      case DAY -> BigDecimal.valueOf(50);
      case HOUR -> BigDecimal.valueOf(2);
      case TASK -> new BigDecimal("0.05");
    };
  }

  /// The document of `GET /v1/stats/pay`.
  public Map<String, @Nullable Object> document(String generatedAt) {
    Threshold threshold = window.threshold();
    PayFigures overall = overall();
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put(
        "unit", "EUR/" + unit + " gross" + (unit == Pay.Unit.YEAR ? ", full-time equivalent" : ""));
    document.put("basis", "midpoint of stated range, one per vacancy");
    document.put("min_n", threshold.vacancies());
    document.put("min_employers", threshold.employers());
    document.put("window", window.document());
    Map<String, Object> coverage = new LinkedHashMap<>();
    coverage.put("vacancies", vacancies.size());
    coverage.put("with_pay_in_unit", overall.count());
    coverage.put(
        "share",
        vacancies.isEmpty() ? 0 : Math.round(1000.0 * overall.count() / vacancies.size()) / 1000.0);
    document.put("coverage", coverage);
    document.put("overall", figures(overall));
    document.put("groups", groups().stream().map(this::group).toList());
    document.put("other_units", otherUnits());
    document.put(
        "histogram",
        histogram().stream()
            .map(bar -> {
              Map<String, Object> step = new LinkedHashMap<>();
              step.put("from", bar.from());
              step.put("to", bar.to());
              step.put("n", bar.count());
              return step;
            })
            .toList());
    document.put("outliers_removed", vacancies.stream().filter(it -> it.outlier(unit)).count());
    document.put("generated_at", generatedAt);
    return document;
  }

  private static Map<String, @Nullable Object> figures(PayFigures figures) {
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("n", figures.count());
    Optional<Quantiles> shown = figures.shown();
    if (shown.isEmpty()) {
      document.put("suppressed", true);
    }
    shown.ifPresent(quantiles -> {
      document.put("p10", quantiles.at(0.1));
      document.put("p25", quantiles.at(0.25));
      document.put("p50", quantiles.at(0.5));
      document.put("p75", quantiles.at(0.75));
      document.put("p90", quantiles.at(0.9));
      document.put("mean", quantiles.mean());
    });
    return document;
  }

  private Map<String, @Nullable Object> group(Group group) {
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("key", group.key());
    document.put("label", group.label());
    document.putAll(figures(group.figures()));
    overall()
        .shown()
        .filter(_ -> group.figures().shown().isEmpty())
        .ifPresent(all -> {
          Map<String, Object> fallback = new LinkedHashMap<>();
          fallback.put("key", grouping == Grouping.REGION ? "DE" : "all");
          fallback.put("n", all.count());
          fallback.put("p50", all.at(0.5));
          document.put("fallback", fallback);
        });
    document.put(
        "jobs",
        Optional.ofNullable(grouping)
            .flatMap(Grouping::parameter)
            .map(name ->
                "/v1/jobs?occupation="
                    + occupation.id()
                    + "&posted_since="
                    + window.from()
                    + "&"
                    + name
                    + "="
                    + URLEncoder.encode(group.key(), StandardCharsets.UTF_8))
            .orElse(null));
    return document;
  }

  private List<Map<String, @Nullable Object>> otherUnits() {
    List<Map<String, @Nullable Object>> others = new ArrayList<>();
    for (Pay.Unit other : CountedVacancy.UNITS) {
      PayFigures figures = PayFigures.of(vacancies, other, tariff, window.threshold());
      if (other != unit && figures.count() > 0) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("pay_unit", other.name());
        document.put("n", figures.count());
        document.put("p50", figures.shown().map(it -> it.at(0.5)).orElse(null));
        others.add(document);
      }
    }
    return others;
  }
}
