package stellwerk.crawler;

import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import stellwerk.crawler.adapter.page.LiveSign;
import stellwerk.crawler.archive.Archive;
import stellwerk.crawler.fetch.Fetched;
import stellwerk.crawler.fetch.Fetched.Refused.Reason;
import stellwerk.crawler.fetch.Fetcher;
import stellwerk.crawler.fetch.Request;
import stellwerk.crawler.site.CrawlId;
import stellwerk.crawler.site.Site;

/// Asks the own pages of postings that a crawl did not list, where not being listed proves nothing:
/// else whatever a feed once named would stay open for ever.
///
/// As polite as everything else, a few pages a crawl, and without a word in the verdict.
final class LivenessCheck {
  /// Most pages of one crawl.
  private static final int MOST = 25;

  /// After so many pages that did not come it is not the hour to ask.
  private static final int PATIENCE = 3;

  /// Refusals that concern a page, not the site.
  private static final Set<Reason> ONE_PAGE = Set.of(Reason.ROBOTS, Reason.GUARD, Reason.SCOPE);

  private final Fetcher fetcher;
  private final Archive archive;

  LivenessCheck(Fetcher fetcher, Archive archive) {
    this.fetcher = fetcher;
    this.archive = archive;
  }

  /// What became of it.
  private static final class Count {
    private int open;
    private int gone;
    private int closed;
    private int unclear;
    private int failed;

    private String words() {
      return "looked at %d pages that no list named: %d open, %d gone, %d say closed, %d unclear"
          .formatted(open + gone + closed + unclear + failed, open, gone, closed, unclear + failed);
    }
  }

  /// Asks what is doubtful.
  ///
  /// @return a line for the report; empty if nothing was asked
  String ask(Site site, CrawlId crawl, Intake.Delivery delivery, BooleanSupplier stopped) {
    List<URI> pages = delivery.doubtful(Math.min(MOST, site.politeness().maxPages()));
    Count count = new Count();
    for (URI page : pages) {
      if (stopped.getAsBoolean() || count.failed >= PATIENCE) {
        break;
      }
      switch (fetcher.fetch(site, Request.get(page, Request.Purpose.DETAIL))) {
        case Fetched.Page came -> {
          archive.keep(site.id(), crawl, came);
          sign(LiveSign.of(came), page, delivery, count);
        }
        case Fetched.Unchanged _ -> {
          count.open++;
          delivery.stillOpen(page);
        }
        case Fetched.Gone _ -> {
          count.gone++;
          delivery.gone(page);
        }
        case Fetched.Refused refused -> {
          if (ONE_PAGE.contains(refused.reason())) {
            count.unclear++;
          } else {
            // Whoever says no once is not asked for the rest.
            count.failed = PATIENCE;
          }
        }
        case Fetched.Failed _ -> count.failed++;
      }
    }
    return pages.isEmpty() ? "" : count.words();
  }

  private static void sign(LiveSign sign, URI page, Intake.Delivery delivery, Count count) {
    switch (sign) {
      case LiveSign.Open _ -> {
        count.open++;
        delivery.stillOpen(page);
      }
      case LiveSign.Closed(String quote) -> {
        count.closed++;
        delivery.saysClosed(page, quote);
      }
      case LiveSign.Unclear _ -> count.unclear++;
    }
  }
}
