package stellwerk.app.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import stellwerk.indexer.evaluate.Figures;
import stellwerk.indexer.evaluate.Outcome;
import stellwerk.indexer.evaluate.Tally;

/// An evaluation's figures, in lines for people and as a document for programs.
final class FigureSheet {
  private static final int WORST = 5;
  private static final String ROW = "  %-14s %6s %6s %7s %9s %10s %7s";

  private FigureSheet() {}

  static List<String> lines(Figures figures) {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "%s · %d rows · %d exactly right (%.1f %%) · %d say nothing",
            figures.kind(),
            figures.rows(),
            figures.exact(),
            figures.exactly() * 100,
            figures.silent()));
    lines.add(
        ROW.formatted("field", "right", "wrong", "missed", "invented", "precision", "recall"));
    figures.labels().forEach((label, tally) -> lines.add(row(label, tally)));
    lines.add(row("all", figures.all()));
    figures.misses().stream().limit(WORST).forEach(miss -> lines.add("worst: " + words(miss)));
    return lines;
  }

  private static String row(String label, Tally tally) {
    return ROW.formatted(
        label,
        tally.right(),
        tally.wrong(),
        tally.missed(),
        tally.invented(),
        share(tally.precision()),
        share(tally.recall()));
  }

  static String share(double share) {
    return String.format(Locale.ROOT, "%.3f", share);
  }

  private static String words(Outcome miss) {
    return miss.id() + " expected " + said(miss.expected()) + ", got " + said(miss.actual());
  }

  private static String said(Map<String, String> values) {
    if (values.isEmpty()) {
      return "nothing";
    }
    boolean flags = values.values().stream().allMatch("yes"::equals);
    return flags
        ? String.join(" ", new TreeMap<>(values).keySet())
        : new TreeMap<>(values).toString();
  }

  static Map<String, Object> document(Figures figures, List<String> below) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("kind", figures.kind());
    document.put("rows", figures.rows());
    document.put("exact", figures.exact());
    document.put("say_nothing", figures.silent());
    Map<String, Object> labels = new LinkedHashMap<>();
    figures.labels().forEach((label, tally) -> labels.put(label, document(tally)));
    document.put("labels", labels);
    document.put("all", document(figures.all()));
    document.put(
        "misses",
        figures.misses().stream()
            .map(miss -> Map.of("id", miss.id(), "expected", miss.expected(), "got", miss.actual()))
            .toList());
    document.put("below_floor", below);
    return document;
  }

  private static Map<String, Object> document(Tally tally) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("right", tally.right());
    document.put("wrong", tally.wrong());
    document.put("missed", tally.missed());
    document.put("invented", tally.invented());
    document.put("precision", tally.precision());
    document.put("recall", tally.recall());
    return document;
  }
}
