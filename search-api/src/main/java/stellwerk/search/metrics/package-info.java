/// How the service is: health for those who start and stop it, numbers for Prometheus.
///
/// Start reading at `Health` and `Metrics`. What other rooms count comes in through
/// [stellwerk.search.metrics.Gauges] and [stellwerk.search.metrics.Check].
@NullMarked
package stellwerk.search.metrics;

import org.jspecify.annotations.NullMarked;
