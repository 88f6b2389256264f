package stellwerk.indexer.index;

/// The index could not be written or read: what was attempted, on what, what was found.
public final class IndexException extends RuntimeException {
  /// What kind of trouble it is.
  public enum Kind {
    /// Another process holds the folder.
    IN_USE,
    /// The disk, the folder or the engine failed.
    FAILED
  }

  private final Kind kind;

  public IndexException(String message) {
    super(message);
    this.kind = Kind.FAILED;
  }

  public IndexException(String message, Throwable cause) {
    this(Kind.FAILED, message, cause);
  }

  public IndexException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
