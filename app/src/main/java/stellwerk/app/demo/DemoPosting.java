package stellwerk.app.demo;

import java.time.LocalDate;
import java.util.List;

/// One invented posting, as the demo's sites tell it.
///
/// @param places "10115 Berlin", "Munich", "Homeoffice"; several for a job in several cities
/// @param terms employment in the words of its site
/// @param structuredPay `UNIT min max CURRENCY`; empty if the site says nothing in structured data
/// @param payInWords the sentence about pay; empty if there is none
/// @param note what makes it special, for readers of the table; empty for most
record DemoPosting(
    String site,
    String id,
    String title,
    String employer,
    List<String> places,
    Archetype archetype,
    String terms,
    List<String> structuredPay,
    String payInWords,
    LocalDate posted,
    String note) {

  /// What ads of one kind of job have in common.
  record Archetype(String intro, List<String> tasks, List<String> asks, List<String> offers) {
    boolean english() {
      return intro.startsWith("We ");
    }
  }

  boolean noted(String word) {
    return note.startsWith(word);
  }

  boolean english() {
    return archetype.english();
  }

  /// The ad's text as HTML of its site.
  String html() {
    StringBuilder html = new StringBuilder();
    html.append("<p>").append(Markup.escape(archetype.intro())).append("</p>");
    section(html, english() ? "Your tasks" : "Ihre Aufgaben", archetype.tasks());
    section(html, english() ? "Your profile" : "Das bringen Sie mit", archetype.asks());
    List<String> offers = new java.util.ArrayList<>(archetype.offers());
    if (!payInWords.isBlank()) {
      offers.addFirst(payInWords);
    }
    section(html, english() ? "What we offer" : "Das bieten wir", offers);
    return html.toString();
  }

  private static void section(StringBuilder html, String heading, List<String> lines) {
    html.append("<h3>").append(heading).append("</h3><ul>");
    lines.forEach(line -> html.append("<li>").append(Markup.escape(line)).append("</li>"));
    html.append("</ul>");
  }
}
