package stellwerk.indexer.normalise;

import org.jspecify.annotations.Nullable;

/// How much something is wanted.
enum Wish {
  MUST,
  NICE,
  /// Said not to be needed; kept as good news ("ohne Studium möglich").
  WAIVED;

  /// As requirements say it: true must, false welcome or waived.
  @Nullable Boolean required() {
    return this == MUST;
  }

  boolean waived() {
    return this == WAIVED;
  }
}
