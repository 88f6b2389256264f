package stellwerk.search.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import stellwerk.search.export.Column;
import stellwerk.search.export.DataDictionary;
import stellwerk.search.http.Answer;
import stellwerk.search.http.Request;
import stellwerk.search.http.Route;

/// `GET /v1/columns`: the data dictionary, with all closed lists of values.
public final class ColumnsEndpoint implements Route.Endpoint {
  @Override
  public Answer answer(Request request) {
    new Parameters(request, List.of()).check();
    List<Object> columns = new ArrayList<>();
    for (Column column : DataDictionary.COLUMNS) {
      Map<String, @Nullable Object> document = new LinkedHashMap<>();
      document.put("name", column.name());
      document.put("label", column.label());
      document.put("type", column.type().key());
      document.put("unit", column.unit());
      document.put("description", column.description());
      document.put("example", column.example());
      document.put("since_version", 1);
      document.put("values", column.values());
      columns.add(document);
    }
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("schema_version", DataDictionary.SCHEMA_VERSION);
    document.put("columns", columns);
    return Answer.json(document).with("Cache-Control", "public, max-age=3600");
  }
}
