package stellwerk.crawler.adapter.page;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.Selector;
import org.jspecify.annotations.Nullable;
import stellwerk.crawler.fetch.Fetched;
import stellwerk.crawler.fetch.Request.Purpose;
import stellwerk.crawler.site.RawField;
import stellwerk.crawler.site.SelectorRules;
import stellwerk.crawler.site.SelectorRules.Pick;
import stellwerk.crawler.site.Site;

/// What one configured selector finds on a page, for operators who mend a site.
///
/// @param rule `item`, `link`, `total`, `next` of a list; a field's name in lower case
/// @param css the selector
/// @param count how many elements it matches
/// @param excerpt the first match, as text or attribute; empty if there is none
/// @param nearest other selectors that match something and resemble this one, with their number of
///   matches; empty where the selector matches
/// @param fault why the selector cannot be read; empty if it can
public record SelectorMatch(
    String rule, String css, int count, String excerpt, List<String> nearest, String fault) {
  private static final int LONGEST = 200;

  public SelectorMatch {
    nearest = List.copyOf(nearest);
  }

  /// The matches of every selector that is for this sort of page; empty for kinds without
  /// selectors.
  public static List<SelectorMatch> on(Site site, Fetched.Page page) {
    Map<String, Pick> picks = picks(site, page.request().purpose());
    if (picks.isEmpty() || Shape.notHtml(page).isPresent()) {
      return List.of();
    }
    Document document = HtmlPage.parse(page);
    List<SelectorMatch> matches = new ArrayList<>();
    picks.forEach((rule, pick) -> matches.add(match(rule, pick, picks.get("item"), document)));
    return matches;
  }

  static Map<String, Pick> picks(Site site, Purpose purpose) {
    SelectorRules rules = site.selectors();
    Map<String, Pick> picks = new LinkedHashMap<>();
    if (rules == null) {
      return picks;
    }
    if (purpose == Purpose.DETAIL) {
      new EnumMap<RawField, Pick>(
              rules.fields().isEmpty() ? Map.of(RawField.TITLE, Pick.css("h1")) : rules.fields())
          .forEach((field, pick) -> picks.put(field.name().toLowerCase(Locale.ROOT), pick));
    } else {
      add(picks, "item", rules.item());
      add(picks, "link", rules.link());
      add(picks, "total", rules.total());
      add(picks, "next", rules.next());
    }
    return picks;
  }

  private static void add(Map<String, Pick> picks, String rule, @Nullable Pick pick) {
    if (pick != null) {
      picks.put(rule, pick);
    }
  }

  private static SelectorMatch match(
      String rule, Pick pick, @Nullable Pick item, Document document) {
    try {
      List<Element> found = found(rule, pick, item, document);
      return found.isEmpty()
          ? new SelectorMatch(
              rule, pick.css(), 0, "", NearSelectors.of(rule, pick.css(), document), "")
          : new SelectorMatch(
              rule, pick.css(), found.size(), excerpt(pick, found.getFirst()), List.of(), "");
    } catch (Selector.SelectorParseException bad) {
      return new SelectorMatch(
          rule, pick.css(), 0, "", List.of(), "cannot be read: " + bad.getMessage());
    }
  }

  /// The elements that a rule matches; a link is looked for inside each item.
  static List<Element> found(String rule, Pick pick, @Nullable Pick item, Document document) {
    if (!rule.equals("link") || item == null) {
      return document.select(pick.css());
    }
    List<Element> links = new ArrayList<>();
    for (Element one : document.select(item.css())) {
      Element link = one.selectFirst(pick.css());
      if (link != null) {
        links.add(link);
      }
    }
    return links;
  }

  private static String excerpt(Pick pick, Element element) {
    String value = pick.attribute() == null ? element.text() : element.attr(pick.attribute());
    return value.length() <= LONGEST ? value : value.substring(0, LONGEST) + "…";
  }
}
