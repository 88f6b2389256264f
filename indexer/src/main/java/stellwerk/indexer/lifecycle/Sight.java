package stellwerk.indexer.lifecycle;

/// What one crawl saw of a posting.
///
/// @param listed whether it came, or stands on an unchanged page of a list
/// @param page what its own page or full record said
public record Sight(boolean listed, Page page) {
  /// What a posting's own page said.
  public enum Page {
    NOT_READ,
    OPEN,
    /// 404 or 410.
    GONE,
    SAYS_CLOSED
  }

  public static final Sight ABSENT = new Sight(false, Page.NOT_READ);
  public static final Sight LISTED = new Sight(true, Page.NOT_READ);
  public static final Sight READ = new Sight(true, Page.OPEN);
}
