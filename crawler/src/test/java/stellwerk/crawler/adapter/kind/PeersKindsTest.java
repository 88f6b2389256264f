package stellwerk.crawler.adapter.kind;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stellwerk.crawler.adapter.Adapter;
import stellwerk.crawler.adapter.Harvest;
import stellwerk.crawler.adapter.kind.PeersSuitesTest.Found;
import stellwerk.crawler.adapter.page.Json;
import stellwerk.crawler.fetch.Fetched;
import stellwerk.crawler.fetch.Request;
import stellwerk.crawler.site.Options;
import stellwerk.crawler.site.RawField;
import stellwerk.crawler.site.RawPay;
import stellwerk.crawler.site.RawPosting;
import stellwerk.crawler.site.Site;
import stellwerk.crawler.site.Words;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Peers' own cases about single kinds of site: their fragment of an answer, put into the whole
/// answer that we read, and whose board an address is. Cases about retries and about fields that we
/// do not keep are none of ours and are passed over.
class PeersKindsTest {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final URI LIST = URI.create("https://recorded.example/list");
  private static final String SUITES = "ats/colophon-group+jobseek/";

  @Test
  void dvinciIsReadAsPeersRead() throws IOException {
    PeersSuitesTest.run(SUITES + "test_dvinci.json", 10, PeersKindsTest::dvinci);
  }

  @Test
  void recruiteeIsReadAsPeersRead() throws IOException {
    PeersSuitesTest.run(SUITES + "test_recruitee.json", 28, PeersKindsTest::recruitee);
  }

  @Test
  void smartRecruitersIsReadAsPeersRead() throws IOException {
    PeersSuitesTest.run(SUITES + "test_smartrecruiters.json", 21, PeersKindsTest::smartRecruiters);
  }

  @Test
  void workableIsReadAsPeersRead() throws IOException {
    PeersSuitesTest.run(SUITES + "test_workable.json", 13, PeersKindsTest::workable);
  }

  @Test
  void workdayIsReadAsPeersRead() throws IOException {
    PeersSuitesTest.run(SUITES + "test_workday.json", 2, PeersKindsTest::workday);
  }

  @Test
  void softgardensListOfIdsIsReadAsPeersRead() throws IOException {
    PeersSuitesTest.run(SUITES + "test_softgarden.json", 4, PeersKindsTest::softgarden);
  }

  @Test
  void greenhouseIsReadAsPeersRead() throws IOException {
    PeersSuitesTest.run(SUITES + "test_greenhouse.json", 8, PeersKindsTest::greenhouse);
  }

  @Test
  void leverIsReadAsPeersRead() throws IOException {
    PeersSuitesTest.run(SUITES + "test_lever.json", 8, PeersKindsTest::lever);
  }

  @Test
  void ashbyIsReadAsPeersRead() throws IOException {
    PeersSuitesTest.run(SUITES + "test_ashby.json", 8, PeersKindsTest::ashby);
  }

  @Test
  void personioIsReadAsPeersRead() throws IOException {
    PeersSuitesTest.run(SUITES + "test_personio.json", 15, PeersKindsTest::personio);
  }

  @Test
  void umantisListsAreReadAsPeersRead() throws IOException {
    PeersSuitesTest.run(SUITES + "test_umantis.json", 4, PeersKindsTest::umantis);
  }

  @Test
  void feedsItemsAreReadAsPeersRead() throws IOException {
    PeersSuitesTest.run(
        "feeds-sitemaps/colophon-group+jobseek/test_rss.json", 6, PeersKindsTest::feed);
  }

  /// An item in a feed of its own; one with a status of remote work is Teamtailor's.
  private static @Nullable Found feed(String function, JsonNode arguments) {
    String xml = Json.text(arguments.get(0));
    if (!function.equals("ET.fromstring") || xml == null || !xml.strip().startsWith("<item>")) {
      return null;
    }
    Adapter adapter = xml.contains("<remoteStatus>") ? new Teamtailor() : new Feed();
    String item =
        xml.contains("<title>") ? xml : xml.replace("<item>", "<item><title>Engineer</title>");
    Harvest harvest =
        adapter.read(
            Pages.site(adapter.kind(), Options.NONE),
            Pages.page(
                Request.Purpose.FEED,
                "application/rss+xml",
                "<rss version=\"2.0\"><channel><title>Jobs</title><link>https://x.example/</link>"
                    + "<description>Jobs</description>"
                    + item
                    + "</channel></rss>"));
    return harvest instanceof Harvest.Read read && !read.postings().isEmpty()
        ? new Found(values(read.postings().getFirst()), NODES.objectNode().put("posting", true))
        : new Found(Map.of(), NODES.nullNode());
  }

