package stellwerk.search.insights;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import stellwerk.indexer.posting.Eligibility;
import stellwerk.indexer.posting.Fact;
import stellwerk.indexer.posting.Pay;
import stellwerk.indexer.posting.PostingField;
import stellwerk.indexer.posting.Remote;
import stellwerk.indexer.posting.Requirement;
import stellwerk.indexer.statistics.CountedVacancy;
import stellwerk.indexer.statistics.Counts;
import stellwerk.indexer.statistics.PayFigures;
import stellwerk.indexer.statistics.Quantiles;
import stellwerk.indexer.statistics.Threshold;
import stellwerk.search.catalogue.Claim;
import stellwerk.search.catalogue.OccupationView;
import stellwerk.search.render.GermanText;

/// The article's questions, answered by the open vacancies of a window.
///
/// @param from first day on which one was posted
/// @param until last day
/// @param vacancies how many there are
/// @param pay by tier, unit and kind
/// @param languages each with the level that is asked for most often; null if none is said
/// @param years median of the years of experience that are asked for; null if too few ask
/// @param weeks how many were posted in each ISO week, in order
public record Insights(
    OccupationView occupation,
    LocalDate from,
    LocalDate until,
    int vacancies,
    Threshold threshold,
    List<PayFinding> pay,
    List<Counts.Count<String>> softSkills,
    List<Counts.Count<String>> tasks,
    List<Demand> education,
    Counts.Count<Boolean> experience,
    @Nullable BigDecimal years,
    List<Counts.Count<Language>> languages,
    List<Counts.Count<String>> furtherTraining,
    List<Counts.Count<String>> officeIt,
    List<Counts.Count<Remote>> remote,
    Map<Eligibility.Answer, Integer> eligibility,
    Map<String, Integer> weeks,
    Instant generatedAt) {
  /// A language and how well; the level is empty if it was not said.
  public record Language(String code, String level) {}

  /// Schooling that is asked for.
  ///
  /// @param required how many of them insist on it
  public record Demand(Counts.Count<String> count, int required) {}

  /// Looks at vacancies.
  ///
  /// @param wage for claims that speak of the minimum wage
  static Insights of(
      OccupationView view,
      LocalDate from,
      LocalDate until,
      List<CountedVacancy> vacancies,
      Threshold threshold,
      Claim.MinimumWage wage,
      Instant now) {
    return new Insights(
        view,
        from,
        until,
        vacancies.size(),
        threshold,
        pay(view, vacancies, threshold, until, wage),
        named(vacancies, view.softSkills().keySet(), PostingField.SOFT_SKILLS, threshold),
        named(vacancies, view.tasks().keySet(), PostingField.TASKS, threshold),
        education(vacancies, threshold),
        Counts.of(vacancies, List.of(true), Insights::asksForExperience, threshold).getFirst(),
        years(vacancies, threshold),
        Counts.of(vacancies, List.of(), Insights::languages, threshold),
        Counts.of(
            vacancies,
            List.of(),
            demanded(Requirement.FurtherTraining.class, Requirement.FurtherTraining::name),
            threshold),
        Counts.of(
            vacancies,
            List.of(),
            demanded(Requirement.OfficeIt.class, Requirement.OfficeIt::name),
            threshold),
        Counts.of(
            vacancies,
            List.of(Remote.values()),
            it -> it.posting().known(PostingField.REMOTE).stream().toList(),
            threshold),
        eligibility(vacancies),
        weeks(vacancies),
        now);
  }

  private static List<PayFinding> pay(
      OccupationView view,
      List<CountedVacancy> vacancies,
      Threshold threshold,
      LocalDate until,
      Claim.MinimumWage wage) {
    List<PayFinding> findings = new ArrayList<>();
    view.tiers()
        .forEach((tier, label) -> {
          List<CountedVacancy> those =
              vacancies.stream().filter(it -> tier(it).filter(tier::equals).isPresent()).toList();
          for (boolean gig : new boolean[] {false, true}) {
            List<CountedVacancy> kind = those.stream().filter(it -> it.gig() == gig).toList();
            for (Pay.Unit unit : CountedVacancy.UNITS) {
              Optional<Claim> claim =
                  view.claims().stream()
                      .filter(it -> it.tier().equals(tier) && it.unit() == unit && !gig)
                      .findFirst()
                      .flatMap(it -> it.on(until, wage));
              PayFigures figures = PayFigures.of(kind, unit, false, threshold);
              if (figures.count() > 0 || claim.isPresent()) {
                findings.add(new PayFinding(tier, label, gig, figures, claim.orElse(null)));
              }
            }
          }
        });
    return findings;
  }

  private static Optional<String> tier(CountedVacancy vacancy) {
    return vacancy
        .posting()
        .known(PostingField.MEMBERSHIP)
        .flatMap(membership -> Optional.ofNullable(membership.tier()));
  }

  private static List<Counts.Count<String>> named(
      List<CountedVacancy> vacancies,
      Collection<String> expected,
      PostingField<List<Fact.Known<String>>> field,
      Threshold threshold) {
    return Counts.of(
        vacancies,
        expected,
        it -> it.posting().values(field).stream().filter(expected::contains).toList(),
        threshold);
  }

  private static <R extends Requirement> Function<CountedVacancy, List<String>> demanded(
      Class<R> kind, Function<R, String> name) {
    return vacancy -> requirements(vacancy, kind).stream().map(name).toList();
  }

  private static <R extends Requirement> List<R> requirements(
      CountedVacancy vacancy, Class<R> kind) {
    return vacancy.posting().values(PostingField.REQUIREMENTS).stream()
        .filter(kind::isInstance)
        .map(kind::cast)
        .toList();
  }

  private static List<Demand> education(List<CountedVacancy> vacancies, Threshold threshold) {
    Map<String, Integer> required = new LinkedHashMap<>();
    for (CountedVacancy vacancy : vacancies) {
      Set<String> levels = new HashSet<>();
      for (Requirement.Education asked : requirements(vacancy, Requirement.Education.class)) {
        if (Boolean.TRUE.equals(asked.required()) && !asked.waived()) {
          levels.add(asked.level());
        }
      }
      levels.forEach(level -> required.merge(level, 1, Integer::sum));
    }
    return Counts.of(
            vacancies,
            List.of(),
            demanded(Requirement.Education.class, Requirement.Education::level),
            threshold)
        .stream()
        .map(count -> new Demand(count, required.getOrDefault(count.key(), 0)))
        .toList();
  }

  private static List<Boolean> asksForExperience(CountedVacancy vacancy) {
    return requirements(vacancy, Requirement.Experience.class).stream()
        .filter(it -> !it.waived() && !"none_needed".equals(it.level()))
        .map(_ -> true)
        .toList();
  }

  /// The least that each vacancy asks for, in the middle of all that name years.
  private static @Nullable BigDecimal years(List<CountedVacancy> vacancies, Threshold threshold) {
    List<BigDecimal> years = new ArrayList<>();
    Set<String> employers = new HashSet<>();
    for (CountedVacancy vacancy : vacancies) {
      requirements(vacancy, Requirement.Experience.class).stream()
          .filter(it -> !it.waived())
          .map(Requirement.Experience::yearsMin)
          .filter(Objects::nonNull)
          .min(BigDecimal::compareTo)
          .ifPresent(least -> {
            years.add(least);
            employers.add(vacancy.employer());
          });
    }
    return years.size() < threshold.vacancies() || employers.size() < threshold.employers()
        ? null
        : new Quantiles(years).at(0.5).setScale(1, RoundingMode.HALF_UP);
  }

  private static List<Language> languages(CountedVacancy vacancy) {
    return requirements(vacancy, Requirement.LanguageSkill.class).stream()
        .map(it -> new Language(it.language(), Objects.requireNonNullElse(it.level(), "")))
        .toList();
  }

  private static Map<Eligibility.Answer, Integer> eligibility(List<CountedVacancy> vacancies) {
    Map<Eligibility.Answer, Integer> answers = new TreeMap<>();
    for (CountedVacancy vacancy : vacancies) {
      Eligibility.Answer answer =
          vacancy
              .posting()
              .known(PostingField.ELIGIBILITY)
              .map(Eligibility::germany)
              .orElse(Eligibility.Answer.UNCLEAR);
      answers.merge(answer, 1, Integer::sum);
    }
    return answers;
  }

  private static Map<String, Integer> weeks(List<CountedVacancy> vacancies) {
    Map<String, Integer> weeks = new TreeMap<>();
    for (CountedVacancy vacancy : vacancies) {
      LocalDate day = vacancy.day(GermanText.BERLIN);
      weeks.merge(
          "%d-W%02d"
              .formatted(
                  day.get(IsoFields.WEEK_BASED_YEAR), day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR)),
          1,
          Integer::sum);
    }
    return weeks;
  }

  /// The label of a soft skill, a task or a tier; the id itself if it has none.
  static String label(Map<String, String> labels, String id) {
    return labels.getOrDefault(id, id);
  }

  /// What a level of schooling is called.
  static String education(String level) {
    return switch (level) {
      case "none" -> "keine Ausbildung nötig";
      case "school" -> "Schulabschluss";
      case "vocational" -> "Berufsausbildung";
      case "study" -> "Studium";
      case "phd" -> "Promotion";
      case "any" -> "jeder Werdegang";
      case "equivalent" -> "vergleichbare Kenntnisse";
      default -> level;
    };
  }

  static String language(Language language) {
    String name = Locale.of(language.code()).getDisplayLanguage(Locale.GERMAN);
    return language.level().isEmpty() ? name : name + " " + language.level();
  }
}
