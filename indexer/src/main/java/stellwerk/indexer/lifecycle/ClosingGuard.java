package stellwerk.indexer.lifecycle;

/// Keeps a crawl from closing an unlikely share of a site at once, whatever the causes; a person
/// decides then.
public final class ClosingGuard {
  /// Below so many closings the ordinary rules suffice: a tiny site may lose one job of two.
  static final int FEWEST = 5;

  private ClosingGuard() {}

  /// Answers whether closings must wait for an operator.
  ///
  /// @param open the site's open postings before the crawl
  /// @param percent more than this share of them is held
  public static boolean holds(int closings, int open, int percent) {
    return closings >= FEWEST && closings * 100L > (long) percent * open;
  }
}
