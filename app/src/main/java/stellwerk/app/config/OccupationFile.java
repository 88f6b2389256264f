package stellwerk.app.config;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import stellwerk.indexer.normalise.Vocabulary;
import stellwerk.indexer.occupation.Occupation;

/// Reads one `config/occupations/<id>.yaml`.
final class OccupationFile {
  private static final List<String> UNITS = List.of("YEAR", "MONTH", "WEEK", "DAY", "HOUR", "TASK");

  private OccupationFile() {}

  /// Reads an occupation; empty, with the fault noted, if it cannot be one.
  static Optional<Occupation> read(YamlMap top) {
    if (top.integer("version", 1) != 1) {
      top.fault("version", "this program reads version 1 of an occupation's file");
    }
    String id = top.required("id");
    String file = String.valueOf(top.file().path().getFileName());
    if (!id.isEmpty() && !file.equals(id + ".yaml")) {
      top.fault("id", "the file of occupation “" + id + "” must be called " + id + ".yaml");
    }
    String title = top.required("title");
    String heading = top.text("heading", "Aktuelle Jobs als " + title);
    Map<String, String> tiers = labels(top, "tiers");
    List<Occupation.Claim> claims =
        top.maps("claims").stream()
            .map(map -> claim(map, tiers))
            .flatMap(Optional::stream)
            .toList();
    try {
      return Optional.of(
          new Occupation(
              id,
              title,
              heading,
              match(top),
              tiers,
              filters(top),
              labels(top, "tasks"),
              softSkills(top),
              claims,
              top.texts("related"),
              section(top),
              issue(top)));
    } catch (IllegalArgumentException wrong) {
      top.fault(String.valueOf(wrong.getMessage()));
      return Optional.empty();
    } finally {
      top.end();
    }
  }

  private static Occupation.Match match(YamlMap top) {
    YamlMap map = top.map("match").orElse(null);
    if (map == null) {
      throw new IllegalArgumentException("“match” is missing: the titles that are candidates");
    }
    var match = new Occupation.Match(map.texts("any"), map.texts("none"));
    map.end();
    return match;
  }

  private static Map<String, String> labels(YamlMap top, String key) {
    Map<String, String> labels = new LinkedHashMap<>();
    top.map(key).ifPresent(map -> map.keys().forEach(id -> labels.put(id, map.required(id))));
    return labels;
  }

  private static Occupation.Filters filters(YamlMap top) {
    YamlMap map = top.map("filters").orElse(null);
    if (map == null) {
      return Occupation.Filters.none();
    }
    Set<String> eligibility = new LinkedHashSet<>(map.texts("eligibility"));
    List<String> answers = List.of("yes", "no", "unclear");
    if (!answers.containsAll(eligibility)) {
      map.fault("eligibility", "eligibility is one of " + String.join(", ", answers));
      eligibility.retainAll(answers);
    }
    var filters =
        new Occupation.Filters(
            map.text("country").orElse(null), Set.copyOf(map.texts("language")), eligibility);
    map.end();
    return filters;
  }

  private static Map<String, Occupation.SoftSkill> softSkills(YamlMap top) {
    Map<String, Occupation.SoftSkill> skills = new LinkedHashMap<>();
    YamlMap map = top.map("soft_skills").orElse(null);
    if (map != null) {
      for (String id : map.keys()) {
        map.map(id)
            .ifPresent(skill -> {
              String label = skill.required("label");
              List<String> words = skill.texts("words");
              try {
                words.forEach(word -> Vocabulary.Word.plain(id, label, List.of(word), List.of()));
              } catch (IllegalArgumentException wrong) {
                skill.fault("words", String.valueOf(wrong.getMessage()));
              }
              skills.put(id, new Occupation.SoftSkill(label, words));
              skill.end();
            });
      }
    }
    return skills;
  }

  private static Optional<Occupation.Claim> claim(YamlMap map, Map<String, String> tiers) {
    String tier = map.required("tier");
    if (!tiers.containsKey(tier)) {
      map.fault("tier", "there is no tier “" + tier + "”" + YamlMap.meant(tier, tiers.keySet()));
    }
    @Nullable Integer min = map.read("min", Quantities::integer).orElse(null);
    @Nullable Integer max = map.read("max", Quantities::integer).orElse(null);
    @Nullable Integer plus = map.read("minimum_wage_plus", Quantities::percent).orElse(null);
    String unit = map.oneOf("unit", UNITS, "YEAR");
    String text = map.required("text");
    map.end();
    if (min == null && max == null && plus == null) {
      map.fault("a claim needs “min”, “max” or “minimum_wage_plus”");
      return Optional.empty();
    }
    return tiers.containsKey(tier)
        ? Optional.of(new Occupation.Claim(tier, unit, min, max, plus, text))
        : Optional.empty();
  }

  private static Occupation.Section section(YamlMap top) {
    YamlMap map = top.map("section").orElse(null);
    if (map == null) {
      return new Occupation.Section(5, null, null);
    }
    int limit = map.integer("limit", 5);
    if (limit < 1 || limit > 20) {
      map.fault("limit", "a section shows 1 to 20 jobs");
      limit = 5;
    }
    var section = new Occupation.Section(limit, path(map, "more_url"), path(map, "newsletter_url"));
    map.end();
    return section;
  }

  private static @Nullable String path(YamlMap map, String key) {
    return map.read(
            key,
            text -> {
              if (!text.startsWith("/") || text.startsWith("//")) {
                throw new IllegalArgumentException(
                    "found “" + text + "”, expected a path of the portal such as /jobs");
              }
              return text;
            })
        .orElse(null);
  }

  private static Occupation.Issue issue(YamlMap top) {
    YamlMap map = top.map("issue").orElse(null);
    if (map == null) {
      return new Occupation.Issue(null, 25, "");
    }
    @Nullable LocalDate anchor = map.read("anchor", Quantities::date).orElse(null);
    var issue =
        new Occupation.Issue(
            anchor, Math.max(1, map.integer("max_items", 25)), map.text("imprint", ""));
    if (anchor != null && issue.imprint().isBlank()) {
      map.fault("“imprint” is missing: every issue says who answers for it");
    }
    map.end();
    return issue;
  }
}
