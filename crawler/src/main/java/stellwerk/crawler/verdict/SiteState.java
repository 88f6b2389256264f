package stellwerk.crawler.verdict;

/// How a site's crawls go.
public enum SiteState {
  OK,
  /// An expectation was missed once, or a closing is held.
  DEGRADED,
  /// Nothing valid came, three crawls failed in a row, or the last good one is too old.
  BROKEN,
  /// Not crawled: an operator said so, or it failed ten times in a row over four days.
  PAUSED
}
