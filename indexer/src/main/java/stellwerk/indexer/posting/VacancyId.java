package stellwerk.indexer.posting;

/// The name of a vacancy, the one real job behind one or several postings: `v_` and letters and
/// digits.
public record VacancyId(String value) {
  public VacancyId {
    if (!value.startsWith("v_") || value.length() < 4) {
      throw new IllegalArgumentException("a vacancy's id begins with v_, not: " + value);
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
