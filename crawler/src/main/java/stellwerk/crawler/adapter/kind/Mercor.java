package stellwerk.crawler.adapter.kind;

import static stellwerk.crawler.site.RawField.*;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import stellwerk.crawler.adapter.Adapter;
import stellwerk.crawler.adapter.Harvest;
import stellwerk.crawler.adapter.Harvest.NotThePage;
import stellwerk.crawler.adapter.Harvest.Problem;
import stellwerk.crawler.adapter.Harvest.Quarantined;
import stellwerk.crawler.adapter.SiteProposal;
import stellwerk.crawler.adapter.page.Json;
import stellwerk.crawler.adapter.page.Repaired;
import stellwerk.crawler.adapter.page.Shape;
import stellwerk.crawler.fetch.Fetched;
import stellwerk.crawler.fetch.Request;
import stellwerk.crawler.fetch.Request.Purpose;
import stellwerk.crawler.site.Options;
import stellwerk.crawler.site.RawPay;
import stellwerk.crawler.site.RawPosting;
import stellwerk.crawler.site.Site;
import stellwerk.crawler.verdict.Proof;
import tools.jackson.databind.JsonNode;

/// Mercor's explore page: `https://aws.api.mercor.com/work/listings-public?search=…`, shown at
/// `work.mercor.com/jobs/{listingId}` (`sites.md` §4.17). Form seen in public client code; inner
/// data of a platform's page. No total seen, so never a proof. Its pay names no currency, and none
/// is added.
final class Mercor implements Adapter {
  private static final String LISTINGS = "https://aws.api.mercor.com/work/listings-public?search=";
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{3,80}");

  @Override
  public String kind() {
    return "mercor";
  }

  @Override
  public Set<String> options() {
    return Set.of("search");
  }

  @Override
  public Proof proof(Site site) {
    return Proof.NONE;
  }

  @Override
  public List<Request> start(Site site) {
    if (!site.start().isEmpty()) {
      return StartPages.first(site, Purpose.API);
    }
    List<String> terms = site.options().list("search");
    return (terms.isEmpty() ? List.of("") : terms)
        .stream()
            .map(term -> LISTINGS + URLEncoder.encode(term, StandardCharsets.UTF_8))
            .map(url -> Request.get(URI.create(url), Purpose.API))
            .toList();
  }

  @Override
  public boolean recognises(Fetched.Page page) {
    return !Shape.head(page.body()).stripLeading().startsWith("<")
        && page.text().contains("\"listingId\"")
        && page.text().contains("\"payRateFrequency\"");
  }

  @Override
  public Optional<SiteProposal> propose(URI address) {
    return Set.of("work.mercor.com").contains(PlaceName.host(address))
        ? Optional.of(SiteProposal.known(kind(), kind(), Options.NONE, "an address of Mercor"))
        : Optional.empty();
  }

  @Override
  public Harvest read(Site site, Fetched.Page page) {
    return switch (Json.body(page)) {
      case Json.Body.Not(NotThePage problem) -> problem;
      case Json.Body.Tree(JsonNode tree) -> {
        JsonNode listings = tree.isArray() ? tree : tree.path("listings");
        yield listings.isArray()
            ? list(site, listings)
            : new NotThePage(Problem.WRONG_SHAPE, "JSON without a list of listings");
      }
    };
  }

  private static Harvest list(Site site, JsonNode listings) {
    List<RawPosting> postings = new ArrayList<>();
    List<Quarantined> quarantined = new ArrayList<>();
    int number = 0;
    for (JsonNode job : listings.values()) {
      String id = Json.text(job, "listingId");
      String title = Repaired.plain(Json.text(job, "title")).text();
      number++;
      if (id == null || !ID.matcher(id).matches() || title == null || title.isBlank()) {
        quarantined.add(
            new Quarantined(
                id == null ? "listings " + number : id,
                "json listings[] without listingId or title"));
      } else {
        URI url = URI.create("https://work.mercor.com/jobs/" + id);
        postings.add(posting(site, job, title, RawPosting.at(site.id(), id, url)));
      }
    }
    return Harvest.Read.of(postings, quarantined);
  }

  private static RawPosting posting(
      Site site, JsonNode job, String title, RawPosting.Builder posting) {
    String posted = Json.text(job, "postedAt");
    posting
        .structured(TITLE, title, "json listings[].title")
        .structured(
            DESCRIPTION,
            Repaired.html(Json.text(job, "description")).text(),
            "json listings[].description")
        .structured(LOCATION, Json.text(job, "location"), "json listings[].location")
        .structured(EMPLOYMENT_TYPE, Json.text(job, "commitment"), "json listings[].commitment")
        .structured(
            DATE_POSTED,
            posted == null ? Json.text(job, "createdAt") : posted,
            posted == null ? "json listings[].createdAt" : "json listings[].postedAt");
    Company.add(posting, site);
    Map<RawPay.Part, @Nullable String> parts = new HashMap<>();
    parts.put(RawPay.Part.MIN, Json.text(job, "rateMin"));
    parts.put(RawPay.Part.MAX, Json.text(job, "rateMax"));
    parts.put(RawPay.Part.UNIT, Json.text(job, "payRateFrequency"));
    posting.pay(parts, "json listings[].rateMin");
    return posting.build();
  }
}
