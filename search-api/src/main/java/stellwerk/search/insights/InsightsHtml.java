package stellwerk.search.insights;

import java.util.List;
import java.util.function.Function;
import stellwerk.indexer.posting.Remote;
import stellwerk.indexer.statistics.Counts;
import stellwerk.search.render.GermanText;
import stellwerk.search.render.Html;

/// „Was die Stellenanzeigen sagen“: a fragment for the article's page, under the section's rules.
public final class InsightsHtml {
  private static final int MOST = 5;

  private final Insights insights;
  private final int heading;
  private final Html html = new Html();

  private InsightsHtml(Insights insights, int heading) {
    this.insights = insights;
    this.heading = heading;
  }

  /// The fragment.
  ///
  /// @param heading level of its heading (2 to 4); its parts are one below
  public static String of(Insights insights, int heading) {
    return new InsightsHtml(insights, heading).section();
  }

  private String section() {
    String id = "sw-" + insights.occupation().id() + "-i";
    html.open("section", "class", "sw-insights", "lang", "de", "aria-labelledby", id).line();
    html.element(
            "h" + heading,
            "Was die Stellenanzeigen sagen",
            "id",
            id,
            "class",
            "sw-insights__heading")
        .line();
    html.element(
            "p",
            GermanText.jobs(insights.vacancies())
                + " vom "
                + GermanText.day(insights.from())
                + " bis "
                + GermanText.day(insights.until())
                + ", jede einmal gezählt. Unter "
                + insights.threshold().vacancies()
                + " Angaben oder "
                + insights.threshold().employers()
                + " Arbeitgebern sagen wir nichts.",
            "class",
            "sw-insights__meta")
        .line();
    if (insights.vacancies() > 0) {
      pay();
      shares(
          "Was gefragt ist",
          insights.softSkills(),
          it -> Insights.label(insights.occupation().softSkills(), it));
      shares(
          "Was zu tun ist",
          insights.tasks(),
          it -> Insights.label(insights.occupation().tasks(), it));
      shares("Wo gearbeitet wird", insights.remote(), InsightsHtml::label);
      demands();
    }
    return html.close("section").line().toString();
  }

  private void pay() {
    if (!insights.pay().isEmpty()) {
      part("Was gezahlt wird");
      html.open("ul").line();
      for (PayFinding finding : insights.pay()) {
        String claim =
            finding
                .finding()
                .map(it ->
                    switch (it) {
                      case WITHIN -> " Das passt zur Angabe im Artikel.";
                      case BELOW -> " Das ist weniger als im Artikel angegeben.";
                      case ABOVE -> " Das ist mehr als im Artikel angegeben.";
                      case NOT_ENOUGH_DATA -> "";
                    })
                .orElse("");
        html.open("li")
            .element("strong", finding.tierLabel() + (finding.gig() ? ", freiberuflich" : ""))
            .text(": " + finding.text() + claim)
            .close("li")
            .line();
      }
      html.close("ul").line();
    }
  }

  private <K> void shares(String title, List<Counts.Count<K>> counts, Function<K, String> label) {
    List<Counts.Count<K>> shown = counts.stream().filter(it -> !it.suppressed()).toList();
    if (!shown.isEmpty()) {
      part(title);
      html.open("ul").line();
      for (Counts.Count<K> count : shown) {
        long percent = Math.round(100 * count.share().orElse(0.0));
        html.element(
                "li",
                label.apply(count.key())
                    + ": "
                    + percent
                    + "\u00a0% ("
                    + GermanText.jobs(count.vacancies())
                    + ")")
            .line();
      }
      html.close("ul").line();
    }
  }

  private void demands() {
    List<String> education =
        insights.education().stream()
            .map(Insights.Demand::count)
            .filter(it -> !it.suppressed())
            .limit(MOST)
            .map(it -> Insights.education(it.key()) + " (" + it.vacancies() + ")")
            .toList();
    List<String> languages =
        insights.languages().stream()
            .filter(it -> !it.suppressed())
            .limit(MOST)
            .map(it -> Insights.language(it.key()) + " (" + it.vacancies() + ")")
            .toList();
    boolean any = !education.isEmpty() || !languages.isEmpty() || insights.years() != null;
    if (any) {
      part("Was verlangt wird");
      html.open("ul").line();
      item("Ausbildung", String.join(", ", education));
      item("Sprachen", String.join(", ", languages));
      item(
          "Berufserfahrung",
          insights.years() == null
              ? ""
              : "in der Mitte " + GermanText.number(insights.years()) + " Jahre");
      html.close("ul").line();
    }
  }

  private void item(String name, String value) {
    if (!value.isEmpty()) {
      html.element("li", name + ": " + value).line();
    }
  }

  private void part(String title) {
    html.element("h" + (heading + 1), title, "class", "sw-insights__part").line();
  }

  static String label(Remote remote) {
    return switch (remote) {
      case ONSITE -> "vor Ort";
      case HYBRID -> "hybrid";
      case REMOTE -> "Homeoffice";
    };
  }
}
