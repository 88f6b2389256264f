package stellwerk.crawler.adapter.page;

import java.net.URI;
import java.util.Optional;
import org.jsoup.nodes.Document;
import stellwerk.crawler.adapter.Harvest.NotThePage;
import stellwerk.crawler.adapter.Harvest.Problem;
import stellwerk.crawler.fetch.Fetched;

/// What a posting's own page says about whether its job is still open, whatever kind of site it
/// belongs to.
public sealed interface LiveSign {
  /// Nothing on it says otherwise.
  record Open() implements LiveSign {}

  /// It says so, or it is no longer the posting's page.
  record Closed(String quote) implements LiveSign {}

  /// It says nothing that counts: a wall, a page that is no HTML.
  record Unclear(String why) implements LiveSign {}

  /// Reads the sign of a page. Pure.
  static LiveSign of(Fetched.Page page) {
    Optional<NotThePage> shape = Shape.notHtml(page);
    if (shape.isPresent()) {
      return new Unclear(shape.get().detail());
    }
    Document document = HtmlPage.parse(page);
    boolean job = !StructuredJobs.in(document).jobs().isEmpty();
    PageSignals signals = new PageSignals(page, document, job);
    Optional<NotThePage> problem = signals.problem();
    if (problem.isPresent()) {
      NotThePage not = problem.get();
      return not.problem() == Problem.SOFT_NOT_FOUND
          ? new Closed(not.detail())
          : new Unclear(not.detail());
    }
    if (!job && isAbove(page.url(), page.request().url())) {
      return new Closed("it leads to " + page.url());
    }
    return signals
        .closing()
        .filter(closing -> !closing.weak() || !job)
        .<LiveSign>map(closing -> new Closed(closing.quote()))
        .orElseGet(Open::new);
  }

  /// Whether an address lies above another on the same host: its list, or the site's front door.
  private static boolean isAbove(URI landed, URI asked) {
    String above = path(landed);
    return String.valueOf(landed.getHost()).equals(asked.getHost())
        && above.length() < path(asked).length()
        && path(asked).startsWith(above.endsWith("/") ? above : above + "/");
  }

  private static String path(URI address) {
    String path = address.getPath();
    return path == null || path.isEmpty() ? "/" : path;
  }
}
