package stellwerk.search.api;

import stellwerk.indexer.posting.PostingId;
import stellwerk.indexer.query.Explained;
import stellwerk.indexer.release.Outlet;
import stellwerk.indexer.release.Release;
import stellwerk.search.catalogue.Catalogue;
import stellwerk.search.http.Answer;
import stellwerk.search.http.Request;
import stellwerk.search.http.Route;

/// `GET /v1/jobs/{id}/explain`: why a posting is in the answer to a search, or why not. It takes
/// the parameters of the search.
public final class ExplainEndpoint implements Route.Endpoint {
  private final Catalogue catalogue;

  public ExplainEndpoint(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  @Override
  public Answer answer(Request request) {
    Question asked = Question.read(request, catalogue);
    PostingId id = PostingEndpoint.id(request.variable("id"));
    return Tag.answer(request, catalogue, SearchEndpoint.FRESH, () -> found(request, id, asked));
  }

  private Answer found(Request request, PostingId id, Question asked) {
    Explained why =
        catalogue
            .explain(id, asked.query())
            .orElseThrow(() -> PostingEndpoint.missing(id.value()).thrown());
    Release release = catalogue.release(why.posting(), Outlet.API, request.keyed());
    int position = why.found() ? catalogue.position(id, asked.query()) : 0;
    return Answer.json(
        Explanations.of(
            why, release, asked, position, catalogue.sources().reasons(), request.language()));
  }
}