  @ParameterizedTest
  @ValueSource(strings = {"personio", "recruitee"})
  void addressesAreKnownAsAnotherPeerKnowsThem(String kind) throws IOException {
    PeersSuitesTest.run(
        "ats/konstantinosanagn+ergon/test_" + kind + ".json",
        1,
        kind.equals("personio") ? PeersKindsTest::personio : PeersKindsTest::recruitee);
  }

  private static @Nullable Found personio(String function, JsonNode arguments) {
    Found address = address(new Personio(), function, arguments, "slug");
    String xml = Json.text(arguments.get(0));
    if (address != null || !function.equals("ET.fromstring") || xml == null) {
      return address;
    }
    String position =
        xml.contains("<id>") || xml.contains("<name>No ID")
            ? xml
            : xml.replaceFirst("<position>", "<position><id>1</id>");
    if (!position.matches("(?s)\\s*<position>\\s*(<id>\\d*</id>)?\\s*<name>.*")) {
      position = position.replaceFirst("</position>", "<name>Engineer</name></position>");
    }
    Site site = Pages.site("personio", Options.NONE);
    Harvest harvest =
        new Personio()
            .read(
                site,
                Fetched.Page.saved(
                    Request.get(
                        URI.create("https://my-company.jobs.personio.de/xml"), Request.Purpose.API),
                    "application/xml",
                    ("<workzag-jobs>" + position + "</workzag-jobs>")
                        .getBytes(StandardCharsets.UTF_8),
                    Instant.EPOCH));
    if (!(harvest instanceof Harvest.Read read)) {
      throw new AssertionError("not read: " + harvest);
    }
    return Stream.concat(
            read.postings().stream(),
            read.requests().stream().flatMap(request -> Pointer.in(site.id(), request).stream()))
        .findFirst()
        .map(posting -> new Found(values(posting), NODES.objectNode().put("posting", true)))
        .orElseGet(() -> new Found(Map.of(), NODES.nullNode()));
  }

  /// A list's jobs as pairs of address and title, in its order.
  private static @Nullable Found umantis(String function, JsonNode arguments) {
    String html = Json.text(arguments.get(0));
    String base = Json.text(arguments.get(1));
    if (!function.equals("_parse_jobs_from_html") || html == null || base == null) {
      return null;
    }
    Site site = Pages.site("umantis", Options.NONE);
    Harvest harvest =
        new Umantis()
            .read(
                site,
                Fetched.Page.saved(
                    Request.get(URI.create(base + "/Jobs/All"), Request.Purpose.LIST),
                    "text/html",
                    html.getBytes(StandardCharsets.UTF_8),
                    Instant.EPOCH));
    var jobs = NODES.arrayNode();
    if (harvest instanceof Harvest.Read read) {
      read.requests().stream()
          .filter(request -> request.purpose() == Request.Purpose.DETAIL)
          .forEach(request ->
              jobs.addArray()
                  .add(request.url().toString())
                  .add(
                      Pointer.in(site.id(), request)
                          .flatMap(posting -> posting.first(RawField.TITLE))
                          .map(Words::text)
                          .orElse(null)));
    }
    return new Found(Map.of(), jobs);
  }

  /// Whose board an address is, by what we propose for it; null if the function is about another
  /// thing or the address is only a part of one.
  private static @Nullable Found address(
      Adapter adapter, String function, JsonNode arguments, String option) {
    String address = Json.text(arguments.get(0));
    String asked = function.equals("_region_from_url") ? "region" : option;
    boolean about =
        Set.of("_token_from_url", "_slug_from_url", "_region_from_url", "p.matches")
            .contains(function);
    if (!about || address == null || !address.startsWith("http")) {
      return null;
    }
    return new Found(
        Map.of(),
        adapter
            .propose(URI.create(address))
            .flatMap(proposal -> proposal.options().text(asked))
            .<JsonNode>map(NODES::stringNode)
            .orElseGet(NODES::nullNode));
  }

