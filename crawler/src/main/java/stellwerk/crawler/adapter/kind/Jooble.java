package stellwerk.crawler.adapter.kind;

import static stellwerk.crawler.site.RawField.*;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import stellwerk.crawler.adapter.Adapter;
import stellwerk.crawler.adapter.Harvest;
import stellwerk.crawler.adapter.page.Json;
import stellwerk.crawler.adapter.page.Repaired;
import stellwerk.crawler.adapter.page.Shape;
import stellwerk.crawler.fetch.Fetched;
import stellwerk.crawler.fetch.Request;
import stellwerk.crawler.fetch.Request.Purpose;
import stellwerk.crawler.site.RawPosting;
import stellwerk.crawler.site.Site;
import stellwerk.crawler.verdict.Proof;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Jooble's search: `POST https://jooble.org/api/{key}`, documented at `jooble.org/api/about`
/// (`sites.md` §4.18). An affiliate: snippets, tracked links, pay in free text, so never a proof.
final class Jooble implements Adapter {
  private static final RecordList JOBS = RecordList.of("jobs", "id", "title", "link");
  private static final int SIZE = 50;
  private static final int MOST_PAGES = 5;

  @Override
  public String kind() {
    return "jooble";
  }

  @Override
  public Set<String> options() {
    return Set.of("key", "search", "place");
  }

  @Override
  public Set<String> requiredOptions() {
    return Set.of("key", "search");
  }

  @Override
  public Proof proof(Site site) {
    return Proof.NONE;
  }

  @Override
  public List<Request> start(Site site) {
    List<URI> addresses =
        site.start().isEmpty()
            ? List.of(URI.create("https://jooble.org/api/" + Slug.of(site, "key")))
            : StartPages.first(site, Purpose.API).stream().map(Request::url).toList();
    String place = site.options().text("place").orElse("Deutschland");
    return addresses.stream()
        .flatMap(
            url -> site.options().list("search").stream().map(term -> page(url, term, place, 1)))
        .toList();
  }

  private static Request page(URI url, String words, String place, int number) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("keywords", words).put("location", place);
    body.put("page", Integer.toString(number)).put("ResultOnPage", Integer.toString(SIZE));
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
    return Shape.isJson(page, '{', "totalCount", "snippet");
  }

  @Override
  public Harvest read(Site site, Fetched.Page page) {
    return JOBS.read(site, page, Jooble::posting, (tree, read) -> paged(page, tree, read));
  }

  private static Harvest paged(Fetched.Page page, JsonNode tree, Harvest.Read read) {
    Optional<JsonNode> asked = Json.read(page.request().body());
    int at = asked.map(body -> body.path("page").asInt(MOST_PAGES)).orElse(MOST_PAGES);
    if (tree.path("jobs").isEmpty() || at * SIZE >= tree.path("totalCount").asInt(0)) {
      return read;
    }
    return at < MOST_PAGES
        ? read.asking(asked.stream().map(body -> next(page.request().url(), body, at + 1)).toList())
        : read.cappedBecause("more than " + MOST_PAGES + " pages of one search");
  }

  private static Request next(URI url, JsonNode asked, int number) {
    return page(
        url, asked.path("keywords").asString(""), asked.path("location").asString(""), number);
  }

  private static RawPosting posting(JsonNode job, RawPosting.Builder posting) {
    return posting
        .structured(
            EMPLOYER, Repaired.plain(Json.text(job, "company")).text(), "json jobs[].company")
        .structured(
            LOCATION, Repaired.plain(Json.text(job, "location")).text(), "json jobs[].location")
        .structured(
            DESCRIPTION, Repaired.html(Json.text(job, "snippet")).text(), "json jobs[].snippet")
        .structured(PAY, Repaired.plain(Json.text(job, "salary")).text(), "json jobs[].salary")
        .structured(EMPLOYMENT_TYPE, Json.text(job, "type"), "json jobs[].type")
        .structured(DATE_MODIFIED, Json.text(job, "updated"), "json jobs[].updated")
        .build();
  }
}
