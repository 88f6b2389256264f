package stellwerk.search.export;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import stellwerk.search.catalogue.Listing;
import stellwerk.search.http.Json;
import stellwerk.search.render.PostingDocument;

/// One posting per line, nested as in the API; the last line says that it is the last.
final class JsonLines implements Export {
  @Override
  public String format() {
    return "jsonl";
  }

  @Override
  public String contentType() {
    return "application/x-ndjson; charset=utf-8";
  }

  @Override
  public String ending() {
    return "jsonl";
  }

  @Override
  public void write(
      Stream<Listing.Entry> rows, List<Column> columns, boolean evidence, OutputStream out)
      throws IOException {
    long written = 0;
    for (Iterator<Listing.Entry> each = rows.iterator(); each.hasNext(); written++) {
      Json.write(PostingDocument.of(each.next(), evidence), out);
      out.write('\n');
    }
    Map<String, Object> end = new LinkedHashMap<>();
    end.put("_end", true);
    end.put("rows", written);
    Json.write(end, out);
    out.write('\n');
    out.flush();
  }
}
