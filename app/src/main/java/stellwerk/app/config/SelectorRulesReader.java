package stellwerk.app.config;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import stellwerk.crawler.site.RawField;
import stellwerk.crawler.site.SelectorRules;

/// Reads `list:` and `detail:` of kind `html`.
final class SelectorRulesReader {
  private static final List<String> FIELDS =
      List.of(RawField.values()).stream()
          .map(field -> field.name().toLowerCase(Locale.ROOT))
          .toList();

  private SelectorRulesReader() {}

  static @Nullable SelectorRules read(YamlMap top) {
    YamlMap list = top.map("list").orElse(null);
    YamlMap detail = top.map("detail").orElse(null);
    if (list == null && detail == null) {
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
            fields);
    if (list != null) {
      list.end();
    }
    return rules;
  }

  private static void field(YamlMap map, String key, Map<RawField, SelectorRules.Pick> fields) {
    SelectorRules.Pick pick = pick(map, key);
    if (!FIELDS.contains(key)) {
      map.fault(
          key,
          "“" + key + "” is no field: " + String.join(", ", FIELDS) + YamlMap.meant(key, FIELDS));
    } else if (pick != null) {
      fields.put(RawField.valueOf(key.toUpperCase(Locale.ROOT)), pick);
    }
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
