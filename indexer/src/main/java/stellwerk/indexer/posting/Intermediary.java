package stellwerk.indexer.posting;

/// Who stands between the applicant and the place of work; nobody: the fact is unstated.
public enum Intermediary {
  /// Somebody fills the position for a client.
  AGENCY,
  /// One is employed by somebody who lends one out.
  TEMP_AGENCY
}
