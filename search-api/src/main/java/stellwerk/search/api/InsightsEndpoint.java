package stellwerk.search.api;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import stellwerk.indexer.statistics.Threshold;
import stellwerk.search.catalogue.Catalogue;
import stellwerk.search.catalogue.OccupationView;
import stellwerk.search.http.Answer;
import stellwerk.search.http.Request;
import stellwerk.search.http.Route;
import stellwerk.search.insights.Insights;
import stellwerk.search.insights.InsightsHtml;
import stellwerk.search.insights.InsightsJson;
import stellwerk.search.insights.Survey;

/// `GET /v1/insights/{occupation}`: live answers to the article's own claims, and `GET
/// /v1/embed/insights.html`: the same as a fragment for its page.
public final class InsightsEndpoint {
  static final String FRESH =
      "public, max-age=900, stale-while-revalidate=3600, stale-if-error=86400";
  static final List<String> WINDOW = List.of("from", "until", "min_n", "min_employers");

  private final Catalogue catalogue;
  private final Survey survey;

  public InsightsEndpoint(Catalogue catalogue) {
    this.catalogue = catalogue;
    this.survey = new Survey(catalogue);
  }

  /// Both routes.
  public List<Route> routes() {
    return List.of(
        Route.open("/v1/insights/{occupation}", this::document),
        Route.quiet("/v1/embed/insights.html", "text/html", this::fragment));
  }

  private Answer document(Request request) {
    Parameters parameters = new Parameters(request, WINDOW);
    LocalDate today = Filters.today(catalogue);
    Survey.Window window = window(parameters, today);
    OccupationView view = OccupationEndpoint.find(catalogue, request.variable("occupation"));
    parameters.check();
    return Tag.answer(
        request, catalogue, FRESH, () -> Answer.json(InsightsJson.of(insights(view, window))));
  }

  private Answer fragment(Request request) {
    Parameters parameters = new Parameters(request, List.of("occupation", "heading"));
    Optional<String> id = parameters.text("occupation", 100);
    if (id.isEmpty()) {
      parameters.invalid("occupation", "„occupation“ fehlt.", "\"occupation\" is missing.");
    }
    int heading =
        parameters.oneOf("heading", List.of("2", "3", "4")).map(Integer::parseInt).orElse(2);
    parameters.check();
    OccupationView view = OccupationEndpoint.find(catalogue, id.orElse(""));
    Survey.Window window = Survey.Window.usual(Filters.today(catalogue));
    return Tag.answer(
        request,
        catalogue,
        FRESH,
        () ->
            Answer.ok(
                "text/html; charset=utf-8", InsightsHtml.of(insights(view, window), heading)));
  }

  private Insights insights(OccupationView view, Survey.Window window) {
    return survey.insights(view, window);
  }

  /// The window that somebody asks for.
  static Survey.Window window(Parameters parameters, LocalDate today) {
    LocalDate until = parameters.day("until").orElse(today);
    LocalDate from = parameters.day("from").orElse(until.minusDays(Survey.DAYS));
    if (from.isAfter(until)) {
      parameters.conflict("from", "„from“ liegt nach „until“.", "\"from\" lies after \"until\".");
    }
    return new Survey.Window(
        from,
        until,
        new Threshold(
            parameters.number("min_n", 10, 100_000, 10),
            parameters.number("min_employers", 3, 100_000, 3)));
  }
}
