package stellwerk.crawler.adapter.page;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.Selector;
import org.jspecify.annotations.Nullable;
import stellwerk.crawler.fetch.Fetched;
import stellwerk.crawler.site.RawField;
import stellwerk.crawler.site.RawPosting;
import stellwerk.crawler.site.SelectorRules.Pick;
import stellwerk.crawler.site.Site;
import stellwerk.crawler.site.Words;

/// A page as an operator looks at it: what was matched is framed and labelled, a legend stands on
/// top. Nothing in it runs or loads: no scripts, no styles or frames of the site, and a policy that
/// forbids what was overlooked.
public final class MarkedPage {
  private static final List<String> COLOURS =
      List.of(
          "#0b6e4f", "#b3261e", "#1a56b0", "#8a4b00", "#6a1b9a", "#00707c", "#7a5900", "#ad1457");
  private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'";
  private static final String LOADING =
      "script, style, link, meta, base, iframe, frame, frameset, object, embed, applet, template,"
          + " noscript, form input, img, picture, video, audio, source, svg, canvas";
  private static final int SHORTEST = 3;
  private static final int LONGEST = 300;

  private final Document document;
  private final Map<String, Marked> legend = new LinkedHashMap<>();

  private record Marked(String colour, int count, String said) {}

  private MarkedPage(Document document) {
    this.document = document;
  }

  /// The page as HTML.
  ///
  /// @param postings what was read from it
  public static String of(Site site, Fetched.Page page, List<RawPosting> postings) {
    boolean html = Shape.notHtml(page).isEmpty();
    Document document = html ? HtmlPage.parse(page) : Document.createShell(page.url().toString());
    var marked = new MarkedPage(document);
    if (!html) {
      document.body().appendElement("pre").text(page.text());
    }
    Map<String, Pick> picks = SelectorMatch.picks(site, page.request().purpose());
    picks.forEach((rule, pick) -> marked.select(rule, pick, picks.get("item")));
    marked.disarm();
    postings.stream().limit(1).forEach(marked::words);
    return marked.finished(page);
  }

  private void select(String rule, Pick pick, @Nullable Pick item) {
    try {
      List<Element> found = SelectorMatch.found(rule, pick, item, document);
      found.forEach(element -> frame(element, rule));
      note(rule, found.size(), "css " + pick.css());
    } catch (Selector.SelectorParseException bad) {
      note(rule, 0, "css " + pick.css() + " cannot be read");
    }
  }

  private void frame(Element element, String rule) {
    element.attr("data-stellwerk", rule);
    element.attr("data-colour", colour(rule));
  }

  /// Nothing of the site's own may run or load; the marks' styles are written afterwards.
  private void disarm() {
    document.select(LOADING).remove();
    for (Element element : document.getAllElements()) {
      List<String> doomed = new ArrayList<>();
      for (Attribute attribute : element.attributes()) {
        String name = attribute.getKey().toLowerCase(Locale.ROOT);
        if (name.startsWith("on")
            || name.equals("style")
            || name.equals("srcset")
            || name.equals("src")
            || name.equals("background")
            || name.equals("action")
            || name.equals("formaction")
            || name.equals("ping")
            || name.contains("href")) {
          doomed.add(attribute.getKey());
        }
      }
      doomed.forEach(element::removeAttr);
    }
    for (Element element : document.select("[data-stellwerk]")) {
      String rule = element.attr("data-stellwerk");
      String colour = element.attr("data-colour");
      element.attr("style", "outline:3px solid " + colour + ";outline-offset:2px");
      label(element, rule, colour);
    }
  }

  private static void label(Element element, String rule, String colour) {
    element
        .prependElement("span")
        .attr("style", "background:" + colour + ";color:#fff;font:12px sans-serif;padding:0 4px")
        .text(rule);
  }

  /// Words of structured data are framed where the page shows them, too.
  private void words(RawPosting posting) {
    for (RawField field : RawField.values()) {
      String rule = field.name().toLowerCase(Locale.ROOT);
      for (Words words : posting.all(field)) {
        if (!legend.containsKey(rule) || legend.get(rule).count() == 0) {
          boolean shown = field != RawField.DESCRIPTION && show(rule, words.text());
          note(rule, shown ? 1 : 0, words.at() + ": " + cut(words.text()));
        }
      }
    }
    posting
        .places()
        .forEach(place -> note("location", 0, place.at() + ": " + place.parts().values()));
    posting.pays().forEach(pay -> note("pay", 0, pay.at() + ": " + pay.parts().values()));
  }

  private boolean show(String rule, String text) {
    if (text.length() < SHORTEST || text.length() > LONGEST) {
      return false;
    }
    for (Element element : document.body().getAllElements()) {
      for (TextNode node : element.textNodes()) {
        if (node.text().strip().equals(text) && !element.hasAttr("data-stellwerk")) {
          frame(element, rule);
          element.attr("style", "outline:3px solid " + colour(rule) + ";outline-offset:2px");
          label(element, rule, colour(rule));
          return true;
        }
      }
    }
    return false;
  }

  private void note(String rule, int count, String said) {
    Marked known = legend.get(rule);
    if (known == null || known.count() == 0) {
      legend.put(rule, new Marked(colour(rule), count, said));
    }
  }

  private String colour(String rule) {
    Marked known = legend.get(rule);
    return known == null ? COLOURS.get(legend.size() % COLOURS.size()) : known.colour();
  }

  private static String cut(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }

  private String finished(Fetched.Page page) {
    Element head = document.head();
    head.prependElement("meta")
        .attr("http-equiv", "Content-Security-Policy")
        .attr("content", POLICY);
    head.prependElement("meta").attr("charset", "utf-8");
    Element table =
        document
            .body()
            .prependElement("section")
            .attr("style", "border:2px solid #333;padding:8px;margin:8px;font:14px sans-serif");
    table.appendElement("p").text("Matches on " + page.url());
    Element list = table.appendElement("ul");
    legend.forEach((rule, marked) -> {
      Element line = list.appendElement("li");
      line.appendElement("b")
          .attr("style", "color:" + marked.colour())
          .text(rule + " (" + marked.count() + " marked)");
      line.appendText(" " + marked.said());
    });
    document.outputSettings().charset(StandardCharsets.UTF_8);
    return document.outerHtml();
  }
}
