package stellwerk.search.api;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import stellwerk.indexer.query.Query;
import stellwerk.indexer.query.Sort;
import stellwerk.indexer.release.Outlet;
import stellwerk.search.catalogue.Catalogue;
import stellwerk.search.catalogue.Listing;
import stellwerk.search.catalogue.Sites;
import stellwerk.search.http.Answer;
import stellwerk.search.http.PercentCode;
import stellwerk.search.http.Problem.Code;
import stellwerk.search.http.Request;
import stellwerk.search.http.Route;
import stellwerk.search.render.Highlights;
import stellwerk.search.render.PostingDocument;

/// `GET /v1/jobs`: the search.
public final class SearchEndpoint implements Route.Endpoint {
  static final String FRESH =
      "public, max-age=60, stale-while-revalidate=600, stale-if-error=86400";
  private static final int DEEPEST = 1000;
  private static final List<String> SORTS =
      List.of("relevance", "-date_posted", "-pay", "distance");
  private static final List<String> NAMES =
      Stream.concat(
              Filters.NAMES.stream(),
              Stream.of(
                  "facets",
                  "sort",
                  "limit",
                  "cursor",
                  "page",
                  "fields",
                  "group",
                  "highlight",
                  "evidence"))
          .toList();

  private final Catalogue catalogue;

  public SearchEndpoint(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  /// @param page the page asked for by number; 0 if none was
  private record Asked(
      Query query, Facets facets, List<String> fields, boolean evidence, int page) {}

  @Override
  public Answer answer(Request request) {
    Asked asked = read(request);
    return Tag.answer(request, catalogue, FRESH, () -> found(request, asked));
  }

  private Asked read(Request request) {
    Parameters parameters = new Parameters(request, NAMES);
    List<String> wanted = parameters.list("facets");
    Optional<String> order = parameters.oneOf("sort", SORTS);
    boolean unitServesOrder = order.equals(Optional.of("-pay")) || wanted.contains("pay");
    Filters filters = Filters.read(parameters, catalogue, null, !unitServesOrder);
    Facets facets = Facets.read(parameters, wanted, filters);
    String words = parameters.text("q", 200).orElse("");
    Sort sort = sort(parameters, order, filters, words);
    int limit = parameters.number("limit", 1, 100, 20);
    int page = parameters.has("page") ? parameters.number("page", 1, Integer.MAX_VALUE, 1) : 0;
    Query.From from = from(parameters, page, limit);
    Query.Group group =
        parameters.oneOf("group", List.of("vacancy", "posting")).orElse("vacancy").equals("posting")
            ? Query.Group.POSTING
            : Query.Group.VACANCY;
    List<String> fields = parameters.list("fields");
    for (String field : fields) {
      if (!PostingDocument.FIELDS.contains(field)) {
        parameters.add(
            Code.INVALID_PARAMETER,
            "fields",
            "Das Feld „" + field + "“ gibt es nicht.",
            "There is no field \"" + field + "\".",
            Nearest.to(field, PostingDocument.FIELDS).orElse(null));
      }
    }
    boolean highlight = parameters.flag("highlight");
    boolean evidence = parameters.flag("evidence");
    parameters.check();
    Query query =
        new Query(
            words,
            Outlet.API,
            group,
            filters.all(),
            facets.counted(),
            sort,
            limit,
            from,
            highlight);
    return new Asked(query, facets, fields, evidence, page);
  }

  private static Sort sort(
      Parameters parameters, Optional<String> order, Filters filters, String words) {
    return switch (order.orElse(words.isEmpty() ? "-date_posted" : "relevance")) {
      case "relevance" -> Sort.RELEVANCE;
      case "-pay" -> {
        if (!parameters.has("pay_unit")) {
          parameters.conflict(
              "sort", "„sort=-pay“ braucht „pay_unit“.", "\"sort=-pay\" needs \"pay_unit\".");
        }
        yield filters.unit().<Sort>map(Sort.HighestPay::new).orElse(Sort.NEWEST);
      }
      case "distance" -> {
        if (!parameters.has("location")) {
          parameters.conflict(
              "sort",
              "„sort=distance“ braucht „location“.",
              "\"sort=distance\" needs \"location\".");
        }
        yield filters
            .near()
            .<Sort>map(point -> new Sort.Nearest(point.latitude(), point.longitude()))
            .orElse(Sort.NEWEST);
      }
      default -> Sort.NEWEST;
    };
  }

  private static Query.From from(Parameters parameters, int page, int limit) {
    Optional<String> cursor = parameters.text("cursor", 2000);
    if (cursor.isPresent() && page > 0) {
      parameters.conflict(
          "cursor",
          "„cursor“ und „page“ schließen einander aus.",
          "\"cursor\" and \"page\" exclude each other.");
    }
    if ((long) page * limit > DEEPEST) {
      parameters.add(
          Code.PAGE_TOO_DEEP,
          "page",
          "Tiefer als " + DEEPEST + " Treffer führt nur /v1/export.",
          "Only /v1/export leads deeper than " + DEEPEST + " hits.",
          null);
      return Query.From.START;
    }
    return cursor
        .<Query.From>map(Query.From.After::new)
        .orElse(page > 1 ? new Query.From.Skip((page - 1) * limit) : Query.From.START);
  }

  private Answer found(Request request, Asked asked) {
    Listing listing = catalogue.search(asked.query(), request.keyed());
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("total", listing.total());
    document.put("total_is_exact", listing.totalIsExact());
    document.put("did_you_mean", listing.didYouMean());
    document.put("items", items(listing, asked));
    document.put(
        "facets", asked.facets().document(listing, catalogue, asked.query(), request.language()));
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

  private static List<Object> items(Listing listing, Asked asked) {
    List<Object> items = new ArrayList<>();
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
  private static Optional<String> next(Request request, Asked asked, Listing listing) {
    if (listing.nextCursor().isEmpty()
        || (asked.page() > 0 && (asked.page() + 1L) * asked.query().limit() > DEEPEST)) {
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
