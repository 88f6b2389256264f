package stellwerk.crawler.site;

import java.net.URI;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the owner of a site allows, as an operator wrote it down (`rights:` in the site's file).
///
/// @param level how much of a posting may be shown
/// @param outlets where it may appear; the names of `stellwerk.indexer.release.Outlet` in lower
///   case; empty means everywhere
/// @param commercialLink whether links are tracked, paid or referrals; such a posting never enters
///   an issue
/// @param attribution the name of the source, as readers see it
/// @param termsUrl where the site's terms stand; null if not noted
/// @param termsRead when an operator last read them; null if not noted
/// @param permission who permitted what, when; null if nobody did. Concerns terms, never robots
/// @param indexText whether the description may be searched (default true)
public record Rights(
    Level level,
    Set<String> outlets,
    boolean commercialLink,
    String attribution,
    @Nullable URI termsUrl,
    @Nullable LocalDate termsRead,
    @Nullable String permission,
    boolean indexText) {

  /// How much may be shown, each level including those before it.
  public enum Level {
    /// Title, employer, place, dates, facts and the link.
    LINK_ONLY,
    /// The same, and an excerpt of at most 200 characters.
    SNIPPET,
    /// The same, and the sanitised description.
    FULL;

    public boolean covers(Level needed) {
      return compareTo(needed) >= 0;
    }
  }

  public Rights {
    outlets = Set.copyOf(outlets);
    if (attribution.isBlank()) {
      throw new IllegalArgumentException("rights need an attribution: the name that readers see");
    }
  }

  public static Rights linkOnly(String attribution) {
    return new Rights(Level.LINK_ONLY, Set.of(), false, attribution, null, null, null, true);
  }

  public Optional<String> permissionNote() {
    return Optional.ofNullable(permission);
  }
}
