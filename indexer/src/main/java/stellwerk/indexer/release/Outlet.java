package stellwerk.indexer.release;

import java.util.Locale;

/// A place where a posting can appear. A new format is no new outlet.
public enum Outlet {
  API,
  SECTION,
  FEED,
  ISSUE,
  EXPORT,
  STATISTICS;

  /// The name in `rights.outlets` of a site's file.
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
