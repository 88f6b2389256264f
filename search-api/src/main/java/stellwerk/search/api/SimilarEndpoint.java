package stellwerk.search.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import stellwerk.indexer.posting.PostingField;
import stellwerk.indexer.posting.PostingId;
import stellwerk.indexer.query.Filter;
import stellwerk.indexer.query.Query;
import stellwerk.indexer.query.Sort;
import stellwerk.indexer.release.Outlet;
import stellwerk.search.catalogue.Catalogue;
import stellwerk.search.catalogue.Listing;
import stellwerk.search.catalogue.OccupationView;
import stellwerk.search.http.Answer;
import stellwerk.search.http.Request;
import stellwerk.search.http.Route;
import stellwerk.search.render.PostingDocument;

/// `GET /v1/jobs/{id}/similar`: other jobs like this one, also like one that has closed.
public final class SimilarEndpoint implements Route.Endpoint {
  private static final int MOST = 20;
  private static final int USUAL = 5;

  private final Catalogue catalogue;

  public SimilarEndpoint(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  @Override
  public Answer answer(Request request) {
    Parameters parameters = new Parameters(request, List.of("limit", "evidence"));
    int limit = parameters.number("limit", 1, MOST, USUAL);
    boolean evidence = parameters.flag("evidence");
    parameters.check();
    PostingId id = PostingEndpoint.id(request.variable("id"));
    return Tag.answer(
        request,
        catalogue,
        SearchEndpoint.FRESH,
        () -> found(id, limit, evidence, request.keyed()));
  }

  private Answer found(PostingId id, int limit, boolean evidence, boolean keyed) {
    Query query =
        new Query(
            "",
            Outlet.API,
            Query.Group.VACANCY,
            filters(id, keyed),
            List.of(),
            Sort.RELEVANCE,
            limit,
            Query.From.START,
            false);
    List<Listing.Entry> entries =
        catalogue
            .similar(id, query, keyed)
            .orElseThrow(() -> PostingEndpoint.missing(id.value()).thrown());
    List<Object> items = new ArrayList<>();
    entries.forEach(entry -> items.add(PostingDocument.of(entry, evidence)));
    return Answer.json(Map.of("items", items));
  }

  /// What always holds in the posting's occupation holds here, too.
  private List<Filter> filters(PostingId id, boolean keyed) {
    return catalogue
        .find(id, Outlet.API, keyed)
        .flatMap(entry -> entry.posting().known(PostingField.MEMBERSHIP))
        .flatMap(membership -> catalogue.occupation(membership.occupation()))
        .map(OccupationView::filters)
        .orElse(List.of());
  }
}
