package stellwerk.crawler.adapter.kind;

import static stellwerk.crawler.site.RawField.*;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
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
import stellwerk.crawler.site.RawPlace;
import stellwerk.crawler.site.RawPosting;
import stellwerk.crawler.site.Site;
import stellwerk.crawler.verdict.Proof;
import tools.jackson.databind.JsonNode;

/// BambooHR's career pages: list `https://{host}/careers/list`, detail
/// `https://{host}/careers/{id}/detail`, the page for people `https://{host}/careers/{id}`
/// (`sites.md` §4.17). Endpoint form seen in public client code; not documented by the vendor. Its
/// total is reported, but was not seen to hold, so it proves nothing.
final class BambooHr implements Adapter {
  private static final Pattern ID = Pattern.compile("[0-9]{1,18}");

  /// What the codes of `locationType` mean on the pages for people.
  private static final Map<String, String> HOW = Map.of("1", "remote", "2", "hybrid");

  @Override
  public String kind() {
    return "bamboohr";
  }

  @Override
  public Set<String> options() {
    return Set.of("host");
  }

  @Override
  public Set<String> requiredOptions() {
    return Set.of("host");
  }

  @Override
  public Proof proof(Site site) {
    return Proof.NONE;
  }

  @Override
  public List<Request> start(Site site) {
    return StartPages.firstOr(
        site, Purpose.API, () -> "https://" + Slug.of(site, "host") + "/careers/list");
  }

  @Override
  public boolean recognises(Fetched.Page page) {
    return Shape.isJson(page, '{', "jobOpeningName");
  }

  @Override
  public Optional<SiteProposal> propose(URI address) {
    return PlaceName.below(address, ".bamboohr.com")
        .map(name ->
            SiteProposal.known(
                kind(),
                name,
                Options.of("host", name + ".bamboohr.com"),
                "an address of BambooHR"));
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
              ? detail(site, page, tree.path("result").path("jobOpening"))
              : list(site, page, tree);
    };
  }

  private static Harvest list(Site site, Fetched.Page page, JsonNode tree) {
    if (!tree.path("result").isArray()) {
      return new NotThePage(Problem.WRONG_SHAPE, "JSON without a list of results");
    }
    List<Quarantined> quarantined = new ArrayList<>();
    List<Request> requests = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    int number = 0;
    for (JsonNode job : tree.path("result").values()) {
      number++;
      String id = Json.text(job, "id");
      String title = Repaired.plain(Json.text(job, "jobOpeningName")).text();
      if (id == null || !ID.matcher(id).matches() || title == null || title.isBlank()) {
        quarantined.add(
            new Quarantined(
                id == null ? "result " + number : id,
                "json result[] without jobOpeningName, or its id is no number"));
      } else if (seen.add(id)) {
        RawPosting.Builder posting =
            RawPosting.at(site.id(), id, page.url().resolve("/careers/" + id));
        requests.add(
            Pointer.to(
                page.url().resolve("/careers/" + id + "/detail"),
                posting(site, job, title, "json result[].", posting)));
      }
    }
    JsonNode total = tree.path("meta").path("totalCount");
    return new Harvest.Read(
        List.of(),
        quarantined,
        List.of(),
        List.of(),
        requests,
        total.isIntegralNumber() && total.canConvertToInt() ? total.intValue() : null,
        null);
  }

  private static Harvest detail(Site site, Fetched.Page page, JsonNode job) {
    String title = Repaired.plain(Json.text(job, "jobOpeningName")).text();
    Optional<RawPosting> listed = Pointer.in(site.id(), page.request());
    if (listed.isEmpty() || title == null || title.isBlank()) {
      return new NotThePage(Problem.WRONG_SHAPE, "JSON without a job opening of the list");
    }
    RawPosting.Builder posting = RawPosting.at(site.id(), listed.get().key(), listed.get().url());
    posting(site, job, title, "json jobOpening.", posting);
    posting
        .structured(DATE_POSTED, Json.text(job, "datePosted"), "json jobOpening.datePosted")
        .structured(
            DESCRIPTION,
            Repaired.html(Json.text(job, "description")).text(),
            "json jobOpening.description")
        .structured(
            PAY,
            Repaired.plain(Json.text(job, "compensation")).text(),
            "json jobOpening.compensation")
        .structured(
            EXPERIENCE, Json.text(job, "minimumExperience"), "json jobOpening.minimumExperience");
    Pointer.complete(posting, listed.get());
    return Harvest.Read.of(List.of(posting.build()), List.of());
  }

  /// What list and detail say alike.
  private static RawPosting posting(
      Site site, JsonNode job, String title, String at, RawPosting.Builder posting) {
    posting
        .structured(TITLE, title, at + "jobOpeningName")
        .structured(
            DEPARTMENT,
            Repaired.plain(Json.text(job, "departmentLabel")).text(),
            at + "departmentLabel")
        .structured(
            EMPLOYMENT_TYPE, Json.text(job, "employmentStatusLabel"), at + "employmentStatusLabel");
    String how = Json.text(job, "locationType");
    String remote = how == null ? null : HOW.get(how);
    posting.structured(REMOTE, remote, at + "locationType");
    if (remote == null) {
      posting.structured(
          REMOTE, job.path("isRemote").asBoolean(false) ? "remote" : null, at + "isRemote");
    }
    Company.add(posting, site);
    JsonParts.place(
        posting,
        job.path("atsLocation"),
        Map.of(
            RawPlace.Part.CITY, "city",
            RawPlace.Part.REGION, "state",
            RawPlace.Part.COUNTRY, "country"),
        at + "atsLocation");
    if (posting.build().places().isEmpty()) {
      JsonParts.place(
          posting,
          job.path("location"),
          Map.of(
              RawPlace.Part.POSTAL_CODE, "postalCode",
              RawPlace.Part.CITY, "city",
              RawPlace.Part.REGION, "state",
              RawPlace.Part.COUNTRY, "addressCountry"),
          at + "location");
    }
    return posting.build();
  }
}
