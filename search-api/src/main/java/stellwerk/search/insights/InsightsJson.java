package stellwerk.search.insights;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import stellwerk.indexer.posting.Eligibility;
import stellwerk.indexer.statistics.Counts;
import stellwerk.search.catalogue.Claim;

/// Insights as a document. A suppressed entry keeps its number and loses everything else.
public final class InsightsJson {
  private InsightsJson() {}

  /// The whole document.
  public static Map<String, @Nullable Object> of(Insights insights) {
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("occupation", insights.occupation().id());
    document.put(
        "window",
        ordered("from", insights.from().toString(), "until", insights.until().toString()));
    document.put("vacancies", insights.vacancies());
    document.put("min_n", insights.threshold().vacancies());
    document.put("min_employers", insights.threshold().employers());
    document.put("pay", insights.pay().stream().map(InsightsJson::pay).toList());
    Map<String, String> skills = insights.occupation().softSkills();
    document.put(
        "soft_skills",
        insights.softSkills().stream()
            .map(it -> counted(it, "id", it.key(), Insights.label(skills, it.key())))
            .toList());
    document.put("requirements", requirements(insights));
    Map<String, String> tasks = insights.occupation().tasks();
    document.put("tasks", values(insights.tasks(), id -> Insights.label(tasks, id)));
    document.put(
        "remote",
        insights.remote().stream()
            .map(it -> {
              String value = it.key().name().toLowerCase(Locale.ROOT);
              return counted(it, "value", value, InsightsHtml.label(it.key()));
            })
            .toList());
    Map<String, Integer> answers = new LinkedHashMap<>();
    for (Eligibility.Answer answer : Eligibility.Answer.values()) {
      int number = insights.eligibility().getOrDefault(answer, 0);
      if (number > 0 || answer != Eligibility.Answer.NO) {
        answers.put(answer.name().toLowerCase(Locale.ROOT), number);
      }
    }
    document.put("eligibility", answers);
    document.put(
        "postings_by_week",
        insights.weeks().entrySet().stream()
            .map(week -> ordered("week", week.getKey(), "n", week.getValue()))
            .toList());
    document.put("generated_at", insights.generatedAt().toString());
    document.put("links", links(insights));
    return document;
  }

  private static Map<String, Object> links(Insights insights) {
    String id = insights.occupation().id();
    return ordered(
        "jobs",
        "/v1/jobs?occupation=" + id + "&posted_since=" + insights.from(),
        "pay",
        "/v1/stats/pay?occupation=" + id + "&group_by=tier&from=" + insights.from());
  }

  private static Map<String, @Nullable Object> pay(PayFinding finding) {
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("tier", finding.tier());
    document.put("unit", finding.unit().name());
    document.put("gig", finding.gig());
    document.put("n", finding.figures().count());
    if (finding.figures().shown().isEmpty()) {
      document.put("suppressed", true);
    }
    finding
        .figures()
        .shown()
        .ifPresent(quantiles -> {
          document.put("p25", quantiles.at(0.25));
          document.put("p50", quantiles.at(0.5));
          document.put("p75", quantiles.at(0.75));
        });
    Claim claim = finding.claim();
    document.put("claim", claim == null ? null : claim.text());
    document.put("finding", finding.finding().map(PayFinding.Finding::key).orElse(null));
    document.put("text", finding.text());
    return document;
  }

  private static Map<String, @Nullable Object> requirements(Insights insights) {
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put(
        "education",
        insights.education().stream()
            .map(it -> {
              String level = it.count().key();
              Map<String, Object> entry =
                  counted(it.count(), "value", level, Insights.education(level));
              if (!it.count().suppressed()) {
                entry.put("required", it.required());
              }
              return entry;
            })
            .toList());
    Map<String, @Nullable Object> experience = new LinkedHashMap<>();
    experience.put("n", insights.experience().vacancies());
    experience.put("median_years", insights.years());
    document.put("experience", experience);
    document.put(
        "languages",
        insights.languages().stream()
            .map(it -> {
              Map<String, @Nullable Object> entry = new LinkedHashMap<>();
              entry.put("value", it.key().code());
              entry.put("level", it.key().level().isEmpty() ? null : it.key().level());
              entry.put("label", Insights.language(it.key()));
              entry.putAll(number(it));
              return entry;
            })
            .toList());
    document.put("further_training", values(insights.furtherTraining(), Function.identity()));
    document.put("office_it", values(insights.officeIt(), Function.identity()));
    return document;
  }

  private static List<Map<String, Object>> values(
      List<Counts.Count<String>> counts, Function<String, String> label) {
    return counts.stream()
        .map(it -> counted(it, "value", it.key(), label.apply(it.key())))
        .toList();
  }

  private static Map<String, Object> counted(
      Counts.Count<?> count, String name, String value, String label) {
    Map<String, Object> entry = ordered(name, value, "label", label);
    entry.putAll(number(count));
    return entry;
  }

  private static Map<String, Object> number(Counts.Count<?> count) {
    Map<String, Object> entry = ordered("n", count.vacancies());
    count.share().ifPresent(share -> entry.put("share", share));
    if (count.suppressed()) {
      entry.put("suppressed", true);
    }
    return entry;
  }

  private static Map<String, Object> ordered(Object... pairs) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put(pairs[i].toString(), pairs[i + 1]);
    }
    return map;
  }
}
