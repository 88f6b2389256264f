package stellwerk.search.issue;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// The days on which issues appear: an anchor, and every 14 days after it. Days of the calendar,
/// not hours, so that neither a change of the clock nor the end of a year moves them.
///
/// @param anchor the first of them
public record IssueGrid(LocalDate anchor) {
  /// „Alle 14 Tage“.
  public static final int DAYS = 14;

  /// The last day of the grid up to and including a day; empty before the first.
  public Optional<LocalDate> latest(LocalDate today) {
    long passed = ChronoUnit.DAYS.between(anchor, today);
    return passed < 0
        ? Optional.empty()
        : Optional.of(anchor.plusDays(Math.floorDiv(passed, DAYS) * (long) DAYS));
  }

  /// The first day of the grid after a day.
  public LocalDate next(LocalDate today) {
    return latest(today).map(day -> day.plusDays(DAYS)).orElse(anchor);
  }
}
