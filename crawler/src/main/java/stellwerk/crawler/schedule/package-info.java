/// When something is due: named tasks at named times, once per cluster. The only door to Quartz.
///
/// Start reading at `Clockwork`.
@NullMarked
package stellwerk.crawler.schedule;

import org.jspecify.annotations.NullMarked;
