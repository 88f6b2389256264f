package stellwerk.crawler.adapter.page;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jsoup.nodes.Document;
import tools.jackson.databind.JsonNode;

/// Every schema.org/JobPosting of a page: from its JSON-LD wherever it is nested, else from its
/// microdata, else from its RDFa.
///
/// @param jobs in the page's order
/// @param broken one line for every block that could not be read
public record StructuredJobs(List<Job> jobs, List<String> broken) {

  /// A job in structured data.
  ///
  /// @param origin where it stood
  /// @param listed whether it stood in a list
  public record Job(Thing thing, Origin origin, boolean listed) {}

  private static final int MOST_JOBS = 2_000;

  public static StructuredJobs in(Document document) {
    JsonLdScripts scripts = JsonLdScripts.in(document);
    Map<String, JsonNode> named = new HashMap<>();
    scripts.blocks().forEach(block -> name(block.tree(), named));
    List<Job> jobs = new ArrayList<>();
    scripts.blocks().forEach(block -> find(block.tree(), named, block.origin(), false, jobs));
    for (Microdata dialect : Microdata.values()) {
      if (jobs.isEmpty()) {
        dialect
            .things(document)
            .forEach(tree -> find(tree, Map.of(), Origin.of(dialect.at()), false, jobs));
      }
    }
    return new StructuredJobs(List.copyOf(jobs), scripts.broken());
  }

  /// Every JobPosting of a machine-readable answer that speaks schema.org.
  public static List<Job> in(JsonNode tree, Origin at) {
    List<Job> jobs = new ArrayList<>();
    find(tree, Map.of(), at, false, jobs);
    return List.copyOf(jobs);
  }

  private static void name(JsonNode node, Map<String, JsonNode> named) {
    if (node.isObject()) {
      String id = Json.text(node, "@id");
      if (id != null && node.size() > 1) {
        named.putIfAbsent(id, node);
      }
    }
    if (node.isContainer()) {
      node.values().forEach(value -> name(value, named));
    }
  }

  private static void find(
      JsonNode node, Map<String, JsonNode> named, Origin at, boolean listed, List<Job> into) {
    if (isJob(node)) {
      if (into.size() < MOST_JOBS && node.size() > 1) {
        into.add(new Job(new Thing(node, named), at, listed));
      }
    } else if (node.isObject()) {
      node.properties()
          .forEach(property ->
              find(
                  property.getValue(),
                  named,
                  at,
                  listed || property.getKey().equalsIgnoreCase("itemListElement"),
                  into));
    } else if (node.isArray()) {
      node.values().forEach(value -> find(value, named, at, listed, into));
    }
  }

  /// Whether a node's type is JobPosting, however spelled: alone or in a list, with or without
  /// address or prefix.
  private static boolean isJob(JsonNode node) {
    if (!node.isObject()) {
      return false;
    }
    for (String name : List.of("@type", "@Type", "type", "Type")) {
      for (JsonNode type : Json.all(node.get(name))) {
        String text = Json.text(type);
        if (text != null
            && text.strip()
                .replaceAll("^.*[/#:]", "")
                .toLowerCase(Locale.ROOT)
                .equals("jobposting")) {
          return true;
        }
      }
    }
    return false;
  }
}
