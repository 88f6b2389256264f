package stellwerk.crawler.adapter.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// A thing of schema.org, asked for its properties however they are spelled: `title`, `Title`,
/// `schema:title`, `http://schema.org/title`; one value or several; a reference by `@id`.
///
/// @param named the things of the page that have an `@id`
public record Thing(JsonNode node, Map<String, JsonNode> named) {

  /// All values of a property; nested lists are one list, references are followed.
  public List<Thing> all(String property) {
    List<Thing> values = new ArrayList<>();
    gather(find(property), values);
    return values;
  }

  private void gather(@Nullable JsonNode value, List<Thing> into) {
    for (JsonNode one : Json.all(value)) {
      if (one.isArray() || one.has("@list") || one.has("@set")) {
        gather(one.isArray() ? one : one.has("@list") ? one.get("@list") : one.get("@set"), into);
      } else {
        String id = one.isObject() && one.size() == 1 ? Json.text(one, "@id") : null;
        into.add(new Thing(id == null ? one : named.getOrDefault(id, one), named));
      }
    }
  }

  /// The first value of a property; a thing of nothing if there is none.
  public Thing first(String property) {
    List<Thing> values = all(property);
    return values.isEmpty() ? new Thing(MissingNode.getInstance(), named) : values.getFirst();
  }

  private @Nullable JsonNode find(String property) {
    if (!node.isObject()) {
      return null;
    }
    String upper = Character.toUpperCase(property.charAt(0)) + property.substring(1);
    for (String spelling :
        List.of(
            property,
            upper,
            "schema:" + property,
            "http://schema.org/" + property,
            "https://schema.org/" + property)) {
      JsonNode value = node.get(spelling);
      if (value != null && !value.isNull()) {
        return value;
      }
    }
    return null;
  }

  public boolean isObject() {
    return node.isObject();
  }

  public boolean isMissing() {
    return node.isMissingNode() || node.isNull();
  }

  /// The words of a scalar, or of an object that only wraps one; null if there are none.
  public @Nullable String words() {
    String text = Json.text(node);
    return text != null ? text : node.isObject() ? Json.text(node, "@value") : null;
  }

  /// The words of a property's first value; null if there are none.
  public @Nullable String words(String property) {
    return first(property).words();
  }

  /// The words of a thing, or its name.
  public @Nullable String name() {
    String own = words();
    return own != null ? own : words("name");
  }
}
