package stellwerk.indexer.dedupe;

import java.util.Set;
import java.util.TreeSet;

/// What two postings are to each other, and why.
///
/// @param share of their texts that is the same, from 0 to 1
/// @param because the tokens or traits that decided; empty where the share did
public record Likeness(Kind kind, Rule rule, double share, Set<String> because) {
  public Likeness {
    because = Set.copyOf(new TreeSet<>(because));
  }

  /// What two postings are.
  public enum Kind {
    /// The same job at the same places.
    DUPLICATE,
    /// The same job at different places: one vacancy.
    MULTI_LOCATION,
    /// Much alike and of one employer; shown apart.
    NEAR_DUPLICATE,
    /// Perhaps one employer under two names; for an operator.
    REVIEW,
    DISTINCT;

    /// Whether two such postings are one vacancy.
    public boolean sameVacancy() {
      return this == DUPLICATE || this == MULTI_LOCATION;
    }
  }

  /// What decided.
  public enum Rule {
    /// Titles contradict each other, or pay does; or each text speaks of its own title's words.
    CONTRADICTION,
    SAME_PAGE,
    SAME_TITLE_LIKE_TEXT,
    SAME_TITLE_SAME_DEADLINE,
    /// One text is a part of the other.
    SAME_TITLE_EXCERPT,
    /// There is too little text to compare.
    SAME_TITLE_AND_PLACE,
    OTHER_TITLE_SAME_TEXT,
    RELISTED,
    TRANSLATION,
    LIKE_TEXT,
    OTHER_EMPLOYER_LIKE_TEXT,
    NOTHING_IN_COMMON
  }

  static Likeness distinct(double share) {
    return new Likeness(Kind.DISTINCT, Rule.NOTHING_IN_COMMON, share, Set.of());
  }
}
