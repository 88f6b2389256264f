package stellwerk.app.command;

/// How a command ends (documented in README.md).
public final class ExitCode {
  public static final int OK = 0;
  public static final int FAILURE = 1;

  /// What was typed makes no sense (picocli's own).
  public static final int USAGE = 2;

  public static final int CONFIGURATION = 3;

  /// It worked, but not as expected: a verdict not accepted, a held closing, a missing field, a
  /// figure below its floor.
  public static final int EXPECTATIONS = 4;

  /// Some of several sites failed.
  public static final int PARTLY = 5;

  /// Somebody else holds store or index; try again later (EX_TEMPFAIL).
  public static final int TRY_LATER = 75;

  public static final int INTERRUPTED = 130;

  private ExitCode() {}
}
