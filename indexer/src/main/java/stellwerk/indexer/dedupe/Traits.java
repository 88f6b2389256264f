package stellwerk.indexer.dedupe;

import java.util.Collections;
import java.util.Optional;
import java.util.Set;

/// What a title says that sets two jobs apart, however alike their texts are: they are compared,
/// not scored (`normalisation.md` §5.2).
///
/// @param levels `plain` where none is said; more than one where the title leaves it open
/// @param languages natural ones that are asked for, ISO 639-1
/// @param umbrella whether the languages are those of a whole region
/// @param domains programming languages and fields
/// @param units team or programme in brackets, as folded words
public record Traits(
    Set<String> levels,
    Set<String> languages,
    boolean umbrella,
    Set<String> domains,
    Set<String> units) {
  static final String PLAIN = "plain";

  public Traits {
    levels = Set.copyOf(levels);
    languages = Set.copyOf(languages);
    domains = Set.copyOf(domains);
    units = Set.copyOf(units);
  }

  /// In what two titles contradict each other; empty if in nothing.
  ///
  /// @param translated whether the texts are in different languages: then a level that one of them
  ///   does not say is no contradiction
  Optional<String> against(Traits other, boolean translated) {
    boolean sameLevel =
        (translated && (levels.contains(PLAIN) || other.levels.contains(PLAIN)))
            || !Collections.disjoint(levels, other.levels);
    if (!sameLevel) {
      return Optional.of("level");
    }
    if (apart(languages, other.languages)) {
      return Optional.of("language");
    }
    if (apart(domains, other.domains)) {
      return Optional.of("domain");
    }
    return !translated && apart(units, other.units) ? Optional.of("unit") : Optional.empty();
  }

  static boolean apart(Set<String> one, Set<String> other) {
    return !one.isEmpty() && !other.isEmpty() && Collections.disjoint(one, other);
  }
}
