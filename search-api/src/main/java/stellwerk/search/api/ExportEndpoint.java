package stellwerk.search.api;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import stellwerk.indexer.query.Query;
import stellwerk.indexer.query.Sort;
import stellwerk.indexer.release.Outlet;
import stellwerk.search.catalogue.Catalogue;
import stellwerk.search.catalogue.Listing;
import stellwerk.search.export.Column;
import stellwerk.search.export.DataDictionary;
import stellwerk.search.export.Export;
import stellwerk.search.http.Answer;
import stellwerk.search.http.Problem;
import stellwerk.search.http.Problem.Code;
import stellwerk.search.http.Request;
import stellwerk.search.http.Route;

/// `GET /v1/export`: postings in bulk, for holders of an `export` key. One at a time, so that
/// searches keep their air.
public final class ExportEndpoint implements Route.Endpoint {
  private static final int PAGE = 500;
  private static final List<String> NOT_INSTALLED = List.of("parquet", "xlsx");
  private static final List<String> NAMES =
      Stream.concat(Filters.NAMES.stream(), Stream.of("format", "columns", "evidence")).toList();

  private final Catalogue catalogue;
  private final List<Export> formats = Export.all();
  private final Semaphore one = new Semaphore(1, true);

  public ExportEndpoint(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  @Override
  public Answer answer(Request request) {
    Parameters parameters = new Parameters(request, NAMES);
    List<String> names =
        Stream.concat(formats.stream().map(Export::format), NOT_INSTALLED.stream()).toList();
    String name = parameters.oneOf("format", names).orElse("csv");
    Filters filters = Filters.read(parameters, catalogue, null, true);
    String words = parameters.text("q", 200).orElse("");
    boolean evidence = parameters.flag("evidence");
    List<Column> columns = columns(parameters);
    if (evidence && !name.equals("jsonl")) {
      parameters.conflict(
          "evidence",
          "„evidence“ gibt es nur mit „format=jsonl“.",
          "\"evidence\" needs \"format=jsonl\".");
    }
    parameters.check();
    Export format = installed(name);
    Query query =
        new Query(
            words,
            Outlet.EXPORT,
            Query.Group.POSTING,
            filters.all(),
            List.of(),
            Sort.NEWEST,
            PAGE,
            Query.From.START,
            false);
    // The first page is read before a word is said, so that what is wrong can still be said.
    Listing first = catalogue.search(query, true);
    String subject = filters.inOccupation().map(it -> "_" + it.id()).orElse("");
    String file =
        "stellwerk"
            + subject
            + "_"
            + Filters.today(catalogue)
            + "_v"
            + DataDictionary.SCHEMA_VERSION
            + "."
            + format.ending();
    return Answer.streamed(
            format.contentType(),
            out -> {
              one.acquireUninterruptibly();
              try {
                format.write(catalogue.walk(query, first, true), columns, evidence, out);
              } finally {
                one.release();
              }
            })
        .with("Content-Disposition", "attachment; filename=\"" + file + "\"")
        .with("X-Row-Count", Long.toString(first.total()))
        .with("X-Schema-Version", Integer.toString(DataDictionary.SCHEMA_VERSION));
  }

  private static List<Column> columns(Parameters parameters) {
    List<String> known = DataDictionary.COLUMNS.stream().map(Column::name).toList();
    List<String> wanted = parameters.list("columns");
    List<Column> columns = new ArrayList<>();
    for (String name : wanted) {
      int at = known.indexOf(name);
      if (at >= 0) {
        columns.add(DataDictionary.COLUMNS.get(at));
      } else {
        parameters.add(
            Code.INVALID_PARAMETER,
            "columns",
            "Die Spalte „" + name + "“ gibt es nicht.",
            "There is no column \"" + name + "\".",
            Nearest.to(name, known).orElse(null));
      }
    }
    return wanted.isEmpty() ? DataDictionary.COLUMNS : columns;
  }

  private Export installed(String name) {
    return formats.stream()
        .filter(format -> format.format().equals(name))
        .findFirst()
        .orElseThrow(() ->
            Problem.of(
                    Code.FORMAT_UNAVAILABLE,
                    "Das Format „" + name + "“ ist hier nicht eingerichtet.",
                    "The format \"" + name + "\" is not installed here.")
                .thrown());
  }
}
