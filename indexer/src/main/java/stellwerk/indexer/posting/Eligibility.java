package stellwerk.indexer.posting;

import java.util.Set;

/// Whether people in Germany can take the job; `UNCLEAR` is an answer, not a gap.
///
/// @param countries ISO 3166-1 codes and the words DACH, EU, EUROPE, WORLD that were named; empty
///   if none was
public record Eligibility(Answer germany, Set<String> countries) {
  public enum Answer {
    YES,
    NO,
    UNCLEAR
  }

  public Eligibility {
    countries = Set.copyOf(countries);
  }
}
