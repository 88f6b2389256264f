package stellwerk.app.config;

import stellwerk.crawler.site.Schedule;

/// Checks cron expressions where they are written, so that a bad one stops the start and not the
/// night.
final class Crons {
  private Crons() {}

  static Schedule.Rule rule(String expression) {
    return new Schedule.Rule.Cron(expression);
  }
}
