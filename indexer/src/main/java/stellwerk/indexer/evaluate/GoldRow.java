package stellwerk.indexer.evaluate;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One labelled row: what stood there, and what must be read from it.
///
/// @param id of the row, such as `sal-004`
/// @param labels the whole row as it came
public record GoldRow(String id, JsonNode labels) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /// Reads a file of rows, one JSON object a line; blank lines are passed over.
  public static List<GoldRow> of(Path file) throws IOException {
    try (Stream<String> lines = Files.lines(file, StandardCharsets.UTF_8)) {
      return lines.filter(line -> !line.isBlank()).map(GoldRow::of).toList();
    }
  }

  /// Reads one row.
  public static GoldRow of(String line) {
    JsonNode labels = JSON.readTree(line);
    return new GoldRow(labels.path("id").asString(""), labels);
  }

  /// The words of a label; empty if it is missing, null, or no words.
  public Optional<String> words(String label) {
    return words(labels, label);
  }

  /// The number of a label; empty if it is missing or null.
  public Optional<BigDecimal> number(String label) {
    return number(labels, label);
  }

  static Optional<String> words(JsonNode node, String label) {
    JsonNode value = node.path(label);
    return value.isString() ? Optional.of(value.asString()) : Optional.empty();
  }

  static Optional<BigDecimal> number(JsonNode node, String label) {
    JsonNode value = node.path(label);
    return value.isNumber() ? Optional.of(value.decimalValue()) : Optional.empty();
  }

  static JsonNode json(String text) {
    return JSON.readTree(text);
  }
}
