package stellwerk.crawler.verdict;

import java.util.Locale;

/// Why a site is not well, in one word: the same in alerts, in `site list` and on the operator
/// page.
public enum SiteCause {
  SELECTOR_MISSED,
  YIELD_DROP,
  COVERAGE_DROP,
  /// A verdict that was not expected, for a reason that has no word of its own here.
  VERDICT,
  CLOSE_HELD,
  BLOCKED_403_429,
  ROBOTS_DENIED,
  CRAWL_DELAY,
  TLS,
  DNS,
  TIMEOUT,
  STALE,
  /// An operator paused it.
  OPERATOR;

  /// The word in documents, such as `coverage_drop`.
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Why a crawl was not believed, from its own reason, which names the fault.
  static SiteCause ofVerdict(CrawlReport report) {
    String reason = report.reason().toLowerCase(Locale.ROOT);
    if (reason.contains("crawl-delay")) {
      return CRAWL_DELAY;
    }
    if (report.verdict() == Verdict.BLOCKED) {
      return reason.contains("robots") ? ROBOTS_DENIED : BLOCKED_403_429;
    }
    if (reason.contains(": tls,")) {
      return TLS;
    }
    if (reason.contains(": dns,")) {
      return DNS;
    }
    if (reason.contains(": timeout,") || reason.contains(": connect,")) {
      return TIMEOUT;
    }
    return reason.contains("selector") ? SELECTOR_MISSED : VERDICT;
  }
}
