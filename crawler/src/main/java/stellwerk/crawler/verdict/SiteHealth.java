package stellwerk.crawler.verdict;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import stellwerk.crawler.site.CrawlId;
import stellwerk.crawler.site.Expectations;

/// How a site is, from the reports of its crawls. Pure.
///
/// @param cause null while it is well
/// @param detail in one sentence what was expected and what came; empty while it is well
/// @param verdict of its last crawl; null before the first
/// @param crawl its last crawl; null before the first
public record SiteHealth(
    SiteState state,
    @Nullable SiteCause cause,
    String detail,
    @Nullable Verdict verdict,
    @Nullable CrawlId crawl) {

  /// So many failed crawls in a row break a site.
  static final int BREAKS = 3;

  /// So many failed crawls in a row, over so long a time, pause it.
  static final int PAUSES = 10;

  static final Duration PAUSES_OVER = Duration.ofDays(4);

  /// A site of which nothing is known yet.
  public static final SiteHealth NEW = new SiteHealth(SiteState.OK, null, "", null, null);

  /// What is known of a site.
  ///
  /// @param reports of its crawls, newest first
  /// @param resumedAt when an operator last let it go on; what failed before counts no more; null
  ///   if nobody did
  /// @param staleAfter from the end of the last good crawl to when the next one is overdue;
  ///   [Instant#MAX] for never
  public record Known(
      Expectations expect,
      List<CrawlReport> reports,
      @Nullable Instant resumedAt,
      UnaryOperator<Instant> staleAfter) {
    public Known {
      reports = List.copyOf(reports);
    }

    private boolean failed(CrawlReport report) {
      return !expect.verdicts().contains(report.verdict().name());
    }

    /// The failed crawls since the last good one, newest first.
    private List<CrawlReport> failures() {
      Instant resumed = resumedAt == null ? Instant.MIN : resumedAt;
      return reports.stream()
          .takeWhile(report -> failed(report) && report.started().isAfter(resumed))
          .toList();
    }

    /// When the next good crawl was due; [Instant#MAX] if none is.
    private Instant due() {
      return reports.stream()
          .filter(report -> !failed(report))
          .findFirst()
          .or(() ->
              reports.isEmpty()
                  ? java.util.Optional.empty()
                  : java.util.Optional.of(reports.getLast()))
          .map(report -> staleAfter.apply(report.started().plus(report.took())))
          .orElse(Instant.MAX);
    }
  }

  /// Judges a site that nobody paused.
  public static SiteHealth judge(Known known, Instant now) {
    if (known.reports().isEmpty()) {
      return NEW;
    }
    CrawlReport last = known.reports().getFirst();
    List<CrawlReport> failures = known.failures();
    if (failures.size() >= PAUSES && over(failures).compareTo(PAUSES_OVER) >= 0) {
      return of(SiteState.PAUSED, SiteCause.ofVerdict(last), inARow(failures), last);
    }
    if (failures.size() >= BREAKS) {
      return of(SiteState.BROKEN, SiteCause.ofVerdict(last), inARow(failures), last);
    }
    if (!failures.isEmpty() && last.items().valid() == 0) {
      return of(SiteState.BROKEN, SiteCause.ofVerdict(last), told(last), last);
    }
    Instant due = known.due();
    if (now.isAfter(due)) {
      return of(SiteState.BROKEN, SiteCause.STALE, "a good crawl was due by " + day(due), last);
    }
    boolean counts = failures.contains(last) || !known.failed(last);
    return counts ? missed(known, last) : of(SiteState.OK, null, "", last);
  }

  /// A site that is paused.
  ///
  /// @param before how it was
  public static SiteHealth paused(SiteHealth before) {
    return before.state() == SiteState.PAUSED
        ? before
        : new SiteHealth(
            SiteState.PAUSED,
            SiteCause.OPERATOR,
            "paused by an operator",
            before.verdict(),
            before.crawl());
  }

  private static SiteHealth of(
      SiteState state, @Nullable SiteCause cause, String detail, CrawlReport last) {
    return new SiteHealth(state, cause, detail, last.verdict(), last.id());
  }

  private static SiteHealth missed(Known known, CrawlReport last) {
    List<String> details = new ArrayList<>();
    List<SiteCause> causes = new ArrayList<>();
    if (known.failed(last)) {
      causes.add(SiteCause.ofVerdict(last));
      details.add(told(last));
    }
    for (String name : last.expectationsMissed()) {
      if (name.startsWith("coverage.")) {
        String field = name.substring("coverage.".length());
        causes.add(SiteCause.COVERAGE_DROP);
        details.add(
            field
                + " "
                + Math.round(100 * last.coverage().getOrDefault(field, 0.0))
                + " % (expected ≥ "
                + known.expect().coveragePercent().getOrDefault(field, 0)
                + " %)");
      } else if (name.equals("min_items") || name.equals("max_drop")) {
        causes.add(SiteCause.YIELD_DROP);
        details.add(last.items().valid() + " valid postings (" + name + ")");
      }
    }
    if (last.close().state() == CrawlReport.Close.State.HELD) {
      causes.add(SiteCause.CLOSE_HELD);
      details.add("would close " + last.close().wouldClose() + " of " + last.close().of());
    }
    return causes.isEmpty()
        ? of(SiteState.OK, null, "", last)
        : of(SiteState.DEGRADED, causes.getFirst(), String.join("; ", details), last);
  }

  private static Duration over(List<CrawlReport> failures) {
    return Duration.between(failures.getLast().started(), failures.getFirst().started());
  }

  private static String inARow(List<CrawlReport> failures) {
    return failures.size()
        + " crawls in a row failed since "
        + day(failures.getLast().started())
        + ", the last "
        + told(failures.getFirst());
  }

  private static String told(CrawlReport report) {
    return report.verdict() + ": " + report.reason();
  }

  private static LocalDate day(Instant at) {
    return LocalDate.ofInstant(at, ZoneOffset.UTC);
  }
}
