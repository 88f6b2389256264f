package stellwerk.crawler.verdict;

/// Whether a crawl can be believed.
public enum Verdict {
  /// Everything the site has was read; may close postings by absence, within the guard.
  COMPLETE,
  /// Pages failed, the list moved, a fallback answered, or the kind has no proof.
  PARTIAL,
  /// A cap was met, ours or the site's.
  TRUNCATED,
  /// Nothing, or something of the wrong shape, where there was something.
  EMPTY_SUSPECT,
  /// Robots, TDM, 401/403/429, a challenge page or a consent wall said no.
  BLOCKED;

  public boolean mayCloseByAbsence() {
    return this == COMPLETE;
  }
}
