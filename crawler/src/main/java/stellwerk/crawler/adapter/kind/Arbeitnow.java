package stellwerk.crawler.adapter.kind;

import static stellwerk.crawler.site.RawField.*;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

/// Arbeitnow's list for the German market: `www.arbeitnow.com/api/job-board-api?page=N` (`sites.md`
/// §4.17). An aggregator, so never a proof. Pages are counted here: `links.next` carries a search
/// term.
final class Arbeitnow implements Adapter {
  private static final int MOST_PAGES = 50;
  private static final String NUMBER = "number";

  @Override
  public String kind() {
    return "arbeitnow";
  }

  @Override
  public Set<String> options() {
    return Set.of();
  }

  @Override
  public Proof proof(Site site) {
    return Proof.NONE;
  }

  @Override
  public List<Request> start(Site site) {
    return site.start().isEmpty() ? List.of(page(1)) : StartPages.first(site, Purpose.API);
  }

  private static Request page(int number) {
    return Request.get(
            URI.create("https://www.arbeitnow.com/api/job-board-api?page=" + number), Purpose.API)
        .carrying(Map.of(NUMBER, Integer.toString(number)));
  }

  @Override
  public boolean recognises(Fetched.Page page) {
    return Shape.head(page.body()).stripLeading().startsWith("{")
        && page.text().contains("\"company_name\"")
        && page.text().contains("\"job_types\"");
  }

  @Override
  public Optional<SiteProposal> propose(URI address) {
    String host = PlaceName.host(address);
    return host.equals("arbeitnow.com") || host.equals("www.arbeitnow.com")
        ? Optional.of(SiteProposal.known(kind(), kind(), Options.NONE, "an address of Arbeitnow"))
        : Optional.empty();
  }

  @Override
  public Harvest read(Site site, Fetched.Page page) {
    return switch (Json.body(page)) {
      case Json.Body.Not(NotThePage problem) -> problem;
      case Json.Body.Tree(JsonNode tree) ->
          tree.path("data").isArray()
              ? list(site, page, tree.path("data"))
              : new NotThePage(Problem.WRONG_SHAPE, "JSON without a list of data");
    };
  }

  private static Harvest list(Site site, Fetched.Page page, JsonNode data) {
    List<RawPosting> postings = new ArrayList<>();
    List<Quarantined> quarantined = new ArrayList<>();
    int number = 0;
    for (JsonNode job : data.values()) {
      String slug = Json.text(job, "slug");
      String title = Repaired.plain(Json.text(job, "title")).text();
      Optional<URI> url = HtmlPage.resolve(page.url(), Json.text(job, "url"));
      number++;
      if (slug == null || slug.isBlank() || title == null || title.isBlank() || url.isEmpty()) {
        quarantined.add(
            new Quarantined(
                slug == null ? "data " + number : slug, "json data[] without slug, title or url"));
      } else {
        postings.add(posting(job, title, RawPosting.at(site.id(), slug, url.get())));
      }
    }
    String asked = page.request().carried().get(NUMBER);
    int at = asked == null ? MOST_PAGES : Integer.parseInt(asked);
    boolean more = !data.isEmpty() && asked != null;
    return new Harvest.Read(
        postings,
        quarantined,
        List.of(),
        List.of(),
        more && at < MOST_PAGES ? List.of(page(at + 1)) : List.of(),
        null,
        more && at >= MOST_PAGES ? "more than " + MOST_PAGES + " pages" : null);
  }

  private static RawPosting posting(JsonNode job, String title, RawPosting.Builder posting) {
    posting
        .structured(TITLE, title, "json data[].title")
        .structured(
            EMPLOYER,
            Repaired.plain(Json.text(job, "company_name")).text(),
            "json data[].company_name")
        .structured(LOCATION, Json.text(job, "location"), "json data[].location")
        .structured(
            DESCRIPTION,
            Repaired.html(Json.text(job, "description")).text(),
            "json data[].description")
        .structured(
            REMOTE, job.path("remote").asBoolean(false) ? "remote" : null, "json data[].remote");
    job.path("job_types")
        .values()
        .forEach(type ->
            posting.structured(EMPLOYMENT_TYPE, Json.text(type), "json data[].job_types[]"));
    job.path("tags")
        .values()
        .forEach(tag -> posting.structured(CATEGORY, Json.text(tag), "json data[].tags[]"));
    JsonNode created = job.path("created_at");
    if (created.isIntegralNumber() && created.canConvertToInt()) {
      posting.structured(
          DATE_POSTED,
          Instant.ofEpochSecond(created.longValue()).toString(),
          "json data[].created_at");
    }
    return posting.build();
  }
}
