package stellwerk.crawler.fetch;

import java.util.function.BooleanSupplier;
import stellwerk.crawler.site.Site;

/// Asks a site. The only loop that calls it is `stellwerk.crawler.Crawl`; live, replay and test
/// differ only in which one is handed in.
public interface Fetcher {
  /// Waits for the host's turn, then asks. Never throws for what a site or network does: that is a
  /// [Fetched].
  Fetched fetch(Site site, Request request);

  /// The same, unless nobody wants it any more when the host's turn has come: then nothing is sent.
  default Fetched fetch(Site site, Request request, BooleanSupplier wanted) {
    return fetch(site, request);
  }
}
