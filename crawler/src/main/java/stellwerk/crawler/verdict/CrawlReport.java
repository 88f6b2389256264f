package stellwerk.crawler.verdict;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import stellwerk.crawler.site.CrawlId;
import stellwerk.crawler.site.SiteId;

/// How a crawl went and whether it can be believed: the same in API, CLI, metrics and alerts.
///
/// @param proof what the verdict rests on
/// @param question hash of what was asked
/// @param reason the verdict in one sentence
/// @param declared the declared total; null if the site declares none
/// @param notes what an operator should know: refusals, failures, quarantined records with their
///   reason (at most 200 lines)
/// @param fates what became of every address that the crawl came to know, counted by reason code;
///   their sum is that of all addresses
public record CrawlReport(
    CrawlId id,
    SiteId site,
    Instant started,
    Duration took,
    Verdict verdict,
    Proof proof,
    String question,
    String reason,
    Pages pages,
    @Nullable Integer declared,
    int received,
    int seenTwice,
    Items items,
    Close close,
    Map<String, Double> coverage,
    List<String> expectationsMissed,
    List<String> notes,
    Map<String, Integer> fates) {

  /// Pages planned, read, and of those unchanged; bytes on the wire.
  public record Pages(int planned, int read, int unchanged, long wireBytes) {}

  /// What became of the postings. `missing`: open before, not seen by this crawl.
  public record Items(
      int found,
      int valid,
      int created,
      int changed,
      int missing,
      int closed,
      int quarantined,
      int skipped) {
    public static final Items NONE = new Items(0, 0, 0, 0, 0, 0, 0, 0);
  }

  /// What the crawl closed, or would.
  ///
  /// @param of open postings before the crawl
  public record Close(int wouldClose, int of, int guardPercent, State state) {
    public static final Close NOT_ALLOWED = new Close(0, 0, 0, State.NOT_ALLOWED);

    public enum State {
      DONE,
      NONE,
      /// The verdict forbids it, or the question changed.
      NOT_ALLOWED,
      HELD,
      CONFIRMED,
      DISCARDED
    }
  }

  /// A report of a crawl whose addresses nobody counted.
  public CrawlReport(
      CrawlId id,
      SiteId site,
      Instant started,
      Duration took,
      Verdict verdict,
      Proof proof,
      String question,
      String reason,
      Pages pages,
      @Nullable Integer declared,
      int received,
      int seenTwice,
      Items items,
      Close close,
      Map<String, Double> coverage,
      List<String> expectationsMissed,
      List<String> notes) {
    this(
        id,
        site,
        started,
        took,
        verdict,
        proof,
        question,
        reason,
        pages,
        declared,
        received,
        seenTwice,
        items,
        close,
        coverage,
        expectationsMissed,
        notes,
        Map.of());
  }

  public CrawlReport {
    // Reports that were written before addresses were counted have none.
    fates = Map.copyOf(Objects.requireNonNullElse(fates, Map.of()));
    coverage = Map.copyOf(coverage);
    expectationsMissed = List.copyOf(expectationsMissed);
    notes = List.copyOf(notes);
  }

  public CrawlReport with(
      Items counted, Close closing, Map<String, Double> covered, List<String> missed) {
    return new CrawlReport(
        id, site, started, took, verdict, proof, question, reason, pages, declared, received,
        seenTwice, counted, closing, covered, missed, notes, fates);
  }
}
