package stellwerk.search.issue;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import stellwerk.search.render.GermanText;
import stellwerk.search.render.Html;

/// An issue for a mail's HTML part: one table, styles at each element, no picture, no script,
/// nothing that counts readers. Mail programs throw away most else, and cut at 102 KB.
final class IssueHtml {
  private static final String FONT = "font-family:Arial,Helvetica,sans-serif;";
  private static final String TEXT = FONT + "font-size:16px;line-height:24px;color:#1b1b1f;";
  private static final String SMALL = FONT + "font-size:14px;line-height:20px;color:#4a4a55;";

  /// For programs that know dark mode; the others keep the light colours of the elements.
  private static final String DARK =
      "@media (prefers-color-scheme: dark){body,.page{background:#131316!important}"
          + ".paper{background:#1d1d22!important}.text{color:#ececf1!important}"
          + ".small{color:#b9b9c6!important}.link{color:#8ec5ff!important}"
          + ".line{border-color:#4b4b57!important}}";

  private final Issue issue;
  private final String base;
  private final Flavor flavor;
  private final Html html = new Html();

  private IssueHtml(Issue issue, String base, Flavor flavor) {
    this.issue = issue;
    this.base = base;
    this.flavor = flavor;
  }

  /// @param base where readers reach us, without a slash at its end
  static String of(Issue issue, String base, Flavor flavor) {
    return new IssueHtml(issue, base, flavor).document();
  }

  private String document() {
    html.open("html", "lang", "de").line().open("head").line();
    html.open("meta", "charset", "utf-8").line();
    html.open("meta", "name", "viewport", "content", "width=device-width, initial-scale=1").line();
    html.open("meta", "name", "color-scheme", "content", "light dark").line();
    html.open("meta", "name", "supported-color-schemes", "content", "light dark").line();
    html.element("title", issue.subject()).line();
    html.element("style", DARK).line().close("head").line();
    html.open("body", "style", "margin:0;padding:0;background:#f6f6f9").line();
    html.element("div", issue.preheader(), "style", "display:none;max-height:0;overflow:hidden")
        .line();
    html.open("div", "role", "main").line();
    table("page", "background:#f6f6f9");
    html.open("tr").open("td", "align", "center", "style", "padding:16px 8px").line();
    table("paper", "max-width:600px;background:#ffffff");
    head();
    issue.groups().forEach(this::group);
    more();
    foot();
    html.close("table").close("td").close("tr").close("table").close("div").line();
    return "<!DOCTYPE html>\n" + html.close("body").line().close("html").line();
  }

  private void table(String name, String style) {
    html.open(
            "table",
            "role",
            "presentation",
            "width",
            "100%",
            "cellpadding",
            "0",
            "cellspacing",
            "0",
            "border",
            "0",
            "class",
            name,
            "style",
            style)
        .line();
  }

  private void row(String style) {
    html.open("tr").open("td", "class", "line", "style", style).line();
  }

  private void endOfRow() {
    html.close("td").close("tr").line();
  }

  private void head() {
    row("padding:24px 24px 8px");
    html.element(
            "h1",
            issue.subject(),
            "class",
            "text",
            "style",
            FONT + "font-size:24px;line-height:32px;margin:0 0 8px;color:#1b1b1f")
        .line();
    html.open("p", "class", "small", "style", SMALL + "margin:0")
        .text(span(issue) + " ")
        .element(
            "a",
            "Im Browser ansehen",
            "href",
            base + IssueJson.path(issue, IssueForm.HTML),
            "class",
            "link",
            "style",
            "color:#0b57a4")
        .close("p")
        .line();
    endOfRow();
  }

  /// `Neu vom 10.11. bis 23.11.2026.`
  static String span(Issue issue) {
    LocalDate last = issue.until().minusDays(1);
    String from = GermanText.day(issue.from());
    return "Neu vom "
        + (issue.from().getYear() == last.getYear() ? from.substring(0, 6) : from)
        + " bis "
        + GermanText.day(last)
        + ".";
  }

  private void group(Issue.Group group) {
    row("padding:24px 24px 0");
    html.element(
            "h2",
            group.label(),
            "class",
            "text",
            "style",
            FONT + "font-size:18px;line-height:24px;margin:0;color:#1b1b1f")
        .line();
    endOfRow();
    group.items().forEach(this::item);
  }

  private void item(Issue.Item item) {
    row("padding:16px 24px;border-bottom:1px solid #c9c9d3");
    html.open("h3", "class", "text", "style", TEXT + "margin:0 0 4px;font-weight:bold");
    @Nullable String url = item.url();
    if (url != null && Html.leadsToPage(url)) {
      html.element("a", item.title(), "href", url, "class", "link", "style", "color:#0b57a4");
    } else {
      html.text(item.title());
    }
    html.close("h3").line();
    html.element("p", facts(item), "class", "text", "style", TEXT + "margin:0 0 4px").line();
    html.element("p", source(item), "class", "small", "style", SMALL + "margin:0").line();
    endOfRow();
  }

  /// Employer, place, pay and date, as far as they are known.
  static String facts(Issue.Item item) {
    StringBuilder facts = new StringBuilder();
    for (String part :
        new String[] {
          item.employer() == null ? "" : item.employer(),
          item.place(),
          item.payText() == null ? "" : item.payText(),
          "seit " + GermanText.day(item.since())
        }) {
      if (!part.isEmpty()) {
        facts.append(facts.isEmpty() ? "" : " · ").append(part);
      }
    }
    return facts.toString();
  }

  /// Whose words these are, and whether the job is gone.
  static String source(Issue.Item item) {
    return (item.url() == null ? "Nicht mehr ausgeschrieben. " : "")
        + "Externe Anzeige, Quelle: "
        + item.origin();
  }

  private void more() {
    if (issue.left() > 0 || issue.moreUrl() != null) {
      row("padding:16px 24px");
      html.open("p", "class", "text", "style", TEXT + "margin:0").text(left(issue));
      if (issue.moreUrl() != null) {
        html.element(
            "a",
            "Alle Stellen ansehen",
            "href",
            absolute(issue.moreUrl()),
            "class",
            "link",
            "style",
            "color:#0b57a4");
      }
      html.close("p").line();
      endOfRow();
    }
  }

  /// `Dazu 3 weitere neue Stellen. `, or nothing.
  static String left(Issue issue) {
    return switch (issue.left()) {
      case 0 -> "";
      case 1 -> "Dazu 1 weitere neue Stelle. ";
      default -> "Dazu " + issue.left() + " weitere neue Stellen. ";
    };
  }

  private String absolute(String url) {
    return url.startsWith("/") ? base + url : url;
  }

  private void foot() {
    row("padding:16px 24px 24px");
    html.open("p", "class", "small", "style", SMALL + "margin:0 0 8px")
        .text("Sie erhalten diese Mail alle 14 Tage. Jederzeit kündbar. Keine Werbung. ")
        .element(
            "a",
            "Abmelden",
            "href",
            flavor.unsubscribe(),
            "class",
            "link",
            "style",
            "color:#0b57a4")
        .close("p")
        .line();
    html.element("p", issue.imprint(), "class", "small", "style", SMALL + "margin:0").line();
    endOfRow();
  }
}
