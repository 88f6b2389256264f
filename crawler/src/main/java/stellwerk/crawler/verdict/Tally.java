package stellwerk.crawler.verdict;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import stellwerk.crawler.site.CrawlId;
import stellwerk.crawler.site.SiteId;

/// What one crawl counted; its verdict follows from it.
///
/// @param question hash of what was asked (kind, options, start, language): a changed question
///   voids the comparison
/// @param planned requests that were to be made
/// @param read pages that came and were what was asked for; unchanged ones included
/// @param unchanged those of them that had not changed since last time
/// @param declared the totals that pages declared, in the order read
/// @param received distinct keys received, quarantined and skipped ones included
/// @param seenTwice keys that came on more than one page
/// @param failures one line for every page that did not come or was not what was asked for
/// @param caps limits that were met, ours or the site's
/// @param blocks refusals of the kind that make a crawl `BLOCKED`
/// @param fallback why a fallback answered; null if none did
public record Tally(
    SiteId site,
    CrawlId crawl,
    String question,
    Proof proof,
    int planned,
    int read,
    int unchanged,
    List<Integer> declared,
    Set<String> received,
    Set<String> seenTwice,
    List<String> failures,
    List<String> caps,
    List<String> blocks,
    @Nullable String fallback) {
  public Tally {
    declared = List.copyOf(declared);
    received = Set.copyOf(received);
    seenTwice = Set.copyOf(seenTwice);
    failures = List.copyOf(failures);
    caps = List.copyOf(caps);
    blocks = List.copyOf(blocks);
  }
}
