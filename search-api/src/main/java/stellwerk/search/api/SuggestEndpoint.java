package stellwerk.search.api;

import java.util.List;
import java.util.Map;
import stellwerk.search.catalogue.Catalogue;
import stellwerk.search.http.Answer;
import stellwerk.search.http.Request;
import stellwerk.search.http.Route;

/// `GET /v1/suggest?q=`: completions of what somebody begins to type.
public final class SuggestEndpoint implements Route.Endpoint {
  private static final int MOST = 10;

  private final Catalogue catalogue;

  public SuggestEndpoint(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  @Override
  public Answer answer(Request request) {
    Parameters parameters = new Parameters(request, List.of("q", "limit"));
    String begun = parameters.text("q", 100).orElse("");
    int limit = parameters.number("limit", 1, MOST, MOST);
    if (begun.isEmpty() && !parameters.has("q")) {
      parameters.invalid("q", "„q“ fehlt.", "\"q\" is missing.");
    }
    parameters.check();
    return Tag.answer(
        request,
        catalogue,
        SearchEndpoint.FRESH,
        () -> Answer.json(Map.of("items", catalogue.suggestions(begun, limit))));
  }
}
