package stellwerk.search.api;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import stellwerk.indexer.posting.Pay;
import stellwerk.indexer.query.Filter;
import stellwerk.indexer.statistics.CountedVacancy;
import stellwerk.search.catalogue.Catalogue;
import stellwerk.search.catalogue.OccupationView;
import stellwerk.search.http.Answer;
import stellwerk.search.http.Json;
import stellwerk.search.http.Request;
import stellwerk.search.http.Route;
import stellwerk.search.insights.Grouping;
import stellwerk.search.insights.PayStatistics;
import stellwerk.search.insights.Survey;
import stellwerk.search.insights.WeeklyFlow;
import stellwerk.search.render.Chart;
import stellwerk.search.render.GermanText;

/// `GET /v1/stats/{pay|postings}` for analysts, and the same as pictures under
/// `/v1/charts/{pay|postings}.{svg|vl.json}`.
public final class StatisticsEndpoint {
  private static final List<String> GIGS = List.of("FREELANCE", "OPEN_ENDED_GIG");
  private static final List<String> UNITS = CountedVacancy.UNITS.stream().map(Enum::name).toList();
  private static final List<String> GROUPS =
      Stream.of(Grouping.values()).map(Grouping::key).toList();
  private static final List<String> PAY =
      Stream.concat(
              InsightsEndpoint.WINDOW.stream(),
              Stream.of("occupation", "tier", "pay_unit", "group_by", "contract", "basis"))
          .toList();
  private static final List<String> POSTINGS = List.of("occupation", "from", "until");

  private final Catalogue catalogue;
  private final Survey survey;

  public StatisticsEndpoint(Catalogue catalogue) {
    this.catalogue = catalogue;
    this.survey = new Survey(catalogue);
  }

  /// All routes.
  public List<Route> routes() {
    return List.of(
        Route.open("/v1/stats/pay", request -> pay(request, this::payDocument)),
        Route.open("/v1/stats/postings", request -> flow(request, this::flowDocument)),
        Route.open(
            "/v1/charts/pay.svg", "image/svg+xml", request -> pay(request, this::payPicture)),
        Route.open(
            "/v1/charts/postings.svg",
            "image/svg+xml",
            request -> flow(request, this::flowPicture)),
        Route.open("/v1/charts/pay.vl.json", request -> pay(request, this::payVega)),
        Route.open("/v1/charts/postings.vl.json", request -> flow(request, this::flowVega)));
  }

  private Answer pay(Request request, Function<PayStatistics, Answer> form) {
    Parameters parameters = new Parameters(request, PAY);
    OccupationView view = occupation(parameters);
    Survey.Window window = InsightsEndpoint.window(parameters, Filters.today(catalogue));
    Pay.Unit unit =
        parameters.oneOf("pay_unit", UNITS).map(Pay.Unit::valueOf).orElse(Pay.Unit.YEAR);
    Optional<Grouping> grouping =
        parameters
            .oneOf("group_by", GROUPS)
            .map(key -> Grouping.valueOf(key.toUpperCase(Locale.ROOT)));
    boolean gig = parameters.oneOf("contract", GIGS).isPresent();
    boolean tariff =
        parameters.oneOf("basis", List.of("stated", "stated,tariff")).orElse("").contains("tariff");
    Set<String> tiers = parameters.anyOf("tier", view.tiers().keySet());
    parameters.check();
    List<Filter> further =
        tiers.isEmpty() ? List.of() : List.of(new Filter.AnyOf(Filter.Field.TIER, tiers));
    return Tag.answer(
        request,
        catalogue,
        InsightsEndpoint.FRESH,
        () ->
            form.apply(
                new PayStatistics(
                    view,
                    window,
                    survey.vacancies(view, window, further).stream()
                        .filter(it -> it.gig() == gig)
                        .toList(),
                    unit,
                    tariff,
                    grouping.orElse(null))));
  }

  private interface FlowForm {
    Answer of(OccupationView view, Survey.Window window, WeeklyFlow flow);
  }

  private Answer flow(Request request, FlowForm form) {
    Parameters parameters = new Parameters(request, POSTINGS);
    OccupationView view = occupation(parameters);
    Survey.Window window = InsightsEndpoint.window(parameters, Filters.today(catalogue));
    parameters.check();
    return Tag.answer(
        request,
        catalogue,
        InsightsEndpoint.FRESH,
        () -> form.of(view, window, survey.flow(view, window)));
  }

  private OccupationView occupation(Parameters parameters) {
    Optional<String> id = parameters.text("occupation", 100);
    if (id.isEmpty()) {
      parameters.invalid("occupation", "„occupation“ fehlt.", "\"occupation\" is missing.");
      parameters.check();
    }
    return OccupationEndpoint.find(catalogue, id.orElse(""));
  }

