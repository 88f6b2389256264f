package stellwerk.search.http;

/// Ends a request with a problem.
public final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Problem problem;

  public ProblemException(Problem problem) {
    super(problem.detail().english(), null, false, false);
    this.problem = problem;
  }

  public Problem problem() {
    return problem;
  }
}
