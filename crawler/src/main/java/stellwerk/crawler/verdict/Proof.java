package stellwerk.crawler.verdict;

/// The strongest proof of completeness that a kind of site allows (`sites.md` §2).
public enum Proof {
  /// Received equals a declared total.
  STRONG,
  /// No declared total, but a list that by design holds the whole board, read to its end.
  WHOLE,
  /// Never complete: a feed cut to its last items, an aggregator.
  NONE
}
