package stellwerk.crawler;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stellwerk.crawler.adapter.Adapter;
import stellwerk.crawler.adapter.kind.Adapters;
import stellwerk.crawler.schedule.Clockwork;
import stellwerk.crawler.site.Schedule;
import stellwerk.crawler.site.Site;
import stellwerk.crawler.site.SiteId;
import stellwerk.crawler.site.SiteOrders;

/// One clockwork task for each enabled site; obeys operators' orders. Thread-safe.
public final class CrawlSchedule {
  private static final Logger log = LoggerFactory.getLogger(CrawlSchedule.class);
  private static final String ORDERS = "orders";

  /// Orders are looked for every five seconds.
  private static final Schedule EVERY_FIVE_SECONDS =
      new Schedule(
          new Schedule.Rule.Cron("0/5 * * * * ?"),
          Schedule.BERLIN,
          java.time.Duration.ZERO,
          List.of());

  private final Clockwork clockwork;
  private final Crawl crawl;
  private final SiteOrders orders;
  private final Consumer<Site> afterCrawl;
  private final Consumer<SiteOrders.Order> decided;
  private final Predicate<SiteId> proven;
  private final BooleanSupplier stopping;
  private final Map<SiteId, Site> sites = new ConcurrentHashMap<>();

  /// Plans nothing yet.
  ///
  /// @param afterCrawl what to do when a crawl of a site has ended, such as waking whoever follows
  ///   the store
  /// @param decided obeys orders to confirm or to discard, where the held closings lie
  /// @param proven whether a site passed its test, or brought postings before: its first crawl on
  ///   schedule waits for that
  /// @param stopping whether the program is about to stop: running crawls end at the next page
  public CrawlSchedule(
      Clockwork clockwork,
      Crawl crawl,
      SiteOrders orders,
      Consumer<Site> afterCrawl,
      Consumer<SiteOrders.Order> decided,
      Predicate<SiteId> proven,
      BooleanSupplier stopping) {
    this.clockwork = clockwork;
    this.crawl = crawl;
    this.orders = orders;
    this.afterCrawl = afterCrawl;
    this.decided = decided;
    this.proven = proven;
    this.stopping = stopping;
  }

  /// Plans the crawls of all enabled sites; those that were planned before and are no longer there
  /// are taken out.
  public void plan(List<Site> configured) {
    Map<SiteId, Site> enabled = new ConcurrentHashMap<>();
    configured.stream().filter(Site::enabled).forEach(site -> enabled.put(site.id(), site));
    sites.keySet().stream()
        .filter(id -> !enabled.containsKey(id))
        .forEach(id -> clockwork.remove(task(id)));
    sites.keySet().retainAll(enabled.keySet());
    sites.putAll(enabled);
    enabled
        .values()
        .forEach(
            site -> clockwork.replace(task(site.id()), site.schedule(), () -> turn(site.id())));
    clockwork.replace(ORDERS, EVERY_FIVE_SECONDS, this::obey);
  }

  private static String task(SiteId site) {
    return "crawl-" + site;
  }

  private void turn(SiteId id) {
    Site site = sites.get(id);
    if (site == null || stopping.getAsBoolean()) {
      return;
    }
    if (orders.paused(id)) {
      log.atInfo().addKeyValue("site", id).log("crawl left out: the site is paused");
      return;
    }
    if (!proven.test(id)) {
      log.atWarn()
          .addKeyValue("site", id)
          .addKeyValue("do", "stellwerk site test " + id)
          .log("crawl left out: a new site waits for a passed test");
      return;
    }
    Adapter adapter =
        Adapters.of(site.kind())
            .orElseThrow(
                () -> new IllegalStateException("configuration let kind " + site.kind() + " pass"));
    crawl.run(site, adapter, () -> stopping.getAsBoolean() || orders.paused(id));
    afterCrawl.accept(site);
  }

  private void obey() {
    for (SiteOrders.Order order : orders.takeWaiting()) {
      switch (order) {
        case SiteOrders.Order.Run(SiteId site) -> {
          if (sites.containsKey(site)) {
            clockwork.runNow(task(site));
          }
        }
        // Pausing and resuming are a state that every turn and every page asks for.
        case SiteOrders.Order.Pause _, SiteOrders.Order.Resume _ -> {}
        case SiteOrders.Order.Confirm _, SiteOrders.Order.Discard _ -> decided.accept(order);
      }
    }
  }
}
