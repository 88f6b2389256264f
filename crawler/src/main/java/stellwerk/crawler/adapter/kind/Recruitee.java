package stellwerk.crawler.adapter.kind;

import static stellwerk.crawler.site.RawField.*;

import java.net.URI;
import java.util.ArrayList;
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

/// Recruitee's (Tellent's) public offers: `https://{slug}.recruitee.com/api/offers/`, also on the
/// customer's own domain (`sites.md` §4.7). Endpoint form seen in public client code; documented by
/// the vendor as Careers Site API. Offers may speak several languages: the site's own is taken
/// where there is one.
final class Recruitee implements Adapter {
  private static final Map<RawPlace.Part, String> PLACE =
      Map.of(
          RawPlace.Part.STREET, "street",
          RawPlace.Part.POSTAL_CODE, "postal_code",
          RawPlace.Part.CITY, "city",
          RawPlace.Part.REGION, "state",
          RawPlace.Part.COUNTRY, "country");

  private static final Map<RawPay.Part, String> PAY_PARTS =
      Map.of(
          RawPay.Part.MIN, "min",
          RawPay.Part.MAX, "max",
          RawPay.Part.CURRENCY, "currency",
          RawPay.Part.UNIT, "period");

  @Override
  public String kind() {
    return "recruitee";
  }

  @Override
  public Set<String> options() {
    return Set.of("slug", "host");
  }

  @Override
  public Proof proof(Site site) {
    return Proof.WHOLE;
  }

  @Override
  public List<Request> start(Site site) {
    return StartPages.firstOr(
        site, Purpose.API, () -> "https://" + Slug.host(site, "recruitee.com") + "/api/offers/");
  }

  @Override
  public boolean recognises(Fetched.Page page) {
    return Shape.isJson(page, '{', "offers", "careers_url");
  }

  @Override
  public Optional<SiteProposal> propose(URI address) {
    return PlaceName.below(address, ".recruitee.com")
        .map(slug ->
            SiteProposal.known(kind(), slug, Options.of("slug", slug), "an address of Recruitee"));
  }

  @Override
  public Harvest read(Site site, Fetched.Page page) {
    return switch (Json.body(page)) {
      case Json.Body.Not(NotThePage problem) -> problem;
      case Json.Body.Tree(JsonNode tree) ->
          tree.path("offers").isArray()
              ? offers(site, page, tree.path("offers"))
              : new NotThePage(Problem.WRONG_SHAPE, "JSON without a list of offers");
    };
  }

  private static Harvest offers(Site site, Fetched.Page page, JsonNode offers) {
    List<RawPosting> postings = new ArrayList<>();
    List<Quarantined> quarantined = new ArrayList<>();
    List<Skipped> skipped = new ArrayList<>();
    List<String> employers = new ArrayList<>();
    int number = 0;
    for (JsonNode offer : offers.values()) {
      number++;
      String id = Json.text(offer, "id");
      String status = Json.text(offer, "status");
      String employer = Json.text(offer, "company_name");
      Translated words = Translated.of(site, offer);
      String title = Repaired.plain(words.text("title")).text();
      Optional<URI> url = HtmlPage.resolve(page.url(), Json.text(offer, "careers_url"));
      String key =
          id == null || id.isBlank() ? url.map(URI::toString).orElse("offers " + number) : id;
      if (employer != null) {
        employers.add(employer);
      }
      if (status != null && !status.equals("published")) {
        skipped.add(new Skipped(key, "an offer that is " + status));
      } else if (title == null || title.isBlank() || url.isEmpty()) {
        quarantined.add(new Quarantined(key, "json offers[] without title or careers_url"));
      } else {
        RawPosting.Builder posting = RawPosting.at(site.id(), key, url.get());
        posting.structured(TITLE, title, words.at("title"));
        postings.add(posting(site, offer, words, posting));
      }
    }
    return Company.contradiction(site, employers)
        .<Harvest>map(problem -> problem)
        .orElseGet(() ->
            new Harvest.Read(postings, quarantined, skipped, List.of(), List.of(), null, null));
  }

