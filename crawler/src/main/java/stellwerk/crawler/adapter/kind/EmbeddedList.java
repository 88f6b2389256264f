package stellwerk.crawler.adapter.kind;

import static stellwerk.crawler.site.RawField.*;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;
import stellwerk.crawler.adapter.Harvest;
import stellwerk.crawler.adapter.Harvest.NotThePage;
import stellwerk.crawler.adapter.Harvest.Problem;
import stellwerk.crawler.adapter.Harvest.Quarantined;
import stellwerk.crawler.adapter.page.EmbeddedData;
import stellwerk.crawler.adapter.page.HtmlPage;
import stellwerk.crawler.adapter.page.Json;
import stellwerk.crawler.adapter.page.PageSignals;
import stellwerk.crawler.adapter.page.Repaired;
import stellwerk.crawler.fetch.Fetched;
import stellwerk.crawler.fetch.Request;
import stellwerk.crawler.site.EmbeddedRules;
import stellwerk.crawler.site.EmbeddedRules.Path;
import stellwerk.crawler.site.RawField;
import stellwerk.crawler.site.RawPosting;
import stellwerk.crawler.site.Site;
import tools.jackson.databind.JsonNode;

/// A list of kind `html` whose postings stand in the JSON that the page carries for its scripts.
///
/// @param ownPages whether each posting's own page is asked too; what the list said fills its gaps
record EmbeddedList(EmbeddedRules rules, boolean ownPages) {

  Harvest read(Site site, Fetched.Page page, Document document) {
    Optional<JsonNode> data = EmbeddedData.in(document, rules.script());
    if (data.isEmpty()) {
      return new PageSignals(page, document, false)
          .problem()
          .orElseGet(() ->
              new NotThePage(Problem.WRONG_SHAPE, "no JSON in script “" + rules.script() + "”"));
    }
    List<JsonNode> found = EmbeddedData.at(data.get(), rules.list());
    Optional<String> missed =
        found.isEmpty() ? EmbeddedData.missed(data.get(), rules.list()) : Optional.empty();
    if (missed.isPresent()) {
      return new NotThePage(
          Problem.WRONG_SHAPE, "the JSON of “" + rules.script() + "”: " + missed.get());
    }
    return records(
        site, page, data.get(), found.stream().flatMap(node -> Json.all(node).stream()).toList());
  }

  private Harvest.Read records(
      Site site, Fetched.Page page, JsonNode data, List<JsonNode> records) {
    List<RawPosting> postings = new ArrayList<>();
    List<Quarantined> quarantined = new ArrayList<>();
    List<Request> requests = new ArrayList<>();
    int number = 0;
    for (JsonNode record : records) {
      number++;
      Optional<URI> url = address(rules.url(), record, page.url());
      if (url.isEmpty()) {
        String place = page.url() + " " + rules.list() + " " + number;
        quarantined.add(new Quarantined(place, "no address at " + rules.url().written()));
        continue;
      }
      RawPosting posting = posting(site, record, url.get());
      if (ownPages) {
        requests.add(Pointer.to(url.get(), posting));
      } else if (posting.all(TITLE).isEmpty()) {
        quarantined.add(new Quarantined(posting.key(), "no title where the paths look for one"));
      } else {
        postings.add(posting);
      }
    }
    return new Harvest.Read(
        postings, quarantined, List.of(), List.of(), requests, total(data), null);
  }

  private RawPosting posting(Site site, JsonNode record, URI url) {
    String key =
        Optional.ofNullable(rules.id())
            .flatMap(path -> EmbeddedData.texts(record, path).stream().findFirst())
            .orElse(url.toString());
    RawPosting.Builder posting = RawPosting.at(site.id(), key, url);
    new TreeMap<>(rules.fields())
        .forEach((field, path) -> {
          String at = "json " + rules.script() + " " + rules.list() + "[]." + path;
          for (String text : EmbeddedData.texts(record, path)) {
            add(posting, field, text, at);
          }
        });
    if (!ownPages && posting.build().all(EMPLOYER).isEmpty()) {
      Company.add(posting, site);
    }
    return posting.build();
  }

  private static void add(RawPosting.Builder posting, RawField field, String text, String at) {
    Repaired words = field == DESCRIPTION ? Repaired.html(text) : Repaired.plain(text);
    posting.structured(field, words.text(), at + words.marks());
  }

  /// The address of a record's own page; empty if a path of it leads to nothing.
  static Optional<URI> address(EmbeddedRules.Address rule, JsonNode record, URI page) {
    List<String> texts = rule.texts();
    List<Path> paths = rule.paths();
    boolean whole = texts.stream().allMatch(String::isEmpty);
    StringBuilder address = new StringBuilder();
    for (int at = 0; at < paths.size(); at++) {
      List<String> words = EmbeddedData.texts(record, paths.get(at));
      if (words.isEmpty()) {
        return Optional.empty();
      }
      address.append(texts.get(at)).append(whole ? words.getFirst() : encoded(words.getFirst()));
    }
    return HtmlPage.resolve(page, address.append(texts.get(paths.size())).toString())
        .filter(uri -> !uri.equals(page));
  }

  private static String encoded(String part) {
    return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20").replace("%2F", "/");
  }

  private @Nullable Integer total(JsonNode data) {
    Path path = rules.total();
    return path == null
        ? null
        : EmbeddedData.texts(data, path).stream()
            .filter(text -> text.matches("[0-9]{1,7}"))
            .findFirst()
            .map(Integer::valueOf)
            .orElse(null);
  }
}
