package stellwerk.crawler.site;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// The name of one crawl: `c_20261122_061000_<site>`, in UTC; a second one in the same second gets
/// `-2` and so on.
public record CrawlId(String value) {
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("yyyyMMdd_HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

  public CrawlId {
    if (!value.startsWith("c_")) {
      throw new IllegalArgumentException("a crawl's id begins with c_, not: " + value);
    }
  }

  public static CrawlId of(SiteId site, Instant started) {
    return new CrawlId("c_" + SECONDS.format(started) + "_" + site);
  }

  @Override
  public String toString() {
    return value;
  }
}
