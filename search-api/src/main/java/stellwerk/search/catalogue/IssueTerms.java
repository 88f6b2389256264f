package stellwerk.search.catalogue;

import java.time.LocalDate;

/// How an occupation's 14-day issues are made, as configured.
///
/// @param anchor the day of one issue, from which all others are counted
/// @param most how many vacancies one holds at most
/// @param imprint who answers for it (§ 5 DDG)
public record IssueTerms(LocalDate anchor, int most, String imprint) {
  public IssueTerms {
    if (most < 1 || imprint.isBlank()) {
      throw new IllegalArgumentException("an issue holds at least one job and has an imprint");
    }
  }
}
