package stellwerk.indexer.ruling;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import stellwerk.indexer.posting.PostingId;

/// A decision about one posting. Of two that contradict each other the later one holds.
///
/// @param by who decided
/// @param why for those who ask later; may be empty, and is shown to operators only
public record Ruling(PostingId posting, Says says, String by, Instant at, String why) {
  /// What was decided.
  public sealed interface Says {
    /// It is the same job as another posting.
    record Same(PostingId other) implements Says {}

    /// It is a job of its own, whatever it looks like.
    record NotSame() implements Says {}

    /// It belongs to an occupation.
    ///
    /// @param tier id; null leaves the tier to the posting's words
    record Member(String occupation, @Nullable String tier) implements Says {}

    /// It does not belong to an occupation.
    record NotMember(String occupation) implements Says {}

    /// The job is gone, whatever its site says.
    record Closed() implements Says {}

    /// Its owner, or somebody with a right to ask for it, wants it out.
    record Takedown() implements Says {}
  }

  public Ruling {
    if (by.isBlank()) {
      throw new IllegalArgumentException("a ruling without somebody who answers for it is none");
    }
  }
}
