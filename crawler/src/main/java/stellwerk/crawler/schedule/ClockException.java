package stellwerk.crawler.schedule;

/// The clockwork could not do what was asked: what was attempted, on which task, what was found.
public final class ClockException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public ClockException(String message, Throwable cause) {
    super(message, cause);
  }
}
