package stellwerk.search.api;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import stellwerk.indexer.query.Filter;
import stellwerk.indexer.query.Filter.Field;
import stellwerk.indexer.query.Query;
import stellwerk.indexer.query.Sort;
import stellwerk.indexer.release.Outlet;
import stellwerk.search.catalogue.Catalogue;
import stellwerk.search.catalogue.Listing;
import stellwerk.search.catalogue.OccupationView;
import stellwerk.search.http.Answer;
import stellwerk.search.http.Request;
import stellwerk.search.http.Route;
import stellwerk.search.render.Section;

/// `GET /v1/embed/jobs.html`: the section for the portal. A page includes it, so that it is never
/// an error page: the route is quiet.
public final class SectionEndpoint implements Route.Endpoint {
  /// Less than a day in all, since the section may say „heute“.
  private static final String FRESH =
      "public, max-age=60, stale-while-revalidate=600, stale-if-error=43200";

  private static final int MOST = 20;
  private static final int NEIGHBOURS = 3;
  private static final List<String> NAMES =
      List.of(
          "occupation",
          "limit",
          "heading",
          "location",
          "theme",
          "more_url",
          "tier",
          "cursor",
          "empty");

  private final Catalogue catalogue;

  public SectionEndpoint(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  @Override
  public Answer answer(Request request) {
    Parameters parameters = new Parameters(request, NAMES);
    Optional<String> id = parameters.text("occupation", 100);
    if (id.isEmpty()) {
      parameters.invalid("occupation", "„occupation“ fehlt.", "\"occupation\" is missing.");
      parameters.check();
    }
    OccupationView occupation = OccupationEndpoint.find(catalogue, id.orElse(""));
    Filters filters = Filters.read(parameters, catalogue, occupation, false);
    int limit = parameters.number("limit", 1, MOST, occupation.sectionLimit());
    int heading =
        parameters.oneOf("heading", List.of("2", "3", "4", "0")).map(Integer::parseInt).orElse(2);
    String theme = parameters.oneOf("theme", Section.THEMES).orElse("auto");
    boolean related = parameters.oneOf("empty", List.of("related")).isPresent();
    Optional<String> moreUrl = parameters.text("more_url", 500);
    if (moreUrl.isPresent() && !Section.samePath(moreUrl.get())) {
      parameters.invalid(
          "more_url",
          "„more_url“ ist ein Pfad auf derselben Seite: /jobs/ki-trainer",
          "\"more_url\" is a path on the same site: /jobs/ki-trainer");
    }
    Query.From from =
        parameters
            .text("cursor", 2000)
            .<Query.From>map(Query.From.After::new)
            .orElse(Query.From.START);
    parameters.check();
    Query query = query(filters.all(), limit, from);
    Section section =
        new Section(
            occupation,
            heading,
            theme,
            moreUrl.or(occupation::more).orElse(null),
            catalogue.sources().sites().summary(),
            Filters.today(catalogue));
    return Tag.answer(
        request, catalogue, FRESH, () -> found(section, query, related, request.keyed()));
  }

  private Answer found(Section section, Query query, boolean related, boolean keyed) {
    Listing listing = catalogue.search(query, keyed);
    List<Section.Neighbours> neighbours =
        related && listing.entries().isEmpty()
            ? neighbours(section.occupation(), keyed)
            : List.of();
    return Answer.ok("text/html; charset=utf-8", section.html(listing, neighbours));
  }

  private List<Section.Neighbours> neighbours(OccupationView occupation, boolean keyed) {
    List<Section.Neighbours> all = new ArrayList<>();
    for (String id : new LinkedHashSet<>(occupation.related())) {
      Optional<OccupationView> view = catalogue.occupation(id);
      if (view.isPresent()) {
        List<Listing.Entry> entries =
            catalogue
                .search(query(view.get().membership(), NEIGHBOURS, Query.From.START), keyed)
                .entries();
        if (!entries.isEmpty()) {
          all.add(new Section.Neighbours(view.get(), entries));
        }
      }
    }
    return all;
  }

  private static Query query(List<Filter> filters, int limit, Query.From from) {
    List<Filter> all = new ArrayList<>(filters);
    all.add(new Filter.AnyOf(Field.ELIGIBILITY, Set.of("yes", "unclear")));
    return new Query(
        "", Outlet.SECTION, Query.Group.VACANCY, all, List.of(), Sort.NEWEST, limit, from, false);
  }
}
