package stellwerk.indexer.posting;

/// The words a fact was read from, where they stood, and how sure the reader was.
///
/// @param quote the words, verbatim as they stood; for a derived fact the words that it was derived
///   from
/// @param at where they stood, readable by an operator: `json-ld baseSalary`, `title`, `description
///   120-164`, `gazetteer Berlin`
public record Evidence(String quote, Origin origin, Confidence confidence, String at) {
  /// How a fact was read.
  public enum Origin {
    /// From a field of structured data.
    STRUCTURED,
    /// From words for people.
    TEXT,
    /// From another fact, or by a rule that is not in the posting.
    DERIVED
  }

  /// How sure the reader is (`normalisation.md` §8.2).
  public enum Confidence {
    HIGH,
    MEDIUM,
    LOW
  }

  public static Evidence structured(String quote, String at) {
    return new Evidence(quote, Origin.STRUCTURED, Confidence.HIGH, at);
  }

  public static Evidence text(String quote, Confidence confidence, String at) {
    return new Evidence(quote, Origin.TEXT, confidence, at);
  }

  public static Evidence derived(String quote, Confidence confidence, String at) {
    return new Evidence(quote, Origin.DERIVED, confidence, at);
  }
}
