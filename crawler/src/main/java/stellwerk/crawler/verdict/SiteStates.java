package stellwerk.crawler.verdict;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import stellwerk.crawler.site.SiteId;

/// How sites were when somebody last looked.
public interface SiteStates {
  Optional<Noted> find(SiteId site);

  void note(SiteId site, Noted noted);

  /// How a site was.
  ///
  /// @param since when it came into this state
  /// @param toldAt when somebody was last told; null while nobody was
  /// @param resumedAt when it was last let go on after a pause; null if it never was
  record Noted(
      SiteHealth health, Instant since, @Nullable Instant toldAt, @Nullable Instant resumedAt) {}
}
