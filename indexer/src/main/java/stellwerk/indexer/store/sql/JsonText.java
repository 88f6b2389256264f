package stellwerk.indexer.store.sql;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Records as JSON in a text column: compact, what is null left out, maps in the order of their
/// keys, so that equal records are equal texts. Thread-safe.
public final class JsonText {
  private final JsonMapper mapper;

  /// A codec that knows extra annotations for types that should not know JSON.
  ///
  /// @param annotations a type, and the type that carries the annotations meant for it
  public JsonText(Map<Class<?>, Class<?>> annotations) {
    var builder =
        JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .changeDefaultPropertyInclusion(
                value -> value.withValueInclusion(JsonInclude.Include.NON_NULL));
    annotations.forEach(builder::addMixIn);
    mapper = builder.build();
  }

  /// Writes a value as a certain type, whose alternatives are then told apart.
  public String write(Object value, Class<?> as) {
    return mapper.writerFor(as).writeValueAsString(value);
  }

  public <T> T read(String json, Class<T> type) {
    return mapper.readValue(json, type);
  }

  /// Reads a list of records.
  public <T> List<T> readList(String json, Class<T> type) {
    return mapper.readValue(
        json, mapper.getTypeFactory().constructCollectionType(List.class, type));
  }

  /// Reads a map of texts.
  public Map<String, String> readMap(String json) {
    return mapper.readValue(json, new TypeReference<Map<String, String>>() {});
  }
}
