package stellwerk.crawler.adapter.kind;

import static stellwerk.crawler.site.RawField.*;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

/// Workable's widget: `apply.workable.com/api/v1/widget/accounts/{slug}?details=true` (`sites.md`
/// §4.8). Endpoint form seen in public client code. One host serves all customers, so all sites
/// share its lane; a dead slug answers HTML. A job with several places stands there once for each.
final class Workable implements Adapter {
  @Override
  public String kind() {
    return "workable";
  }

  @Override
  public Set<String> options() {
    return Set.of("slug");
  }

  @Override
  public Set<String> requiredOptions() {
    return Set.of("slug");
  }

  @Override
  public Proof proof(Site site) {
    return Proof.WHOLE;
  }

  @Override
  public List<Request> start(Site site) {
    return StartPages.firstOr(
        site,
        Purpose.API,
        () ->
            "https://apply.workable.com/api/v1/widget/accounts/"
                + Slug.of(site, "slug")
                + "?details=true");
  }

  @Override
  public boolean recognises(Fetched.Page page) {
    return Shape.isJson(page, '{', "jobs", "shortcode");
  }

  @Override
  public Optional<SiteProposal> propose(URI address) {
    return PlaceName.host(address).equals("apply.workable.com")
        ? PlaceName.after(address, "accounts")
            .or(() ->
                PlaceName.first(address).filter(name -> !name.equals("api") && !name.equals("j")))
            .map(slug ->
                SiteProposal.known(
                    kind(), slug, Options.of("slug", slug), "an address of Workable"))
        : Optional.empty();
  }

  @Override
  public Harvest read(Site site, Fetched.Page page) {
    return switch (Json.body(page)) {
      case Json.Body.Not(NotThePage problem) -> problem;
      case Json.Body.Tree(JsonNode tree) ->
          tree.path("jobs").isArray()
              ? jobs(site, page, tree)
              : new NotThePage(Problem.WRONG_SHAPE, "JSON without a list of jobs");
    };
  }

  private static Harvest jobs(Site site, Fetched.Page page, JsonNode tree) {
    String employer = Repaired.plain(Json.text(tree, "name")).text();
    Optional<NotThePage> other =
        Company.contradiction(site, employer == null ? List.of() : List.of(employer));
    if (other.isPresent()) {
      return other.get();
    }
    Map<String, List<JsonNode>> rows = new LinkedHashMap<>();
    List<Quarantined> quarantined = new ArrayList<>();
    int number = 0;
    for (JsonNode job : tree.path("jobs").values()) {
      number++;
      String id = Json.text(job, "shortcode");
      String title = Json.text(job, "title");
      if (id == null
          || id.isBlank()
          || title == null
          || title.isBlank()
          || url(page, job).isEmpty()) {
        quarantined.add(
            new Quarantined(
                id == null ? "jobs " + number : id, "json jobs[] without shortcode, title or url"));
      } else {
        rows.computeIfAbsent(id, _ -> new ArrayList<>()).add(job);
      }
    }
    List<RawPosting> postings = new ArrayList<>();
    rows.forEach((id, same) ->
        url(page, same.getFirst())
            .ifPresent(url ->
                postings.add(posting(site, same, employer, RawPosting.at(site.id(), id, url)))));
    return Harvest.Read.of(postings, quarantined);
  }

  private static Optional<URI> url(Fetched.Page page, JsonNode job) {
    return HtmlPage.resolve(page.url(), Json.text(job, "url"))
        .or(() -> HtmlPage.resolve(page.url(), Json.text(job, "shortlink")));
  }

  private static RawPosting posting(
      Site site, List<JsonNode> rows, @Nullable String employer, RawPosting.Builder posting) {
    JsonNode job = rows.getFirst();
    posting
        .structured(TITLE, Repaired.plain(Json.text(job, "title")).text(), "json jobs[].title")
        .structured(EMPLOYER, employer, "json name")
        .structured(DATE_POSTED, Json.text(job, "published_on"), "json jobs[].published_on")
        .structured(
            DEPARTMENT,
            Repaired.plain(Json.text(job, "department")).text(),
            "json jobs[].department")
        .structured(
            EMPLOYMENT_TYPE, Json.text(job, "employment_type"), "json jobs[].employment_type")
        .structured(CATEGORY, Json.text(job, "function"), "json jobs[].function")
        .structured(EXPERIENCE, Json.text(job, "experience"), "json jobs[].experience")
        .structured(EDUCATION, Json.text(job, "education"), "json jobs[].education")
        .structured(
            REMOTE,
            job.path("telecommuting").asBoolean(false) ? "remote" : null,
            "json jobs[].telecommuting")
        .structured(DESCRIPTION, description(job), "json jobs[].description")
        .structured(APPLY_URL, Json.text(job, "application_url"), "json jobs[].application_url");
    if (employer == null || employer.isBlank()) {
      Company.add(posting, site);
    }
    Set<String> seen = new HashSet<>();
    rows.forEach(row -> places(posting, row, seen));
    return posting.build();
  }

  /// `requirements` and `benefits` stand apart where the widget tells them apart.
  private static @Nullable String description(JsonNode job) {
    String html =
        Stream.of("description", "requirements", "benefits")
            .map(name -> job.path(name))
            .filter(JsonNode::isString)
            .map(JsonNode::asString)
            .filter(text -> !text.isBlank())
            .collect(Collectors.joining("\n"));
    return Repaired.html(html).text();
  }

  /// The places of a row: a list of them, or one, as parts or in words; else the row's own parts.
  private static void places(RawPosting.Builder posting, JsonNode job, Set<String> seen) {
    List<JsonNode> locations =
        Stream.of("locations", "location")
            .flatMap(name -> Json.all(job.path(name)).stream())
            .filter(location -> !location.path("hidden").asBoolean(false))
            .filter(location -> !location.isEmpty() || Json.text(location) != null)
            .toList();
    for (JsonNode location : locations) {
      if (seen.add(where(location, "region"))) {
        posting.structured(LOCATION, Json.text(location), "json jobs[].locations[]");
        place(posting, location, "region", "json jobs[].locations[]");
      }
    }
    if (locations.isEmpty() && seen.add(where(job, "state"))) {
      place(posting, job, "state", "json jobs[]");
    }
  }

  private static String where(JsonNode node, String region) {
    String words = Json.text(node);
    return words == null
        ? Json.text(node, "city") + "|" + Json.text(node, region) + "|" + Json.text(node, "country")
        : words;
  }

  private static void place(RawPosting.Builder posting, JsonNode node, String region, String at) {
    JsonParts.place(
        posting,
        node,
        Map.of(
            RawPlace.Part.CITY, "city",
            RawPlace.Part.REGION, region,
            RawPlace.Part.COUNTRY, "country"),
        at);
  }
}
