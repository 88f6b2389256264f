package stellwerk.crawler;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import stellwerk.crawler.site.CrawlId;
import stellwerk.crawler.site.SiteId;
import stellwerk.crawler.verdict.Completeness;
import stellwerk.crawler.verdict.CrawlReport;
import stellwerk.crawler.verdict.Proof;
import stellwerk.crawler.verdict.Tally;

/// What one crawl counted, from which its report is written. Used by one thread.
final class CrawlCounts {
  private final int mostNotes;
  private final Set<String> secrets;
  private final Set<String> received = new LinkedHashSet<>();
  private final List<String> failures = new ArrayList<>();
  private final List<String> caps = new ArrayList<>();
  private final List<String> blocks = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private int notesLeftOut;
  private @Nullable String fallback;
  private int read;
  private int unchanged;
  private int created;
  private int changed;
  private int valid;
  private int quarantined;
  private int skipped;
  private long wireBytes;

  /// Counts nothing yet.
  ///
  /// @param secrets words that no report may tell, such as keys that stand in addresses
  CrawlCounts(int mostNotes, Set<String> secrets) {
    this.mostNotes = mostNotes;
    this.secrets = secrets;
  }

  private String masked(String line) {
    String told = line;
    for (String secret : secrets) {
      told = told.replace(secret, "…");
    }
    return told;
  }

  void received(String key, Intake.Receipt receipt) {
    switch (receipt) {
      case Intake.Receipt.Created() -> {
        created++;
        valid++;
      }
      case Intake.Receipt.Changed() -> {
        changed++;
        valid++;
      }
      case Intake.Receipt.Same() -> valid++;
      case Intake.Receipt.Rejected(String reason) -> quarantined(key, reason);
    }
  }

  /// Postings of a page that has not changed since they were taken.
  void sameAsBefore(Set<String> keys) {
    unchanged++;
    valid += keys.size();
  }

  void quarantined(String key, String reason) {
    quarantined++;
    note("quarantined " + key + ": " + reason);
  }

  void skipped(String what) {
    skipped++;
    note("skipped " + what);
  }

  /// A page that came and was what was asked for.
  void pageRead() {
    read++;
  }

  void bytes(long wire) {
    wireBytes += wire;
  }

  long wireBytes() {
    return wireBytes;
  }

  /// Counts keys; answers whether one of them was new.
  boolean keys(Set<String> keys) {
    return received.addAll(keys);
  }

  boolean knows(String key) {
    return received.contains(key);
  }

  void fallback(String why) {
    fallback = masked(why);
    note("a fallback answered: " + why);
  }

  void cap(String why) {
    caps.add(masked(why));
    note(why);
  }

  void fail(String why) {
    failures.add(masked(why));
    note(why);
  }

  int failed() {
    return failures.size();
  }

  void block(String why) {
    blocks.add(masked(why));
    note(why);
  }

  boolean unhindered() {
    return blocks.isEmpty() && failures.isEmpty();
  }

  void note(String line) {
    if (notes.size() < mostNotes) {
      notes.add(masked(line));
    } else {
      notesLeftOut++;
    }
  }

  /// What was asked, for the report.
  ///
  /// @param question hash of what was asked
  /// @param slices its questions, and what each brought
  /// @param seenTwice keys that came on two pages of one list
  /// @param fates what became of each address, counted
  record Asked(
      CrawlId crawl,
      SiteId site,
      String question,
      Proof proof,
      List<Tally.Slice> slices,
      Set<String> seenTwice,
      Map<String, Integer> fates) {
    int planned() {
      return fates.values().stream().mapToInt(Integer::intValue).sum();
    }
  }

  /// The report, judged; what became of the postings is the intake's to fill in.
  ///
  /// @param earlier reports of earlier crawls, newest first
  CrawlReport report(Asked asked, Instant started, Instant ended, List<CrawlReport> earlier) {
    Completeness.Judgement judgement = Completeness.judge(tally(asked), earlier);
    List<String> told = new ArrayList<>(notes);
    if (notesLeftOut > 0) {
      told.add("… and " + notesLeftOut + " more lines");
    }
    return new CrawlReport(
        asked.crawl(),
        asked.site(),
        started,
        Duration.between(started, ended),
        judgement.verdict(),
        asked.proof(),
        asked.question(),
        judgement.reason(),
        new CrawlReport.Pages(asked.planned(), read, unchanged, wireBytes),
        declaredTotal(asked.slices()),
        received.size(),
        asked.seenTwice().size(),
        new CrawlReport.Items(received.size(), valid, created, changed, 0, 0, quarantined, skipped),
        CrawlReport.Close.NOT_ALLOWED,
        Map.of(),
        List.of(),
        told,
        asked.fates());
  }

  private Tally tally(Asked asked) {
    return new Tally(
        asked.site(),
        asked.crawl(),
        asked.question(),
        asked.proof(),
        asked.planned(),
        read,
        unchanged,
        received,
        asked.seenTwice(),
        asked.slices(),
        failures,
        caps,
        blocks,
        fallback);
  }

  /// Totals of several questions overlap: their sum would be no total.
  private static @Nullable Integer declaredTotal(List<Tally.Slice> slices) {
    List<Integer> declared = slices.size() == 1 ? slices.getFirst().declared() : List.of();
    return declared.isEmpty() ? null : declared.getLast();
  }
}