  private String now() {
    return catalogue.sources().clock().instant().toString();
  }

  private Answer payDocument(PayStatistics statistics) {
    return Answer.json(statistics.document(now()));
  }

  private Answer flowDocument(OccupationView view, Survey.Window window, WeeklyFlow flow) {
    return Answer.json(flow.document(window, now()));
  }

  private Answer payPicture(PayStatistics statistics) {
    String title = title(statistics);
    String counted =
        GermanText.jobs(statistics.overall().count())
            + " mit Angabe, vom "
            + GermanText.day(statistics.window().from())
            + " bis "
            + GermanText.day(statistics.window().until())
            + ".";
    if (statistics.grouping() == null) {
      List<Chart.Point> columns =
          statistics.histogram().stream()
              .map(bar -> new Chart.Point(GermanText.number(bar.from()), bar.count()))
              .toList();
      return svg(Chart.columns(title, "Wie viele Stellen wie viel zahlen. " + counted, columns));
    }
    List<Chart.Span> spans = new ArrayList<>();
    for (PayStatistics.Group group : statistics.groups()) {
      group
          .figures()
          .shown()
          .ifPresent(it ->
              spans.add(
                  new Chart.Span(
                      group.label() + " (" + group.figures().count() + ")",
                      it.at(0.25).doubleValue(),
                      it.at(0.5).doubleValue(),
                      it.at(0.75).doubleValue())));
    }
    return svg(
        Chart.spans(
            title,
            "Die mittlere Hälfte je Gruppe, mit dem Median. " + counted,
            spans,
            value -> GermanText.number(BigDecimal.valueOf(Math.round(value * 100), 2)) + " €"));
  }

  private static String title(PayStatistics statistics) {
    return statistics.occupation().title()
        + ": "
        + switch (statistics.unit()) {
          case YEAR, MONTH, WEEK -> "Gehalt in Euro pro Jahr";
          case DAY -> "Euro pro Tag";
          case HOUR -> "Euro pro Stunde";
          case TASK -> "Euro pro Aufgabe";
        };
  }

  private Answer flowPicture(OccupationView view, Survey.Window window, WeeklyFlow flow) {
    return svg(
        Chart.line(
            view.title() + ": offene Stellenanzeigen",
            "Offene Anzeigen am Ende jeder Kalenderwoche vom "
                + GermanText.day(window.from())
                + " bis "
                + GermanText.day(window.until())
                + ".",
            flow.weeks().stream()
                .map(week -> new Chart.Point("KW " + week.name().substring(6), week.open()))
                .toList()));
  }

  private static Answer svg(String picture) {
    return Answer.ok("image/svg+xml; charset=utf-8", picture);
  }

  private Answer payVega(PayStatistics statistics) {
    if (statistics.grouping() == null) {
      return vega(
          title(statistics),
          statistics.document(now()).get("histogram"),
          "bar",
          axis("from", "ordinal", "EUR/" + statistics.unit()),
          axis("n", "quantitative", "Stellen"));
    }
    return vega(
        title(statistics),
        statistics.document(now()).get("groups"),
        "point",
        axis("p50", "quantitative", "EUR/" + statistics.unit()),
        axis("label", "nominal", ""));
  }

  private Answer flowVega(OccupationView view, Survey.Window window, WeeklyFlow flow) {
    return vega(
        view.title(),
        flow.document(window, now()).get("weeks"),
        "line",
        axis("week", "ordinal", "Kalenderwoche"),
        axis("active", "quantitative", "offene Anzeigen"));
  }

  private static Map<String, String> axis(String field, String type, String title) {
    Map<String, String> axis = new LinkedHashMap<>();
    axis.put("field", field);
    axis.put("type", type);
    axis.put("title", title);
    return axis;
  }

  /// Vega-Lite v5 (<https://vega.github.io/vega-lite/>) with its data in it, for notebooks.
  private static Answer vega(
      String title,
      @Nullable Object values,
      String mark,
      Map<String, String> across,
      Map<String, String> up) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("$schema", "https://vega.github.io/schema/vega-lite/v5.json");
    document.put("title", title);
    document.put("data", Map.of("values", values == null ? List.of() : values));
    document.put("mark", mark);
    Map<String, Object> encoding = new LinkedHashMap<>();
    encoding.put("x", across);
    encoding.put("y", up);
    document.put("encoding", encoding);
    return Answer.ok("application/json; charset=utf-8", Json.write(document));
  }
}
