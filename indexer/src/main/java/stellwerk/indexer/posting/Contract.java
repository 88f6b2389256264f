package stellwerk.indexer.posting;

/// On what terms (an axis of its own, beside [WorkingTime]).
public enum Contract {
  PERMANENT,
  FIXED_TERM,
  OPEN_ENDED_GIG,
  FREELANCE,
  TEMP_AGENCY,
  INTERN,
  WORKING_STUDENT,
  APPRENTICE,
  DUAL_STUDY,
  TRAINEE,
  VOLUNTEER
}
