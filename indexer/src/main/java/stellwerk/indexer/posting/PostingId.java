package stellwerk.indexer.posting;

/// The name of a posting: `j_` and 16 letters and digits; stable for its life, never reused.
public record PostingId(String value) {
  public PostingId {
    if (!value.startsWith("j_") || value.length() < 4) {
      throw new IllegalArgumentException("a posting's id begins with j_, not: " + value);
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
