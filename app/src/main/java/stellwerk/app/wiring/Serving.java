package stellwerk.app.wiring;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import stellwerk.app.config.Settings;
import stellwerk.crawler.CrawlSchedule;
import stellwerk.crawler.schedule.ClockStore;
import stellwerk.crawler.schedule.Clockwork;
import stellwerk.crawler.site.Site;
import stellwerk.search.Operations;
import stellwerk.search.SearchApi;
import stellwerk.search.http.Route;
import stellwerk.search.http.ServerSettings;
import stellwerk.search.metrics.Check;

/// The running service: crawls on schedule, follows the store into the index, answers on both
/// ports.
public final class Serving implements AutoCloseable {
  private final Wiring wiring;
  private final AtomicBoolean stopping = new AtomicBoolean();
  private final Clockwork clockwork;
  private final SearchApi api;

  private Serving(Wiring wiring, boolean crawling, List<Route> pages) {
    this.wiring = wiring;
    wiring.catchUp();
    wiring.follower().start();
    var operations = new Operations(this::checks, new CrawlGauges(wiring), List.of(), pages);
    api = SearchApi.start(wiring.sources(), settings(), operations, new Random());
    clockwork = new Clockwork("stellwerk", ClockStore.inMemory(), new Random(), wiring.clock());
    if (crawling) {
      new CrawlSchedule(
              clockwork, wiring.crawl(), wiring.orders(), wiring.follower()::signal, stopping::get)
          .plan(wiring.configuration().sites());
      clockwork.start();
    }
  }

  /// Starts the service.
  ///
  /// @param crawling whether sites are crawled on schedule
  /// @param pages further addresses of the public port
  public static Serving start(Wiring wiring, boolean crawling, List<Route> pages) {
    return new Serving(wiring, crawling, pages);
  }

  private ServerSettings settings() {
    Settings settings = wiring.configuration().settings();
    Settings.Server server = settings.server();
    @Nullable URI base = server.baseUrl();
    String url = base == null ? "http://localhost:" + server.port() : base.toString();
    ServerSettings otherwise = ServerSettings.DEFAULT;
    return new ServerSettings(
        server.bind(),
        server.port(),
        settings.admin().bind(),
        settings.admin().port(),
        url.endsWith("/") ? url.substring(0, url.length() - 1) : url,
        server.trustedProxies(),
        otherwise.requestsPerMinute(),
        otherwise.keyedRequestsPerMinute(),
        otherwise.maxUrlCharacters(),
        List.copyOf(settings.keys().keySet()));
  }

  /// What beside store and index must work for the service to be ready.
  private List<Check> checks() {
    Optional<Instant> next =
        wiring.configuration().sites().stream()
            .filter(Site::enabled)
            .map(wiring::nextFire)
            .flatMap(Optional::stream)
            .min(Instant::compareTo);
    List<Check> checks = new ArrayList<>();
    checks.add(
        new Check(
            "scheduler",
            !stopping.get(),
            next.<Map<String, Object>>map(fire -> Map.of("next_fire", fire.toString()))
                .orElse(Map.of())));
    checks.add(new Check("config", true, Map.of("sites", wiring.configuration().sites().size())));
    return checks;
  }

  /// The public port.
  public int port() {
    return api.port();
  }

  public int adminPort() {
    return api.adminPort();
  }

  @Override
  public void close() {
    stopping.set(true);
    clockwork.shutdown(true);
    api.close();
    wiring.close();
  }

  /// How long a stop may take: the page in flight, the index's commit, open requests.
  public static final Duration STOP = Duration.ofSeconds(30);
}
