package stellwerk.indexer.query;

/// A field whose values are counted under all filters but its own.
///
/// @param limit how many values at most, most frequent first
public record Facet(Filter.Field field, int limit) {
  /// A counted value.
  public record Count(String value, long count) {}
}
