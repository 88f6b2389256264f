package stellwerk.indexer.store.crawl;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Map;
import stellwerk.crawler.site.CrawlId;
import stellwerk.crawler.site.SiteId;
import stellwerk.indexer.store.sql.JsonText;

/// The crawler's records as JSON documents.
final class CrawlJson {
  private CrawlJson() {}

  static JsonText text() {
    return new JsonText(Map.of(SiteId.class, NameForm.class, CrawlId.class, NameForm.class));
  }

  /// A name is its text, not an object around it.
  private abstract static class NameForm {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    NameForm(String value) {
      assert value != null;
    }

    @JsonValue
    abstract String value();
  }
}
