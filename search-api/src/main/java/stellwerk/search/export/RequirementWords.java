package stellwerk.search.export;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import stellwerk.indexer.posting.PostingField;
import stellwerk.indexer.posting.Requirement;
import stellwerk.search.catalogue.Listing;

/// Requirements in flat cells: `study:Medizin`, `de:C2`.
final class RequirementWords {
  private RequirementWords() {}

  static List<String> education(Listing.Entry row) {
    return of(row, Requirement.Education.class).map(it -> pair(it.level(), it.field())).toList();
  }

  static @Nullable BigDecimal years(Listing.Entry row) {
    return of(row, Requirement.Experience.class)
        .map(Requirement.Experience::yearsMin)
        .filter(Objects::nonNull)
        .min(Comparator.naturalOrder())
        .orElse(null);
  }

  /// The end of a span whose beginning is the least that is asked for.
  static @Nullable BigDecimal yearsMax(Listing.Entry row) {
    BigDecimal least = years(row);
    return of(row, Requirement.Experience.class)
        .filter(it -> least != null && it.yearsMin() != null && it.yearsMin().compareTo(least) == 0)
        .map(Requirement.Experience::yearsMax)
        .filter(Objects::nonNull)
        .max(Comparator.naturalOrder())
        .orElse(null);
  }

  static List<String> languages(Listing.Entry row) {
    return of(row, Requirement.LanguageSkill.class)
        .map(it -> pair(it.language(), it.level()))
        .toList();
  }

  static List<String> training(Listing.Entry row) {
    return of(row, Requirement.FurtherTraining.class)
        .map(Requirement.FurtherTraining::name)
        .toList();
  }

  static List<String> office(Listing.Entry row) {
    return of(row, Requirement.OfficeIt.class).map(Requirement.OfficeIt::name).toList();
  }

  private static <T extends Requirement> Stream<T> of(Listing.Entry row, Class<T> kind) {
    return row.posting().values(PostingField.REQUIREMENTS).stream()
        .filter(kind::isInstance)
        .map(kind::cast);
  }

  private static String pair(String first, @Nullable String second) {
    return second == null ? first : first + ":" + second;
  }
}
