package stellwerk.indexer.query;

import stellwerk.indexer.posting.Pay;

/// The order of hits; ties are broken by date, then id.
public sealed interface Sort {
  Sort RELEVANCE = new Relevance();
  Sort NEWEST = new Newest();

  record Relevance() implements Sort {}

  /// By date posted, else first seen; newest first.
  record Newest() implements Sort {}

  /// By the upper end of pay in one unit, highest first; unstated pay last.
  record HighestPay(Pay.Unit unit) implements Sort {}

  /// By distance of the nearest location, nearest first; without location last.
  record Nearest(double latitude, double longitude) implements Sort {}
}
