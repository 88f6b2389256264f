package stellwerk.app.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import stellwerk.app.wiring.Checkup;
import stellwerk.app.wiring.Wiring;
import stellwerk.crawler.SiteDoctor.Look;
import stellwerk.crawler.SiteProbe;
import stellwerk.crawler.adapter.Harvest;
import stellwerk.crawler.adapter.page.SelectorMatch;
import stellwerk.crawler.fetch.Fetched;

/// An examination of a site as one document, for programs.
final class CheckupDocument {
  private CheckupDocument() {}

  static Map<String, @Nullable Object> of(Checkup checkup, Wiring wiring) {
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("site", checkup.examination().site().id().value());
    document.put("rights", word(checkup.examination().site().rights().level()));
    document.put(
        "answers", checkup.examination().looks().stream().map(CheckupDocument::look).toList());
    document.put(
        "findings",
        checkup.findings().stream()
            .map(finding ->
                Map.of(
                    "source",
                    word(finding.source()),
                    "said",
                    finding.said(),
                    "at",
                    finding.at().toString()))
            .toList());
    document.put("fields", checkup.coverage());
    document.put("missing", checkup.missing());
    document.put("report", Reports.document(checkup.examination().report()));
    document.put(
        "postings", checkup.readings().stream().map(reading -> reading(reading, wiring)).toList());
    return document;
  }

  private static Map<String, @Nullable Object> reading(Checkup.Reading reading, Wiring wiring) {
    Map<String, @Nullable Object> row =
        new LinkedHashMap<>(wiring.document(reading.posting(), true));
    row.put("standing", word(reading.standing()));
    row.put("changed", reading.changed());
    row.put("duplicate_of", reading.duplicates());
    return row;
  }

  private static Map<String, @Nullable Object> look(Look look) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("url", look.fetched().request().url().toString());
    row.put("outcome", SiteProbe.words(look.fetched()));
    row.put("page", look.fetched() instanceof Fetched.Page);
    switch (look.harvest()) {
      case Harvest.NotThePage(Harvest.Problem problem, String detail) ->
          row.put("problem", problem + ": " + detail);
      case Harvest.Read read -> {
        row.put("postings", read.postings().size());
        row.put("declared", read.declared());
        row.put("requests", read.requests().size());
        row.put(
            "quarantined",
            read.quarantined().stream().map(bad -> bad.key() + ": " + bad.reason()).toList());
      }
      case null -> row.put("problem", null);
    }
    row.put("selectors", look.matches().stream().map(CheckupDocument::match).toList());
    return row;
  }

  private static Map<String, Object> match(SelectorMatch match) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("rule", match.rule());
    row.put("css", match.css());
    row.put("count", match.count());
    row.put("excerpt", match.excerpt());
    row.put("nearest", List.copyOf(match.nearest()));
    row.put("fault", match.fault());
    return row;
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
