package stellwerk.app.config;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import stellwerk.crawler.site.EmbeddedRules;
import stellwerk.crawler.site.RawField;
import stellwerk.crawler.site.SelectorRules;

/// Reads `list:`, `embedded:` and `detail:` of kind `html`.
final class SelectorRulesReader {
  private static final List<String> FIELDS =
      List.of(RawField.values()).stream()
          .map(field -> field.name().toLowerCase(Locale.ROOT))
          .toList();

  private SelectorRulesReader() {}

  static @Nullable SelectorRules read(YamlMap top) {
    YamlMap list = top.map("list").orElse(null);
    YamlMap detail = top.map("detail").orElse(null);
    YamlMap embedded = top.map("embedded").orElse(null);
    if (list == null && detail == null && embedded == null) {
      return null;
    }
    Map<RawField, SelectorRules.Pick> fields = new HashMap<>();
    boolean jsonLdFirst = false;
    if (detail != null) {
      jsonLdFirst =
          detail.oneOf("prefer", List.of("json_ld", "selectors"), "json_ld").equals("json_ld");
      detail.map("fields").ifPresent(map -> map.keys().forEach(key -> field(map, key, fields)));
      detail.end();
    }
    var rules =
        new SelectorRules(
            pick(list, "item"),
            pick(list, "link"),
            pick(list, "total"),
            pick(list, "next"),
            jsonLdFirst,
            fields,
            embedded == null ? null : embedded(embedded, detail != null));
    if (list != null) {
      for (String key : embedded == null ? List.<String>of() : List.of("item", "link")) {
        if (list.has(key)) {
          list.fault(key, "“list." + key + "” and “embedded” exclude each other");
        }
      }
      list.end();
    }
    return rules;
  }

  private static EmbeddedRules embedded(YamlMap map, boolean ownPages) {
    Map<RawField, EmbeddedRules.Path> fields = new HashMap<>();
    YamlMap paths = map.section("fields");
    for (String key : paths.keys()) {
      EmbeddedRules.Path path = paths.read(key, EmbeddedRules.Path::of).orElse(null);
      RawField field = known(paths, key);
      if (field != null && path != null) {
        fields.put(field, path);
      }
    }
    if (!ownPages && !paths.keys().contains("title")) {
      map.fault("fields", "“embedded.fields” needs “title” where no “detail” says it");
    }
    String script = map.required("script");
    var rules =
        new EmbeddedRules(
            script,
            needed(map, "list", EmbeddedRules.Path::of),
            map.read("id", EmbeddedRules.Path::of).orElse(null),
            needed(map, "url", EmbeddedRules.Address::new),
            map.read("total", EmbeddedRules.Path::of).orElse(null),
            fields);
    map.end();
    return rules;
  }

  /// A key that must be there; its own name stands in for what is missing or cannot be read.
  private static <T> T needed(YamlMap map, String key, Function<String, T> reader) {
    if (!map.has(key)) {
      map.fault("key “" + key + "” is missing");
    }
    return map.read(key, reader).orElseGet(() -> reader.apply(key));
  }

  private static void field(YamlMap map, String key, Map<RawField, SelectorRules.Pick> fields) {
    SelectorRules.Pick pick = pick(map, key);
    RawField field = known(map, key);
    if (field != null && pick != null) {
      fields.put(field, pick);
    }
  }

  private static @Nullable RawField known(YamlMap map, String key) {
    if (FIELDS.contains(key)) {
      return RawField.valueOf(key.toUpperCase(Locale.ROOT));
    }
    map.fault(
        key,
        "“" + key + "” is no field: " + String.join(", ", FIELDS) + YamlMap.meant(key, FIELDS));
    return null;
  }

  private static SelectorRules.@Nullable Pick pick(@Nullable YamlMap map, String key) {
    YamlMap pick = map == null ? null : map.map(key).orElse(null);
    if (pick == null) {
      return null;
    }
    String type =
        pick.oneOf("type", List.of("text", "date", "money", "number", "url", "html"), "text");
    var read =
        new SelectorRules.Pick(
            pick.required("css"),
            pick.text("attr").orElse(null),
            pick.flag("all", false),
            type.equals("html"));
    pick.end();
    return read;
  }
}
