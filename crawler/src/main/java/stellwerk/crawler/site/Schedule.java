package stellwerk.crawler.site;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;

/// When a site is crawled.
///
/// @param zone zone of the calendar rule (default Europe/Berlin)
/// @param jitter largest random delay added to each start, so that sites do not start together
/// @param blackout hours in which no request is sent
public record Schedule(Rule rule, ZoneId zone, Duration jitter, List<Hours> blackout) {
  /// The calendar rule.
  public sealed interface Rule {
    /// A Quartz cron expression: seconds minutes hours day-of-month month day-of-week.
    record Cron(String expression) implements Rule {}

    /// Every n days or weeks, counted from an anchor date.
    record Every(int days, LocalDate anchor) implements Rule {}

    /// Only when an operator orders it.
    record OnOrder() implements Rule {}
  }

  /// A span of the day; one that ends before it begins passes midnight.
  public record Hours(LocalTime from, LocalTime until) {
    public boolean contains(LocalTime time) {
      return from.isBefore(until)
          ? !time.isBefore(from) && time.isBefore(until)
          : !time.isBefore(from) || time.isBefore(until);
    }
  }

  public static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  public static final Schedule ON_ORDER =
      new Schedule(new Rule.OnOrder(), BERLIN, Duration.ZERO, List.of());

  public Schedule {
    blackout = List.copyOf(blackout);
  }
}
