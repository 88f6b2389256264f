package stellwerk.indexer.query;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import stellwerk.indexer.posting.Posting;
import stellwerk.indexer.posting.PostingId;

/// Why a posting is where it is in the answer to a question, or is not in it.
///
/// @param posting whole; outputs get it only through `Releases`
/// @param released whether it may appear at the question's outlet
/// @param lead the posting that stands for its vacancy there instead of it; null if it leads itself
///   or every posting was asked for
/// @param words whether it holds the words that were asked for
/// @param filters how it meets each, in the order asked
/// @param score what it is worth; 0 unless the question finds it and orders by relevance
/// @param parts of the score, which add up to it
public record Explained(
    Posting posting,
    boolean released,
    @Nullable PostingId lead,
    boolean words,
    List<Outcome> filters,
    double score,
    List<Part> parts) {
  public Explained {
    filters = List.copyOf(filters);
    parts = List.copyOf(parts);
  }

  /// Whether a filter lets it pass.
  public record Outcome(Filter filter, boolean passed) {}

  /// A part of a score.
  ///
  /// @param name `title`, `facts`, `text` or `freshness`
  /// @param terms what was found there, as the index holds it
  public record Part(String name, List<String> terms, double value) {
    public Part {
      terms = List.copyOf(terms);
    }
  }

  /// Whether the question finds it.
  public boolean found() {
    return released && lead == null && words && filters.stream().allMatch(Outcome::passed);
  }

  public Optional<PostingId> leader() {
    return Optional.ofNullable(lead);
  }
}
