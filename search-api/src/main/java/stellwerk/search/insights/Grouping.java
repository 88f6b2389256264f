package stellwerk.search.insights;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import stellwerk.indexer.posting.Membership;
import stellwerk.indexer.posting.Place;
import stellwerk.indexer.posting.PostingField;
import stellwerk.indexer.statistics.CountedVacancy;
import stellwerk.search.catalogue.OccupationView;
import stellwerk.search.render.GermanText;
import stellwerk.search.render.Labels;

/// By what pay is told apart. A vacancy can stand in several groups: at two places, with three
/// skills.
public enum Grouping {
  REGION,
  TIER,
  SKILL,
  MONTH,
  WORKING_TIME,
  CONTRACT,
  SITE,
  REMOTE;

  /// The value of `?group_by=`.
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The groups of a vacancy, by their keys.
  List<String> of(CountedVacancy vacancy) {
    var posting = vacancy.posting();
    return switch (this) {
      case REGION ->
          posting.values(PostingField.LOCATIONS).stream()
              .map(Place::region)
              .filter(Objects::nonNull)
              .toList();
      case TIER ->
          posting
              .known(PostingField.MEMBERSHIP)
              .map(Membership::tier)
              .map(List::of)
              .orElse(List.of());
      case SKILL -> posting.values(PostingField.SKILLS);
      case MONTH -> {
        LocalDate day = vacancy.day(GermanText.BERLIN);
        yield List.of(day.toString().substring(0, 7));
      }
      case WORKING_TIME ->
          posting.values(PostingField.WORKING_TIME).stream().map(Enum::name).toList();
      case CONTRACT -> posting.values(PostingField.CONTRACT).stream().map(Enum::name).toList();
      case SITE -> List.of(posting.site().value());
      case REMOTE ->
          posting.known(PostingField.REMOTE).stream()
              .map(it -> it.name().toLowerCase(Locale.ROOT))
              .toList();
    };
  }

  /// What a group is called.
  String label(String key, OccupationView view) {
    return switch (this) {
      case REGION -> Labels.region(key);
      case TIER -> view.tiers().getOrDefault(key, key);
      case WORKING_TIME, CONTRACT, REMOTE -> Labels.word(key);
      case SKILL, MONTH, SITE -> key;
    };
  }

  /// The search parameter that lists a group's vacancies; empty where there is none.
  Optional<String> parameter() {
    return switch (this) {
      case REGION, TIER, SKILL, WORKING_TIME, CONTRACT, SITE, REMOTE -> Optional.of(key());
      case MONTH -> Optional.empty();
    };
  }
}
