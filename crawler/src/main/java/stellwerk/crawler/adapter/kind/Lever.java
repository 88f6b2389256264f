package stellwerk.crawler.adapter.kind;

import static stellwerk.crawler.site.RawField.*;

import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
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
import stellwerk.crawler.site.RawPay;
import stellwerk.crawler.site.RawPosting;
import stellwerk.crawler.site.Site;
import stellwerk.crawler.verdict.Proof;
import tools.jackson.databind.JsonNode;

/// Lever's public postings: `api.lever.co/v0/postings/{site}?mode=json&limit=100&skip=N`
/// (`sites.md` §4.4). Endpoint form seen in public client code.
final class Lever implements Adapter {
  private static final RecordList POSTINGS = RecordList.of("", "id", "text", "hostedUrl");
  private static final int LIMIT = 100;
  private static final String SKIP = "skip";

  @Override
  public String kind() {
    return "lever";
  }

  @Override
  public Set<String> options() {
    return Set.of("site", "region");
  }

  @Override
  public Set<String> requiredOptions() {
    return Set.of("site");
  }

  @Override
  public Proof proof(Site site) {
    return Proof.WHOLE;
  }

  @Override
  public List<Request> start(Site site) {
    if (!site.start().isEmpty()) {
      return StartPages.first(site, Purpose.API);
    }
    String region = site.options().text("region").orElse("us");
    if (!region.equals("us") && !region.equals("eu")) {
      throw new IllegalArgumentException("option region is us or eu, not: " + region);
    }
    String name = Slug.of(site, "site");
    String host = region.equals("eu") ? "api.eu.lever.co" : "api.lever.co";
    return List.of(
        page(
            URI.create(
                "https://"
                    + host
                    + "/v0/postings/"
                    + name
                    + "?mode=json&limit="
                    + LIMIT
                    + "&skip=0"),
            0));
  }

  private static Request page(URI url, int skip) {
    return Request.get(url, Purpose.API).carrying(Map.of(SKIP, Integer.toString(skip)));
  }

  @Override
  public boolean recognises(Fetched.Page page) {
    return Shape.isJson(page, '[', "hostedUrl");
  }

  @Override
  public Optional<SiteProposal> propose(URI address) {
    String host = PlaceName.host(address);
    Optional<String> name =
        switch (host) {
          case "jobs.lever.co", "jobs.eu.lever.co" -> PlaceName.first(address);
          case "api.lever.co", "api.eu.lever.co" -> PlaceName.after(address, "postings");
          default -> Optional.empty();
        };
    return name.map(site ->
        SiteProposal.known(
            kind(),
            site,
            host.contains(".eu.")
                ? new Options(Map.of("site", List.of(site), "region", List.of("eu")))
                : Options.of("site", site),
            "an address of Lever"));
  }

  @Override
  public Harvest read(Site site, Fetched.Page page) {
    return POSTINGS.read(
        site,
        page,
        (job, posting) -> posting(site, job, posting),
        (tree, read) -> read.asking(next(page, tree.size())));
  }

  /// A page as long as asked for has another behind it.
  private static List<Request> next(Fetched.Page page, int size) {
    String skipped = page.request().carried().get(SKIP);
    if (size < LIMIT || skipped == null) {
      return List.of();
    }
    int skip = Integer.parseInt(skipped) + LIMIT;
    return List.of(
        page(
            URI.create(page.request().url().toString().replaceAll("skip=\\d+", "skip=" + skip)),
            skip));
  }

  private static RawPosting posting(Site site, JsonNode job, RawPosting.Builder posting) {
    JsonNode categories = job.path("categories");
    posting
        .structured(
            EMPLOYMENT_TYPE, Json.text(categories, "commitment"), "json [].categories.commitment")
        .structured(
            DEPARTMENT, Json.text(categories, "department"), "json [].categories.department")
        .structured(
            REMOTE,
            "unspecified".equals(Json.text(job, "workplaceType"))
                ? null
                : Json.text(job, "workplaceType"),
            "json [].workplaceType")
        .structured(
            PAY,
            Repaired.plain(Json.text(job, "salaryDescription")).text(),
            "json [].salaryDescription")
        .structured(DESCRIPTION, description(job), "json [].description")
        .structured(APPLY_URL, Json.text(job, "applyUrl"), "json [].applyUrl");
    List<JsonNode> locations = Json.all(categories.path("allLocations"));
    if (locations.isEmpty()) {
      posting.structured(
          LOCATION, Json.text(categories, "location"), "json [].categories.location");
    }
    locations.forEach(location ->
        posting.structured(LOCATION, Json.text(location), "json [].categories.allLocations[]"));
    JsonNode created = job.path("createdAt");
    if (created.isIntegralNumber() && created.canConvertToLong()) {
      posting.structured(
          DATE_POSTED, Instant.ofEpochMilli(created.longValue()).toString(), "json [].createdAt");
    }
    Company.add(posting, site);
    pay(posting, job.path("salaryRange"));
    return posting.build();
  }

  /// The requirements stand in `lists[]`, not in `description`.
  private static @Nullable String description(JsonNode job) {
    StringBuilder html = new StringBuilder();
    String opening = Json.text(job, "description");
    html.append(opening == null ? "" : opening);
    for (JsonNode list : job.path("lists").values()) {
      String heading = Json.text(list, "text");
      String items = Json.text(list, "content");
      if (heading != null && !heading.isBlank()) {
        html.append("\n<h3>").append(Repaired.escaped(heading)).append("</h3>");
      }
      if (items != null && !items.isBlank()) {
        html.append("\n<ul>").append(items).append("</ul>");
      }
    }
    String closing = Json.text(job, "additional");
    html.append(closing == null ? "" : "\n" + closing);
    return Repaired.html(html.toString()).text();
  }

  private static void pay(RawPosting.Builder posting, JsonNode range) {
    Map<RawPay.Part, @Nullable String> parts = new HashMap<>();
    parts.put(RawPay.Part.MIN, Json.text(range, "min"));
    parts.put(RawPay.Part.MAX, Json.text(range, "max"));
    parts.put(RawPay.Part.CURRENCY, Json.text(range, "currency"));
    parts.put(RawPay.Part.UNIT, Json.text(range, "interval"));
    posting.pay(parts, "json [].salaryRange");
  }
}
