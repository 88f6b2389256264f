package stellwerk.crawler.schedule;

import java.text.ParseException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.TimeZone;
import org.quartz.CalendarIntervalScheduleBuilder;
import org.quartz.CronExpression;
import org.quartz.CronScheduleBuilder;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.spi.OperableTrigger;
import stellwerk.crawler.site.Schedule;

/// A calendar rule in Quartz's terms. A start that was missed is made up for once, however many
/// were missed.
final class Rules {
  private Rules() {}

  /// Why a rule cannot be kept; empty if it can.
  static Optional<String> fault(Schedule.Rule rule) {
    return switch (rule) {
      case Schedule.Rule.Cron(String expression) -> cronFault(expression);
      case Schedule.Rule.Every(int days, _) ->
          days > 0
              ? Optional.empty()
              : Optional.of("every " + days + " days: the interval must be a day or more");
      case Schedule.Rule.OnOrder() -> Optional.empty();
    };
  }

  private static Optional<String> cronFault(String expression) {
    try {
      CronExpression.validateExpression(expression);
      return Optional.empty();
    } catch (ParseException fault) {
      return Optional.of(
          "cron \""
              + expression
              + "\": "
              + fault.getMessage()
              + " (six fields: seconds minutes hours day-of-month month day-of-week)");
    }
  }

  /// The trigger of a rule; empty for one on order only.
  static Optional<Trigger> trigger(String name, Schedule schedule) {
    TimeZone zone = TimeZone.getTimeZone(schedule.zone());
    TriggerBuilder<Trigger> trigger = TriggerBuilder.newTrigger().withIdentity(name);
    return switch (schedule.rule()) {
      case Schedule.Rule.Cron(String expression) ->
          Optional.of(
              trigger
                  .withSchedule(
                      CronScheduleBuilder.cronSchedule(expression)
                          .inTimeZone(zone)
                          .withMisfireHandlingInstructionFireAndProceed())
                  .build());
      case Schedule.Rule.Every(int days, var anchor) ->
          Optional.of(
              trigger
                  .startAt(Date.from(anchor.atStartOfDay(schedule.zone()).toInstant()))
                  .withSchedule(
                      CalendarIntervalScheduleBuilder.calendarIntervalSchedule()
                          .withIntervalInDays(days)
                          .inTimeZone(zone)
                          .preserveHourOfDayAcrossDaylightSavings(true)
                          .withMisfireHandlingInstructionFireAndProceed())
                  .build());
      case Schedule.Rule.OnOrder() -> Optional.empty();
    };
  }

  /// The next turns after a moment, jitter not counted.
  static List<Instant> next(Schedule schedule, Instant after, int count) {
    List<Instant> turns = new ArrayList<>();
    Optional<Trigger> trigger = trigger("next", schedule);
    if (trigger.isPresent()) {
      OperableTrigger computed = (OperableTrigger) trigger.get();
      computed.computeFirstFireTime(null);
      Date turn = computed.getFireTimeAfter(Date.from(after));
      while (turn != null && turns.size() < count) {
        turns.add(turn.toInstant());
        turn = computed.getFireTimeAfter(turn);
      }
    }
    return turns;
  }
}
