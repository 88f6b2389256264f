package stellwerk.crawler.adapter.kind;

import static stellwerk.crawler.site.RawField.*;

import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import stellwerk.crawler.adapter.page.EmbeddedData;
import stellwerk.crawler.adapter.page.HtmlPage;
import stellwerk.crawler.site.EmbeddedRules;
import stellwerk.crawler.site.EmbeddedRules.Address;
import stellwerk.crawler.site.EmbeddedRules.Path;
import stellwerk.crawler.site.RawField;
import tools.jackson.databind.JsonNode;

/// Records in a page's scripts that repeat and look like jobs: a title each, an address each, and
/// titles or addresses as jobs have them.
final class EmbeddedClues {
  private static final Pattern VARIABLE =
      Pattern.compile("window\\.([A-Za-z_$][\\w$]{0,60})\\s{0,5}=\\s{0,5}(?:JSON\\.parse|[{\\[])");
  private static final int MOST_SCRIPTS = 10;
  private static final int MOST_NODES = 20_000;
  private static final int MOST_LISTS = 50;
  private static final int DEEPEST = 12;
  private static final int LEAST_RECORDS = 3;
  private static final int LOOKED_AT = 20;

  private static final List<String> TITLES = List.of("title", "jobTitle", "job_title", "name");
  private static final List<String> ADDRESSES =
      List.of("url", "link", "href", "jobUrl", "job_url", "absolute_url", "permalink", "path");
  private static final List<String> IDS = List.of("slug", "id", "uuid");
  private static final Map<RawField, List<String>> FIELDS =
      Map.of(
          EMPLOYER,
          List.of("company.name", "employer.name", "companyName", "company_name", "company"),
          LOCATION,
          List.of("location.city", "location.name", "locations.name", "location", "city"),
          DATE_POSTED,
          List.of("datePosted", "date_posted", "publishedAt", "published_at"),
          DESCRIPTION,
          List.of("description", "descriptionHtml", "content"));

  private EmbeddedClues() {}

  private record Found(EmbeddedRules rules, int records) {}

  private record Place(JsonNode node, List<String> names) {}

  /// Where most of them stand; null if there are none.
  static @Nullable EmbeddedRules in(URI page, Document document) {
    Found best = null;
    for (String script : scripts(document)) {
      Optional<JsonNode> data = EmbeddedData.in(document, script);
      for (Place list : data.map(EmbeddedClues::lists).orElse(List.of())) {
        Found found = look(page, document, script, list);
        if (found != null && (best == null || found.records() > best.records())) {
          best = found;
        }
      }
    }
    return best == null ? null : best.rules();
  }

  private static Set<String> scripts(Document document) {
    Set<String> names = new LinkedHashSet<>();
    for (Element script : document.select("script[type=application/json][id]")) {
      if (script.id().matches("[\\w-]{1,80}")) {
        names.add(script.id());
      }
    }
    for (Element script : document.select("script:not([src])")) {
      Matcher variable = VARIABLE.matcher(script.data());
      while (names.size() < MOST_SCRIPTS && variable.find()) {
        names.add("window." + variable.group(1));
      }
    }
    return names;
  }

  /// The longest lists of a tree that are reached by names alone.
  private static List<Place> lists(JsonNode data) {
    List<Place> lists = new ArrayList<>();
    Deque<Place> open = new ArrayDeque<>(List.of(new Place(data, List.of())));
    for (int seen = 0; !open.isEmpty() && seen < MOST_NODES; seen++) {
      Place at = open.remove();
      if (at.node().isArray()) {
        if (at.node().size() >= LEAST_RECORDS && !at.names().isEmpty()) {
          lists.add(at);
        }
      } else if (at.names().size() < DEEPEST) {
        for (Map.Entry<String, JsonNode> entry : at.node().properties()) {
          if (entry.getValue().isContainer() && entry.getKey().matches("[^.\\s{}\\[\\]]{1,100}")) {
            List<String> names = new ArrayList<>(at.names());
            names.add(entry.getKey());
            open.add(new Place(entry.getValue(), names));
          }
        }
      }
    }
    return lists.stream()
        .sorted(Comparator.comparingInt((Place list) -> list.node().size()).reversed())
        .limit(MOST_LISTS)
        .toList();
  }

  private static @Nullable Found look(URI page, Document document, String script, Place list) {
    List<JsonNode> records = list.node().values().stream().limit(LOOKED_AT).toList();
    Path title = stated(records, TITLES);
    Address address = address(page, document, records);
    if (title == null || address == null || !likeJobs(page, records, title, address)) {
      return null;
    }
    Map<RawField, Path> fields = new EnumMap<>(RawField.class);
    fields.put(TITLE, title);
    FIELDS.forEach((field, names) -> {
      Path path = stated(records, names);
      if (path != null) {
        fields.put(field, path);
      }
    });
    Path id = stated(records, List.of("id", "uuid", "slug"));
    return new Found(
        new EmbeddedRules(script, new Path(list.names()), id, address, null, fields),
        list.node().size());
  }

  /// The first of some paths at which every record says something.
  private static @Nullable Path stated(List<JsonNode> records, List<String> paths) {
    return paths.stream()
        .map(Path::of)
        .filter(path ->
            records.stream().noneMatch(record -> EmbeddedData.texts(record, path).isEmpty()))
        .findFirst()
        .orElse(null);
  }

  /// The address that a record states, else the one that the page's links make of its id.
  private static @Nullable Address address(URI page, Document document, List<JsonNode> records) {
    Path stated = stated(records, ADDRESSES);
    if (stated != null) {
      return new Address(stated.toString());
    }
    Path id = stated(records, IDS);
    if (id == null) {
      return null;
    }
    String value = EmbeddedData.texts(records.getFirst(), id).getFirst();
    for (Element link : document.select("a[href]")) {
      String href = link.attr("href");
      if ((href.endsWith("/" + value) || href.endsWith("/" + value + "/"))
          && HtmlPage.resolve(page, href).isPresent()
          && href.indexOf('{') < 0) {
        int at = href.lastIndexOf(value);
        return new Address(
            href.substring(0, at) + "{" + id + "}" + href.substring(at + value.length()));
      }
    }
    return null;
  }

  private static boolean likeJobs(URI page, List<JsonNode> records, Path title, Address address) {
    long jobs =
        records.stream()
            .filter(record ->
                PageClues.saysJob(EmbeddedData.texts(record, title).getFirst())
                    || EmbeddedList.address(address, record, page)
                        .filter(PageClues::looksLikeJob)
                        .isPresent())
            .count();
    return jobs * 2 > records.size();
  }
}
