package stellwerk.search.export;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.stream.Stream;
import stellwerk.search.catalogue.Listing;

/// A format of bulk files.
public interface Export {
  /// The value of `format=`.
  String format();

  String contentType();

  /// The ending of the file's name.
  String ending();

  /// Writes all rows and leaves the stream open.
  ///
  /// @param evidence whether to add the words behind each fact, where the format can carry them
  void write(Stream<Listing.Entry> rows, List<Column> columns, boolean evidence, OutputStream out)
      throws IOException;

  /// Every format that is built in.
  static List<Export> all() {
    return List.of(Csv.PLAIN, Csv.EXCEL, new JsonLines());
  }
}
