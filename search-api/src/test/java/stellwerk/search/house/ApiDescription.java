package stellwerk.search.house;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Holds answers against the API's description: a status, a type or a member that stands there not
/// is a fault, and so is one that stands there and lacks. Thread-safe.
public final class ApiDescription {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final JsonNode described;
  private final JsonNode closed;
  private final SchemaRegistry registry =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

  public ApiDescription() {
    described = document();
    closed = document();
    close(closed.path("components").path("schemas"));
  }

  private static JsonNode document() {
    try (InputStream in =
        Objects.requireNonNull(
            ApiDescription.class.getResourceAsStream("/stellwerk/search/openapi.json"))) {
      return JSON.readTree(new String(in.readAllBytes(), UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Clients must bear new members; we must describe ours.
  private static void close(JsonNode node) {
    if (node instanceof ObjectNode object
        && object.has("properties")
        && object.path("properties").isObject()
        && !object.has("additionalProperties")) {
      object.put("additionalProperties", false);
    }
    node.forEach(ApiDescription::close);
  }

  /// Checks one answer of the public port.
  ///
  /// @param path as asked, without the query
  public void check(String path, int status, @Nullable String contentType, String body) {
    if (status >= 400) {
      if (contentType != null && !body.isEmpty()) {
        mustEqual("a problem's type at " + path, "application/problem+json", media(contentType));
        conforms(path + " " + status, "{\"$ref\":\"#/components/schemas/Problem\"}", body);
      }
      return;
    }
    Optional<JsonNode> route = route(path);
    if (route.isEmpty()) {
      throw new AssertionError("nothing describes " + path);
    }
    JsonNode answer = resolved(route.get().path("get").path("responses").path("" + status));
    if (answer.isMissingNode() && status != 204) {
      throw new AssertionError("nothing describes status " + status + " of " + path);
    }
    if (contentType == null || body.isEmpty()) {
      return;
    }
    JsonNode content = answer.path("content").path(media(contentType));
    if (content.isMissingNode()) {
      throw new AssertionError(
          path + " answers " + contentType + ", described is " + answer.path("content"));
    }
    if (media(contentType).equals("application/json") && content.has("schema")) {
      conforms(path, content.path("schema").toString(), body);
    }
  }

  private JsonNode resolved(JsonNode answer) {
    String reference = answer.path("$ref").asString("");
    return reference.isEmpty() ? answer : described.at(reference.substring(1));
  }

  /// A path without names goes before one with names.
  private Optional<JsonNode> route(String path) {
    JsonNode exact = described.path("paths").path(path);
    if (!exact.isMissingNode()) {
      return Optional.of(exact);
    }
    return described
        .path("paths")
        .propertyStream()
        .filter(entry -> path.matches(entry.getKey().replaceAll("\\{[a-z]+}", "[^/]+")))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private void conforms(String what, String schema, String body) {
    var errors = schemas.computeIfAbsent(schema, this::compiled).validate(body, InputFormat.JSON);
    if (!errors.isEmpty()) {
      throw new AssertionError(what + " is not as described: " + errors + "\n" + body);
    }
  }

  private Schema compiled(String schema) {
    ObjectNode whole = (ObjectNode) JSON.readTree(schema);
    close(whole);
    whole.set("components", closed.path("components"));
    return registry.getSchema(whole.toString());
  }

  private static String media(String contentType) {
    return contentType.replaceAll(";.*", "").strip();
  }

  private static void mustEqual(String what, String expected, String found) {
    if (!expected.equals(found)) {
      throw new AssertionError(what + " should be " + expected + ", not " + found);
    }
  }
}