  private static @Nullable Found greenhouse(String function, JsonNode arguments) {
    Found address = address(new Greenhouse(), function, arguments, "token");
    if (address != null) {
      return address;
    }
    if (!function.equals("_parse_job") || !(arguments.get(0) instanceof ObjectNode raw)) {
      return null;
    }
    ObjectNode job = with(with(raw, "title", "Engineer"), "id", "1");
    ObjectNode body = NODES.objectNode();
    body.putArray("jobs").add(job.has("internal_job_id") ? job : job.put("internal_job_id", 1));
    return found(new Greenhouse(), body, "");
  }

  private static @Nullable Found lever(String function, JsonNode arguments) {
    Found address = address(new Lever(), function, arguments, "site");
    if (address != null) {
      return address;
    }
    String part = part(function, "_parse_job");
    if (part == null || !(arguments.get(0) instanceof ObjectNode raw)) {
      return null;
    }
    ObjectNode job =
        function.equals("_parse_salary") ? NODES.objectNode().set("salaryRange", raw) : raw;
    job = with(with(job, "text", "Engineer"), "id", "1");
    if (!part.isEmpty()) {
      job = with(job, "hostedUrl", "https://recorded.example/1");
    }
    return found(new Lever(), NODES.arrayNode().add(job), part);
  }

  private static @Nullable Found ashby(String function, JsonNode arguments) {
    Found address = address(new Ashby(), function, arguments, "board");
    if (address != null) {
      return address;
    }
    String part = part(function, "_parse_job");
    if (part == null || !(arguments.get(0) instanceof ObjectNode raw)) {
      return null;
    }
    ObjectNode job = with(with(raw, "title", "Engineer"), "id", "1");
    if (!part.isEmpty()) {
      job = with(job, "jobUrl", "https://recorded.example/1");
    }
    ObjectNode body = NODES.objectNode().put("apiVersion", "1");
    body.putArray("jobs").add(job);
    return found(new Ashby(), body, part);
  }

  private static @Nullable Found dvinci(String function, JsonNode arguments) {
    return function.equals("_parse_job") && arguments.get(0) instanceof ObjectNode raw
        ? found(new Dvinci(), NODES.arrayNode().add(with(raw, "position", "Engineer")), null)
        : null;
  }

  private static @Nullable Found recruitee(String function, JsonNode arguments) {
    Found address = address(new Recruitee(), function, arguments, "slug");
    if (address != null) {
      return address;
    }
    String part = part(function, "_parse_job");
    if (part == null || !(arguments.get(0) instanceof ObjectNode raw)) {
      return null;
    }
    ObjectNode offer = with(raw, "title", "Engineer");
    if (!part.isEmpty()) {
      offer = with(offer, "careers_url", "https://recorded.example/o/1");
    }
    ObjectNode body = NODES.objectNode();
    body.putArray("offers").add(offer);
    return found(new Recruitee(), body, part);
  }

  private static @Nullable Found workable(String function, JsonNode arguments) {
    Found address = address(new Workable(), function, arguments, "slug");
    if (address != null) {
      return address;
    }
    String part = part(function, "");
    if (part == null || !(arguments.get(0) instanceof ObjectNode raw)) {
      return null;
    }
    ObjectNode job = with(with(raw, "title", "Engineer"), "shortcode", "AB1");
    ObjectNode body = NODES.objectNode().put("name", "Recorded");
    body.putArray("jobs").add(with(job, "url", "https://recorded.example/j/AB1"));
    return found(new Workable(), body, part);
  }

  private static @Nullable Found smartRecruiters(String function, JsonNode arguments) {
    Found address = address(new SmartRecruiters(), function, arguments, "company_id");
    if (address != null) {
      return address;
    }
    String part = part(function, "_parse_detail");
    if (part == null || !(arguments.get(0) instanceof ObjectNode raw)) {
      return null;
    }
    ObjectNode posting =
        switch (function) {
          case "_build_description" -> NODES.objectNode().set("jobAd", raw);
          case "_build_location" -> NODES.objectNode().set("location", raw);
          default -> raw;
        };
    return found(new SmartRecruiters(), with(with(posting, "name", "Engineer"), "id", "1"), part);
  }

