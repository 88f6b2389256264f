package stellwerk.app.wiring;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import stellwerk.app.config.Settings;
import stellwerk.crawler.CrawlSchedule;
import stellwerk.crawler.schedule.ClockStore;
import stellwerk.crawler.schedule.Clockwork;
import stellwerk.crawler.site.CrawlId;
import stellwerk.crawler.site.Schedule;
import stellwerk.crawler.site.Site;
import stellwerk.crawler.site.SiteOrders;
import stellwerk.crawler.verdict.SiteState;
import stellwerk.search.Operations;
import stellwerk.search.SearchApi;
import stellwerk.search.catalogue.OccupationView;
import stellwerk.search.http.Route;
import stellwerk.search.http.ServerSettings;
import stellwerk.search.issue.IssueGrid;
import stellwerk.search.metrics.Check;

/// The running service: crawls on schedule, follows the store into the index, answers on both
/// ports.
public final class Serving implements AutoCloseable {
  private static final String HOUSE = "housekeeping";

  private final Wiring wiring;
  private final AtomicBoolean stopping = new AtomicBoolean();
  private final Clockwork clockwork;
  private final SearchApi api;
  private final Publishing publishing;

  private Serving(Wiring wiring, boolean crawling, List<Route> pages) {
    this.wiring = wiring;
    // An index of other word lists serves at once; a new one is built beside it.
    if (!wiring.index().outdated()) {
      wiring.catchUp();
    }
    wiring.follower().start();
    var operations = new Operations(this::checks, new CrawlGauges(wiring), List.of(), pages);
    publishing = new Publishing(wiring);
    api = SearchApi.start(wiring.sources(), settings(), operations, new Random());
    clockwork = new Clockwork("stellwerk", ClockStore.inMemory(), new Random(), wiring.clock());
    if (crawling) {
      new CrawlSchedule(
              clockwork,
              wiring.crawl(),
              wiring.orders(),
              this::crawled,
              this::decide,
              wiring::proven,
              stopping::get)
          .plan(wiring.configuration().sites());
    }
    keepInOrder();
    clockwork.start();
  }

  private void crawled(Site site) {
    wiring.upkeep().afterCrawl(site);
    wiring.follower().signal();
  }

  private void decide(SiteOrders.Order order) {
    switch (order) {
      case SiteOrders.Order.Confirm(_, CrawlId crawl) -> wiring.closings().confirm(crawl);
      case SiteOrders.Order.Discard(_, CrawlId crawl) -> wiring.closings().discard(crawl);
      case SiteOrders.Order.Run _, SiteOrders.Order.Pause _, SiteOrders.Order.Resume _ -> {}
    }
    wiring.configuration().site(order.site()).ifPresent(this::crawled);
  }

  /// What is done whether anything is crawled or not. House is kept at once, too: a program that is
  /// stopped every night would never do it.
  private void keepInOrder() {
    clockwork.replace(HOUSE, at("0 40 3 * * ?"), this::keepHouse);
    clockwork.replace("watch", at("0 15 * * * ?"), wiring.upkeep()::lookAround);
    clockwork.replace("alerts", at("30 * * * * ?"), wiring.upkeep()::passAlerts);
    freezeIssues();
    clockwork.runNow(HOUSE);
  }

  /// Each occupation's issue on its days. A day that was missed is made up for when house is kept.
  private void freezeIssues() {
    for (OccupationView view : wiring.sources().occupations()) {
      view.issues()
          .ifPresent(terms ->
              clockwork.replace(
                  "issue " + view.id(),
                  new Schedule(
                      new Schedule.Rule.Every(IssueGrid.DAYS, terms.anchor()),
                      Schedule.BERLIN,
                      Duration.ZERO,
                      List.of()),
                  publishing.issues()::freezeDue));
    }
  }

  private void keepHouse() {
    publishing.issues().freezeDue();
    wiring.upkeep().tidy();
    wiring.upkeep().lookAround();
    wiring.follower().signal();
  }

  private static Schedule at(String cron) {
    return new Schedule(new Schedule.Rule.Cron(cron), Schedule.BERLIN, Duration.ZERO, List.of());
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
    ServerSettings otherwise = ServerSettings.DEFAULT;
    return new ServerSettings(
        server.bind(),
        server.port(),
        settings.admin().bind(),
        settings.admin().port(),
        publishing.baseUrl(),
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
    checks.add(new Check("sites", true, states()));
    checks.add(new Check("config", true, Map.of("sites", wiring.configuration().sites().size())));
    return checks;
  }

  /// How many sites are well and how many are not. One that is not makes nothing unready.
  private Map<String, Object> states() {
    Map<String, Object> states = new TreeMap<>();
    for (SiteState state : SiteState.values()) {
      long sites =
          wiring.configuration().sites().stream()
              .filter(Site::enabled)
              .filter(site -> wiring.upkeep().state(site).health().state() == state)
              .count();
      states.put(state.name().toLowerCase(Locale.ROOT), sites);
    }
    return states;
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
