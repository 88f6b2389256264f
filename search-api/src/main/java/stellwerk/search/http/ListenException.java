package stellwerk.search.http;

/// A port cannot be listened on, in words for whoever configured it.
public final class ListenException extends RuntimeException {
  public ListenException(String message, Throwable cause) {
    super(message, cause);
  }
}
