package stellwerk.crawler.fetch;

import java.time.Duration;
import stellwerk.crawler.site.HttpRules;
import stellwerk.crawler.site.Site;

/// Time and size of one request, by what it asks for (`crawling.md` §3). A site that lowered its
/// limits below the default lowered all of them.
final class Limits {
  private static final Duration LONG = Duration.ofMinutes(2);
  private static final long ANSWER_BYTES = 20L << 20;
  private static final long SITEMAP_BYTES = 50L << 20;

  private Limits() {}

  static Duration deadline(Site site, Request.Purpose purpose) {
    Duration page = site.http().timeout();
    if (page.compareTo(HttpRules.DEFAULT.timeout()) < 0) {
      return page;
    }
    return switch (purpose) {
      case FEED, SITEMAP -> page.compareTo(LONG) > 0 ? page : LONG;
      case LIST, DETAIL, API, ROBOTS -> page;
    };
  }

  static long maxBytes(Site site, Request.Purpose purpose) {
    long page = site.http().maxBodyBytes();
    if (page < HttpRules.DEFAULT.maxBodyBytes()) {
      return page;
    }
    return switch (purpose) {
      case API, FEED -> Math.max(page, ANSWER_BYTES);
      case SITEMAP -> Math.max(page, SITEMAP_BYTES);
      case LIST, DETAIL, ROBOTS -> page;
    };
  }
}
