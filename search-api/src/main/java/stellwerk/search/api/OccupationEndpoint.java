package stellwerk.search.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import stellwerk.indexer.query.Facet;
import stellwerk.indexer.query.Filter.Field;
import stellwerk.indexer.query.Query;
import stellwerk.indexer.query.Sort;
import stellwerk.indexer.release.Outlet;
import stellwerk.search.catalogue.Catalogue;
import stellwerk.search.catalogue.Listing;
import stellwerk.search.catalogue.OccupationView;
import stellwerk.search.http.Answer;
import stellwerk.search.http.Problem;
import stellwerk.search.http.Problem.Code;
import stellwerk.search.http.Request;
import stellwerk.search.http.Route;

/// `GET /v1/occupations` and `/v1/occupations/{id}`: what articles are about, with counts.
public final class OccupationEndpoint {
  private final Catalogue catalogue;

  public OccupationEndpoint(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  /// Its routes.
  public List<Route> routes() {
    return List.of(
        Route.open("/v1/occupations", this::all), Route.open("/v1/occupations/{id}", this::one));
  }

  private Answer all(Request request) {
    new Parameters(request, List.of()).check();
    return Tag.answer(
        request,
        catalogue,
        SearchEndpoint.FRESH,
        () ->
            Answer.json(
                Map.of(
                    "items",
                    catalogue.sources().occupations().stream().map(this::document).toList())));
  }

  private Answer one(Request request) {
    new Parameters(request, List.of()).check();
    OccupationView view = find(catalogue, request.variable("id"));
    return Tag.answer(request, catalogue, SearchEndpoint.FRESH, () -> Answer.json(document(view)));
  }

  static OccupationView find(Catalogue catalogue, String id) {
    return catalogue
        .occupation(id)
        .orElseThrow(() ->
            Problem.of(
                    Code.NOT_FOUND,
                    "Einen Beruf „" + id + "“ gibt es nicht.",
                    "There is no occupation \"" + id + "\".")
                .thrown());
  }

  private Map<String, @Nullable Object> document(OccupationView view) {
    Listing listing =
        catalogue.search(
            new Query(
                "",
                Outlet.API,
                Query.Group.VACANCY,
                view.membership(),
                List.of(new Facet(Field.TIER, 100)),
                Sort.NEWEST,
                0,
                Query.From.START,
                false),
            false);
    Map<String, Long> counts = new LinkedHashMap<>();
    listing
        .facets()
        .getOrDefault(Field.TIER, List.of())
        .forEach(count -> counts.put(count.value(), count.count()));
    List<Object> tiers = new ArrayList<>();
    view.tiers()
        .forEach((id, label) ->
            tiers.add(labelled(id, label, Map.of("count", counts.getOrDefault(id, 0L)))));
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("id", view.id());
    document.put("title", view.title());
    document.put("heading", view.heading());
    document.put("total", listing.total());
    document.put("tiers", tiers);
    document.put("tasks", labelled(view.tasks()));
    document.put("soft_skills", labelled(view.softSkills()));
    document.put("related", view.related());
    document.put("more_url", view.moreUrl());
    document.put("newsletter_url", view.newsletterUrl());
    return document;
  }

  private static List<Object> labelled(Map<String, String> labels) {
    List<Object> all = new ArrayList<>();
    labels.forEach((id, label) -> all.add(labelled(id, label, Map.of())));
    return all;
  }

  private static Map<String, Object> labelled(String id, String label, Map<String, Long> more) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("id", id);
    entry.put("label", label);
    entry.putAll(more);
    return entry;
  }
}
