package stellwerk.indexer.index;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Base64;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.util.BytesRef;
import stellwerk.indexer.query.Filter;
import stellwerk.indexer.query.InvalidCursorException;
import stellwerk.indexer.query.Query;
import stellwerk.indexer.query.Sort;

/// Where a walk through the hits goes on: the question, the state of the index that it began with,
/// and the last hit.
///
/// @param opened when this index was opened; the numbers of its states mean nothing to another one
/// @param state of the index, by which its searcher is found again
/// @param today from which freshness was counted when the walk began
/// @param after the last hit's sort values
record Cursor(long opened, long state, LocalDate today, FieldDoc after) {
  private static final int VERSION = 1;

  /// Writes a cursor for those who will send it back.
  ///
  /// @param wording by which the question was widened
  String written(Query query, String wording) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.writeUTF(question(query, wording));
      out.writeLong(opened);
      out.writeLong(state);
      out.writeLong(today.toEpochDay());
      for (Object value : after.fields) {
        write(out, value);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("writing a cursor into memory failed", e);
    }
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.toByteArray());
  }

  /// Reads a cursor that was made for the same question.
  static Cursor read(String text, Query query, String wording) {
    try (DataInputStream in =
        new DataInputStream(new ByteArrayInputStream(Base64.getUrlDecoder().decode(text)))) {
      if (in.readByte() != VERSION || !in.readUTF().equals(question(query, wording))) {
        throw new InvalidCursorException("the cursor belongs to another question");
      }
      long opened = in.readLong();
      long state = in.readLong();
      LocalDate today = LocalDate.ofEpochDay(in.readLong());
      return new Cursor(opened, state, today, after(in, query.sort()));
    } catch (IOException | IllegalArgumentException | DateTimeException e) {
      InvalidCursorException invalid =
          new InvalidCursorException("the cursor was not made by an earlier answer");
      invalid.initCause(e);
      throw invalid;
    }
  }

  private static void write(DataOutputStream out, Object value) throws IOException {
    switch (value) {
      case Float score -> out.writeFloat(score);
      case Double distance -> out.writeDouble(distance);
      case Long number -> out.writeLong(number);
      case BytesRef id -> out.writeUTF(id.utf8ToString());
      default -> throw new IllegalStateException("no order sorts by " + value.getClass());
    }
  }

  private static FieldDoc after(DataInputStream in, Sort sort) throws IOException {
    Object[] values =
        switch (sort) {
          case Sort.Relevance _ -> new Object[] {in.readFloat(), in.readLong(), id(in)};
          case Sort.Newest _ -> new Object[] {in.readLong(), id(in)};
          case Sort.HighestPay _ -> new Object[] {in.readLong(), in.readLong(), id(in)};
          case Sort.Nearest _ -> new Object[] {in.readDouble(), in.readLong(), id(in)};
        };
    return new FieldDoc(Integer.MAX_VALUE, Float.NaN, values);
  }

  private static BytesRef id(DataInputStream in) throws IOException {
    return new BytesRef(in.readUTF());
  }

  /// What must be the same on every page; how many hits a page has, and what is counted, may vary.
  /// Other synonyms make other scores, but no other dates.
  private static String question(Query query, String wording) {
    String filters =
        query.filters().stream().map(Cursor::said).sorted().collect(Collectors.joining("&"));
    return Analysers.digest(
        String.join(
            "\n",
            query.words(),
            query.outlet().key(),
            query.group().name(),
            query.sort().toString(),
            query.sort() instanceof Sort.Relevance ? wording : "",
            filters));
  }

  private static String said(Filter filter) {
    return filter instanceof Filter.AnyOf(Filter.Field field, var values)
        ? field.key() + new TreeSet<>(values)
        : filter.toString();
  }
}
