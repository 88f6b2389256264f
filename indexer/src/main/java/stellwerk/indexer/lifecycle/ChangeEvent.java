package stellwerk.indexer.lifecycle;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import stellwerk.indexer.posting.Lifespan.ClosedReason;

/// What happened to a posting.
public sealed interface ChangeEvent {
  record Opened() implements ChangeEvent {}

  /// Facts differ from before.
  ///
  /// @param fields the differing fields by public name
  record Changed(Map<String, Difference> fields) implements ChangeEvent {
    public Changed {
      fields = Map.copyOf(fields);
    }
  }

  record Closed(ClosedReason reason) implements ChangeEvent {}

  record Reopened() implements ChangeEvent {}

  /// Nothing of the posting itself: its vacancy, its rights or a ruling changed, so whoever follows
  /// must look again.
  record Touched(String why) implements ChangeEvent {}

  /// Too old to keep: gone from index and outputs.
  record Purged() implements ChangeEvent {}

  /// A field's value before and after, as short text; null for "not stated".
  record Difference(@Nullable String before, @Nullable String after) {}
}
