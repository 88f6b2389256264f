package stellwerk.app.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/// A mapping in a YAML file. Asking for a key makes it known; [#end] reports those that nobody
/// asked for.
///
/// Every fault is noted with its position and the default goes on, so that one run tells all
/// faults.
final class YamlMap {
  /// Marks the paths of what stands in a list; no variable can be called so, hence none overrides
  /// it.
  private static final String ITEM = "[]";

  private final YamlFile file;
  private final MappingNode node;
  private final String path;
  private final Map<String, NodeTuple> entries = new LinkedHashMap<>();
  private final Set<String> known = new LinkedHashSet<>();

  YamlMap(YamlFile file, MappingNode node, String path) {
    this.file = file;
    this.node = node;
    this.path = path;
    for (NodeTuple entry : node.getValue()) {
      if (entry.getKeyNode() instanceof ScalarNode key) {
        if (entries.putIfAbsent(key.getValue(), entry) != null) {
          file.fault(key, "key “" + key.getValue() + "” is given twice");
        }
      } else {
        file.fault(entry.getKeyNode(), "a key must be a word");
      }
    }
  }

  Set<String> keys() {
    return entries.keySet();
  }

  boolean has(String key) {
    knows(key);
    return entries.containsKey(key);
  }

  private void knows(String key) {
    known.add(key);
    file.origins().knows(at(key));
  }

  private String at(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  /// What the environment says instead of the file.
  private Optional<String> override(String key) {
    if (!file.overridable() || at(key).equals("version")) {
      return Optional.empty();
    }
    String name = Environment.nameOf(at(key));
    Optional<String> value = file.environment().get(name).filter(text -> !text.isBlank());
    value.ifPresent(_ -> file.origins().overridden(at(key), name));
    return value;
  }

  private Optional<Node> value(String key) {
    knows(key);
    return Optional.ofNullable(entries.get(key))
        .map(NodeTuple::getValueNode)
        .filter(value -> !Tag.NULL.equals(value.getTag()));
  }

  /// A text; numbers and booleans are taken as written.
  Optional<String> text(String key) {
    Optional<Node> value = value(key);
    Optional<String> override = override(key);
    if (override.isPresent()) {
      return override;
    }
    value.ifPresent(node -> written(key, node, List.of(node)));
    return value.flatMap(node -> scalar(node, key));
  }

  /// Notes where a value was written, and how: references unresolved.
  private void written(String key, Node value, List<? extends Node> items) {
    int line = value.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    List<String> texts =
        items.stream()
            .filter(ScalarNode.class::isInstance)
            .map(item -> ((ScalarNode) item).getValue())
            .toList();
    file.origins().written(at(key), file.path(), line, String.join(", ", texts));
  }

  String text(String key, String otherwise) {
    return text(key).orElse(otherwise);
  }

  String required(String key) {
    Optional<String> text = text(key);
    if (text.isEmpty() && !entries.containsKey(key)) {
      fault("key “" + key + "” is missing");
    }
    return text.orElse("");
  }

  private Optional<String> scalar(Node value, String key) {
    if (value instanceof ScalarNode scalar) {
      try {
        return Optional.of(file.resolved(scalar.getValue()));
      } catch (IllegalArgumentException missing) {
        file.fault(value, "“" + key + "”: " + missing.getMessage());
        return Optional.empty();
      }
    }
    file.fault(value, "“" + key + "” must be a single value");
    return Optional.empty();
  }

  /// A value read by a function that throws [IllegalArgumentException] (with a message for people)
  /// for what it cannot read.
  <T> Optional<T> read(String key, Function<String, T> reader) {
    Optional<String> text = text(key);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(reader.apply(text.get()));
    } catch (IllegalArgumentException wrong) {
      if (override(key).isPresent()) {
        fault(Environment.nameOf(at(key)) + " in the environment: " + wrong.getMessage());
      } else {
        value(key).ifPresent(value -> file.fault(value, "“" + key + "”: " + wrong.getMessage()));
      }
      return Optional.empty();
    }
  }

  boolean flag(String key, boolean otherwise) {
    return read(
            key,
            text ->
                switch (text) {
                  case "true" -> true;
                  case "false" -> false;
                  default ->
                      throw new IllegalArgumentException(
                          "found “" + text + "”, expected true or false");
                })
        .orElse(otherwise);
  }

  int integer(String key, int otherwise) {
    return read(key, Quantities::integer).orElse(otherwise);
  }

