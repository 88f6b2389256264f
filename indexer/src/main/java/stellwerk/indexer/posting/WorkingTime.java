package stellwerk.indexer.posting;

/// How much (an axis of its own, beside [Contract]).
public enum WorkingTime {
  FULL_TIME,
  PART_TIME,
  MINIJOB
}
