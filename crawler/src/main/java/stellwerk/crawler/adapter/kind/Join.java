package stellwerk.crawler.adapter.kind;

import static stellwerk.crawler.site.RawField.*;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import stellwerk.crawler.adapter.Adapter;
import stellwerk.crawler.adapter.Harvest;
import stellwerk.crawler.adapter.Harvest.NotThePage;
import stellwerk.crawler.adapter.Harvest.Problem;
import stellwerk.crawler.adapter.Harvest.Quarantined;
import stellwerk.crawler.adapter.SiteProposal;
import stellwerk.crawler.adapter.page.HtmlPage;
import stellwerk.crawler.adapter.page.Json;
import stellwerk.crawler.adapter.page.PageSignals;
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

/// join.com's company pages: `https://join.com/companies/{slug}?page=N`, five jobs a page, as data
/// in the script `__NEXT_DATA__`; the jobs' own pages carry JSON-LD (`sites.md` §4.10). Form seen
/// in public client code; not documented by the vendor. Where the script is not what it was, the
/// links are followed, and the crawl does not count as complete.
final class Join implements Adapter {
  private static final Pattern JOB =
      Pattern.compile("/companies/[^/?#]{1,100}/\\d{1,18}-[^/?#]{1,300}");

  @Override
  public String kind() {
    return "join";
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
    return Proof.STRONG;
  }

  @Override
  public List<Request> start(Site site) {
    return StartPages.firstOr(
        site,
        Purpose.LIST,
        () -> "https://join.com/companies/" + Slug.of(site, "slug") + "?page=1");
  }

  @Override
  public boolean recognises(Fetched.Page page) {
    String text = page.text();
    return text.contains("__NEXT_DATA__")
        && text.contains("\"initialState\"")
        && text.contains("\"idParam\"");
  }

  @Override
  public Optional<SiteProposal> propose(URI address) {
    String host = PlaceName.host(address);
    return host.equals("join.com") || host.equals("www.join.com")
        ? PlaceName.after(address, "companies")
            .map(name ->
                SiteProposal.known(
                    kind(), name, Options.of("slug", name), "an address of join.com"))
        : Optional.empty();
  }

  @Override
  public Optional<RawPosting> listed(Site site, Request request) {
    return Pointer.whole(site.id(), request);
  }

  @Override
  public Harvest read(Site site, Fetched.Page page) {
    if (page.request().purpose() == Purpose.DETAIL) {
      return OwnPage.read(site, page);
    }
    Optional<NotThePage> shape = Shape.notHtml(page);
    if (shape.isPresent()) {
      return shape.get();
    }
    Document document = HtmlPage.parse(page);
    Element script = document.selectFirst("script#__NEXT_DATA__");
    JsonNode state =
        Optional.ofNullable(script)
            .flatMap(data -> Json.read(data.data()))
            .map(tree -> tree.path("props").path("pageProps").path("initialState"))
            .filter(node -> node.path("jobs").path("items").isArray())
            .filter(node -> node.path("jobs").path("pagination").path("total").canConvertToInt())
            .orElse(null);
    return state == null ? links(site, page, document) : jobs(site, page, state);
  }

  private static Harvest jobs(Site site, Fetched.Page page, JsonNode state) {
    String employer = Repaired.plain(Json.text(state, "company", "name")).text();
    Optional<NotThePage> other =
        Company.contradiction(site, employer == null ? List.of() : List.of(employer));
    if (other.isPresent()) {
      return other.get();
    }
    JsonNode items = state.path("jobs").path("items");
    JsonNode pagination = state.path("jobs").path("pagination");
    List<Quarantined> quarantined = new ArrayList<>();
    List<Request> requests = new ArrayList<>();
    int at = pagination.path("page").asInt(1);
    int number = 0;
    for (JsonNode item : items.values()) {
      number++;
      String id = Json.text(item, "id");
      String param = Json.text(item, "idParam");
      String title = Repaired.plain(Json.text(item, "title")).text();
      Optional<URI> url =
          HtmlPage.resolve(page.url(), QueryParameter.path(page.url()) + "/" + param);
      if (param == null || param.isBlank() || title == null || title.isBlank() || url.isEmpty()) {
        quarantined.add(
            new Quarantined(
                id == null ? "page " + at + " item " + number : id,
                "json items[] without title or idParam"));
      } else {
        RawPosting.Builder posting =
            RawPosting.at(site.id(), id == null ? param : id, url.get())
                .structured(TITLE, title, "json items[].title");
        requests.add(Pointer.to(url.get(), posting(site, item, employer, posting)));
      }
    }
    int pages = pagination.path("pageCount").asInt(1);
    if (at < pages && !items.isEmpty()) {
      URI next = QueryParameter.set(page.request().url(), "page", Integer.toString(at + 1));
      requests.add(Request.get(next, Purpose.LIST));
    }
    return new Harvest.Read(
        List.of(),
        quarantined,
        List.of(),
        List.of(),
        requests,
        pagination.path("total").intValue(),
        null);
  }

  private static RawPosting posting(
      Site site, JsonNode item, @Nullable String employer, RawPosting.Builder posting) {
    posting
        .structured(EMPLOYER, employer, "json company.name")
        .structured(DATE_POSTED, Json.text(item, "createdAt"), "json items[].createdAt")
        .structured(
            EMPLOYMENT_TYPE,
            Json.text(item, "employmentType", "name"),
            "json items[].employmentType.name")
        .structured(REMOTE, Json.text(item, "workplaceType"), "json items[].workplaceType")
        .structured(CATEGORY, Json.text(item, "category", "name"), "json items[].category.name");
    JsonParts.place(
        posting,
        item.path("city"),
        Map.of(RawPlace.Part.CITY, "cityName", RawPlace.Part.COUNTRY, "countryName"),
        "json items[].city");
    if (employer == null || employer.isBlank()) {
      Company.add(posting, site);
    }
    return posting.build();
  }

  /// The fallback: links to jobs, without a total and without an end.
  private static Harvest links(Site site, Fetched.Page page, Document document) {
    Optional<NotThePage> problem = new PageSignals(page, document, false).problem();
    if (problem.isPresent()) {
      return problem.get();
    }
    Set<URI> jobs = new LinkedHashSet<>();
    for (Element link : document.select("a[href]")) {
      HtmlPage.resolve(page.url(), link.attr("href"))
          .map(uri -> URI.create(QueryParameter.path(uri)))
          .filter(uri -> uri.getHost().equalsIgnoreCase(page.url().getHost()))
          .filter(uri -> JOB.matcher(uri.getRawPath()).matches())
          .ifPresent(jobs::add);
    }
    if (jobs.isEmpty()) {
      return new NotThePage(Problem.WRONG_SHAPE, "HTML without the data of its jobs");
    }
    List<Request> requests = new ArrayList<>();
    for (URI job : jobs) {
      String name = job.getRawPath().substring(job.getRawPath().lastIndexOf('/') + 1);
      String id = name.substring(0, name.indexOf('-'));
      requests.add(Pointer.to(job, RawPosting.at(site.id(), id, job).build()));
    }
    return new Harvest.Read(
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        requests,
        null,
        null,
        "the data of the jobs was not where it used to be; the links of the page were followed");
  }
}
