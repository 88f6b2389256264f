package stellwerk.crawler;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import stellwerk.crawler.fetch.Request;

/// What became of every address that a crawl came to know, as a reason code each. Used by one
/// thread.
///
/// An address is entered when it is found and has a fate at the end, whatever happened: nothing is
/// dropped in silence. Codes: `read`, `unchanged`, `gone`, `elsewhere`, `as_listed`, `not_asked`,
/// `not_taken`, `trap`, and `refused.…`, `failed.…`, `not_the_page.…` with what refused, failed or
/// stood there.
final class CrawlFates {
  private static final String WAITING = "waiting";

  private final Map<String, String> fates = new LinkedHashMap<>();

  /// Enters an address; answers whether it was not known before.
  boolean found(Request request) {
    return fates.putIfAbsent(request.identity(), WAITING) == null;
  }

  boolean knows(Request request) {
    return fates.containsKey(request.identity());
  }

  void is(Request request, String code) {
    fates.put(request.identity(), code);
  }

  int size() {
    return fates.size();
  }

  /// The fate of every address, by the identity of its request.
  ///
  /// @param rest the fate of those that were never asked
  Map<String, String> all(String rest) {
    Map<String, String> all = new LinkedHashMap<>(fates);
    all.replaceAll((_, code) -> code.equals(WAITING) ? rest : code);
    return all;
  }

  /// How many addresses met each fate.
  ///
  /// @param rest the fate of those that were never asked
  Map<String, Integer> counts(String rest) {
    Map<String, Integer> counts = new TreeMap<>();
    all(rest).values().forEach(code -> counts.merge(code, 1, Integer::sum));
    return counts;
  }
}
