package stellwerk.crawler.adapter.kind;

import static stellwerk.crawler.site.RawField.*;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import stellwerk.crawler.adapter.Adapter;
import stellwerk.crawler.adapter.Harvest;
import stellwerk.crawler.adapter.Harvest.NotThePage;
import stellwerk.crawler.adapter.Harvest.Problem;
import stellwerk.crawler.adapter.Harvest.Quarantined;
import stellwerk.crawler.adapter.Harvest.Skipped;
import stellwerk.crawler.adapter.SiteProposal;
import stellwerk.crawler.adapter.page.HtmlPage;
import stellwerk.crawler.adapter.page.Json;
import stellwerk.crawler.adapter.page.Repaired;
import stellwerk.crawler.adapter.page.Shape;
import stellwerk.crawler.fetch.Fetched;
import stellwerk.crawler.fetch.Request;
import stellwerk.crawler.fetch.Request.Purpose;
import stellwerk.crawler.site.Options;
import stellwerk.crawler.site.RawPay;
import stellwerk.crawler.site.RawPlace;
import stellwerk.crawler.site.RawPosting;
import stellwerk.crawler.site.Site;
import stellwerk.crawler.verdict.Proof;
import tools.jackson.databind.JsonNode;

/// Ashby's public board: `api.ashbyhq.com/posting-api/job-board/{board}?includeCompensation=true`
/// (`sites.md` §4.5). Endpoint form seen in public client code.
final class Ashby implements Adapter {
  @Override
  public String kind() {
    return "ashby";
  }

  @Override
  public Set<String> options() {
    return Set.of("board");
  }

  @Override
  public Set<String> requiredOptions() {
    return Set.of("board");
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
            "https://api.ashbyhq.com/posting-api/job-board/"
                + Slug.of(site, "board")
                + "?includeCompensation=true");
  }

  @Override
  public boolean recognises(Fetched.Page page) {
    return Shape.isJson(page, '{', "jobs", "jobUrl");
  }

  @Override
  public Optional<SiteProposal> propose(URI address) {
    Optional<String> name =
        switch (PlaceName.host(address)) {
          case "jobs.ashbyhq.com" -> PlaceName.first(address);
          case "api.ashbyhq.com" -> PlaceName.after(address, "job-board");
          default -> Optional.empty();
        };
    return name.map(board ->
        SiteProposal.known(kind(), board, Options.of("board", board), "an address of Ashby"));
  }

  @Override
  public Harvest read(Site site, Fetched.Page page) {
    return switch (Json.body(page)) {
      case Json.Body.Not(NotThePage problem) -> problem;
      case Json.Body.Tree(JsonNode tree) -> board(site, page, tree);
    };
  }

  private static Harvest board(Site site, Fetched.Page page, JsonNode tree) {
    if (!tree.path("jobs").isArray()) {
      return new NotThePage(Problem.WRONG_SHAPE, "JSON without a list of jobs");
    }
    List<RawPosting> postings = new ArrayList<>();
    List<Quarantined> quarantined = new ArrayList<>();
    List<Skipped> skipped = new ArrayList<>();
    int number = 0;
    for (JsonNode job : tree.path("jobs").values()) {
      String id = Json.text(job, "id");
      String title = Repaired.plain(Json.text(job, "title")).text();
      Optional<URI> url = HtmlPage.resolve(page.url(), Json.text(job, "jobUrl"));
      String key =
          id == null || id.isBlank() ? url.map(URI::toString).orElse("jobs[" + number + "]") : id;
      number++;
      if (job.has("isListed") && !job.path("isListed").asBoolean(true)) {
        skipped.add(new Skipped(key, "unlisted job"));
      } else if (title == null || title.isBlank() || url.isEmpty()) {
        quarantined.add(new Quarantined(key, "json jobs[] without title or jobUrl"));
      } else {
        postings.add(posting(site, job, title, RawPosting.at(site.id(), key, url.get())));
      }
    }
    return new Harvest.Read(postings, quarantined, skipped, List.of(), List.of(), null, null);
  }

  private static RawPosting posting(
      Site site, JsonNode job, String title, RawPosting.Builder posting) {
    posting
        .structured(TITLE, title, "json jobs[].title")
        .structured(DEPARTMENT, Json.text(job, "department"), "json jobs[].department")
        .structured(EMPLOYMENT_TYPE, Json.text(job, "employmentType"), "json jobs[].employmentType")
        .structured(REMOTE, Json.text(job, "workplaceType"), "json jobs[].workplaceType")
        .structured(
            REMOTE, job.path("isRemote").asBoolean(false) ? "remote" : null, "json jobs[].isRemote")
        .structured(LOCATION, Json.text(job, "location"), "json jobs[].location")
        .structured(DATE_POSTED, Json.text(job, "publishedAt"), "json jobs[].publishedAt")
        .structured(APPLY_URL, Json.text(job, "applyUrl"), "json jobs[].applyUrl");
    for (JsonNode other : job.path("secondaryLocations").values()) {
      String words = Json.text(other);
      posting.structured(
          LOCATION,
          words == null ? Json.text(other, "location") : words,
          "json jobs[].secondaryLocations[]");
    }
    description(posting, job);
    Company.add(posting, site);
    JsonNode address = job.path("address");
    place(posting, address.has("postalAddress") ? address.path("postalAddress") : address);
    pay(posting, job.path("compensation"));
    return posting.build();
  }

  private static void description(RawPosting.Builder posting, JsonNode job) {
    String html = Json.text(job, "descriptionHtml");
    boolean plain = html == null || html.isBlank();
    String name = plain ? "descriptionPlain" : "descriptionHtml";
    posting.structured(
        DESCRIPTION, Repaired.html(Json.text(job, name)).text(), "json jobs[]." + name);
  }

  private static void place(RawPosting.Builder posting, JsonNode address) {
    Map<RawPlace.Part, @Nullable String> parts = new HashMap<>();
    parts.put(RawPlace.Part.CITY, either(address, "addressLocality", "city"));
    parts.put(RawPlace.Part.REGION, either(address, "addressRegion", "region"));
    parts.put(RawPlace.Part.COUNTRY, either(address, "addressCountry", "country"));
    posting.place(parts, "json jobs[].address.postalAddress");
  }

  /// A word by its name of today, else by its older one.
  private static @Nullable String either(JsonNode node, String name, String older) {
    String words = Json.text(node, name);
    return words == null ? Json.text(node, older) : words;
  }

  /// Salary only: equity and bonus are other things.
  private static void pay(RawPosting.Builder posting, JsonNode compensation) {
    for (JsonNode component : compensation.path("summaryComponents").values()) {
      if ("Salary".equals(Json.text(component, "compensationType"))) {
        Map<RawPay.Part, @Nullable String> parts = new HashMap<>();
        parts.put(RawPay.Part.MIN, Json.text(component, "minValue"));
        parts.put(RawPay.Part.MAX, Json.text(component, "maxValue"));
        parts.put(RawPay.Part.CURRENCY, Json.text(component, "currencyCode"));
        parts.put(RawPay.Part.UNIT, Json.text(component, "interval"));
        posting.pay(parts, "json jobs[].compensation.summaryComponents[]");
      }
    }
  }
}