  private static @Nullable Found workday(String function, JsonNode arguments) {
    if (!function.equals("_parse_detail") || !(arguments.get(0) instanceof ObjectNode raw)) {
      return null;
    }
    return raw.path("jobPostingInfo") instanceof ObjectNode info
        ? found(
            new Workday(),
            NODES.objectNode().set("jobPostingInfo", with(info, "title", "Engineer")),
            "")
        : null;
  }

  private static @Nullable Found softgarden(String function, JsonNode arguments) {
    String html = Json.text(arguments.get(0));
    if (!function.equals("_extract_job_ids") || html == null) {
      return null;
    }
    var ids = NODES.arrayNode();
    Harvest harvest =
        new Softgarden()
            .read(
                Pages.site("softgarden", Options.NONE),
                Pages.page(Request.Purpose.LIST, "text/html", html));
    if (harvest instanceof Harvest.Read read) {
      read.requests().stream()
          .map(request -> request.url().getPath())
          .forEach(path -> ids.add(Integer.parseInt(path.substring(path.lastIndexOf('/') + 1))));
    }
    return new Found(Map.of(), ids);
  }

  /// Which value a peer's function is about: all of them ("") or one; null if none of ours.
  private static @Nullable String part(String function, String whole) {
    if (function.equals(whole)) {
      return "";
    }
    return switch (function) {
      case "_build_description" -> "description";
      case "_build_location" -> "location";
      case "_build_locations", "_parse_locations" -> "locations";
      case "_parse_salary" -> "salary";
      case "_parse_job_location_type" -> whole.isEmpty() ? null : "job_location_type";
      default -> null;
    };
  }

  private static ObjectNode with(ObjectNode node, String name, String value) {
    return node.has(name) ? node : node.deepCopy().put(name, value);
  }

  private static Found found(Adapter adapter, JsonNode body, @Nullable String part) {
    boolean detail = adapter instanceof SmartRecruiters || adapter instanceof Workday;
    Request request = Request.get(LIST, detail ? Request.Purpose.DETAIL : Request.Purpose.API);
    Fetched.Page page =
        Fetched.Page.saved(
            request,
            "application/json",
            body.toString().getBytes(StandardCharsets.UTF_8),
            Instant.EPOCH);
    Harvest harvest = adapter.read(Pages.site(adapter.kind(), Options.NONE), page);
    if (!(harvest instanceof Harvest.Read read) || read.postings().isEmpty()) {
      return new Found(Map.of(), NODES.nullNode());
    }
    Map<String, JsonNode> values = values(read.postings().getFirst());
    if (part == null || part.isEmpty()) {
      return new Found(values, NODES.objectNode().put("posting", true));
    }
    JsonNode one = values.getOrDefault(part, NODES.nullNode());
    Map<String, JsonNode> inner = new HashMap<>();
    one.properties().forEach(property -> inner.put(property.getKey(), property.getValue()));
    return new Found(inner, one);
  }

  private static Map<String, JsonNode> values(RawPosting posting) {
    Map<String, JsonNode> values = PeersSuitesTest.values(posting);
    String description =
        Stream.of(
                RawField.DESCRIPTION,
                RawField.RESPONSIBILITIES,
                RawField.QUALIFICATIONS,
                RawField.BENEFITS)
            .flatMap(field -> posting.all(field).stream())
            .map(Words::text)
            .collect(Collectors.joining("\n"));
    if (!description.isEmpty()) {
      values.put("description", NODES.stringNode(description));
    }
    JsonNode places = values.get("locations");
    if (places != null && !places.isEmpty()) {
      values.put("location", places.get(0));
    }
    values.remove("salary");
    posting.pays().stream().findFirst().ifPresent(pay -> values.put("salary", salary(pay)));
    return values;
  }

  private static ObjectNode salary(RawPay pay) {
    ObjectNode salary = NODES.objectNode();
    salary.put("currency", pay.part(RawPay.Part.CURRENCY).orElse(null));
    salary.put("min", pay.part(RawPay.Part.MIN).map(BigDecimal::new).orElse(null));
    salary.put("max", pay.part(RawPay.Part.MAX).map(BigDecimal::new).orElse(null));
    salary.put(
        "unit",
        pay.part(RawPay.Part.UNIT)
            .map(unit -> unit.toLowerCase(Locale.ROOT).replaceAll("ly$", ""))
            .orElse(null));
    return salary;
  }
}
