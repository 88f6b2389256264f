package stellwerk.app.wiring;

import java.net.URI;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import stellwerk.app.config.Settings;
import stellwerk.search.catalogue.Catalogue;
import stellwerk.search.catalogue.OccupationView;
import stellwerk.search.insights.Insights;
import stellwerk.search.insights.Survey;
import stellwerk.search.issue.Issues;
import stellwerk.search.render.GermanText;

/// What is made of many postings: the 14-day issues, and insights.
public final class Publishing {
  private final Wiring wiring;
  private final Catalogue catalogue;
  private final Issues issues;

  public Publishing(Wiring wiring) {
    this.wiring = wiring;
    catalogue = new Catalogue(wiring.sources());
    issues = new Issues(catalogue, wiring.sources().shelf());
  }

  public Issues issues() {
    return issues;
  }

  /// The article's questions, answered by the open vacancies of the last 90 days.
  public Insights insights(String occupation) {
    LocalDate today = LocalDate.ofInstant(wiring.clock().instant(), GermanText.BERLIN);
    return new Survey(catalogue).insights(occupation(occupation), Survey.Window.usual(today));
  }

  /// A configured occupation.
  public OccupationView occupation(String id) {
    return catalogue.occupation(id).orElseThrow();
  }

  /// Where readers reach us, without a slash at its end.
  public String baseUrl() {
    Settings.Server server = wiring.configuration().settings().server();
    @Nullable URI base = server.baseUrl();
    String url = base == null ? "http://localhost:" + server.port() : base.toString();
    return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }
}
