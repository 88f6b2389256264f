package stellwerk.crawler.adapter.page;

import static stellwerk.crawler.site.RawField.*;

import java.util.List;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import stellwerk.crawler.site.RawPosting;

/// What a leaf page says for people where its structured data is silent: title, city, description
/// (`sites.md` §6.2 #9, #16, #22).
public final class PageBody {
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
  private static final int MOST_BODIES = 5;

  private PageBody() {}

  /// The page's title without the employer's name behind it; null if it does not end with that, for
  /// then it may be any title ("Karriere").
  public static @Nullable String title(Document document, @Nullable String employer) {
    String title = document.title().strip();
    if (employer == null || employer.isBlank()) {
      return null;
    }
    for (String separator : List.of(" | ", " – ", " — ", " :: ", " - ", " @ ", " bei ", " at ")) {
      int at = title.lastIndexOf(separator);
      String behind = at < 0 ? "" : title.substring(at + separator.length()).strip();
      if (behind.equalsIgnoreCase(employer.strip())) {
        return title.substring(0, at).strip();
      }
    }
    return null;
  }

  /// The raw posting with city and description of the page, where its structured data has none.
  public static RawPosting completed(RawPosting.Builder posting, Document document) {
    RawPosting said = posting.build();
    if (said.places().isEmpty() && said.all(LOCATION).isEmpty()) {
      locate(posting, document);
    }
    if (said.all(DESCRIPTION).isEmpty()) {
      describe(posting, document);
    }
    return posting.build();
  }

  /// TalentBrew writes "San Jose~California~United States; Berlin~Berlin~Germany".
  private static void locate(RawPosting.Builder posting, Document document) {
    for (String name : CITIES) {
      Element meta = document.selectFirst("meta[name=" + name + "][content]");
      if (meta != null && !meta.attr("content").isBlank()) {
        for (String place : meta.attr("content").split("[;|]", -1)) {
          posting.structured(
              LOCATION, place.strip().replaceAll("\\s*~\\s*", ", "), "html meta " + name);
        }
        return;
      }
    }
  }

  private static void describe(RawPosting.Builder posting, Document document) {
    for (String css : BODIES) {
      for (Element element : document.select(css).stream().limit(MOST_BODIES).toList()) {
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
