package stellwerk.search.http;

import java.io.OutputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/// Writes and reads maps, lists, texts, numbers and truth values as JSON. The library shows in no
/// signature.
public final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .build();

  private Json() {}

  public static byte[] write(Object document) {
    return MAPPER.writeValueAsBytes(document);
  }

  /// The same, indented, for files that people compare.
  public static String pretty(Object document) {
    return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(document);
  }

  /// Reads an object that was written here.
  @SuppressWarnings("unchecked")
  public static Map<String, @Nullable Object> read(byte[] json) {
    return (Map<String, @Nullable Object>) MAPPER.readValue(json, Map.class);
  }

  /// Writes one document and leaves the stream open.
  public static void write(Object document, OutputStream out) {
    MAPPER.writeValue(out, document);
  }
}
