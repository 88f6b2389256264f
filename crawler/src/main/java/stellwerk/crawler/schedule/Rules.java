package stellwerk.crawler.schedule;

import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
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
  /// How far ahead starts are arranged that Quartz would leave out.
  static final Duration AHEAD = Duration.ofDays(3653);

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
  ///
  /// @param from turns before this moment are nobody's; a start long past would be made up for
  static Optional<Trigger> trigger(String name, Schedule schedule, Instant from) {
    TimeZone zone = TimeZone.getTimeZone(schedule.zone());
    TriggerBuilder<Trigger> trigger = TriggerBuilder.newTrigger().withIdentity(name);
    return switch (schedule.rule()) {
      case Schedule.Rule.Cron(String expression) ->
          Optional.of(
              trigger
                  .startAt(Date.from(from))
                  .withSchedule(
                      CronScheduleBuilder.cronSchedule(expression)
                          .inTimeZone(zone)
                          .withMisfireHandlingInstructionFireAndProceed())
                  .build());
      case Schedule.Rule.Every(int days, LocalDate anchor) ->
          Optional.of(
              trigger
                  .startAt(Date.from(firstTurn(anchor, days, schedule.zone(), from)))
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

  /// Starts of a calendar rule that fall into the hour which is left out when summer time begins:
  /// Quartz leaves them out, too. They are made up for where the clock has gone on: half past two
  /// at half past three.
  ///
  /// @param from starts before this moment are nobody's
  /// @param until starts after this moment are not asked for
  static List<Instant> leftOut(Schedule schedule, Instant from, Instant until) {
    if (!(schedule.rule() instanceof Schedule.Rule.Cron(String expression))) {
      return List.of();
    }
    List<Instant> starts = new ArrayList<>();
    ZoneRules rules = schedule.zone().getRules();
    ZoneOffsetTransition transition = rules.nextTransition(from.minus(Duration.ofDays(1)));
    while (transition != null && !transition.getInstant().isAfter(until)) {
      if (transition.isGap()) {
        starts.addAll(leftOut(expression, schedule, transition));
      }
      transition = rules.nextTransition(transition.getInstant());
    }
    return starts.stream().filter(start -> !start.isBefore(from) && !start.isAfter(until)).toList();
  }

  private static List<Instant> leftOut(
      String expression, Schedule schedule, ZoneOffsetTransition gap) {
    Instant end = gap.getInstant().plus(gap.getDuration());
    List<Instant> starts = new ArrayList<>();
    try {
      CronExpression unchanged = new CronExpression(expression);
      unchanged.setTimeZone(TimeZone.getTimeZone(gap.getOffsetBefore()));
      CronExpression changed = new CronExpression(expression);
      changed.setTimeZone(TimeZone.getTimeZone(schedule.zone()));
      Date start = unchanged.getTimeAfter(Date.from(gap.getInstant().minusMillis(1)));
      while (start != null && start.toInstant().isBefore(end)) {
        if (!changed.isSatisfiedBy(start)) {
          starts.add(start.toInstant());
        }
        start = unchanged.getTimeAfter(start);
      }
    } catch (ParseException fault) {
      throw new IllegalArgumentException("cron \"" + expression + "\"", fault);
    }
    // Whoever starts every minute has missed nothing: one start stands for them all.
    return starts.size() > 1 ? starts.subList(0, 1) : starts;
  }

  /// A start that was left out, once.
  static Trigger once(String name, Instant at) {
    return TriggerBuilder.newTrigger()
        .withIdentity(name + "-" + at.toEpochMilli())
        .startAt(Date.from(at))
        .build();
  }

  /// The first midnight on the grid of the anchor that is not before a moment.
  private static Instant firstTurn(LocalDate anchor, int days, ZoneId zone, Instant from) {
    long passed = ChronoUnit.DAYS.between(anchor, from.atZone(zone).toLocalDate());
    LocalDate turn = anchor.plusDays(Math.max(0, Math.floorDiv(passed, days)) * (long) days);
    Instant start = turn.atStartOfDay(zone).toInstant();
    return start.isBefore(from) ? turn.plusDays(days).atStartOfDay(zone).toInstant() : start;
  }

  /// The next turns after a moment, jitter not counted.
  static List<Instant> next(Schedule schedule, Instant after, int count) {
    List<Instant> turns = new ArrayList<>();
    Optional<Trigger> trigger = trigger("next", schedule, after);
    if (trigger.isPresent()) {
      OperableTrigger computed = (OperableTrigger) trigger.get();
      Date turn = computed.computeFirstFireTime(null);
      while (turn != null && turns.size() < count) {
        if (turn.toInstant().isAfter(after)) {
          turns.add(turn.toInstant());
        }
        turn = computed.getFireTimeAfter(turn);
      }
    }
    if (!turns.isEmpty()) {
      leftOut(schedule, after.plusMillis(1), turns.getLast()).forEach(turns::add);
    }
    return turns.stream().sorted().limit(count).toList();
  }
}
