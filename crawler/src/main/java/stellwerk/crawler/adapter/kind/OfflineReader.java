package stellwerk.crawler.adapter.kind;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import stellwerk.crawler.adapter.Adapter;
import stellwerk.crawler.adapter.Harvest;
import stellwerk.crawler.fetch.Fetched;
import stellwerk.crawler.fetch.Request;
import stellwerk.crawler.site.Options;
import stellwerk.crawler.site.RawField;
import stellwerk.crawler.site.RawPosting;
import stellwerk.crawler.site.Site;
import stellwerk.crawler.site.SiteId;

/// Reads one saved page without a configured site, for `stellwerk read FILE`: by the kind it is
/// told to be, or by the kind it looks like.
public final class OfflineReader {
  private static final URI NOWHERE = URI.create("https://saved.invalid/page");

  private OfflineReader() {}

  /// What was read, and by which kind.
  public record Result(String kind, Harvest harvest) {}

  /// Reads a saved page.
  ///
  /// @param kind the kind of site, or null to let the page say
  /// @param url where it came from, or null if that is not known
  /// @param contentType as the server said it; null if that is not known
  /// @throws IllegalArgumentException if no kind of that name is known
  public static Result read(
      byte[] body,
      @Nullable String kind,
      @Nullable URI url,
      @Nullable String contentType,
      Instant at) {
    URI from = url == null ? NOWHERE : url;
    Fetched.Page unasked = page(from, Request.Purpose.API, body, contentType, at);
    Adapter adapter = kind == null ? guess(unasked) : known(kind);
    Site site =
        Site.of(
            new SiteId("offline"),
            Optional.ofNullable(from.getHost()).orElse("saved page"),
            adapter.kind(),
            Options.NONE,
            List.of());
    boolean people = adapter instanceof JsonLd;
    Request.Purpose purpose = people ? Request.Purpose.DETAIL : Request.Purpose.API;
    Harvest harvest = adapter.read(site, page(from, purpose, body, contentType, at));
    return new Result(adapter.kind(), withPointers(site, harvest));
  }

  /// Nobody asks for the pages that a saved list leads to: what it said of them itself is shown.
  private static Harvest withPointers(Site site, Harvest harvest) {
    if (!(harvest instanceof Harvest.Read read)) {
      return harvest;
    }
    List<RawPosting> postings = new ArrayList<>(read.postings());
    read.requests().stream()
        .flatMap(request -> Pointer.in(site.id(), request).stream())
        .filter(posting -> !posting.all(RawField.TITLE).isEmpty())
        .forEach(postings::add);
    return new Harvest.Read(
        postings,
        read.quarantined(),
        read.skipped(),
        read.closed(),
        read.requests(),
        read.declared(),
        read.capped());
  }

  private static Fetched.Page page(
      URI url, Request.Purpose purpose, byte[] body, @Nullable String contentType, Instant at) {
    String type = contentType == null ? "" : contentType.toLowerCase(Locale.ROOT);
    return Fetched.Page.saved(Request.get(url, purpose), type, body, at);
  }

  private static Adapter known(String kind) {
    return Adapters.of(kind)
        .orElseThrow(() ->
            new IllegalArgumentException(
                "no kind of site is called "
                    + kind
                    + "; known: "
                    + String.join(", ", Adapters.all().stream().map(Adapter::kind).toList())));
  }

  /// The first kind that knows the page; a page that nobody knows is read for its structured data.
  private static Adapter guess(Fetched.Page page) {
    return Adapters.all().stream()
        .filter(adapter -> adapter.recognises(page))
        .findFirst()
        .orElseGet(() -> known("json_ld"));
  }
}
