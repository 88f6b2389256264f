package stellwerk.indexer.posting;

/// Where the work is done.
public enum Remote {
  ONSITE,
  HYBRID,
  REMOTE
}
