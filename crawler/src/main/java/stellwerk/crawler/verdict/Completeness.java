package stellwerk.crawler.verdict;

import java.util.List;
import java.util.Optional;

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
    for (Tally.Slice slice : tally.slices()) {
      if (slice.declared().stream().distinct().count() > 1) {
        return new Judgement(
            Verdict.PARTIAL,
            "the list moved while it was read: declared totals " + slice.declared() + of(slice));
      }
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
          unequal(tally)
              .orElseGet(() ->
                  new Judgement(Verdict.COMPLETE, pages(tally) + ", the whole list (proof whole)"));
      case STRONG -> unequal(tally).orElseGet(() -> strong(tally));
    };
  }

  /// The first question that brought another number than it declared.
  private static Optional<Judgement> unequal(Tally tally) {
    return tally.slices().stream()
        .filter(slice -> slice.total().isPresent())
        .filter(slice -> slice.total().getAsInt() != slice.received())
        .findFirst()
        .map(slice ->
            new Judgement(
                Verdict.PARTIAL,
                pages(tally)
                    + ", "
                    + slice.received()
                    + " received, but "
                    + slice.total().getAsInt()
                    + " declared"
                    + of(slice)));
  }

  /// All that was declared was received; of several questions each must have declared a total.
  private static Judgement strong(Tally tally) {
    List<Tally.Slice> declaring =
        tally.slices().stream().filter(slice -> slice.total().isPresent()).toList();
    if (declaring.isEmpty()) {
      return new Judgement(
          Verdict.COMPLETE, pages(tally) + " of the site's own list (proof strong)");
    }
    if (declaring.size() < tally.slices().size()) {
      return new Judgement(
          Verdict.PARTIAL,
          declaring.size()
              + " of "
              + tally.slices().size()
              + " questions declared a total, which proves nothing of the others");
    }
    String counts = pages(tally) + ", " + tally.received().size() + " received";
    return new Judgement(
        Verdict.COMPLETE,
        declaring.size() == 1
            ? counts + " = " + declaring.getFirst().total().getAsInt() + " declared (proof strong)"
            : counts
                + ", each of "
                + declaring.size()
                + " questions as many as declared (proof strong)");
  }

  private static String of(Tally.Slice slice) {
    return slice.name().isEmpty() ? "" : " (" + slice.name() + ")";
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
    int declared = tally.slices().stream().mapToInt(slice -> slice.total().orElse(0)).sum();
    if (declared > 0) {
      return new Judgement(Verdict.EMPTY_SUSPECT, "nothing came, but " + declared + " declared");
    }
    return switch (tally.proof()) {
      case NONE ->
          new Judgement(
              Verdict.EMPTY_SUSPECT, "nothing came, and this kind of site can prove nothing");
      case WHOLE ->
          new Judgement(
              Verdict.COMPLETE, pages(tally) + ", a well-formed empty list (proof whole)");
      case STRONG ->
          new Judgement(Verdict.COMPLETE, pages(tally) + ", none declared (proof strong)");
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