  /// An offer in the site's language, or in the one that the offer speaks by itself.
  private record Translated(JsonNode offer, JsonNode translation, @Nullable String language) {
    static Translated of(Site site, JsonNode offer) {
      JsonNode own = offer.path("translations").path(site.language());
      String title = Json.text(own, "title");
      boolean speaks = title != null && !title.isBlank();
      boolean alone = offer.path("translations").size() == 1;
      String only = alone ? offer.path("translations").propertyNames().iterator().next() : null;
      return speaks
          ? new Translated(offer, own, site.language())
          : new Translated(offer, offer, only);
    }

    @Nullable String text(String name) {
      String text = Json.text(translation, name);
      return text == null || text.isBlank() ? Json.text(offer, name) : text;
    }

    /// `requirements` is a field of its own, in which customers write whatever comes after the
    /// tasks.
    @Nullable String description() {
      String tasks = text("description");
      String requirements = text("requirements");
      return Repaired.html(
              (tasks == null ? "" : tasks) + (requirements == null ? "" : "\n" + requirements))
          .text();
    }

    String at(String name) {
      return "json offers[]."
          + (translation.equals(offer) ? "" : "translations." + language + ".")
          + name;
    }
  }

  private static RawPosting posting(
      Site site, JsonNode offer, Translated words, RawPosting.Builder posting) {
    posting
        .structured(LANGUAGE, words.language(), "json offers[].translations")
        .structured(
            EMPLOYER,
            Repaired.plain(Json.text(offer, "company_name")).text(),
            "json offers[].company_name")
        .structured(DESCRIPTION, words.description(), words.at("description, requirements"))
        .structured(
            EMPLOYMENT_TYPE,
            Json.text(offer, "employment_type_code"),
            "json offers[].employment_type_code")
        .structured(DATE_POSTED, Json.text(offer, "published_at"), "json offers[].published_at")
        .structured(DATE_MODIFIED, Json.text(offer, "updated_at"), "json offers[].updated_at")
        .structured(VALID_THROUGH, Json.text(offer, "close_at"), "json offers[].close_at")
        .structured(
            DEPARTMENT,
            Repaired.plain(Json.text(offer, "department")).text(),
            "json offers[].department")
        .structured(CATEGORY, Json.text(offer, "category_code"), "json offers[].category_code")
        .structured(
            EXPERIENCE, Json.text(offer, "experience_code"), "json offers[].experience_code")
        .structured(EDUCATION, Json.text(offer, "education_code"), "json offers[].education_code")
        .structured(
            APPLY_URL, Json.text(offer, "careers_apply_url"), "json offers[].careers_apply_url");
    for (String how : List.of("remote", "hybrid", "on_site")) {
      posting.structured(
          REMOTE, offer.path(how).asBoolean(false) ? how : null, "json offers[]." + how);
    }
    for (JsonNode tag : offer.path("tags").values()) {
      posting.structured(CATEGORY, Repaired.plain(Json.text(tag)).text(), "json offers[].tags[]");
    }
    JsonParts.pay(posting, offer.path("salary"), PAY_PARTS, "json offers[].salary");
    places(posting, offer);
    if (posting.build().all(EMPLOYER).isEmpty()) {
      Company.add(posting, site);
    }
    return posting.build();
  }

  private static void places(RawPosting.Builder posting, JsonNode offer) {
    for (JsonNode location : offer.path("locations").values()) {
      JsonParts.place(posting, location, PLACE, "json offers[].locations[]");
    }
    if (posting.build().places().isEmpty()) {
      JsonParts.place(
          posting,
          offer,
          Map.of(
              RawPlace.Part.POSTAL_CODE, "postal_code",
              RawPlace.Part.CITY, "city",
              RawPlace.Part.REGION, "state_name",
              RawPlace.Part.COUNTRY, "country"),
          "json offers[]");
    }
    if (posting.build().places().isEmpty()) {
      posting.structured(LOCATION, Json.text(offer, "location"), "json offers[].location");
    }
  }
}
