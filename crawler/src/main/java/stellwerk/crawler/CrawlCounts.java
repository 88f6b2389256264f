package stellwerk.crawler;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import stellwerk.crawler.fetch.Request;
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
  private final Set<String> seenTwice = new LinkedHashSet<>();
  private final List<Integer> declared = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();
  private final List<String> caps = new ArrayList<>();
  private final List<String> blocks = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private int notesLeftOut;
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

  /// Counts keys; one that comes on a second page of a list says that the list moved while it was
  /// read.
  void keys(Request from, Set<String> keys) {
    for (String key : keys) {
      if (!received.add(key) && from.purpose() != Request.Purpose.DETAIL) {
        seenTwice.add(key);
      }
    }
  }

  void declared(int total) {
    declared.add(total);
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
  /// @param planned requests that were to be made
  record Asked(CrawlId crawl, SiteId site, String question, Proof proof, int planned) {}

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
        declaredTotal(),
        received.size(),
        seenTwice.size(),
        new CrawlReport.Items(received.size(), valid, created, changed, 0, 0, quarantined, skipped),
        CrawlReport.Close.NOT_ALLOWED,
        Map.of(),
        List.of(),
        told);
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
        declared,
        received,
        seenTwice,
        failures,
        caps,
        blocks,
        null);
  }

  private @Nullable Integer declaredTotal() {
    return declared.isEmpty() ? null : declared.getLast();
  }
}
