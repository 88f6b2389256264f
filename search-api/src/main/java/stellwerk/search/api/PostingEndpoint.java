package stellwerk.search.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import stellwerk.indexer.posting.PostingField;
import stellwerk.indexer.posting.PostingId;
import stellwerk.indexer.release.Outlet;
import stellwerk.search.catalogue.Catalogue;
import stellwerk.search.catalogue.Listing;
import stellwerk.search.http.Answer;
import stellwerk.search.http.Problem;
import stellwerk.search.http.Problem.Code;
import stellwerk.search.http.Request;
import stellwerk.search.http.Route;
import stellwerk.search.render.GermanText;
import stellwerk.search.render.PostingDocument;

/// `GET /v1/jobs/{id}`: one posting, with its description where the owner allows it.
public final class PostingEndpoint implements Route.Endpoint {
  private final Catalogue catalogue;

  public PostingEndpoint(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  @Override
  public Answer answer(Request request) {
    Parameters parameters = new Parameters(request, List.of("evidence"));
    boolean evidence = parameters.flag("evidence");
    parameters.check();
    PostingId id = id(request.variable("id"));
    return Tag.answer(
        request, catalogue, SearchEndpoint.FRESH, () -> found(id, evidence, request.keyed()));
  }

  private Answer found(PostingId id, boolean evidence, boolean keyed) {
    Optional<Listing.Entry> entry = catalogue.find(id, Outlet.API, keyed);
    if (entry.isPresent()) {
      Map<String, @Nullable Object> document = PostingDocument.of(entry.get(), evidence);
      document.put(
          "description", entry.get().posting().known(PostingField.DESCRIPTION).orElse(null));
      return Answer.json(document);
    }
    throw catalogue
        .lastSeenBeforeClosing(id)
        .map(PostingEndpoint::gone)
        .orElseGet(() -> missing(id.value()))
        .thrown();
  }

  private static Problem gone(Instant lastSeen) {
    return Problem.of(
            Code.GONE,
            "Die Stelle war zuletzt am " + GermanText.day(lastSeen) + " ausgeschrieben.",
            "The job was last advertised on "
                + lastSeen.atZone(GermanText.BERLIN).toLocalDate()
                + ".")
        .with("last_seen", lastSeen.toString());
  }

  /// The posting that a path names.
  static PostingId id(String text) {
    if (!text.matches("j_[a-z0-9]{2,40}")) {
      throw missing(text).thrown();
    }
    return new PostingId(text);
  }

  static Problem missing(String id) {
    return Problem.of(
        Code.NOT_FOUND,
        "Eine Stelle „" + id + "“ gibt es nicht.",
        "There is no job \"" + id + "\".");
  }
}
