package stellwerk.indexer.occupation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A job family that an article of the portal is about, as configured in
/// `config/occupations/<id>.yaml`.
///
/// Maps and sets keep the order of the file: it is the order in which outputs show them.
///
/// @param heading above the section
/// @param tiers id to label
/// @param tasks id to label
/// @param softSkills id to label and further words
/// @param related ids of neighbouring occupations
public record Occupation(
    String id,
    String title,
    String heading,
    Match match,
    Map<String, String> tiers,
    Filters filters,
    Map<String, String> tasks,
    Map<String, SoftSkill> softSkills,
    List<Claim> claims,
    List<String> related,
    Section section,
    Issue issue) {

  /// Which titles are candidates. A `*` stands for the rest of a word; a blank and a hyphen are the
  /// same.
  ///
  /// @param any candidates, and the words that sites are searched for
  /// @param none titles that are out whatever else they say
  public record Match(List<String> any, List<String> none) {
    public Match {
      any = List.copyOf(any);
      none = List.copyOf(none);
      if (any.isEmpty()) {
        throw new IllegalArgumentException("an occupation without words to search finds nothing");
      }
      for (String pattern : any) {
        Wildcard.of(pattern);
      }
      for (String pattern : none) {
        Wildcard.of(pattern);
      }
    }

    /// The words to ask sites for: those of `any` without their `*`, each once.
    public List<String> words() {
      return any.stream().map(pattern -> pattern.replace("*", "").strip()).distinct().toList();
    }
  }

  /// What the portal shows of this occupation when nothing else is asked.
  ///
  /// @param country ISO 3166-1 alpha-2, binding on-site and hybrid postings; null: any
  /// @param languages ISO 639-1; empty: any
  /// @param eligibility `yes`, `no`, `unclear`; empty: any
  public record Filters(@Nullable String country, Set<String> languages, Set<String> eligibility) {
    public Filters {
      languages = Set.copyOf(languages);
      eligibility = Set.copyOf(eligibility);
      for (String answer : eligibility) {
        if (!Set.of("yes", "no", "unclear").contains(answer)) {
          throw new IllegalArgumentException("eligibility is yes, no or unclear, not: " + answer);
        }
      }
    }

    /// No presets.
    public static Filters none() {
      return new Filters(null, Set.of(), Set.of());
    }
  }

  /// A soft skill that the article names.
  ///
  /// @param words further words that say it, beside the shipped ones; `*` stands for the rest of a
  ///   word
  public record SoftSkill(String label, List<String> words) {
    public SoftSkill {
      words = List.copyOf(words);
    }
  }

  /// Something the article says about pay, to be checked against live postings. Either amounts, or
  /// a distance from the minimum wage of the day.
  ///
  /// @param unit `YEAR`, `MONTH`, `HOUR` …
  /// @param minimumWagePlus per cent above the minimum wage; null if amounts are claimed
  public record Claim(
      String tier,
      String unit,
      @Nullable Integer min,
      @Nullable Integer max,
      @Nullable Integer minimumWagePlus,
      String text) {
    public Claim {
      if (min == null && max == null && minimumWagePlus == null) {
        throw new IllegalArgumentException("a claim without a figure cannot be checked: " + text);
      }
      if (min != null && max != null && min > max) {
        throw new IllegalArgumentException("the claim runs from " + min + " to " + max);
      }
    }
  }

  /// The fragment „Aktuelle Jobs“.
  ///
  /// @param limit how many vacancies it shows
  /// @param moreUrl path of the page with all of them; null: no link
  /// @param newsletterUrl path of the subscription page; null: no link
  public record Section(int limit, @Nullable String moreUrl, @Nullable String newsletterUrl) {
    public Section {
      if (limit < 1) {
        throw new IllegalArgumentException("a section shows at least one job, not " + limit);
      }
    }
  }

  /// The 14-day newsletter issue.
  ///
  /// @param anchor the day of one issue, from which all others are counted; null: no issues
  /// @param imprint who answers for it
  public record Issue(@Nullable LocalDate anchor, int maxItems, String imprint) {
    public Issue {
      if (maxItems < 1) {
        throw new IllegalArgumentException("an issue holds at least one item, not " + maxItems);
      }
    }
  }

  public Occupation {
    if (!id.matches("[a-z][a-z0-9-]{0,60}")) {
      throw new IllegalArgumentException("an occupation's id is lower case words, not: " + id);
    }
    if (title.isBlank()) {
      throw new IllegalArgumentException("the occupation " + id + " has no title");
    }
    tiers = ordered(tiers);
    tasks = ordered(tasks);
    softSkills = ordered(softSkills);
    claims = List.copyOf(claims);
    related = List.copyOf(related);
    List<String> unknown = new ArrayList<>();
    for (Claim claim : claims) {
      if (!tiers.containsKey(claim.tier())) {
        unknown.add(claim.tier());
      }
    }
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException("claims of " + id + " name unknown tiers: " + unknown);
    }
  }

  private static <T> Map<String, T> ordered(Map<String, T> map) {
    BinaryOperator<T> first = (a, _) -> a;
    return java.util.Collections.unmodifiableMap(
        map.entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey, Map.Entry::getValue, first, java.util.LinkedHashMap::new)));
  }
}
