package stellwerk.crawler.adapter.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/// What a selector that matches nothing was probably meant to match: ids and classes of the page
/// that resemble its own, and where such a field usually stands.
final class NearSelectors {
  private static final Pattern NAME = Pattern.compile("[#.]([\\w-]{2,80})");
  private static final Pattern WRITABLE = Pattern.compile("-?[A-Za-z_][\\w-]{0,80}");
  private static final int MOST_NAMES = 3_000;
  private static final int SHOWN = 3;
  private static final double ALIKE = 0.6;

  private static final Map<String, List<String>> USUAL =
      Map.of(
          "title", List.of("h1", "main h2"),
          "description", List.of("main article", "article", "main"),
          "date_posted", List.of("time[datetime]", "time"),
          "employer", List.of("[itemprop=hiringOrganization]"),
          "location", List.of("[itemprop=jobLocation]", "address"),
          "item", List.of("li:has(a)", "article:has(a)"),
          "link", List.of("a[href]"),
          "next", List.of("a[rel=next]", "link[rel=next]"));

  private NearSelectors() {}

  private record Candidate(String css, int matches, double alike) {}

  /// At most three selectors, best first, each with its number of matches.
  static List<String> of(String rule, String css, Document document) {
    List<String> wanted = new ArrayList<>();
    Matcher names = NAME.matcher(css);
    while (names.find()) {
      wanted.add(names.group(1).toLowerCase(Locale.ROOT));
    }
    List<Candidate> candidates = new ArrayList<>();
    counted(document)
        .forEach((selector, matches) -> {
          String name =
              selector.substring(selector.lastIndexOf(selector.contains("#") ? '#' : '.') + 1);
          double alike =
              wanted.stream()
                  .mapToDouble(want -> alike(want, name.toLowerCase(Locale.ROOT)))
                  .max()
                  .orElse(0);
          if (alike >= ALIKE) {
            candidates.add(new Candidate(selector, matches, alike));
          }
        });
    candidates.sort(
        Comparator.comparingDouble(Candidate::alike).reversed().thenComparing(Candidate::css));
    List<String> shown =
        new ArrayList<>(
            candidates.stream()
                .limit(SHOWN - 1)
                .map(it -> it.css() + " (" + it.matches() + ")")
                .toList());
    for (String usual : USUAL.getOrDefault(rule, List.of())) {
      int matches = document.select(usual).size();
      if (matches > 0 && shown.size() < SHOWN) {
        shown.add(usual + " (" + matches + ")");
      }
    }
    return shown;
  }

  /// Every id and class of the page as a selector, with how often it stands there.
  private static Map<String, Integer> counted(Document document) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (Element element : document.getAllElements()) {
      if (counts.size() >= MOST_NAMES) {
        break;
      }
      if (WRITABLE.matcher(element.id()).matches()) {
        counts.merge(element.tagName() + "#" + element.id(), 1, Integer::sum);
      }
      for (String name : element.classNames()) {
        if (WRITABLE.matcher(name).matches()) {
          counts.merge(element.tagName() + "." + name, 1, Integer::sum);
        }
      }
    }
    return counts;
  }

  /// From 0 to 1: names that contain one another are alike, others by the letters that would have
  /// to change.
  private static double alike(String want, String name) {
    if (want.equals(name)) {
      return 1;
    }
    if (Math.min(want.length(), name.length()) >= 4
        && (want.contains(name) || name.contains(want))) {
      return 0.9;
    }
    int longest = Math.max(want.length(), name.length());
    return 1 - (double) edits(want, name) / longest;
  }

  private static int edits(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int j = 0; j <= other.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int change = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[other.length()];
  }
}
