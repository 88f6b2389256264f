package stellwerk.crawler.adapter.kind;

import static stellwerk.crawler.site.RawField.*;

import java.net.URI;
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

/// SmartRecruiters' public postings: list
/// `api.smartrecruiters.com/v1/companies/{id}/postings?limit=100&offset=N`, detail
/// `…/postings/{id}` (`sites.md` §4.6). Endpoint form seen in public client code; documented by the
/// vendor as Posting API. Any unknown company answers 200 with a total of zero, so zero is never
/// believed.
final class SmartRecruiters implements Adapter {
  private static final String OFFSET = "offset";

  private static final Map<RawPlace.Part, String> PLACE =
      Map.of(
          RawPlace.Part.STREET, "address",
          RawPlace.Part.POSTAL_CODE, "postalCode",
          RawPlace.Part.CITY, "city",
          RawPlace.Part.REGION, "region",
          RawPlace.Part.COUNTRY, "country",
          RawPlace.Part.LATITUDE, "latitude",
          RawPlace.Part.LONGITUDE, "longitude");

  private static final Map<RawPay.Part, String> PAY_PARTS =
      Map.of(
          RawPay.Part.MIN, "min",
          RawPay.Part.MAX, "max",
          RawPay.Part.CURRENCY, "currency",
          RawPay.Part.UNIT, "period");

  @Override
  public String kind() {
    return "smartrecruiters";
  }

  @Override
  public Set<String> options() {
    return Set.of("company_id");
  }

