package stellwerk.crawler.adapter.kind;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
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
import stellwerk.crawler.site.Words;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Peers' own cases about single kinds of site: their fragment of an answer, put into the whole
/// answer that we read. Cases about detecting a kind from an address, about retries and about
/// fields that we do not keep are none of ours and are passed over.
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

  private static @Nullable Found dvinci(String function, JsonNode arguments) {
    return function.equals("_parse_job") && arguments.get(0) instanceof ObjectNode raw
        ? found(new Dvinci(), NODES.arrayNode().add(with(raw, "position", "Engineer")), null)
        : null;
  }

  private static @Nullable Found recruitee(String function, JsonNode arguments) {
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
