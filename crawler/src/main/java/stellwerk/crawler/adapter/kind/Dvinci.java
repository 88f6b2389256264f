package stellwerk.crawler.adapter.kind;

import static stellwerk.crawler.site.RawField.*;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
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
import stellwerk.crawler.site.RawField;
import stellwerk.crawler.site.RawPay;
import stellwerk.crawler.site.RawPosting;
import stellwerk.crawler.site.Site;
import stellwerk.crawler.verdict.Proof;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// d.vinci's publications: `https://{customer}.dvinci-hr.com/jobPublication/list.json?lang=de`, and
/// the same with `fields=small` for a count of its own (`sites.md` §4.12). Endpoint form seen in
/// public client code; documented by the vendor as Job Publication API. Unsolicited applications
/// are no postings, but they count.
final class Dvinci implements Adapter {
  private static final String COUNT = "count";

  private static final List<Map.Entry<String, RawField>> SECTIONS =
      List.of(
          Map.entry("introduction", DESCRIPTION),
          Map.entry("closingText", DESCRIPTION),
          Map.entry("tasks", RESPONSIBILITIES),
          Map.entry("profile", QUALIFICATIONS),
          Map.entry("weOffer", BENEFITS));

  @Override
  public String kind() {
    return "dvinci";
  }

  @Override
  public Set<String> options() {
    return Set.of("customer");
  }

  @Override
  public Set<String> requiredOptions() {
    return Set.of("customer");
  }

  /// Strong, because the count is asked for apart; a configured start is one list alone.
  @Override
  public Proof proof(Site site) {
    return site.start().isEmpty() ? Proof.STRONG : Proof.WHOLE;
  }

  @Override
  public List<Request> start(Site site) {
    if (!site.start().isEmpty()) {
      return StartPages.first(site, Purpose.API);
    }
    String customer = Slug.of(site, "customer");
    String language = Slug.checked("language", site.language());
    String list =
        "https://" + customer + ".dvinci-hr.com/jobPublication/list.json?lang=" + language;
    return List.of(
        Request.get(URI.create(list + "&fields=small"), Purpose.API)
            .carrying(Map.of(COUNT, "fields=small")),
        Request.get(URI.create(list), Purpose.API));
  }

  @Override
  public boolean recognises(Fetched.Page page) {
    return Shape.head(page.body()).stripLeading().startsWith("[")
        && page.text().contains("\"jobPublicationURL\"");
  }

  @Override
  public Optional<SiteProposal> propose(URI address) {
    return PlaceName.below(address, ".dvinci-hr.com")
        .map(name ->
            SiteProposal.known(
                kind(), name, Options.of("customer", name), "an address of d.vinci"));
  }

  @Override
  public Harvest read(Site site, Fetched.Page page) {
    return switch (Json.body(page)) {
      case Json.Body.Not(NotThePage problem) -> problem;
      case Json.Body.Tree(JsonNode tree) -> {
        if (!tree.isArray()) {
          yield new NotThePage(Problem.WRONG_SHAPE, "JSON, but no list of publications");
        }
        yield page.request().carried().containsKey(COUNT)
            ? Harvest.Read.NOTHING.declaring(tree.size())
            : publications(site, page, tree);
      }
    };
  }

  private static Harvest publications(Site site, Fetched.Page page, JsonNode tree) {
    List<RawPosting> postings = new ArrayList<>();
    List<Quarantined> quarantined = new ArrayList<>();
    List<Skipped> skipped = new ArrayList<>();
    int number = 0;
    for (JsonNode publication : tree.values()) {
      number++;
      JsonNode opening = publication.path("jobOpening");
      String title = Repaired.plain(Json.text(publication, "position")).text();
      Optional<URI> url = HtmlPage.resolve(page.url(), Json.text(publication, "jobPublicationURL"));
      String id = Json.text(publication, "id");
      String key =
          id == null || id.isBlank()
              ? url.map(QueryParameter::path).orElse("publication " + number)
              : id;
      if ("UNSOLICITED".equals(Json.text(opening, "type"))
          || "UNSOLICITED".equals(Json.text(publication, "type"))) {
        skipped.add(new Skipped(key, "unsolicited application: no job behind it"));
      } else if (title == null || title.isBlank() || url.isEmpty()) {
        quarantined.add(new Quarantined(key, "json [] without position or jobPublicationURL"));
      } else {
        RawPosting.Builder posting = RawPosting.at(site.id(), key, url.get());
        posting.structured(TITLE, title, "json [].position");
        postings.add(posting(site, publication, opening, posting));
      }
    }
    return new Harvest.Read(
        postings, quarantined, skipped, List.of(), List.of(), tree.size(), null);
  }

  private static RawPosting posting(
      Site site, JsonNode publication, JsonNode opening, RawPosting.Builder posting) {
    SECTIONS.forEach(section ->
        posting.structured(
            section.getValue(),
            Repaired.html(Json.text(publication, section.getKey())).text(),
            "json []." + section.getKey()));
    posting
        .structured(DATE_POSTED, created(opening), "json [].jobOpening.createdDate")
        .structured(DEPARTMENT, name(opening.path("department")), "json [].jobOpening.department")
        .structured(
            EMPLOYMENT_TYPE,
            Json.text(opening, "contractPeriod", "internalName"),
            "json [].jobOpening.contractPeriod");
    for (JsonNode time : opening.path("workingTimes").values()) {
      posting.structured(
          EMPLOYMENT_TYPE, Json.text(time, "internalName"), "json [].jobOpening.workingTimes[]");
    }
    for (JsonNode category : opening.path("categories").values()) {
      posting.structured(CATEGORY, name(category), "json [].jobOpening.categories[]");
    }
    Set<String> places = new LinkedHashSet<>();
    for (JsonNode location : opening.path("locations").values()) {
      Optional.ofNullable(name(location)).ifPresent(places::add);
    }
    places.forEach(place -> posting.structured(LOCATION, place, "json [].jobOpening.locations[]"));
    pay(posting, opening.path("salary"));
    Company.add(posting, site);
    return posting.build();
  }

  private static @Nullable String name(JsonNode node) {
    String words = Json.text(node);
    return Repaired.plain(words == null ? Json.text(node, "name") : words).text();
  }

  private static @Nullable String created(JsonNode opening) {
    JsonNode created = opening.path("createdDate");
    return created.isIntegralNumber() && created.canConvertToLong()
        ? Instant.ofEpochMilli(created.longValue()).toString()
        : Json.text(created);
  }

  /// The currency stands beside the amounts, not among them.
  private static void pay(RawPosting.Builder posting, JsonNode salary) {
    JsonNode value = salary.path("value");
    String currency = Json.text(salary, "currency");
    if (value.isObject()) {
      JsonNode whole = ((ObjectNode) value.deepCopy()).put("currency", currency);
      JsonParts.pay(
          posting,
          whole,
          Map.of(
              RawPay.Part.MIN, "minValue",
              RawPay.Part.MAX, "maxValue",
              RawPay.Part.CURRENCY, "currency",
              RawPay.Part.UNIT, "unitText"),
          "json [].jobOpening.salary");
    }
  }
}
