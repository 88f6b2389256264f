package stellwerk.app.wiring;

import java.time.InstantSource;
import java.util.HashSet;
import java.util.Random;
import java.util.function.BiConsumer;
import stellwerk.app.config.Settings;
import stellwerk.crawler.fetch.CrawlMemory;
import stellwerk.crawler.fetch.FetchSettings;
import stellwerk.crawler.fetch.HostPermits;
import stellwerk.crawler.fetch.HttpFetcher;
import stellwerk.crawler.fetch.Surroundings;
import stellwerk.crawler.ledger.Finding;
import stellwerk.crawler.site.SiteId;

/// Makes fetchers that introduce themselves as this installation.
final class Fetchers {
  private Fetchers() {}

  static HttpFetcher of(
      Settings settings,
      CrawlMemory remembers,
      InstantSource clock,
      BiConsumer<SiteId, Finding> findings) {
    Settings.Crawler crawler = settings.crawler();
    FetchSettings who =
        FetchSettings.of(ProgramVersion.number(), crawler.contact())
            .allowing(new HashSet<>(crawler.loopback()));
    return new HttpFetcher(
        who, remembers, HostPermits.local(), new Surroundings(clock, new Random(), findings));
  }
}
