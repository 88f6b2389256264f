package stellwerk.crawler.verdict;

import java.util.List;

/// From what a crawl counted to whether it can be believed (`sites.md` §2). Pure.
public final class Completeness {
  private Completeness() {}

  /// A verdict and its reason in one sentence.
  public record Judgement(Verdict verdict, String reason) {}

  /// Judges a crawl.
  ///
  /// @param earlier reports of earlier crawls of the same site, newest first
  public static Judgement judge(Tally tally, List<CrawlReport> earlier) {
    if (!tally.blocks().isEmpty()) {
      return new Judgement(Verdict.BLOCKED, tally.blocks().getFirst());
    }
    boolean somethingBefore = earlier.stream().anyMatch(report -> report.received() > 0);
    if (tally.received().isEmpty()) {
      return nothing(tally, somethingBefore);
    }
    if (!tally.caps().isEmpty()) {
      return new Judgement(Verdict.TRUNCATED, tally.caps().getFirst());
    }
    if (!tally.failures().isEmpty()) {
      return new Judgement(
          Verdict.PARTIAL,
          count(tally.failures().size(), "page failed", "pages failed")
              + ": "
              + tally.failures().getFirst());
    }
    if (tally.fallback() != null) {
      return new Judgement(Verdict.PARTIAL, "a fallback answered: " + tally.fallback());
    }
    if (tally.declared().stream().distinct().count() > 1) {
      return new Judgement(
          Verdict.PARTIAL, "the list moved while it was read: declared totals " + tally.declared());
    }
    if (!tally.seenTwice().isEmpty()) {
      return new Judgement(
          Verdict.PARTIAL,
          "the list moved while it was read: "
              + count(tally.seenTwice().size(), "id came", "ids came")
              + " twice");
    }
    return switch (tally.proof()) {
      case NONE ->
          new Judgement(
              Verdict.PARTIAL, pages(tally) + ", but this kind of site can prove nothing");
      case WHOLE ->
          new Judgement(Verdict.COMPLETE, pages(tally) + ", the whole list (proof whole)");
      case STRONG -> strong(tally);
    };
  }

  private static Judgement strong(Tally tally) {
    int received = tally.received().size();
    if (tally.declared().isEmpty()) {
      return new Judgement(
          Verdict.COMPLETE, pages(tally) + " of the site's own list (proof strong)");
    }
    int declared = tally.declared().getLast();
    String counts = pages(tally) + ", " + received + " received";
    return received == declared
        ? new Judgement(Verdict.COMPLETE, counts + " = " + declared + " declared (proof strong)")
        : new Judgement(Verdict.PARTIAL, counts + ", but " + declared + " declared");
  }

  /// Zero must be proven: a well-formed "none" where there never was anything.
  private static Judgement nothing(Tally tally, boolean somethingBefore) {
    if (somethingBefore) {
      return new Judgement(
          Verdict.EMPTY_SUSPECT, "nothing came where there was something" + why(tally));
    }
    if (!tally.failures().isEmpty() || tally.read() == 0) {
      return new Judgement(Verdict.EMPTY_SUSPECT, "nothing came" + why(tally));
    }
    if (!tally.caps().isEmpty()) {
      return new Judgement(Verdict.TRUNCATED, tally.caps().getFirst());
    }
    return switch (tally.proof()) {
      case NONE ->
          new Judgement(
              Verdict.EMPTY_SUSPECT, "nothing came, and this kind of site can prove nothing");
      case WHOLE ->
          new Judgement(
              Verdict.COMPLETE, pages(tally) + ", a well-formed empty list (proof whole)");
      case STRONG ->
          !tally.declared().isEmpty() && tally.declared().getLast() > 0
              ? new Judgement(
                  Verdict.EMPTY_SUSPECT,
                  "nothing came, but " + tally.declared().getLast() + " declared")
              : new Judgement(Verdict.COMPLETE, pages(tally) + ", none declared (proof strong)");
    };
  }

  private static String why(Tally tally) {
    return tally.failures().isEmpty() ? "" : ": " + tally.failures().getFirst();
  }

  private static String pages(Tally tally) {
    return tally.read() + " of " + tally.planned() + " pages read";
  }

  private static String count(int n, String one, String many) {
    return n + " " + (n == 1 ? one : many);
  }
}
