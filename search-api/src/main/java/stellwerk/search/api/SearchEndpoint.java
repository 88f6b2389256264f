package stellwerk.search.api;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import stellwerk.indexer.query.Query;
import stellwerk.search.catalogue.Catalogue;
import stellwerk.search.catalogue.Listing;
import stellwerk.search.catalogue.Sites;
import stellwerk.search.http.Answer;
import stellwerk.search.http.PercentCode;
import stellwerk.search.http.Request;
import stellwerk.search.http.Route;
import stellwerk.search.render.Highlights;
import stellwerk.search.render.PostingDocument;

/// `GET /v1/jobs`: the search.
public final class SearchEndpoint implements Route.Endpoint {
  static final String FRESH =
      "public, max-age=60, stale-while-revalidate=600, stale-if-error=86400";

  private final Catalogue catalogue;

  public SearchEndpoint(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  @Override
  public Answer answer(Request request) {
    Question asked = Question.read(request, catalogue);
    return Tag.answer(request, catalogue, FRESH, () -> found(request, asked));
  }

  private Answer found(Request request, Question asked) {
    Listing listing = catalogue.search(asked.query(), request.keyed());
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("total", listing.total());
    document.put("total_is_exact", listing.totalIsExact());
    document.put("did_you_mean", listing.didYouMean());
    document.put("items", items(listing, asked, request));
    document.put("facets", asked.facets().document(listing, request.language()));
    Map<String, @Nullable Object> page = new LinkedHashMap<>();
    page.put("limit", asked.query().limit());
    page.put("has_more", listing.nextCursor().isPresent());
    page.put("next_cursor", listing.next());
    document.put("page", page);
    Optional<Instant> updated = catalogue.updatedAt(listing.changeNumber());
    document.put("index", index(listing, updated));
    Answer answer = Answer.json(document);
    if (updated.isPresent()) {
      answer =
          answer.with(
              "Last-Modified",
              DateTimeFormatter.RFC_1123_DATE_TIME.format(updated.get().atZone(ZoneOffset.UTC)));
    }
    Optional<String> next = next(request, asked, listing);
    return next.isPresent() ? answer.with("Link", "<" + next.get() + ">; rel=\"next\"") : answer;
  }

  private List<Object> items(Listing listing, Question asked, Request request) {
    List<Object> items = new ArrayList<>();
    // Behind a cursor nobody counted.
    int position = asked.query().from() instanceof Query.From.Skip(int hits) ? hits + 1 : 0;
    for (Listing.Entry entry : listing.entries()) {
      Map<String, @Nullable Object> item = PostingDocument.of(entry, asked.evidence());
      if (!asked.fields().isEmpty()) {
        item.keySet()
            .removeIf(field ->
                !asked.fields().contains(field)
                    && !field.equals("id")
                    && !field.equals("evidence"));
      }
      if (asked.query().highlight()) {
        item.put("highlights", Highlights.of(entry));
      }
      if (asked.explain()) {
        int place = position;
        catalogue
            .explain(entry.posting().id(), asked.query())
            .map(why ->
                Explanations.of(
                    why,
                    entry.posting(),
                    asked,
                    place,
                    catalogue.sources().reasons(),
                    request.language()))
            .ifPresent(why -> item.put("explain", why));
        position += position == 0 ? 0 : 1;
      }
      items.add(item);
    }
    return items;
  }

  private Map<String, @Nullable Object> index(Listing listing, Optional<Instant> updated) {
    Sites.Summary sites = catalogue.sources().sites().summary();
    Map<String, @Nullable Object> index = new LinkedHashMap<>();
    index.put("change_number", listing.changeNumber());
    index.put("updated_at", updated.map(Instant::toString).orElse(null));
    index.put("sites_ok", sites.ok());
    index.put("sites_total", sites.total());
    return index;
  }

  /// The address of the next page. Facets are left out: they are the same there.
  private static Optional<String> next(Request request, Question asked, Listing listing) {
    if (listing.nextCursor().isEmpty()
        || (asked.page() > 0 && (asked.page() + 1L) * asked.query().limit() > Question.DEEPEST)) {
      return Optional.empty();
    }
    List<String> pairs = new ArrayList<>();
    request
        .parameters()
        .forEach((name, values) -> {
          if (!List.of("facets", "cursor", "page").contains(name)) {
            values.forEach(value -> pairs.add(name + "=" + PercentCode.encode(value)));
          }
        });
    pairs.add(
        asked.page() > 0
            ? "page=" + (asked.page() + 1)
            : "cursor=" + PercentCode.encode(listing.nextCursor().get()));
    return Optional.of(request.path() + "?" + String.join("&", pairs));
  }
}
