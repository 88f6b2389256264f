package stellwerk.app.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import stellwerk.crawler.verdict.CrawlReport;
import stellwerk.crawler.verdict.CrawlReport.Close;

/// A crawl's report, in lines for people and as a document for programs.
final class Reports {
  private static final int NOTES = 8;

  private Reports() {}

  static List<String> lines(CrawlReport report) {
    CrawlReport.Items items = report.items();
    List<String> lines = new ArrayList<>();
    lines.add(
        "found %d · valid %d · new %d · changed %d · missing %d · quarantined %d · skipped %d · %d pages (%d unchanged) in %.1f s"
            .formatted(
                items.found(),
                items.valid(),
                items.created(),
                items.changed(),
                items.missing(),
                items.quarantined(),
                items.skipped(),
                report.pages().read(),
                report.pages().unchanged(),
                report.took().toMillis() / 1000.0));
    lines.add("verdict " + report.verdict() + ": " + report.reason());
    Close close = report.close();
    switch (close.state()) {
      case HELD ->
          lines.add(
              "HELD: would close %d of %d (guard %d %%). New and changed postings were kept; nothing was closed."
                  .formatted(close.wouldClose(), close.of(), close.guardPercent()));
      case DONE, CONFIRMED ->
          lines.add(
              "closed %d of %d (guard %d %%: ok)"
                  .formatted(items.closed(), close.of(), close.guardPercent()));
      case NONE -> lines.add("nothing to close");
      case NOT_ALLOWED ->
          lines.add(
              "closed %d; nothing by absence, since %s"
                  .formatted(
                      items.closed(),
                      report.verdict().mayCloseByAbsence()
                          ? "there is no earlier crawl that asked the same"
                          : "only COMPLETE may"));
      case DISCARDED -> lines.add("the held closing was discarded");
    }
    if (!report.expectationsMissed().isEmpty()) {
      lines.add("expectations missed: " + String.join(", ", report.expectationsMissed()));
    }
    report.notes().stream().limit(NOTES).forEach(note -> lines.add("- " + note));
    if (report.notes().size() > NOTES) {
      lines.add("- … and " + (report.notes().size() - NOTES) + " more; all with --json");
    }
    return lines;
  }

  static Map<String, @Nullable Object> document(CrawlReport report) {
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("id", report.id().value());
    document.put("site", report.site().value());
    document.put("started", report.started().toString());
    document.put("seconds", report.took().toMillis() / 1000.0);
    document.put("verdict", report.verdict().name());
    document.put("proof", report.proof().name().toLowerCase(Locale.ROOT));
    document.put("reason", report.reason());
    document.put(
        "pages",
        Map.of(
            "planned", report.pages().planned(),
            "read", report.pages().read(),
            "unchanged", report.pages().unchanged(),
            "wire_bytes", report.pages().wireBytes()));
    document.put("declared", report.declared());
    document.put("received", report.received());
    document.put("seen_twice", report.seenTwice());
    CrawlReport.Items items = report.items();
    Map<String, Object> counts = new LinkedHashMap<>();
    counts.put("found", items.found());
    counts.put("valid", items.valid());
    counts.put("new", items.created());
    counts.put("changed", items.changed());
    counts.put("missing", items.missing());
    counts.put("closed", items.closed());
    counts.put("quarantined", items.quarantined());
    counts.put("skipped", items.skipped());
    document.put("items", counts);
    Close close = report.close();
    document.put(
        "close",
        Map.of(
            "would_close", close.wouldClose(),
            "of", close.of(),
            "guard", close.guardPercent() + "%",
            "state", close.state().name().toLowerCase(Locale.ROOT)));
    document.put("coverage", report.coverage());
    document.put("expectations_missed", report.expectationsMissed());
    document.put("fates", report.fates());
    document.put("notes", report.notes());
    return document;
  }
}
