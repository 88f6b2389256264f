package stellwerk.crawler.adapter.kind;

import static stellwerk.crawler.site.RawField.*;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import stellwerk.crawler.adapter.Adapter;
import stellwerk.crawler.adapter.Harvest;
import stellwerk.crawler.adapter.Harvest.NotThePage;
import stellwerk.crawler.adapter.Harvest.Problem;
import stellwerk.crawler.adapter.Harvest.Quarantined;
import stellwerk.crawler.adapter.SiteProposal;
import stellwerk.crawler.adapter.page.HtmlPage;
import stellwerk.crawler.adapter.page.Json;
import stellwerk.crawler.adapter.page.Repaired;
import stellwerk.crawler.adapter.page.Shape;
import stellwerk.crawler.fetch.Fetched;
import stellwerk.crawler.fetch.Request;
import stellwerk.crawler.fetch.Request.Purpose;
import stellwerk.crawler.site.Options;
import stellwerk.crawler.site.RawPlace;
import stellwerk.crawler.site.RawPosting;
import stellwerk.crawler.site.Site;
import stellwerk.crawler.verdict.Proof;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// BeeSite (milch & zucker): `https://{host}.app.beesite.de/search?data={json}`, items counted from
/// 1 (`sites.md` §4.14). Form seen in public client code. What it calls a total has not been proven
/// to be one, so never a proof. A posting's page is asked where it stands on the site's own hosts,
/// which is mostly the employer's career page (`http.allow_hosts`).
final class Beesite implements Adapter {
  private static final int SIZE = 100;
  private static final int MOST_ITEMS = 10_000;
  private static final Pattern FIRST = Pattern.compile("(FirstItem%22(?:%3A|:))(\\d{1,7})");
  private static final List<String> DESCRIPTOR =
      List.of(
          "ID",
          "PositionID",
          "PositionTitle",
          "PositionURI",
          "PositionLocation.CityName",
          "PositionLocation.CountryName",
          "PositionLocation.PostalCode",
          "PublicationStartDate",
          "ParentOrganizationName");

  @Override
  public String kind() {
    return "beesite";
  }

  @Override
  public Set<String> options() {
    return Set.of("host");
  }

  @Override
  public Set<String> requiredOptions() {
    return Set.of("host");
  }

  @Override
  public Proof proof(Site site) {
    return Proof.NONE;
  }

  @Override
  public List<Request> start(Site site) {
    return StartPages.firstOr(site, Purpose.API, () -> question(site));
  }

  private static String question(Site site) {
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    data.put("LanguageCode", site.language().toUpperCase(Locale.ROOT));
    ObjectNode parameters = data.putObject("SearchParameters");
    parameters.put("FirstItem", 1).put("CountItem", SIZE);
    parameters
        .putArray("Sort")
        .addObject()
        .put("Criterion", "PublicationStartDate")
        .put("Direction", "DESC");
    ArrayNode descriptor = parameters.putArray("MatchedObjectDescriptor");
    DESCRIPTOR.forEach(descriptor::add);
    data.putArray("SearchCriteria");
    return "https://"
        + Slug.of(site, "host")
        + ".app.beesite.de/search?data="
        + URLEncoder.encode(data.toString(), StandardCharsets.UTF_8);
  }

  @Override
  public boolean recognises(Fetched.Page page) {
    return Shape.isJson(page, '{', "SearchResultItems");
  }

  @Override
  public Optional<SiteProposal> propose(URI address) {
    return PlaceName.below(address, ".app.beesite.de")
        .map(name ->
            SiteProposal.known(kind(), name, Options.of("host", name), "an address of beesite"));
  }

  @Override
  public Harvest read(Site site, Fetched.Page page) {
    if (page.request().purpose() == Purpose.DETAIL) {
      return OwnPage.read(site, page, "");
    }
    return switch (Json.body(page)) {
      case Json.Body.Not(NotThePage problem) -> problem;
      case Json.Body.Tree(JsonNode tree) ->
          tree.path("SearchResult").path("SearchResultItems").isArray()
              ? list(site, page, tree.path("SearchResult").path("SearchResultItems"))
              : new NotThePage(Problem.WRONG_SHAPE, "JSON without SearchResult.SearchResultItems");
    };
  }

  private static Harvest list(Site site, Fetched.Page page, JsonNode items) {
    List<RawPosting> postings = new ArrayList<>();
    List<Quarantined> quarantined = new ArrayList<>();
    List<Request> requests = new ArrayList<>();
    int number = 0;
    for (JsonNode item : items.values()) {
      number++;
      JsonNode job = item.path("MatchedObjectDescriptor");
      String named = Json.text(job, "PositionID");
      String id = named == null ? Json.text(job, "ID") : named;
      String title = Repaired.plain(Json.text(job, "PositionTitle")).text();
      Optional<URI> url = HtmlPage.resolve(page.url(), Json.text(job, "PositionURI"));
      if (id == null || id.isBlank() || title == null || title.isBlank() || url.isEmpty()) {
        quarantined.add(
            new Quarantined(
                id == null ? "SearchResultItems " + number : id,
                "json MatchedObjectDescriptor without PositionID, PositionTitle or PositionURI"));
      } else {
        RawPosting posting = posting(site, job, title, RawPosting.at(site.id(), id, url.get()));
        if (isOurs(site, page.url(), url.get())) {
          requests.add(Pointer.to(url.get(), posting));
        } else {
          postings.add(posting);
        }
      }
    }
    Optional<Request> next = number >= SIZE ? next(page, number) : Optional.empty();
    next.ifPresent(requests::addFirst);
    return new Harvest.Read(
        postings,
        quarantined,
        List.of(),
        List.of(),
        requests,
        null,
        number >= SIZE && next.isEmpty() ? "more items than may be asked for" : null);
  }

  private static Optional<Request> next(Fetched.Page page, int size) {
    String url = page.request().url().toString();
    Matcher first = FIRST.matcher(url);
    if (!first.find()) {
      return Optional.empty();
    }
    int at = Integer.parseInt(first.group(2)) + size;
    return at > MOST_ITEMS
        ? Optional.empty()
        : Optional.of(Request.get(URI.create(first.replaceFirst("$1" + at)), Purpose.API));
  }

  private static boolean isOurs(Site site, URI page, URI uri) {
    return uri.getHost().equalsIgnoreCase(page.getHost())
        || site.http().allowHosts().contains(uri.getHost().toLowerCase(Locale.ROOT));
  }

  private static RawPosting posting(
      Site site, JsonNode job, String title, RawPosting.Builder posting) {
    String at = "json MatchedObjectDescriptor.";
    posting
        .structured(TITLE, title, at + "PositionTitle")
        .structured(
            DATE_POSTED, Json.text(job, "PublicationStartDate"), at + "PublicationStartDate");
    String employer = Json.text(job, "ParentOrganizationName");
    if (employer == null || employer.isBlank()) {
      Company.add(posting, site);
    } else {
      posting.structured(EMPLOYER, employer, at + "ParentOrganizationName");
    }
    for (JsonNode place : Json.all(job.path("PositionLocation"))) {
      Map<RawPlace.Part, @Nullable String> parts = new HashMap<>();
      parts.put(RawPlace.Part.CITY, Json.text(place, "CityName"));
      parts.put(RawPlace.Part.POSTAL_CODE, Json.text(place, "PostalCode"));
      parts.put(RawPlace.Part.COUNTRY, Json.text(place, "CountryName"));
      posting.place(parts, at + "PositionLocation[]");
    }
    return posting.build();
  }
}
