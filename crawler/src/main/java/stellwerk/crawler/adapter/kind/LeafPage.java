package stellwerk.crawler.adapter.kind;

import static stellwerk.crawler.site.RawField.*;

import java.net.URI;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import stellwerk.crawler.adapter.Harvest;
import stellwerk.crawler.adapter.Harvest.ClosedSign;
import stellwerk.crawler.adapter.Harvest.NotThePage;
import stellwerk.crawler.adapter.Harvest.Quarantined;
import stellwerk.crawler.adapter.Harvest.Skipped;
import stellwerk.crawler.adapter.page.HtmlPage;
import stellwerk.crawler.adapter.page.JobPostingReader;
import stellwerk.crawler.adapter.page.PageBody;
import stellwerk.crawler.adapter.page.PageSignals;
import stellwerk.crawler.adapter.page.Shape;
import stellwerk.crawler.adapter.page.StructuredJobs;
import stellwerk.crawler.fetch.Fetched;
import stellwerk.crawler.fetch.Request;
import stellwerk.crawler.fetch.Request.Purpose;
import stellwerk.crawler.site.RawField;
import stellwerk.crawler.site.RawPosting;
import stellwerk.crawler.site.Site;

/// A posting's own page, for kinds whose list gives little more than an address: its JSON-LD first,
/// then what the list said, then what the page shows to people.
///
/// @param key the site's own id of the posting
/// @param url the page for people, where it is another than the one that was asked; else null
/// @param known what is known of the posting already
/// @param at where that stood
/// @param body a selector of the description; empty where no one place is known
record LeafPage(
    String key, @Nullable URI url, Map<RawField, String> known, String at, String body) {
  private static final String KEY = "key";
  private static final String URL = "url";
  private static final String AT = "at";

  LeafPage {
    known = Map.copyOf(known);
  }

  static LeafPage of(String key) {
    return new LeafPage(key, null, Map.of(), "", "");
  }

  /// The same, knowing more; what is null or blank stays unknown.
  LeafPage knowing(RawField field, @Nullable String words) {
    if (words == null || words.isBlank()) {
      return this;
    }
    Map<RawField, String> more = new EnumMap<>(RawField.class);
    more.putAll(known);
    more.put(field, words);
    return new LeafPage(key, url, more, at, body);
  }

  LeafPage at(String place) {
    return new LeafPage(key, url, known, place, body);
  }

  LeafPage describedBy(String css) {
    return new LeafPage(key, url, known, at, css);
  }

  LeafPage shownAt(URI people) {
    return new LeafPage(key, people, known, at, body);
  }

  /// Asks for the page; what is known travels with the request.
  Request request(URI asked) {
    Map<String, String> carried = new HashMap<>();
    carried.put(KEY, key);
    carried.put(AT, at);
    if (url != null) {
      carried.put(URL, url.toString());
    }
    known.forEach((field, words) -> carried.put(field.name(), words));
    return Request.get(asked, Purpose.DETAIL).carrying(carried);
  }

  /// What was known when the page was asked for.
  static LeafPage asked(Request request) {
    Map<String, String> carried = request.carried();
    Map<RawField, String> known = new EnumMap<>(RawField.class);
    for (RawField field : RawField.values()) {
      String words = carried.get(field.name());
      if (words != null) {
        known.put(field, words);
      }
    }
    String url = carried.get(URL);
    return new LeafPage(
        carried.getOrDefault(KEY, request.url().toString()),
        url == null ? null : URI.create(url),
        known,
        carried.getOrDefault(AT, ""),
        "");
  }

  /// Reads the page that came.
  Harvest read(Site site, Fetched.Page page) {
    Optional<NotThePage> shape = Shape.notHtml(page);
    if (shape.isPresent()) {
      return shape.get();
    }
    Document document = HtmlPage.parse(page);
    StructuredJobs structured = StructuredJobs.in(document);
    boolean job = !structured.jobs().isEmpty();
    PageSignals signals = new PageSignals(page, document, job, site.closingPhrases());
    Optional<NotThePage> problem = signals.problem();
    if (problem.isPresent()) {
      return problem.get();
    }
    return signals
        .closing()
        .filter(closing -> !closing.weak() || !job)
        .map(closing -> closed(page.request().url(), closing.quote()))
        .orElseGet(() -> open(site, page, document, structured));
  }

  /// The page says that its job is closed.
  Harvest closed(URI page, String quote) {
    return new Harvest.Read(
        List.of(),
        List.of(),
        List.of(new Skipped(key, JsonLd.CLOSED)),
        List.of(new ClosedSign(page, quote)),
        List.of(),
        null,
        null);
  }

  private Harvest open(Site site, Fetched.Page page, Document document, StructuredJobs structured) {
    RawPosting.Builder posting =
        RawPosting.at(site.id(), key, url == null ? page.request().url() : url);
    if (structured.jobs().size() == 1) {
      StructuredJobs.Job job = structured.jobs().getFirst();
      posting.structured(TITLE, JobPostingReader.title(job), JobPostingReader.titleAt(job));
      JobPostingReader.fill(posting, job);
    }
    RawPosting said = posting.build();
    known.forEach((field, words) -> {
      if (said.all(field).isEmpty() && !(field == LOCATION && !said.places().isEmpty())) {
        posting.structured(field, words, at);
      }
    });
    Element heading = document.selectFirst("main h1, h1");
    if (posting.build().all(TITLE).isEmpty() && heading != null) {
      posting.text(TITLE, heading.text(), "css h1");
    }
    if (posting.build().all(TITLE).isEmpty()) {
      return Harvest.Read.of(
          List.of(), List.of(new Quarantined(key, "a page without a title of its job")));
    }
    if (posting.build().all(EMPLOYER).isEmpty()) {
      Company.add(posting, site);
    }
    if (!body.isEmpty() && posting.build().all(DESCRIPTION).isEmpty()) {
      List<String> parts = document.select(body).stream().map(Element::html).toList();
      posting.text(DESCRIPTION, String.join("\n", parts), "css " + body);
    }
    return Harvest.Read.of(List.of(PageBody.completed(posting, document)), List.of());
  }
}
