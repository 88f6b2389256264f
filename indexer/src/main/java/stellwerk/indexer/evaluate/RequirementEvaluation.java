package stellwerk.indexer.evaluate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import stellwerk.indexer.normalise.ConditionReader;
import stellwerk.indexer.normalise.PostingText;
import stellwerk.indexer.normalise.RequirementReader;
import stellwerk.indexer.normalise.SoftSkillReader;
import stellwerk.indexer.normalise.TaskReader;
import stellwerk.indexer.normalise.Vocabulary;
import stellwerk.indexer.posting.Condition;
import stellwerk.indexer.posting.Fact;
import stellwerk.indexer.posting.Requirement;
import tools.jackson.databind.JsonNode;

/// Compares what is read from single sentences with their labels (`normalisation.md` §3, §9). A
/// label counts only whole.
///
/// Soft skills are compared without their polarity: a posting keeps them without it.
public final class RequirementEvaluation {
  /// What came out for one row.
  ///
  /// @param missing labelled, not read
  /// @param extra read, not labelled
  /// @param forbidden read though the row says it must not be
  public record Outcome(
      String id,
      String source,
      int right,
      Set<String> missing,
      Set<String> extra,
      Set<String> forbidden) {}

  private final RequirementReader requirements;
  private final SoftSkillReader softSkills;
  private final TaskReader tasks;
  private final ConditionReader conditions;

  public RequirementEvaluation(Vocabulary vocabulary) {
    this.requirements = new RequirementReader(vocabulary);
    this.softSkills = new SoftSkillReader(vocabulary);
    this.tasks = new TaskReader(vocabulary);
    this.conditions = new ConditionReader(vocabulary);
  }

  /// The harmonic mean of precision and recall over all labels.
  public static double f1(List<Outcome> outcomes) {
    int right = outcomes.stream().mapToInt(Outcome::right).sum();
    int wrong = outcomes.stream().mapToInt(one -> one.missing().size() + one.extra().size()).sum();
    return right + wrong == 0 ? 1 : 2.0 * right / (2 * right + wrong);
  }

  /// Compares all rows, label by label: `lang=de:C1:must` is a label that is there or not.
  public Evaluation evaluate(List<GoldRow> rows) {
    return new Evaluation("requirements", rows.stream().map(this::outcome).toList());
  }

  private stellwerk.indexer.evaluate.Outcome outcome(GoldRow row) {
    Map<String, String> expected = new LinkedHashMap<>();
    row.labels().path("labels").forEach(label -> expected.put(plain(label.asString()), "yes"));
    Map<String, String> actual = new LinkedHashMap<>();
    labels(row.words("text").orElse(""), row.words("section").orElse(""))
        .forEach(label -> actual.put(label, "yes"));
    return stellwerk.indexer.evaluate.Outcome.of(row.id(), expected, actual);
  }

  /// One labelled row.
  public Outcome compare(JsonNode row) {
    Set<String> wanted = new TreeSet<>();
    row.path("labels").forEach(label -> wanted.add(plain(label.asString())));
    Set<String> got = labels(row.path("text").asString(), row.path("section").asString());
    Set<String> forbidden = new TreeSet<>();
    row.path("must_not").forEach(label -> forbidden.add(plain(label.asString())));
    forbidden.retainAll(got);
    Set<String> missing = new TreeSet<>(wanted);
    missing.removeAll(got);
    Set<String> extra = new TreeSet<>(got);
    extra.removeAll(wanted);
    return new Outcome(
        row.path("id").asString(),
        row.path("source_type").asString(""),
        wanted.size() - missing.size(),
        missing,
        extra,
        forbidden);
  }

  private static String plain(String label) {
    return label.startsWith("soft=") ? label.replace(":nice", "") : label;
  }

