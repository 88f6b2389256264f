package stellwerk.crawler.site;

import java.util.List;

/// What operators ordered about sites and crawls. An order is used up once obeyed; none overrides
/// robots, TDM opt-outs, Retry-After or a missing ledger entry.
public interface SiteOrders {
  /// An order about a site or one of its crawls.
  sealed interface Order {
    SiteId site();

    record Run(SiteId site) implements Order {}

    record Pause(SiteId site) implements Order {}

    record Resume(SiteId site) implements Order {}

    /// Lets a held crawl close what it would close.
    record Confirm(SiteId site, CrawlId crawl) implements Order {}

    /// Forgets what a held crawl would close.
    record Discard(SiteId site, CrawlId crawl) implements Order {}
  }

  void give(Order order, String by);

  /// Takes the waiting orders, oldest first; each is handed out once.
  List<Order> takeWaiting();

  boolean paused(SiteId site);
}
