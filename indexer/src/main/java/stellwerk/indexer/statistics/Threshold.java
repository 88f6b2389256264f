package stellwerk.indexer.statistics;

/// How many must stand behind a figure before it is said.
///
/// @param vacancies at least 10: may be raised, never lowered
/// @param employers at least 3, so that no figure tells what one of them pays
public record Threshold(int vacancies, int employers) {
  public static final Threshold LEAST = new Threshold(10, 3);

  public Threshold {
    if (vacancies < 10 || employers < 3) {
      throw new IllegalArgumentException(
          "a figure needs at least 10 vacancies of 3 employers, not "
              + vacancies
              + " of "
              + employers);
    }
  }

  boolean met(int ofVacancies, long ofEmployers) {
    return ofVacancies >= vacancies && ofEmployers >= employers;
  }
}
