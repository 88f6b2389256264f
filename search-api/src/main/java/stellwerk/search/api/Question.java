package stellwerk.search.api;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import stellwerk.indexer.query.Query;
import stellwerk.indexer.query.Sort;
import stellwerk.indexer.release.Outlet;
import stellwerk.search.catalogue.Catalogue;
import stellwerk.search.http.Problem.Code;
import stellwerk.search.http.Request;
import stellwerk.search.render.PostingDocument;

/// What a search asks for, in all its parameters.
///
/// @param fields of a sparse answer; empty for all
/// @param explain whether every item says why it is there
/// @param page the page asked for by number; 0 if none was
record Question(
    Query query,
    Filters filters,
    Facets facets,
    List<String> fields,
    boolean evidence,
    boolean explain,
    int page) {
  static final int DEEPEST = 1000;
  private static final int MOST_EXPLAINED = 20;
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
                  "evidence",
                  "explain"))
          .toList();

  Question {
    fields = List.copyOf(fields);
  }

  /// Reads a request's question.
  ///
  /// @throws stellwerk.search.http.ProblemException naming all that is wrong with it
  static Question read(Request request, Catalogue catalogue) {
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
    boolean explain = parameters.flag("explain");
    if (explain && limit > MOST_EXPLAINED && parameters.has("limit")) {
      parameters.conflict(
          "limit",
          "Mit „explain“ ist „limit“ höchstens " + MOST_EXPLAINED + ".",
          "With \"explain\", \"limit\" is at most " + MOST_EXPLAINED + ".");
    }
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
    return new Question(query, filters, facets, fields, evidence, explain, page);
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
}
