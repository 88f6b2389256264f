package stellwerk.crawler.verdict;

import java.util.List;
import java.util.OptionalInt;
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
/// @param received distinct keys received, quarantined and skipped ones included
/// @param seenTwice keys that came on more than one page
/// @param slices the questions of the crawl, each with the totals that it declared and what it
///   received; most crawls ask one
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
    Set<String> received,
    Set<String> seenTwice,
    List<Slice> slices,
    List<String> failures,
    List<String> caps,
    List<String> blocks,
    @Nullable String fallback) {
  /// One question of a crawl, such as one search term.
  ///
  /// @param declared the totals that its pages declared, in the order read
  /// @param received distinct keys that it brought
  public record Slice(String name, List<Integer> declared, int received) {
    public Slice {
      declared = List.copyOf(declared);
    }

    /// The last total that it declared; empty if it declared none.
    OptionalInt total() {
      return declared.isEmpty() ? OptionalInt.empty() : OptionalInt.of(declared.getLast());
    }
  }

  /// A crawl of one question.
  public Tally(
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
    this(
        site,
        crawl,
        question,
        proof,
        planned,
        read,
        unchanged,
        received,
        seenTwice,
        List.of(new Slice("", declared, received.size())),
        failures,
        caps,
        blocks,
        fallback);
  }

  public Tally {
    slices = List.copyOf(slices);
    received = Set.copyOf(received);
    seenTwice = Set.copyOf(seenTwice);
    failures = List.copyOf(failures);
    caps = List.copyOf(caps);
    blocks = List.copyOf(blocks);
  }
}
