package stellwerk.indexer.index;

/// The index could not be written or read: what was attempted, on what, what was found.
public final class IndexException extends RuntimeException {
  public IndexException(String message) {
    super(message);
  }

  public IndexException(String message, Throwable cause) {
    super(message, cause);
  }
}
