package stellwerk.crawler.adapter.kind;

import static stellwerk.crawler.site.RawField.*;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
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
import stellwerk.crawler.site.RawPosting;
import stellwerk.crawler.site.Site;
import stellwerk.crawler.verdict.Proof;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Workday's career sites: `POST
/// https://{tenant}.wd{N}.myworkdayjobs.com/wday/cxs/{tenant}/{site}/jobs`, detail `GET
/// …/wday/cxs/{tenant}/{site}{externalPath}` (`sites.md` §4.16). Endpoint form seen in public
/// client code; not documented by the vendor. At most 20 a page; the total ends at 2,000 and is
/// zero on later pages.
final class Workday implements Adapter {
  private static final Pattern HOST =
      Pattern.compile("([a-z0-9][a-z0-9_-]{0,62})\\.wd\\d{1,4}\\.myworkdayjobs\\.com");

  /// The site's name behind the language, or behind tenant in an address for programs.
  private static final Pattern SITE =
      Pattern.compile(
          "^/(?:wday/cxs/[A-Za-z0-9_-]{1,99}/|[a-z]{2}-[A-Z]{2}/)?"
              + "(?!wday(?:/|$)|[a-z]{2}-[A-Z]{2}(?:/|$))([A-Za-z0-9][A-Za-z0-9_-]{0,99})(?:/|$)");

  private static final int LIMIT = 20;
  private static final int GREATEST_TOTAL = 2_000;
  private static final String OFFSET = "offset";
  private static final String TOTAL = "total";
  private static final Pattern LIST =
      Pattern.compile("(.{0,1000}?/wday/cxs/[^/]{1,100}/([^/]{1,100}))/jobs");

  /// "3 Locations" says how many, not where.
  private static final Pattern COUNTED = Pattern.compile("\\d{1,4} \\p{L}{1,30}");

  @Override
  public String kind() {
    return "workday";
  }

  @Override
  public Set<String> options() {
    return Set.of("tenant", "host", "site", "search");
  }

  @Override
  public Set<String> requiredOptions() {
    return Set.of("tenant", "host", "site");
  }

  @Override
  public Proof proof(Site site) {
    return Proof.STRONG;
  }

  @Override
  public List<Request> start(Site site) {
    if (site.options().list("search").size() > 1) {
      throw new IllegalArgumentException(
          "option search takes one text: the total holds within one search only");
    }
    if (!site.start().isEmpty()) {
      return StartPages.first(site, Purpose.API).stream()
          .map(start -> page(site, start.url(), 0, 0))
          .toList();
    }
    String tenant = Slug.of(site, "tenant");
    String host = Slug.of(site, "host");
    String name = Slug.of(site, "site");
    String full = host.contains(".") ? host : tenant + "." + host + ".myworkdayjobs.com";
    return List.of(
        page(
            site,
            URI.create("https://" + full + "/wday/cxs/" + tenant + "/" + name + "/jobs"),
            0,
            0));
  }

  private static Request page(Site site, URI url, int offset, int total) {
    String body =
        JsonNodeFactory.instance
            .objectNode()
            .put("limit", LIMIT)
            .put(OFFSET, offset)
            .put("searchText", site.options().text("search").orElse(""))
            .set("appliedFacets", JsonNodeFactory.instance.objectNode())
            .toString();
    return new Request(
        url,
        Request.Method.POST,
        Purpose.API,
        Map.of("Content-Type", "application/json", "Accept", "application/json"),
        body,
        Map.of(OFFSET, Integer.toString(offset), TOTAL, Integer.toString(total)));
  }

  @Override
  public boolean recognises(Fetched.Page page) {
    return Shape.isJson(page, '{', "jobPostings", "externalPath");
  }

  @Override
  public Optional<SiteProposal> propose(URI address) {
    Matcher host = HOST.matcher(PlaceName.host(address));
    Matcher path = SITE.matcher(address.getRawPath() == null ? "" : address.getRawPath());
    if (!host.matches() || !path.find()) {
      return Optional.empty();
    }
    Map<String, List<String>> options =
        Map.of(
            "tenant", List.of(host.group(1)),
            "host", List.of(host.group()),
            "site", List.of(path.group(1)));
    return Optional.of(
        SiteProposal.known(
            kind(),
            host.group(1) + "-" + path.group(1),
            new Options(options),
            "an address of Workday"));
  }

  @Override
  public Optional<RawPosting> listed(Site site, Request request) {
    return Pointer.whole(site.id(), request);
  }

  @Override
  public Harvest read(Site site, Fetched.Page page) {
    return switch (Json.body(page)) {
      case Json.Body.Not(NotThePage problem) -> problem;
      case Json.Body.Tree(JsonNode tree) ->
          page.request().purpose() == Purpose.DETAIL
              ? detail(site, page, tree)
              : list(site, page, tree);
    };
  }

