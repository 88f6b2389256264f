package stellwerk.crawler;

/// How every crawl behaves, whatever the site.
///
/// @param attempts how often one page is asked for before its failure counts (default 3)
/// @param requestsPerPage requests that one page may lead to; more end the crawl `TRUNCATED`
///   (default 5,000)
/// @param notes lines that a report keeps for the operator (default 200)
public record CrawlSettings(int attempts, int requestsPerPage, int notes) {
  public static final CrawlSettings DEFAULT = new CrawlSettings(3, 5_000, 200);
}
