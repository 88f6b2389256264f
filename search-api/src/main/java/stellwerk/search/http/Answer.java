package stellwerk.search.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What we say.
///
/// @param headers in the order set
public record Answer(int status, Map<String, String> headers, Body body) {
  /// The words themselves.
  public sealed interface Body {
    Body NONE = new Whole(new byte[0]);

    /// All of them. Whoever made the bytes lets go of them.
    @SuppressWarnings("ArrayRecordComponent")
    record Whole(byte[] bytes) implements Body {}

    /// Written while they are made; a failure cuts the connection, so that a part never looks
    /// whole.
    record Streamed(Writer writer) implements Body {}
  }

  /// Writes a body.
  @FunctionalInterface
  public interface Writer {
    void write(OutputStream out) throws IOException;
  }

  public Answer {
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
  }

  public static Answer ok(String contentType, String text) {
    return ok(contentType, text.getBytes(UTF_8));
  }

  public static Answer ok(String contentType, byte[] bytes) {
    return new Answer(200, Map.of("Content-Type", contentType), new Body.Whole(bytes));
  }

  public static Answer json(Object document) {
    return ok("application/json; charset=utf-8", Json.write(document));
  }

  public static Answer streamed(String contentType, Writer writer) {
    return new Answer(200, Map.of("Content-Type", contentType), new Body.Streamed(writer));
  }

  /// Nothing but a status.
  public static Answer empty(int status) {
    return new Answer(status, Map.of(), Body.NONE);
  }

  public Answer with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Answer(status, more, body);
  }

  Answer with(Body other) {
    return new Answer(status, headers, other);
  }

  public Optional<String> header(String name) {
    return headers.entrySet().stream()
        .filter(header -> header.getKey().equalsIgnoreCase(name))
        .map(Map.Entry::getValue)
        .findFirst();
  }
}
