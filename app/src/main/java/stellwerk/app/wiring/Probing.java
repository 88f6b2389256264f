package stellwerk.app.wiring;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import stellwerk.app.config.Settings;
import stellwerk.crawler.SiteProbe;
import stellwerk.crawler.fetch.HttpFetcher;
import stellwerk.crawler.fetch.VolatileCrawlMemory;
import stellwerk.crawler.ledger.Finding;
import stellwerk.crawler.site.Politeness;

/// Looks at addresses that nobody configured; needs neither store nor index.
public final class Probing {
  private Probing() {}

  /// What was found, and what the place's own files said.
  public record Found(SiteProbe.Diagnosis diagnosis, List<Finding> findings) {
    public Found {
      findings = List.copyOf(findings);
    }
  }

  /// Looks at an address, at the polite pace; without a pause only where the configuration names
  /// the host as one of its own on loopback.
  public static Found at(Settings settings, URI address) {
    List<Finding> findings = new ArrayList<>();
    boolean own = settings.crawler().loopback().contains(address.getRawAuthority());
    Politeness politeness = own ? Politeness.DEFAULT.withDelay(Duration.ZERO) : Politeness.DEFAULT;
    try (HttpFetcher fetcher =
        Fetchers.of(
            settings,
            new VolatileCrawlMemory(),
            Wiring.CLOCK,
            (_, finding) -> findings.add(finding))) {
      return new Found(new SiteProbe(fetcher, politeness).probe(address), findings);
    }
  }
}
