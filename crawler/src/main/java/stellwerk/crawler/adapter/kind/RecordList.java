package stellwerk.crawler.adapter.kind;

import static stellwerk.crawler.site.RawField.TITLE;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import stellwerk.crawler.adapter.Harvest;
import stellwerk.crawler.adapter.Harvest.NotThePage;
import stellwerk.crawler.adapter.Harvest.Problem;
import stellwerk.crawler.adapter.Harvest.Quarantined;
import stellwerk.crawler.adapter.Harvest.Skipped;
import stellwerk.crawler.adapter.page.HtmlPage;
import stellwerk.crawler.adapter.page.Json;
import stellwerk.crawler.adapter.page.Repaired;
import stellwerk.crawler.fetch.Fetched;
import stellwerk.crawler.site.RawPosting;
import stellwerk.crawler.site.Site;
import tools.jackson.databind.JsonNode;

/// The list of records in a JSON answer, as most vendors give their postings: each has an id, a
/// title and an address, or cannot become a raw posting. A kind states the names and reads the
/// rest.
///
/// @param list the name of the list; empty where the answer itself is one
/// @param id the property with the site's own id of a posting
/// @param title the property with its title
/// @param url the property with the address of its page for people
/// @param passedOver says of a record by which rule it is passed over, or null
record RecordList(
    String list,
    String id,
    String title,
    String url,
    Function<JsonNode, @Nullable String> passedOver) {

  static RecordList of(String list, String id, String title, String url) {
    return new RecordList(list, id, title, url, _ -> null);
  }

  RecordList passingOver(Function<JsonNode, @Nullable String> rule) {
    return new RecordList(list, id, title, url, rule);
  }

  /// Reads an answer that is all there is.
  Harvest read(
      Site site, Fetched.Page page, BiFunction<JsonNode, RawPosting.Builder, RawPosting> posting) {
    return read(site, page, posting, (_, read) -> read);
  }

  /// Reads an answer.
  ///
  /// @param posting reads the rest of a record; the title is there already
  /// @param further what the whole answer says besides: a total, another page
  Harvest read(
      Site site,
      Fetched.Page page,
      BiFunction<JsonNode, RawPosting.Builder, RawPosting> posting,
      BiFunction<JsonNode, Harvest.Read, Harvest> further) {
    return switch (Json.body(page)) {
      case Json.Body.Not(NotThePage problem) -> problem;
      case Json.Body.Tree(JsonNode tree) -> {
        JsonNode records = list.isEmpty() ? tree : tree.path(list);
        yield records.isArray()
            ? further.apply(tree, records(site, page, records, posting))
            : new NotThePage(
                Problem.WRONG_SHAPE,
                list.isEmpty()
                    ? "JSON, but no list of postings"
                    : "JSON without a list of " + list);
      }
    };
  }

  private Harvest.Read records(
      Site site,
      Fetched.Page page,
      JsonNode records,
      BiFunction<JsonNode, RawPosting.Builder, RawPosting> posting) {
    List<RawPosting> postings = new ArrayList<>();
    List<Quarantined> quarantined = new ArrayList<>();
    List<Skipped> skipped = new ArrayList<>();
    String at = "json " + list + "[]";
    int number = 0;
    for (JsonNode record : records.values()) {
      number++;
      String named = Json.text(record, id);
      String words = Repaired.plain(Json.text(record, title)).text();
      Optional<URI> shown = HtmlPage.resolve(page.url(), Json.text(record, url));
      String rule = passedOver.apply(record);
      String key =
          named == null || named.isBlank()
              ? (list.isEmpty() ? "record" : list) + " " + number
              : named;
      if (rule != null) {
        skipped.add(new Skipped(key, rule));
      } else if (key.equals(named) && words != null && !words.isBlank() && shown.isPresent()) {
        RawPosting.Builder builder = RawPosting.at(site.id(), key, shown.get());
        postings.add(posting.apply(record, builder.structured(TITLE, words, at + "." + title)));
      } else {
        quarantined.add(new Quarantined(key, at + " without " + id + ", " + title + " or " + url));
      }
    }
    return new Harvest.Read(postings, quarantined, skipped, List.of(), List.of(), null, null);
  }
}
