package stellwerk.crawler.adapter.kind;

import static stellwerk.crawler.site.RawField.*;

import java.math.BigDecimal;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.parser.Parser;
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

/// Greenhouse's public board: `boards-api.greenhouse.io/v1/boards/{token}/jobs?content=true`
/// (`sites.md` §4.3). Endpoint form seen in public client code.
final class Greenhouse implements Adapter {
  private static final RecordList JOBS =
      RecordList.of("jobs", "id", "title", "absolute_url").passingOver(Greenhouse::prospect);

  /// The board's own button to unfold a text: a link to nowhere.
  private static final Pattern MORE =
      Pattern.compile("<a>\\s{0,9}(?:read|learn|see) more\\s{0,9}</a>", Pattern.CASE_INSENSITIVE);

  @Override
  public String kind() {
    return "greenhouse";
  }

  @Override
  public Set<String> options() {
    return Set.of("token");
  }

  @Override
  public Set<String> requiredOptions() {
    return Set.of("token");
  }

  @Override
  public Proof proof(Site site) {
    return Proof.STRONG;
  }

  @Override
  public List<Request> start(Site site) {
    return StartPages.firstOr(
        site,
        Purpose.API,
        () ->
            "https://boards-api.greenhouse.io/v1/boards/"
                + Slug.of(site, "token")
                + "/jobs?content=true&pay_transparency=true");
  }

  @Override
  public boolean recognises(Fetched.Page page) {
    String head = Shape.head(page.body());
    return head.stripLeading().startsWith("{")
        && head.contains("\"jobs\"")
        && page.text().contains("\"absolute_url\"");
  }

  @Override
  public Optional<SiteProposal> propose(URI address) {
    String host = PlaceName.host(address);
    if (!host.endsWith("greenhouse.io")) {
      return Optional.empty();
    }
    Optional<String> token =
        switch (host) {
          case "boards-api.greenhouse.io" -> PlaceName.after(address, "boards");
          case "boards.greenhouse.io",
              "job-boards.greenhouse.io",
              "boards.eu.greenhouse.io",
              "job-boards.eu.greenhouse.io" ->
              PlaceName.parameter(address, "for")
                  .or(() -> PlaceName.first(address).filter(name -> !name.equals("embed")));
          default -> Optional.empty();
        };
    return token.map(name ->
        SiteProposal.known(kind(), name, Options.of("token", name), "an address of Greenhouse"));
  }

  @Override
  public Harvest read(Site site, Fetched.Page page) {
    return JOBS.read(
        site,
        page,
        (job, posting) -> posting(site, job, posting),
        (tree, read) -> proven(site, tree, read));
  }

  private static Harvest proven(Site site, JsonNode tree, Harvest.Read read) {
    JsonNode total = tree.path("meta").path("total");
    return Company.contradiction(site, tree.path("jobs").findValuesAsString("company_name"))
        .<Harvest>map(problem -> problem)
        .orElseGet(() ->
            total.isIntegralNumber() && total.canConvertToInt()
                ? read.declaring(total.intValue())
                : read);
  }

  private static @Nullable String prospect(JsonNode job) {
    return job.has("internal_job_id") && job.get("internal_job_id").isNull()
        ? "prospect post: no job behind it"
        : null;
  }

  private static RawPosting posting(Site site, JsonNode job, RawPosting.Builder posting) {
    posting
        .structured(LOCATION, Json.text(job, "location", "name"), "json jobs[].location.name")
        .structured(DATE_POSTED, Json.text(job, "first_published"), "json jobs[].first_published")
        .structured(DATE_MODIFIED, Json.text(job, "updated_at"), "json jobs[].updated_at")
        .structured(
            VALID_THROUGH,
            Json.text(job, "application_deadline"),
            "json jobs[].application_deadline")
        .structured(LANGUAGE, Json.text(job, "language"), "json jobs[].language");
    String employer = Json.text(job, "company_name");
    if (employer == null || employer.isBlank()) {
      Company.add(posting, site);
    } else {
      posting.structured(EMPLOYER, employer, "json jobs[].company_name");
    }
    String content = Json.text(job, "content");
    if (content != null) {
      // escaped once by the API: "&lt;p&gt;"
      String html = Repaired.html(Parser.unescapeEntities(content, false)).text();
      posting.structured(
          DESCRIPTION,
          html == null ? null : MORE.matcher(html).replaceAll(""),
          "json jobs[].content");
    }
    for (JsonNode department : job.path("departments").values()) {
      String name = Json.text(department, "name");
      posting.structured(
          DEPARTMENT, "No Department".equals(name) ? null : name, "json jobs[].departments[].name");
    }
    offices(posting, job);
    pay(posting, job);
    return posting.build();
  }

  /// Offices say where, when `location` says only how ("Hybrid").
  private static void offices(RawPosting.Builder posting, JsonNode job) {
    String location = Json.text(job, "location", "name");
    String how = location == null ? "" : location.strip().toLowerCase(Locale.ROOT);
    if (how.isEmpty()
        || Set.of("hybrid", "remote", "on-site", "onsite", "flexible").contains(how)) {
      if (!how.isEmpty()) {
        posting.structured(REMOTE, location, "json jobs[].location.name");
      }
      for (JsonNode office : job.path("offices").values()) {
        String where = Json.text(office, "location");
        posting.structured(
            LOCATION,
            where == null || where.isBlank() ? Json.text(office, "name") : where,
            "json jobs[].offices[]");
      }
    }
  }

  private static void pay(RawPosting.Builder posting, JsonNode job) {
    for (JsonNode range : job.path("pay_input_ranges").values()) {
      Map<RawPay.Part, @Nullable String> parts = new HashMap<>();
      parts.put(RawPay.Part.MIN, fromCents(range.path("min_cents")));
      parts.put(RawPay.Part.MAX, fromCents(range.path("max_cents")));
      parts.put(RawPay.Part.CURRENCY, Json.text(range, "currency_type"));
      String title = Repaired.plain(Json.text(range, "title")).text();
      String blurb = Repaired.plain(Json.text(range, "blurb")).text();
      parts.put(RawPay.Part.TEXT, title == null || title.isBlank() ? blurb : title);
      if (parts.get(RawPay.Part.MIN) != null || parts.get(RawPay.Part.MAX) != null) {
        posting.pay(parts, "json jobs[].pay_input_ranges[]");
      }
    }
  }

  private static @Nullable String fromCents(JsonNode cents) {
    if (!cents.isNumber() || Json.endless(cents) || cents.decimalValue().signum() <= 0) {
      return null;
    }
    BigDecimal units = cents.decimalValue().movePointLeft(2).stripTrailingZeros();
    return units.scale() < 0 ? units.setScale(0).toPlainString() : units.toPlainString();
  }
}
