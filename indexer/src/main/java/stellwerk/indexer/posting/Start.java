package stellwerk.indexer.posting;

import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// When the work begins.
///
/// @param day the day, or the first of the month; null where only words say it
/// @param orEarlier whether it may be earlier
/// @param negotiable whether it can be agreed on
public record Start(When when, @Nullable LocalDate day, boolean orEarlier, boolean negotiable) {
  /// How a start is said.
  public enum When {
    DAY,
    MONTH,
    /// "ab sofort"
    IMMEDIATE,
    /// "zum nächstmöglichen Zeitpunkt"
    NEXT_POSSIBLE,
    /// "nach Vereinbarung", and nothing else
    NEGOTIABLE
  }

  public Start {
    if ((when == When.DAY || when == When.MONTH) != (day != null)) {
      throw new IllegalArgumentException("a start on " + day + " is not " + when);
    }
  }

  /// `2026-08-01`, `2026-08`, `immediate`, `next_possible` or `negotiable`.
  public String text() {
    String said = day == null ? when.name().toLowerCase(Locale.ROOT) : day.toString();
    return when == When.MONTH ? said.substring(0, 7) : said;
  }
}
