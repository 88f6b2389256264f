package stellwerk.crawler.site;

import java.util.List;

/// Where a crawl begins (`start:` in the site's file): an address, possibly with `{q}` (a search
/// word) and `{page}` (a page number).
///
/// @param url the address with its placeholders
/// @param words what `{q}` becomes, one request each; empty where the address has none
/// @param pages the page numbers to try
public record StartUrl(String url, List<String> words, Pages pages) {
  /// Page numbers from `from` to `to`, both included.
  public record Pages(int from, int to, StopWhen stopWhen) {
    public static final Pages SINGLE = new Pages(1, 1, StopWhen.EMPTY);
  }

  /// When a list ends before its last page: at a page without items, or at one without new ones
  /// (that ends `TRUNCATED`).
  public enum StopWhen {
    EMPTY,
    NO_NEW
  }

  public StartUrl {
    words = List.copyOf(words);
  }

  public static StartUrl of(String url) {
    return new StartUrl(url, List.of(), Pages.SINGLE);
  }
}