  Duration duration(String key, Duration otherwise) {
    return read(key, Quantities::duration).orElse(otherwise);
  }

  /// One of a closed list of words.
  String oneOf(String key, List<String> words, String otherwise) {
    return read(key, text -> oneOf(text, words)).orElse(otherwise);
  }

  private static String oneOf(String text, List<String> words) {
    if (words.contains(text)) {
      return text;
    }
    throw new IllegalArgumentException(
        "“" + text + "” is not one of " + String.join(", ", words) + meant(text, words));
  }

  static String meant(String written, java.util.Collection<String> words) {
    return NearestWord.of(written, words).map(word -> " (did you mean “" + word + "”?)").orElse("");
  }

  /// A list of texts; a single text is a list of one.
  List<String> texts(String key) {
    Optional<Node> value = value(key);
    Optional<String> override = override(key);
    if (override.isPresent()) {
      return Stream.of(override.get().split(",", -1))
          .map(String::strip)
          .filter(text -> !text.isEmpty())
          .toList();
    }
    if (value.isEmpty()) {
      return List.of();
    }
    if (!(value.get() instanceof SequenceNode sequence)) {
      written(key, value.get(), List.of(value.get()));
      return scalar(value.get(), key).map(List::of).orElse(List.of());
    }
    written(key, sequence, sequence.getValue());
    List<String> texts = new ArrayList<>();
    sequence.getValue().forEach(item -> scalar(item, key).ifPresent(texts::add));
    return texts;
  }

  /// A list of lists of texts.
  List<List<String>> textLists(String key) {
    Optional<Node> value = value(key);
    List<List<String>> lists = new ArrayList<>();
    if (value.isPresent() && value.get() instanceof SequenceNode sequence) {
      for (Node item : sequence.getValue()) {
        if (item instanceof SequenceNode inner) {
          List<String> texts = new ArrayList<>();
          inner.getValue().forEach(text -> scalar(text, key).ifPresent(texts::add));
          lists.add(texts);
        } else {
          file.fault(item, "every item of “" + key + "” must be a list of texts");
        }
      }
    } else {
      value.ifPresent(node -> file.fault(node, "“" + key + "” must be a list of lists"));
    }
    return lists;
  }

  Optional<YamlMap> map(String key) {
    Optional<Node> value = value(key);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    if (value.get() instanceof MappingNode mapping) {
      return Optional.of(new YamlMap(file, mapping, at(key)));
    }
    file.fault(value.get(), "“" + key + "” must hold keys of its own");
    return Optional.empty();
  }

  /// A mapping of which nothing needs to stand in the file: absent, it is an empty one.
  YamlMap section(String key) {
    return map(key)
        .orElseGet(
            () -> new YamlMap(file, new MappingNode(Tag.MAP, List.of(), FlowStyle.BLOCK), at(key)));
  }

  /// A list of mappings; a single mapping is a list of one.
  List<YamlMap> maps(String key) {
    Optional<Node> value = value(key);
    if (value.isEmpty()) {
      return List.of();
    }
    List<YamlMap> maps = new ArrayList<>();
    List<? extends Node> items =
        value.get() instanceof SequenceNode sequence ? sequence.getValue() : List.of(value.get());
    for (Node item : items) {
      if (item instanceof MappingNode mapping) {
        maps.add(new YamlMap(file, mapping, at(key) + ITEM));
      } else {
        file.fault(item, "every item of “" + key + "” must hold keys of its own");
      }
    }
    return maps;
  }

  /// Whether a key's value is nothing but a reference that leads nowhere, which is a fault already.
  boolean unresolved(String key) {
    return value(key)
            .filter(
                node -> node instanceof ScalarNode scalar && Secrets.isReference(scalar.getValue()))
            .isPresent()
        && override(key).isEmpty();
  }

  /// Notes a fault at a key's value, or at this mapping if the key is absent.
  void fault(String key, String message) {
    NodeTuple entry = entries.get(key);
    file.fault(entry == null ? node : entry.getValueNode(), message);
  }

  void fault(String message) {
    file.fault(node, message + where());
  }

  private String where() {
    return path.isEmpty() ? "" : " in “" + path.replace(ITEM, "") + "”";
  }

  /// Reports every key that nobody asked for, with the nearest known one.
  void end() {
    entries.forEach((key, entry) -> {
      if (!known.contains(key)) {
        file.fault(entry.getKeyNode(), "unknown key “" + key + "”" + where() + meant(key, known));
      }
    });
  }

  YamlFile file() {
    return file;
  }
}