  private static Harvest list(Site site, Fetched.Page page, JsonNode tree) {
    JsonNode jobs = tree.path("jobPostings");
    JsonNode total = tree.path(TOTAL);
    if (!jobs.isArray() || !total.isIntegralNumber() || !total.canConvertToInt()) {
      return new NotThePage(Problem.WRONG_SHAPE, "JSON without jobPostings and total");
    }
    Matcher address = LIST.matcher(QueryParameter.path(page.request().url()));
    String answers = address.matches() ? address.group(1) : "";
    String people = address.matches() ? "/" + address.group(2) : "";
    List<Quarantined> quarantined = new ArrayList<>();
    List<Request> requests = new ArrayList<>();
    int offset = carried(page, OFFSET);
    int number = offset;
    for (JsonNode job : jobs.values()) {
      number++;
      String path = Json.text(job, "externalPath");
      String title = Repaired.plain(Json.text(job, "title")).text();
      Optional<URI> own = HtmlPage.resolve(page.url(), path == null ? null : answers + path);
      Optional<URI> url = HtmlPage.resolve(page.url(), people + path);
      if (path == null
          || !path.startsWith("/")
          || title == null
          || title.isBlank()
          || own.isEmpty()
          || url.isEmpty()) {
        quarantined.add(
            new Quarantined(
                path == null ? "jobPostings " + number : path,
                "json jobPostings[] without title or externalPath"));
      } else {
        RawPosting.Builder posting = RawPosting.at(site.id(), path, url.get());
        posting
            .structured(TITLE, title, "json jobPostings[].title")
            .structured(REMOTE, Json.text(job, "remoteType"), "json jobPostings[].remoteType")
            .structured(
                LOCATION,
                where(Json.text(job, "locationsText")),
                "json jobPostings[].locationsText");
        requests.add(Pointer.to(own.get(), posting.build()));
      }
    }
    boolean later = offset > 0 && total.intValue() == 0 && !jobs.isEmpty();
    int known = later ? carried(page, TOTAL) : total.intValue();
    if (!jobs.isEmpty() && offset + jobs.size() < known) {
      requests.add(page(site, page.request().url(), offset + jobs.size(), known));
    }
    return new Harvest.Read(
        List.of(),
        quarantined,
        List.of(),
        List.of(),
        requests,
        later ? null : total.intValue(),
        known >= GREATEST_TOTAL ? "the site counts no further than " + GREATEST_TOTAL : null);
  }

  private static int carried(Fetched.Page page, String name) {
    return Integer.parseInt(page.request().carried().getOrDefault(name, "0"));
  }

  private static @Nullable String where(@Nullable String text) {
    return text == null || COUNTED.matcher(text.strip()).matches() ? null : text;
  }

  private static Harvest detail(Site site, Fetched.Page page, JsonNode tree) {
    JsonNode info = tree.path("jobPostingInfo");
    Optional<RawPosting> listed = Pointer.in(site.id(), page.request());
    String title = Repaired.plain(Json.text(info, "title")).text();
    if (!info.isObject() || title == null || title.isBlank()) {
      return new NotThePage(Problem.WRONG_SHAPE, "JSON without jobPostingInfo");
    }
    String id = Json.text(info, "jobReqId");
    String path = page.url().getPath();
    RawPosting.Builder posting =
        listed
            .map(list -> RawPosting.at(site.id(), list.key(), list.url()))
            .orElseGet(() -> RawPosting.at(site.id(), id == null ? path : id, page.url()));
    posting
        .structured(TITLE, title, "json jobPostingInfo.title")
        .structured(
            EMPLOYER,
            Repaired.plain(Json.text(tree, "hiringOrganization", "name")).text(),
            "json hiringOrganization.name")
        .structured(DATE_POSTED, Json.text(info, "startDate"), "json jobPostingInfo.startDate")
        .structured(VALID_THROUGH, Json.text(info, "endDate"), "json jobPostingInfo.endDate")
        .structured(EMPLOYMENT_TYPE, Json.text(info, "timeType"), "json jobPostingInfo.timeType")
        .structured(REMOTE, Json.text(info, "remoteType"), "json jobPostingInfo.remoteType")
        .structured(
            DESCRIPTION,
            Repaired.html(Json.text(info, "jobDescription")).text(),
            "json jobPostingInfo.jobDescription");
    Set<String> places = new LinkedHashSet<>();
    Optional.ofNullable(where(Json.text(info, "location"))).ifPresent(places::add);
    for (JsonNode other : info.path("additionalLocations").values()) {
      Optional.ofNullable(where(Json.text(other))).ifPresent(places::add);
    }
    places.forEach(place -> posting.structured(LOCATION, place, "json jobPostingInfo.location"));
    listed.ifPresent(list -> Pointer.complete(posting, list));
    if (posting.build().all(EMPLOYER).isEmpty()) {
      Company.add(posting, site);
    }
    return Harvest.Read.of(List.of(posting.build()), List.of());
  }
}
