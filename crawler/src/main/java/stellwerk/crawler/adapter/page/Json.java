package stellwerk.crawler.adapter.page;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import stellwerk.crawler.adapter.Harvest.NotThePage;
import stellwerk.crawler.adapter.Harvest.Problem;
import stellwerk.crawler.fetch.Fetched;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads JSON within bounds (depth 64, strings 1 MB, `crawling.md` behaviour 32), and asks its
/// trees for words without surprises. The package's only door to Jackson's parser.
public final class Json {
  private static final StreamReadConstraints BOUNDS =
      StreamReadConstraints.builder()
          .maxNestingDepth(64)
          .maxStringLength(1_000_000)
          .maxNameLength(1_000)
          .maxNumberLength(100)
          .maxDocumentLength(20_000_000)
          .maxTokenCount(2_000_000)
          .build();

  private static final JsonMapper STRICT = mapper();

  private Json() {}

  /// A mapper that passes over these deviations from RFC 8259.
  public static JsonMapper mapper(JsonReadFeature... allowed) {
    var factory = JsonFactory.builder().streamReadConstraints(BOUNDS);
    for (JsonReadFeature feature : allowed) {
      factory.enable(feature);
    }
    return JsonMapper.builder(factory.build()).build();
  }

  /// The tree of a text; empty if it is no JSON or exceeds the bounds.
  public static Optional<JsonNode> read(String text) {
    return read(STRICT, text);
  }

  public static Optional<JsonNode> read(JsonMapper mapper, String text) {
    try {
      JsonNode tree = mapper.readTree(text);
      return tree == null || tree.isMissingNode() ? Optional.empty() : Optional.of(tree);
    } catch (JacksonException _) {
      return Optional.empty();
    }
  }

  /// What a JSON body holds, or why it is none.
  public sealed interface Body {
    record Tree(JsonNode tree) implements Body {}

    record Not(NotThePage problem) implements Body {}
  }

  /// Reads a page that should be JSON: its shape first.
  public static Body body(Fetched.Page page) {
    Optional<NotThePage> shape = Shape.notJson(page);
    if (shape.isPresent()) {
      return new Body.Not(shape.get());
    }
    return read(page.text())
        .<Body>map(Body.Tree::new)
        .orElseGet(
            () -> new Body.Not(new NotThePage(Problem.WRONG_SHAPE, "JSON that cannot be read")));
  }

  /// The words of a scalar; null for objects, arrays, null and nothing, and for a number too great
  /// to be one (`1e999`), which says nothing.
  public static @Nullable String text(@Nullable JsonNode node) {
    if (node == null
        || !node.isValueNode()
        || node.isNull()
        || node.isMissingNode()
        || endless(node)) {
      return null;
    }
    return node.isNumber() ? node.decimalValue().toPlainString() : node.asString();
  }

  /// Whether a number is too great to be one, such as `1e999`.
  public static boolean endless(JsonNode node) {
    return node.isFloatingPointNumber() && !Double.isFinite(node.doubleValue());
  }

  /// The words of a field, by its path of names; null if there are none.
  public static @Nullable String text(JsonNode node, String... path) {
    JsonNode at = node;
    for (String name : path) {
      at = at.path(name);
    }
    return text(at);
  }

  /// The elements of an array; a single value is an array of one, absence none.
  public static List<JsonNode> all(@Nullable JsonNode node) {
    if (node == null || node.isNull() || node.isMissingNode()) {
      return List.of();
    }
    return node.isArray() ? List.copyOf(node.values()) : List.of(node);
  }
}
