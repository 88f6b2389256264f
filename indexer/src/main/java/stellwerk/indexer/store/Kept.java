package stellwerk.indexer.store;

import stellwerk.crawler.site.CrawlId;
import stellwerk.crawler.site.RawPosting;
import stellwerk.indexer.posting.Posting;

/// A posting as the store keeps it: normalised, and the raw words it was read from.
///
/// @param rawDigest SHA-256 of the raw posting's JSON: an equal one need not be read again
/// @param crawl the last crawl that saw it
/// @param change the number of its last change
public record Kept(Posting posting, RawPosting raw, String rawDigest, CrawlId crawl, long change) {}
