package stellwerk.search.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import stellwerk.search.catalogue.Listing;
import stellwerk.search.render.GermanText;

/// Comma-separated values: plain after RFC 4180 for programs, and as German Excel reads them. Never
/// a line `sep=`: together with the byte order mark it breaks umlauts.
enum Csv implements Export {
  PLAIN("csv", ',') {
    @Override
    String heading(Column column) {
      return column.name();
    }

    @Override
    String cell(Object value) {
      return switch (value) {
        case BigDecimal number -> number.toPlainString();
        default -> value.toString();
      };
    }
  },
  EXCEL("csv-excel-de", ';') {
    @Override
    String heading(Column column) {
      return column.label();
    }

    @Override
    String cell(Object value) {
      return switch (value) {
        case BigDecimal number -> number.toPlainString().replace('.', ',');
        case Double number -> number.toString().replace('.', ',');
        case LocalDate day -> GermanText.day(day);
        case Instant at -> MINUTE.format(at.atZone(GermanText.BERLIN));
        case Boolean truth -> truth ? "ja" : "nein";
        case String text -> harmless(text);
        default -> value.toString();
      };
    }
  };

  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("dd.MM.yyyy HH:mm", Locale.GERMANY);

  private final String format;
  private final char separator;

  Csv(String format, char separator) {
    this.format = format;
    this.separator = separator;
  }

  abstract String heading(Column column);

  abstract String cell(Object value);

  @Override
  public String contentType() {
    return "text/csv; charset=utf-8; header=present";
  }

  @Override
  public String ending() {
    return "csv";
  }

  @Override
  public String format() {
    return format;
  }

  @Override
  public void write(
      Stream<Listing.Entry> rows, List<Column> columns, boolean evidence, OutputStream out)
      throws IOException {
    Writer writer = new BufferedWriter(new OutputStreamWriter(out, UTF_8));
    if (this == EXCEL) {
      writer.write('\ufeff');
    }
    CsvWriter csv =
        CsvWriter.builder()
            .fieldSeparator(separator)
            .lineDelimiter(LineDelimiter.CRLF)
            .build(writer);
    csv.writeRecord(columns.stream().map(this::heading).toList());
    for (Iterator<Listing.Entry> each = rows.iterator(); each.hasNext(); ) {
      Listing.Entry row = each.next();
      csv.writeRecord(columns.stream().map(column -> cellOrEmpty(column.of(row))).toList());
    }
    csv.flush();
    writer.flush();
  }

  private String cellOrEmpty(@Nullable Object value) {
    return switch (value) {
      case null -> "";
      case List<?> list ->
          list.stream().map(String::valueOf).map(this::cell).collect(Collectors.joining("|"));
      default -> cell(value);
    };
  }

  /// A cell that begins like a formula would be run by a spreadsheet (OWASP ASVS 1.2.10).
  private static String harmless(String text) {
    return !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
  }
}
