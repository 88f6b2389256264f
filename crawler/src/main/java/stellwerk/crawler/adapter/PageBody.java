package stellwerk.crawler.adapter;

import static stellwerk.crawler.site.RawField.*;

import java.util.List;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import stellwerk.crawler.site.RawPosting;

/// What a leaf page says for people where its structured data is silent: title, city, description
/// (`sites.md` §6.2 #9, #16, #22).
final class PageBody {
  private static final List<String> BODIES =
      List.of(
          "[itemprop=description]",
          "#job-description, #jobDescription, #jobdescription, .job-description, .jobDescription,"
              + " .jobdescription, .job__description, .posting-description",
          "#stellenbeschreibung, .stellenbeschreibung",
          "#jobTplContainer, .text-element-body_text, .job-content, #job-content",
          "main article",
          "main, [role=main]",
          "article");

  private static final List<String> CITIES = List.of("job-city", "gtm_tbcn_location", "dimension7");

  private static final int SHORTEST_BODY = 200;

  private PageBody() {}

  /// The page's title without the site's name behind it; null if it has none.
  static @Nullable String title(Document document) {
    String title = document.title().strip();
    int end = title.length();
    for (String separator : List.of(" | ", " – ", " — ", " :: ", " - ")) {
      int at = title.indexOf(separator);
      if (at > 3 && at < end) {
        end = at;
      }
    }
    String own = title.substring(0, end).strip();
    return own.isEmpty() ? null : own;
  }

  /// The raw posting with city and description of the page, where its structured data has none.
  static RawPosting completed(RawPosting.Builder posting, Document document) {
    RawPosting said = posting.build();
    if (said.places().isEmpty() && said.all(LOCATION).isEmpty()) {
      for (String name : CITIES) {
        Element meta = document.selectFirst("meta[name=" + name + "][content]");
        if (meta != null) {
          posting.structured(LOCATION, meta.attr("content"), "html meta " + name);
          break;
        }
      }
    }
    if (said.all(DESCRIPTION).isEmpty()) {
      describe(posting, document);
    }
    return posting.build();
  }

  private static void describe(RawPosting.Builder posting, Document document) {
    for (String css : BODIES) {
      for (Element element : document.select(css)) {
        if (element.text().length() >= SHORTEST_BODY) {
          Element body = element.clone();
          body.select("script, style, nav, header, footer, form, aside, noscript").remove();
          if (body.text().length() >= SHORTEST_BODY) {
            posting.text(DESCRIPTION, body.html(), "css " + css.split(",", 2)[0]);
            return;
          }
        }
      }
    }
  }
}
