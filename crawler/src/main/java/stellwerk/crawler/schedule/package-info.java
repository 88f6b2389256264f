/// When something is due: named tasks at named times, once per cluster. The only door to Quartz.
///
/// Start reading at [stellwerk.crawler.schedule.Clockwork]. Knows calendar rules and names; what a
/// task does is its giver's concern.
@NullMarked
package stellwerk.crawler.schedule;

import org.jspecify.annotations.NullMarked;
