package stellwerk.search;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stellwerk.search.api.AssetEndpoint;
import stellwerk.search.api.ChangesEndpoint;
import stellwerk.search.api.ColumnsEndpoint;
import stellwerk.search.api.DocsEndpoint;
import stellwerk.search.api.ExplainEndpoint;
import stellwerk.search.api.ExportEndpoint;
import stellwerk.search.api.FeedEndpoint;
import stellwerk.search.api.InsightsEndpoint;
import stellwerk.search.api.IssueEndpoint;
import stellwerk.search.api.OccupationEndpoint;
import stellwerk.search.api.PostingEndpoint;
import stellwerk.search.api.SearchEndpoint;
import stellwerk.search.api.SectionEndpoint;
import stellwerk.search.api.SimilarEndpoint;
import stellwerk.search.api.StatisticsEndpoint;
import stellwerk.search.api.SuggestEndpoint;
import stellwerk.search.catalogue.Catalogue;
import stellwerk.search.catalogue.Sources;
import stellwerk.search.http.Keys;
import stellwerk.search.http.Limits;
import stellwerk.search.http.ListenException;
import stellwerk.search.http.Route;
import stellwerk.search.http.Routes;
import stellwerk.search.http.Server;
import stellwerk.search.http.ServerSettings;
import stellwerk.search.issue.Issues;
import stellwerk.search.metrics.Health;
import stellwerk.search.metrics.Metrics;

/// The face: gathers all addresses and listens on both ports, the public one and the one for
/// operators. Thread-safe.
public final class SearchApi implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(SearchApi.class);

  private final Server strangers;
  private final Server operators;

  private SearchApi(Server strangers, Server operators) {
    this.strangers = strangers;
    this.operators = operators;
  }

  /// Starts listening.
  ///
  /// @param random for the names of requests
  public static SearchApi start(
      Sources sources, ServerSettings settings, Operations operations, RandomGenerator random) {
    Metrics metrics = new Metrics(sources, operations.gauges());
    List<Route> outside = new ArrayList<>(routes(sources, settings));
    outside.addAll(operations.pages());
    Routes open = new Routes(outside, Limits.strangers(settings, sources.clock()), metrics);
    List<Route> inside = new ArrayList<>(new Health(sources, operations.checks()).routes());
    inside.add(metrics.route());
    inside.addAll(operations.routes());
    Routes admin = new Routes(inside, Limits.operators(settings, sources.clock()), metrics);
    Server strangers = Server.start(settings.bind(), settings.port(), open, random);
    Server operators;
    try {
      operators = Server.start(settings.adminBind(), settings.adminPort(), admin, random);
    } catch (ListenException failure) {
      strangers.close();
      throw failure;
    }
    log.atInfo()
        .addKeyValue("port", strangers.port())
        .addKeyValue("admin_port", operators.port())
        .log("listening");
    return new SearchApi(strangers, operators);
  }

  /// Every address of the public port.
  static List<Route> routes(Sources sources, ServerSettings settings) {
    Catalogue catalogue = new Catalogue(sources);
    List<Route> routes = new ArrayList<>();
    routes.add(Route.open("/v1/jobs", new SearchEndpoint(catalogue)));
    routes.add(Route.open("/v1/jobs/{id}", new PostingEndpoint(catalogue)));
    routes.add(Route.open("/v1/jobs/{id}/explain", new ExplainEndpoint(catalogue)));
    routes.add(Route.open("/v1/jobs/{id}/similar", new SimilarEndpoint(catalogue)));
    routes.addAll(new OccupationEndpoint(catalogue).routes());
    routes.add(Route.open("/v1/suggest", new SuggestEndpoint(catalogue)));
    routes.add(Route.quiet("/v1/embed/jobs.html", "text/html", new SectionEndpoint(catalogue)));
    routes.addAll(new FeedEndpoint(catalogue, settings.baseUrl()).routes());
    routes.addAll(
        new IssueEndpoint(catalogue, new Issues(catalogue, sources.shelf()), settings.baseUrl())
            .routes());
    routes.addAll(new InsightsEndpoint(catalogue).routes());
    routes.addAll(new StatisticsEndpoint(catalogue).routes());
    routes.add(Route.open("/v1/columns", new ColumnsEndpoint()));
    routes.add(Route.keyed("/v1/changes", Keys.Scope.READ, new ChangesEndpoint(catalogue)));
    routes.add(Route.keyed("/v1/export", Keys.Scope.EXPORT, new ExportEndpoint(catalogue)));
    routes.addAll(AssetEndpoint.routes());
    routes.addAll(DocsEndpoint.routes());
    return routes;
  }

  /// The port that strangers reach.
  public int port() {
    return strangers.port();
  }

  /// The port for operators.
  public int adminPort() {
    return operators.port();
  }

  @Override
  public void close() {
    strangers.close();
    operators.close();
  }
}
