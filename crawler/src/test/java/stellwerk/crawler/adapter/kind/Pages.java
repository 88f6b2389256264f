package stellwerk.crawler.adapter.kind;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import stellwerk.crawler.adapter.Harvest;
import stellwerk.crawler.fetch.Fetched;
import stellwerk.crawler.fetch.Request;
import stellwerk.crawler.site.Options;
import stellwerk.crawler.site.RawPosting;
import stellwerk.crawler.site.Site;
import stellwerk.crawler.site.SiteId;

/// Small invented pages.
final class Pages {
  static final URI URL = URI.create("https://karriere.example/stellen/eine");

  private Pages() {}

  static Fetched.Page html(String html) {
    return page(Request.Purpose.DETAIL, "text/html; charset=utf-8", html);
  }

  static Fetched.Page page(Request.Purpose purpose, String type, String body) {
    return page(purpose, type, body.getBytes(StandardCharsets.UTF_8));
  }

  static Fetched.Page page(Request.Purpose purpose, String type, byte[] body) {
    return Fetched.Page.saved(Request.get(URL, purpose), type, body, Instant.EPOCH);
  }

  static Site site(String kind, Options options) {
    return Site.of(new SiteId("saved"), "Saved site", kind, options, List.of());
  }

  /// A page with one JSON-LD script.
  static String withScript(String script) {
    return "<html><head><title>Stelle</title><script type=\"application/ld+json\">"
        + script
        + "</script></head><body><h1>Stelle</h1></body></html>";
  }

  static Harvest.Read read(String html) {
    Harvest harvest = new JsonLd().read(site("json_ld", Options.NONE), html(html));
    if (harvest instanceof Harvest.Read read) {
      return read;
    }
    throw new AssertionError("not read: " + harvest);
  }

  /// The only posting of a page.
  static RawPosting only(String html) {
    Harvest.Read read = read(html);
    if (read.postings().size() != 1) {
      throw new AssertionError("not one posting: " + read);
    }
    return read.postings().getFirst();
  }
}
