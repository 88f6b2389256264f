package stellwerk.search.api;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import stellwerk.search.catalogue.Catalogue;
import stellwerk.search.catalogue.OccupationView;
import stellwerk.search.http.Answer;
import stellwerk.search.http.Problem;
import stellwerk.search.http.Problem.Code;
import stellwerk.search.http.Request;
import stellwerk.search.http.Route;
import stellwerk.search.issue.Flavor;
import stellwerk.search.issue.Issue;
import stellwerk.search.issue.IssueForm;
import stellwerk.search.issue.Issues;

/// `GET /v1/issues/{occupation}/{date}.{html|txt|json|rss}`: a frozen issue; `latest` leads to the
/// last one, `next` previews the coming one. `GET /v1/issues/{occupation}` lists the days of all.
public final class IssueEndpoint {
  private static final String FRESH =
      "public, max-age=300, stale-while-revalidate=600, stale-if-error=86400";
  private static final List<String> FLAVORS = Stream.of(Flavor.values()).map(Flavor::key).toList();

  private final Catalogue catalogue;
  private final Issues issues;
  private final String baseUrl;

  /// Issues name their own address, so they need to know where readers reach us.
  public IssueEndpoint(Catalogue catalogue, Issues issues, String baseUrl) {
    this.catalogue = catalogue;
    this.issues = issues;
    this.baseUrl = baseUrl;
  }

  /// One route for each form, and the list.
  public List<Route> routes() {
    return Stream.concat(
            Stream.of(Route.open("/v1/issues/{occupation}", this::list)),
            Stream.of(IssueForm.values())
                .map(form ->
                    Route.open(
                        "/v1/issues/{occupation}/{date}." + form.ending(),
                        form.type(),
                        request -> answer(request, form))))
        .toList();
  }

  private Answer list(Request request) {
    new Parameters(request, List.of()).check();
    OccupationView view = OccupationEndpoint.find(catalogue, request.variable("occupation"));
    return Tag.answer(request, catalogue, FRESH, () -> Answer.json(document(view)));
  }

  private Map<String, @Nullable Object> document(OccupationView view) {
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("occupation", view.id());
    document.put("next", issues.next(view).map(LocalDate::toString).orElse(null));
    document.put(
        "issues", issues.dates(view.id()).reversed().stream().map(LocalDate::toString).toList());
    return document;
  }

  private Answer answer(Request request, IssueForm form) {
    Parameters parameters = new Parameters(request, List.of("flavor"));
    Flavor flavor =
        parameters
            .oneOf("flavor", FLAVORS)
            .map(key -> Flavor.valueOf(key.toUpperCase(Locale.ROOT)))
            .orElse(Flavor.PLAIN);
    parameters.check();
    OccupationView view = OccupationEndpoint.find(catalogue, request.variable("occupation"));
    String date = request.variable("date");
    return switch (date) {
      case "latest" -> latest(request, view, form);
      case "next" ->
          issues
              .preview(view)
              .map(issue -> written(issue, form, flavor))
              .orElseThrow(() -> missing(view, date).thrown())
              .with("Cache-Control", "no-store");
      default -> {
        Issue issue =
            day(date)
                .flatMap(day -> issues.find(view.id(), day))
                .orElseThrow(() -> missing(view, date).thrown());
        yield Tag.answer(request, catalogue, FRESH, () -> written(issue, form, flavor));
      }
    };
  }

  private Answer latest(Request request, OccupationView view, IssueForm form) {
    List<LocalDate> dates = issues.dates(view.id());
    if (dates.isEmpty()) {
      throw missing(view, "latest").thrown();
    }
    String query = request.query().isEmpty() ? "" : "?" + request.query();
    return Answer.empty(302)
        .with(
            "Location",
            "/v1/issues/" + view.id() + "/" + dates.getLast() + "." + form.ending() + query)
        .with("Cache-Control", "no-cache");
  }

  private Answer written(Issue issue, IssueForm form, Flavor flavor) {
    return issue.empty() && form.silentIfEmpty()
        ? Answer.empty(204)
        : Answer.ok(form.type() + "; charset=utf-8", form.write(issue, baseUrl, flavor));
  }

  private static Optional<LocalDate> day(String text) {
    try {
      return Optional.of(LocalDate.parse(text));
    } catch (DateTimeParseException _) {
      return Optional.empty();
    }
  }

  private Problem missing(OccupationView view, String date) {
    List<LocalDate> dates = issues.dates(view.id());
    String last = dates.isEmpty() ? "" : " Die letzte ist vom " + dates.getLast() + ".";
    String newest = dates.isEmpty() ? "" : " The last one is of " + dates.getLast() + ".";
    return Problem.of(
        Code.NOT_FOUND,
        "Eine Ausgabe „" + date + "“ gibt es nicht." + last,
        "There is no issue \"" + date + "\"." + newest);
  }
}
