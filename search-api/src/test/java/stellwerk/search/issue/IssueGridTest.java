package stellwerk.search.issue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IssueGridTest {
  private final IssueGrid grid = new IssueGrid(LocalDate.parse("2026-01-06"));

  @ParameterizedTest
  @CsvSource({
    "2026-01-06, 2026-01-06, 2026-01-20",
    "2026-01-19, 2026-01-06, 2026-01-20",
    "2026-03-29, 2026-03-17, 2026-03-31",
    "2026-10-25, 2026-10-13, 2026-10-27",
    "2026-12-31, 2026-12-22, 2027-01-05",
    "2027-01-05, 2027-01-05, 2027-01-19",
    "2028-02-29, 2028-02-29, 2028-03-14"
  })
  void issuesAppearOnTuesdaysAcrossClockChangesAndYearEnds(
      LocalDate today, LocalDate latest, LocalDate next) {
    assertThat(grid.latest(today)).contains(latest);
    assertThat(grid.next(today)).isEqualTo(next);
    assertThat(latest.getDayOfWeek()).isEqualTo(grid.anchor().getDayOfWeek());
  }

  @Test
  void beforeTheAnchorThereIsNoIssue() {
    assertThat(grid.latest(LocalDate.parse("2026-01-05"))).isEmpty();
    assertThat(grid.next(LocalDate.parse("2026-01-05"))).isEqualTo(grid.anchor());
  }
}
