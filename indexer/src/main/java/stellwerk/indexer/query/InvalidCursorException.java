package stellwerk.indexer.query;

/// A cursor that was not made by an earlier answer to the same question.
public final class InvalidCursorException extends RuntimeException {
  public InvalidCursorException(String message) {
    super(message);
  }
}
