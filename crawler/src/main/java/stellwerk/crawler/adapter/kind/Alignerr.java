package stellwerk.crawler.adapter.kind;

import static stellwerk.crawler.site.RawField.*;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import stellwerk.crawler.adapter.Adapter;
import stellwerk.crawler.adapter.Harvest;
import stellwerk.crawler.adapter.Harvest.ClosedSign;
import stellwerk.crawler.adapter.Harvest.NotThePage;
import stellwerk.crawler.adapter.Harvest.Problem;
import stellwerk.crawler.adapter.Harvest.Quarantined;
import stellwerk.crawler.adapter.Harvest.Skipped;
import stellwerk.crawler.adapter.SiteProposal;
import stellwerk.crawler.adapter.page.FlightData;
import stellwerk.crawler.adapter.page.HtmlPage;
import stellwerk.crawler.adapter.page.Json;
import stellwerk.crawler.adapter.page.PageSignals;
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

/// Alignerr (Labelbox): `https://www.alignerr.com/jobs`, its list in `__NEXT_DATA__` under
/// `initialJobs`; a job's page is `/jobs/{id}` (`sites.md` §4.17). Form seen in public client code.
/// The list may be a first portion, so never a proof; a job that is not active any more says so.
final class Alignerr implements Adapter {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,80}");

  @Override
  public String kind() {
    return "alignerr";
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
    return StartPages.firstOr(site, Purpose.LIST, () -> "https://www.alignerr.com/jobs");
  }

  @Override
  public boolean recognises(Fetched.Page page) {
    return Shape.head(page.body()).stripLeading().startsWith("<")
        && page.text().contains("__NEXT_DATA__")
        && page.text().contains("\"initialJobs\"");
  }

  @Override
  public Optional<SiteProposal> propose(URI address) {
    return Set.of("www.alignerr.com", "alignerr.com").contains(PlaceName.host(address))
        ? Optional.of(SiteProposal.known(kind(), kind(), Options.NONE, "an address of Alignerr"))
        : Optional.empty();
  }

  @Override
  public Harvest read(Site site, Fetched.Page page) {
    Optional<NotThePage> shape = Shape.notHtml(page);
    if (shape.isPresent()) {
      return shape.get();
    }
    Document document = HtmlPage.parse(page);
    Optional<JsonNode> jobs =
        FlightData.document(document)
            .flatMap(tree -> FlightData.find(tree, "initialJobs"))
            .filter(JsonNode::isArray);
    return jobs.isPresent()
        ? list(site, page, jobs.get())
        : new PageSignals(page, document, false)
            .problem()
            .orElseGet(() ->
                new NotThePage(Problem.WRONG_SHAPE, "a page without initialJobs in its data"));
  }

  private static Harvest list(Site site, Fetched.Page page, JsonNode jobs) {
    List<RawPosting> postings = new ArrayList<>();
    List<Quarantined> quarantined = new ArrayList<>();
    List<Skipped> skipped = new ArrayList<>();
    List<ClosedSign> closed = new ArrayList<>();
    int number = 0;
    for (JsonNode job : jobs.values()) {
      String id = Json.text(job, "id");
      String title = Repaired.plain(Json.text(job, "name")).text();
      number++;
      if (id == null || !ID.matcher(id).matches() || title == null || title.isBlank()) {
        quarantined.add(
            new Quarantined(
                id == null ? "initialJobs " + number : id,
                "json initialJobs[] without id or name"));
      } else {
        URI url = page.url().resolve("/jobs/" + id);
        if (job.path("isActive").asBoolean(true)) {
          postings.add(posting(site, job, title, RawPosting.at(site.id(), id, url)));
        } else {
          skipped.add(new Skipped(id, "isActive is false"));
          closed.add(new ClosedSign(url, "isActive: false"));
        }
      }
    }
    return new Harvest.Read(postings, quarantined, skipped, closed, List.of(), null, null);
  }

  private static RawPosting posting(
      Site site, JsonNode job, String title, RawPosting.Builder posting) {
    String first = Json.text(job, "firstPostDate");
    String description = Json.text(job, "htmlLongDescription");
    boolean whole = description != null && !description.isBlank();
    posting
        .structured(TITLE, title, "json initialJobs[].name")
        .structured(
            DESCRIPTION,
            Repaired.html(whole ? description : Json.text(job, "shortDescription")).text(),
            "json initialJobs[]." + (whole ? "htmlLongDescription" : "shortDescription"))
        .structured(EMPLOYMENT_TYPE, Json.text(job, "jobType"), "json initialJobs[].jobType")
        .structured(LOCATION, Json.text(job, "location"), "json initialJobs[].location")
        .structured(
            DATE_POSTED,
            first == null ? Json.text(job, "createdAt") : first,
            "json initialJobs[]." + (first == null ? "createdAt" : "firstPostDate"));
    Company.add(posting, site);
    return posting.build();
  }
}
