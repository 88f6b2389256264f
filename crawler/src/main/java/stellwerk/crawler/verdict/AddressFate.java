package stellwerk.crawler.verdict;

import java.time.Instant;
import stellwerk.crawler.site.CrawlId;

/// What became of one address in a crawl.
///
/// @param crawl the newest crawl that came to know the address
/// @param started when that crawl started
/// @param code reason code, as [CrawlReport#fates] counts them
public record AddressFate(CrawlId crawl, Instant started, String code) {}
