package stellwerk.indexer.normalise;

import java.time.LocalDate;
import java.util.List;
import stellwerk.indexer.posting.Terms;

/// Reads from when, how long and how many hours a week.
final class TermsReader {
  private final StartReader start = new StartReader();
  private final DurationReader duration = new DurationReader();
  private final HoursReader hours = new HoursReader();

  /// @param since a start without its year is the next one from here
  Terms read(List<Stretch> stretches, LocalDate since) {
    return new Terms(
        start.read(stretches, since),
        duration.months(stretches),
        duration.until(stretches),
        hours.read(stretches));
  }
}
