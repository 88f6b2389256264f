package stellwerk.search.feed;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import stellwerk.search.http.Json;

/// JSON Feed 1.1 (<https://www.jsonfeed.org/version/1.1/>).
final class JsonFeed {
  private JsonFeed() {}

  static byte[] write(Channel channel) {
    List<Object> items = new ArrayList<>();
    for (Channel.Item item : channel.items()) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("id", item.id());
      document.put("url", item.url());
      document.put("title", item.title());
      document.put("content_text", item.summary());
      document.put("date_published", item.published().toString());
      document.put("date_modified", item.updated().toString());
      document.put("authors", List.of(Map.of("name", item.author())));
      document.put("tags", item.categories());
      items.add(document);
    }
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("version", "https://jsonfeed.org/version/1.1");
    document.put("title", channel.title());
    document.put("description", channel.description());
    document.put("language", "de");
    document.put("home_page_url", channel.home());
    document.put("feed_url", channel.self());
    document.put("items", items);
    return Json.write(document);
  }
}