  @Override
  public Set<String> requiredOptions() {
    return Set.of("company_id");
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
            "https://api.smartrecruiters.com/v1/companies/"
                + Slug.of(site, "company_id")
                + "/postings?limit=100&offset=0");
  }

  @Override
  public boolean recognises(Fetched.Page page) {
    return Shape.isJson(page, '{', "totalFound", "content");
  }

  @Override
  public Optional<SiteProposal> propose(URI address) {
    Optional<String> name =
        switch (PlaceName.host(address)) {
          case "jobs.smartrecruiters.com", "careers.smartrecruiters.com" ->
              PlaceName.first(address);
          case "api.smartrecruiters.com" -> PlaceName.after(address, "companies");
          default -> Optional.empty();
        };
    return name.map(company ->
        SiteProposal.known(
            kind(), company, Options.of("company_id", company), "an address of SmartRecruiters"));
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
              ? detail(site, page, tree)
              : list(site, page, tree);
    };
  }

  private static Harvest list(Site site, Fetched.Page page, JsonNode tree) {
    JsonNode content = tree.path("content");
    JsonNode total = tree.path("totalFound");
    if (!content.isArray() || !total.isIntegralNumber() || !total.canConvertToInt()) {
      return new NotThePage(Problem.WRONG_SHAPE, "JSON without content and totalFound");
    }
    if (total.intValue() == 0) {
      return new NotThePage(
          Problem.SOFT_NOT_FOUND, "no postings, which every unknown company answers, too");
    }
    List<Quarantined> quarantined = new ArrayList<>();
    List<Request> requests = new ArrayList<>();
    List<String> employers = new ArrayList<>();
    int offset = offset(page, tree);
    int number = offset;
    for (JsonNode job : content.values()) {
      String id = Json.text(job, "id");
      String title = Repaired.plain(Json.text(job, "name")).text();
      String employer = Json.text(job, "company", "name");
      number++;
      if (employer != null) {
        employers.add(employer);
      }
      Optional<URI> own = HtmlPage.resolve(page.url(), QueryParameter.path(page.url()) + "/" + id);
      if (id == null || id.isBlank() || title == null || title.isBlank() || own.isEmpty()) {
        quarantined.add(
            new Quarantined(
                id == null ? "content " + number : id, "json content[] without id or name"));
      } else {
        requests.add(Pointer.to(own.get(), posting(site, job, id, title, "content[]")));
      }
    }
    Optional<NotThePage> other = Company.contradiction(site, employers);
    if (other.isPresent()) {
      return other.get();
    }
    next(page, offset, content.size(), total.intValue()).ifPresent(requests::add);
    return new Harvest.Read(
        List.of(), quarantined, List.of(), List.of(), requests, total.intValue(), null);
  }

  private static int offset(Fetched.Page page, JsonNode tree) {
    return QueryParameter.number(page.request().url(), OFFSET).orElse(tree.path(OFFSET).asInt(0));
  }

  private static Optional<Request> next(Fetched.Page page, int offset, int came, int total) {
    int next = offset + came;
    return came == 0 || next >= total
        ? Optional.empty()
        : Optional.of(
            Request.get(
                QueryParameter.set(page.request().url(), OFFSET, Integer.toString(next)),
                Purpose.API));
  }

  private static Harvest detail(Site site, Fetched.Page page, JsonNode job) {
    String id = Json.text(job, "id");
    String title = Repaired.plain(Json.text(job, "name")).text();
    if (id == null || id.isBlank() || title == null || title.isBlank()) {
      return new NotThePage(Problem.WRONG_SHAPE, "JSON without id and name of a posting");
    }
    if (!job.path("active").asBoolean(true)) {
      return new Harvest.Read(
          List.of(),
          List.of(),
          List.of(new Skipped(id, "the answer about it says that it is no longer active")),
          List.of(),
          List.of(),
          null,
          null);
    }
    RawPosting said = posting(site, job, id, title, "");
    Optional<RawPosting> listed = Pointer.in(site.id(), page.request());
    RawPosting.Builder posting =
        RawPosting.at(
            site.id(),
            listed.map(RawPosting::key).orElse(id),
            listed.map(RawPosting::url).orElse(said.url()));
    Pointer.complete(posting, said);
    listed.ifPresent(list -> Pointer.complete(posting, list));
    posting.structured(DESCRIPTION, sections(job), "json jobAd.sections");
    posting.structured(APPLY_URL, Json.text(job, "applyUrl"), "json applyUrl");
    JsonParts.pay(
        posting, job.path("compensation").path("salary"), PAY_PARTS, "json compensation.salary");
    return Harvest.Read.of(List.of(posting.build()), List.of());
  }

  /// What list and detail say alike.
  private static RawPosting posting(
      Site site, JsonNode job, String id, String title, String inList) {
    String at = inList.isEmpty() ? "json " : "json " + inList + ".";
    RawPosting.Builder posting = RawPosting.at(site.id(), id, url(site, job, id));
    posting
        .structured(TITLE, title, at + "name")
        .structured(
            EMPLOYER, Repaired.plain(Json.text(job, "company", "name")).text(), at + "company.name")
        .structured(DATE_POSTED, Json.text(job, "releasedDate"), at + "releasedDate")
        .structured(
            EMPLOYMENT_TYPE,
            Json.text(job, "typeOfEmployment", "label"),
            at + "typeOfEmployment.label")
        .structured(DEPARTMENT, Json.text(job, "department", "label"), at + "department.label")
        .structured(CATEGORY, Json.text(job, "function", "label"), at + "function.label")
        .structured(LANGUAGE, Json.text(job, "language", "code"), at + "language.code");
    String level = Json.text(job, "experienceLevel", "id");
    if (!"not_applicable".equals(level)) {
      posting.structured(
          SENIORITY, Json.text(job, "experienceLevel", "label"), at + "experienceLevel.label");
    }
    JsonNode location = job.path("location");
    for (String how : List.of("remote", "hybrid")) {
      posting.structured(
          REMOTE, location.path(how).asBoolean(false) ? how : null, at + "location." + how);
    }
    JsonParts.place(posting, location, PLACE, at + "location");
    RawPosting said = posting.build();
    if (said.places().isEmpty()) {
      posting.structured(
          LOCATION, Json.text(location, "fullLocation"), at + "location.fullLocation");
    }
    if (said.all(EMPLOYER).isEmpty()) {
      Company.add(posting, site);
    }
    return posting.build();
  }

  private static URI url(Site site, JsonNode job, String id) {
    String identifier = Json.text(job, "company", "identifier");
    String company =
        identifier == null ? site.options().text("company_id").orElse("company") : identifier;
    URI pages = URI.create("https://jobs.smartrecruiters.com/");
    return HtmlPage.resolve(pages, Json.text(job, "postingUrl"))
        .or(() -> HtmlPage.resolve(pages, "/" + company + "/" + id))
        .orElse(pages);
  }

  private static String sections(JsonNode job) {
    StringBuilder html = new StringBuilder();
    JsonNode sections = job.path("jobAd").path("sections");
    for (String name :
        List.of(
            "companyDescription", "jobDescription", "qualifications", "additionalInformation")) {
      String title = Json.text(sections, name, "title");
      String text = Repaired.html(Json.text(sections, name, "text")).text();
      if (text != null && !text.isBlank()) {
        if (title != null && !title.isBlank()) {
          html.append("<h3>").append(Repaired.escaped(title)).append("</h3>\n");
        }
        html.append(text.strip()).append('\n');
      }
    }
    return html.toString().strip();
  }
}
