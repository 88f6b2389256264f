package stellwerk.indexer.posting;

import java.time.LocalDate;

/// From when, how long and how many hours a week.
///
/// @param until the last day of a fixed term
public record Terms(
    Fact<Start> start, Fact<Range> durationMonths, Fact<LocalDate> until, Fact<Range> weeklyHours) {
  /// A posting that says nothing of it.
  public static Terms unstated() {
    return new Terms(Fact.unstated(), Fact.unstated(), Fact.unstated(), Fact.unstated());
  }
}
