package stellwerk.crawler.fetch;

import java.time.InstantSource;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;
import stellwerk.crawler.ledger.Finding;
import stellwerk.crawler.site.SiteId;

/// What a fetcher takes from the world besides the network.
///
/// @param random spreads retries
/// @param findings is told what a site's robots.txt and TDM files say whenever they were freshly
///   read; `ledger::note` fits
public record Surroundings(
    InstantSource clock, RandomGenerator random, BiConsumer<SiteId, Finding> findings) {}
