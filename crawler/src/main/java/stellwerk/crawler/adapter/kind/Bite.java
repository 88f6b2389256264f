package stellwerk.crawler.adapter.kind;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import stellwerk.crawler.adapter.Adapter;
import stellwerk.crawler.adapter.Harvest;
import stellwerk.crawler.adapter.Harvest.NotThePage;
import stellwerk.crawler.adapter.Harvest.Problem;
import stellwerk.crawler.adapter.Harvest.Quarantined;
import stellwerk.crawler.adapter.page.HtmlPage;
import stellwerk.crawler.adapter.page.Json;
import stellwerk.crawler.adapter.page.Shape;
import stellwerk.crawler.fetch.Fetched;
import stellwerk.crawler.fetch.Request;
import stellwerk.crawler.fetch.Request.Purpose;
import stellwerk.crawler.site.Site;
import stellwerk.crawler.verdict.Proof;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// BITE's search: `POST https://jobs.b-ite.com/api/v1/postings/search` with the public key of a
/// listing, then each posting's page with its JSON-LD (`sites.md` §4.14). Form seen in public
/// client code; the key stands in the listing's own script.
final class Bite implements Adapter {
  private static final URI SEARCH = URI.create("https://jobs.b-ite.com/api/v1/postings/search");
  private static final Pattern KEY = Pattern.compile("[0-9a-f]{40}");
  private static final int SIZE = 100;

  @Override
  public String kind() {
    return "bite";
  }

  @Override
  public Set<String> options() {
    return Set.of("key");
  }

  @Override
  public Set<String> requiredOptions() {
    return Set.of("key");
  }

  @Override
  public Proof proof(Site site) {
    return Proof.STRONG;
  }

  @Override
  public List<Request> start(Site site) {
    String key = site.options().text("key").orElse("");
    if (site.start().isEmpty() && !KEY.matcher(key).matches()) {
      throw new IllegalArgumentException("option key is 40 hexadecimal digits, not: " + key);
    }
    List<URI> addresses =
        site.start().isEmpty()
            ? List.of(SEARCH)
            : StartPages.first(site, Purpose.API).stream().map(Request::url).toList();
    return addresses.stream().map(url -> page(url, key, site.language(), 0)).toList();
  }

  private static Request page(URI url, String key, String language, int offset) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("key", key).put("channel", 0).put("locale", language);
    body.putObject("page").put("num", SIZE).put("offset", offset);
    return new Request(
        url,
        Request.Method.POST,
        Purpose.API,
        Map.of("Content-Type", "application/json"),
        body.toString(),
        Map.of());
  }

  @Override
  public boolean recognises(Fetched.Page page) {
    return Shape.isJson(page, '{', "jobPostings", "page");
  }

  @Override
  public Harvest read(Site site, Fetched.Page page) {
    if (page.request().purpose() == Purpose.DETAIL) {
      return OwnPage.read(site, page, "");
    }
    return switch (Json.body(page)) {
      case Json.Body.Not(NotThePage problem) -> problem;
      case Json.Body.Tree(JsonNode tree) ->
          tree.path("jobPostings").isArray()
              ? list(site, page, tree)
              : new NotThePage(Problem.WRONG_SHAPE, "JSON without a list of jobPostings");
    };
  }

  private static Harvest list(Site site, Fetched.Page page, JsonNode tree) {
    List<Quarantined> quarantined = new ArrayList<>();
    List<Request> requests = new ArrayList<>();
    int offset = offset(page);
    int number = offset;
    for (JsonNode job : tree.path("jobPostings").values()) {
      Optional<URI> url = HtmlPage.resolve(page.url(), Json.text(job, "url"));
      if (url.isEmpty()) {
        quarantined.add(new Quarantined("jobPostings " + number, "json jobPostings[] without url"));
      } else {
        requests.add(Pointer.to(url.get(), site.id(), url.get().toString()));
      }
      number++;
    }
    JsonNode total = tree.path("page").path("total");
    Integer declared =
        total.isIntegralNumber() && total.canConvertToInt() ? total.intValue() : null;
    if (declared != null && number > offset && number < declared) {
      requests.add(
          0,
          page(
              page.request().url(),
              site.options().text("key").orElse(""),
              site.language(),
              number));
    }
    return new Harvest.Read(List.of(), quarantined, List.of(), List.of(), requests, declared, null);
  }

  private static int offset(Fetched.Page page) {
    return Json.read(page.request().body())
        .map(body -> body.path("page").path("offset").asInt(0))
        .orElse(0);
  }
}
