package stellwerk.crawler.adapter.kind;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import stellwerk.crawler.adapter.Harvest;
import stellwerk.crawler.fetch.Request;
import stellwerk.crawler.site.RawPosting;
import stellwerk.crawler.site.Words;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A harvest as JSON, so that a page and what was read from it can be compared by eye.
final class HarvestText {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private HarvestText() {}

  static String pretty(ObjectNode node) {
    return MAPPER.writeValueAsString(node) + "\n";
  }

  static ObjectNode of(Harvest harvest) {
    return switch (harvest) {
      case Harvest.NotThePage(Harvest.Problem problem, String detail) ->
          NODES.objectNode().put("problem", problem.name()).put("detail", detail);
      case Harvest.Read read -> read(read);
    };
  }

  private static ObjectNode read(Harvest.Read read) {
    ObjectNode node = NODES.objectNode();
    ArrayNode postings = node.putArray("postings");
    read.postings().forEach(posting -> postings.add(posting(posting)));
    ArrayNode quarantined = node.putArray("quarantined");
    read.quarantined().forEach(record -> quarantined.add(record.key() + ": " + record.reason()));
    ArrayNode skipped = node.putArray("skipped");
    read.skipped().forEach(record -> skipped.add(record.key() + ": " + record.rule()));
    ArrayNode closed = node.putArray("closed");
    read.closed().forEach(sign -> closed.add(sign.page() + ": " + sign.quote()));
    ArrayNode requests = node.putArray("requests");
    read.requests().forEach(request -> requests.add(request(request)));
    if (read.declared() != null) {
      node.put("declared", read.declared());
    }
    if (read.capped() != null) {
      node.put("capped", read.capped());
    }
    if (read.fallback() != null) {
      node.put("fallback", read.fallback());
    }
    return node;
  }

  static String request(Request request) {
    String asked = request.purpose() + " " + request.url();
    return request.body().isEmpty() ? asked : asked + " " + request.body();
  }

  private static ObjectNode posting(RawPosting posting) {
    ObjectNode node = NODES.objectNode();
    node.put("key", posting.key()).put("url", posting.url().toString());
    posting.fields().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(field -> node.set(field.getKey().name(), words(field.getValue())));
    ArrayNode places = node.putArray("places");
    posting
        .places()
        .forEach(place -> places.add(new TreeMap<>(place.parts()) + " <- " + place.at()));
    ArrayNode pays = node.putArray("pays");
    posting.pays().forEach(pay -> pays.add(new TreeMap<>(pay.parts()) + " <- " + pay.at()));
    return node;
  }

  private static ArrayNode words(List<Words> words) {
    ArrayNode array = NODES.arrayNode();
    words.forEach(
        one -> array.add(one.text() + " <- " + one.at() + (one.structured() ? "" : " (text)")));
    return array;
  }
}
