package stellwerk.crawler.fetch;

import java.util.List;
import java.util.Map;
import java.util.Set;
import stellwerk.crawler.site.HttpRules;
import stellwerk.crawler.site.Options;
import stellwerk.crawler.site.Site;

/// Variations of a site, for tests.
final class FetchStories {
  private FetchStories() {}

  /// The same site, known by its options alone.
  static Site withoutStart(Site site) {
    return Site.of(site.id(), site.name(), "personio", Options.NONE, List.of())
        .with(site.http())
        .with(site.politeness());
  }

  static Site with(Site site, Set<String> allowHosts, Map<String, String> headers) {
    HttpRules http = site.http();
    return site.with(
        new HttpRules(
            allowHosts,
            http.plain(),
            http.verifyTls(),
            http.timeout(),
            http.maxBodyBytes(),
            http.sessionParameters(),
            headers));
  }
}
