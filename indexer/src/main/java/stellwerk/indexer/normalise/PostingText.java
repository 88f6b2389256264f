package stellwerk.indexer.normalise;

import java.util.List;

/// The words of a posting, prepared once for all readers: plain text with line breaks, and which
/// passage is about what.
///
/// @param title as it came, entities resolved, blanks tidied
/// @param description plain text; one line for each block or bullet (bullets begin with "• ")
/// @param passages in order, without gaps, over the description
/// @param language of the text, ISO 639-1; empty if it cannot be told
public record PostingText(
    String title, String description, List<Passage> passages, String language) {
  /// What a stretch of the description is about.
  ///
  /// @param from first character, inclusive
  /// @param to last character, exclusive
  public record Passage(Kind kind, String heading, int from, int to) {}

  /// Kinds of passages (`normalisation.md` §3.1).
  public enum Kind {
    EMPLOYER,
    TASKS,
    REQUIREMENTS,
    OFFER,
    PROCESS,
    OTHER
  }

  public PostingText {
    passages = List.copyOf(passages);
  }

  /// The words of a passage.
  public String words(Passage passage) {
    return description.substring(passage.from(), passage.to());
  }
}
