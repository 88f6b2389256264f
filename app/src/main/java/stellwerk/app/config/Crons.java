package stellwerk.app.config;

import stellwerk.crawler.schedule.Clockwork;
import stellwerk.crawler.site.Schedule;

/// Checks cron expressions where they are written, so that a bad one stops the start and not the
/// night.
final class Crons {
  private Crons() {}

  static Schedule.Rule rule(String expression) {
    Schedule.Rule rule = new Schedule.Rule.Cron(expression);
    Clockwork.fault(rule)
        .ifPresent(fault -> {
          throw new IllegalArgumentException(fault);
        });
    return rule;
  }
}
