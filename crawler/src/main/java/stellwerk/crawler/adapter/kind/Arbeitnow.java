package stellwerk.crawler.adapter.kind;

import static stellwerk.crawler.site.RawField.*;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import stellwerk.crawler.adapter.Adapter;
import stellwerk.crawler.adapter.Harvest;
import stellwerk.crawler.adapter.SiteProposal;
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
  private static final RecordList DATA = RecordList.of("data", "slug", "title", "url");
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
    return Shape.isJson(page, '{', "company_name", "job_types");
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
    return DATA.read(site, page, Arbeitnow::posting, (tree, read) -> paged(page, tree, read));
  }

  /// `links.next` carries a search term: pages are counted here.
  private static Harvest paged(Fetched.Page page, JsonNode tree, Harvest.Read read) {
    String asked = page.request().carried().get(NUMBER);
    if (tree.path("data").isEmpty() || asked == null) {
      return read;
    }
    int at = Integer.parseInt(asked);
    return at < MOST_PAGES
        ? read.asking(List.of(page(at + 1)))
        : read.cappedBecause("more than " + MOST_PAGES + " pages");
  }

  private static RawPosting posting(JsonNode job, RawPosting.Builder posting) {
    posting
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