  /// What is read from words that stand in a passage of this kind, as labels.
  public Set<String> labels(String words, String section) {
    PostingText.Kind kind =
        switch (section) {
          case "task" -> PostingText.Kind.TASKS;
          case "benefit" -> PostingText.Kind.OFFER;
          case "about" -> PostingText.Kind.EMPLOYER;
          case "contact" -> PostingText.Kind.PROCESS;
          case "other" -> PostingText.Kind.OTHER;
          default -> PostingText.Kind.REQUIREMENTS;
        };
    String heading = section.equals("nice") ? "Wünschenswert" : "";
    PostingText text =
        new PostingText(
            "", words, List.of(new PostingText.Passage(kind, heading, 0, words.length())), "de");
    Set<String> labels = new TreeSet<>();
    requirements(requirements.read(text), labels);
    for (Fact.Known<String> skill : softSkills.read(text)) {
      labels.add("soft=" + skill.value());
    }
    for (Fact.Known<String> task : tasks.read(text)) {
      labels.add("task=" + task(task.value()));
    }
    for (Fact.Known<Condition> condition : conditions.read(text)) {
      labels.add(condition(condition.value()));
    }
    return labels;
  }

  private static void requirements(List<Fact.Known<Requirement>> facts, Set<String> labels) {
    Map<String, List<Requirement>> groups = new LinkedHashMap<>();
    for (Fact.Known<Requirement> fact : facts) {
      switch (fact.value()) {
        case Requirement.Education one when one.group() != null -> group(groups, one.group(), one);
        case Requirement.LanguageSkill one when one.group() != null ->
            group(groups, one.group(), one);
        case Requirement.Education one ->
            labels.add("edu=" + one.level() + wish(one.required(), one.waived()));
        case Requirement.Experience one ->
            labels.add(
                "exp="
                    + (one.level() != null
                        ? one.level()
                        : one.yearsMin() + (one.yearsMax() == null ? "+" : "-" + one.yearsMax()))
                    + wish(one.required(), one.waived()));
        case Requirement.LanguageSkill one -> labels.add(language(one.language(), one));
        case Requirement.FurtherTraining one ->
            labels.add(
                "aitraining="
                    + (one.offered() ? "offered" : wish(one.required(), false).substring(1)));
        case Requirement.OfficeIt one ->
            labels.add("it=" + one.name() + wish(one.required(), one.waived()));
      }
    }
    groups.values().forEach(members -> labels.add(together(members)));
  }

  private static void group(
      Map<String, List<Requirement>> groups, @Nullable String name, Requirement member) {
    groups.computeIfAbsent(String.valueOf(name), _ -> new java.util.ArrayList<>()).add(member);
  }

  private static String together(List<Requirement> members) {
    List<String> levels =
        members.stream()
            .filter(Requirement.Education.class::isInstance)
            .map(member -> ((Requirement.Education) member).level())
            .toList();
    if (!levels.isEmpty()) {
      Requirement.Education first = (Requirement.Education) members.getFirst();
      String both =
          levels.contains("vocational") && levels.contains("study")
              ? "vocational_or_study"
              : String.join("_or_", levels);
      return "edu=" + both + wish(first.required(), first.waived());
    }
    String languages =
        members.stream()
            .map(member -> ((Requirement.LanguageSkill) member).language())
            .collect(Collectors.joining("|"));
    return language(languages, (Requirement.LanguageSkill) members.getFirst());
  }

  private static String language(String names, Requirement.LanguageSkill skill) {
    String level = skill.level() == null ? "" : ":" + skill.level();
    return "lang=" + names + level + wish(skill.required(), skill.waived());
  }

  private static String condition(Condition condition) {
    Boolean required = condition.required();
    return switch (condition.kind()) {
      case "nda", "selfemployed" -> condition.kind() + "=" + wish(required, false).substring(1);
      case "enrol" ->
          "enrol=" + condition.value() + (required == null ? ":alt" : wish(required, false));
      default ->
          condition.kind()
              + "="
              + condition.value()
              + (required == null ? "" : wish(required, false));
    };
  }

  private static String wish(@Nullable Boolean required, boolean waived) {
    return waived ? ":waived" : Boolean.TRUE.equals(required) ? ":must" : ":nice";
  }

  private static String task(String id) {
    return switch (id) {
      case "training" -> "train";
      case "data_preparation" -> "dataprep";
      case "process_optimisation" -> "process";
      default -> id;
    };
  }
}
