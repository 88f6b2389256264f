package stellwerk.crawler.archive;

/// The archive could not be written or read: what was attempted, on what, what was found.
public final class ArchiveException extends RuntimeException {
  public ArchiveException(String message, Throwable cause) {
    super(message, cause);
  }
}
