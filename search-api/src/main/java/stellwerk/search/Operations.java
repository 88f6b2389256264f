package stellwerk.search;

import java.util.List;
import java.util.function.Supplier;
import stellwerk.search.http.Route;
import stellwerk.search.metrics.Check;
import stellwerk.search.metrics.Gauges;

/// What the rest of the house adds to the ports.
///
/// @param checks parts that must work before the service is ready, such as scheduler and
///   configuration
/// @param gauges what other rooms count
/// @param routes further addresses of the admin port
/// @param pages further addresses of the public port, such as the demo's portal
public record Operations(
    Supplier<List<Check>> checks, Gauges gauges, List<Route> routes, List<Route> pages) {
  /// Nothing.
  public static final Operations NONE = new Operations(List::of, List::of, List.of(), List.of());

  public Operations {
    routes = List.copyOf(routes);
    pages = List.copyOf(pages);
  }
}
