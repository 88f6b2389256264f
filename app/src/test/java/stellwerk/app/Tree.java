package stellwerk.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// Looks into JSON, which is YAML as well; what is more than one document is refused.
record Tree(@Nullable Object value) {
  static Tree of(String json) {
    assertThat(json.strip()).startsWith("{").endsWith("}");
    return new Tree(new Load(LoadSettings.builder().build()).loadFromString(json));
  }

  Tree at(String key) {
    if (value instanceof Map<?, ?> map) {
      return new Tree(map.get(key));
    }
    throw new AssertionError("no object with “" + key + "”: " + value);
  }

  List<Tree> items() {
    if (value instanceof List<?> list) {
      return list.stream().map(item -> new Tree(item)).toList();
    }
    throw new AssertionError("no list: " + value);
  }

  String text() {
    return String.valueOf(value);
  }
}
