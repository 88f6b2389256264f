package stellwerk.search.feed;

import java.time.Instant;
import java.util.List;

/// What a feed says, whatever its format.
///
/// @param self the feed's own address
/// @param home the page for people
/// @param updated when the index last changed
public record Channel(
    String title, String description, String self, String home, Instant updated, List<Item> items) {
  /// One job.
  ///
  /// @param id stable for the life of the posting
  /// @param summary plain text
  public record Item(
      String id,
      String title,
      String url,
      Instant published,
      Instant updated,
      String author,
      List<String> categories,
      String summary) {
    public Item {
      categories = List.copyOf(categories);
    }
  }

  public Channel {
    items = List.copyOf(items);
  }
}
