package stellwerk.crawler.adapter.kind;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import stellwerk.crawler.fetch.Request;
import stellwerk.crawler.site.Site;
import stellwerk.crawler.site.StartUrl;

/// The addresses under `start:` as requests: one for each search word, page after page.
final class StartPages {
  private static final String NUMBER = "page";
  private static final String START = "start";
  private static final String WORD = "word";

  private StartPages() {}

  /// The first pages.
  static List<Request> first(Site site, Request.Purpose purpose) {
    List<Request> requests = new ArrayList<>();
    for (int index = 0; index < site.start().size(); index++) {
      StartUrl start = site.start().get(index);
      List<String> words = start.url().contains("{q}") ? start.words() : List.of("");
      for (String word : words) {
        requests.add(request(start, index, word, start.pages().from(), purpose));
      }
    }
    return requests;
  }

  /// The first pages under `start:`, else the one that the kind's options lead to.
  static List<Request> firstOr(Site site, Request.Purpose purpose, Supplier<String> usual) {
    return site.start().isEmpty()
        ? List.of(Request.get(URI.create(usual.get()), purpose))
        : first(site, purpose);
  }

  /// The numbered page after one that brought items; empty after the last.
  static Optional<Request> next(Site site, Request asked) {
    return position(site, asked)
        .filter(at -> at.start.url().contains("{page}") && at.number < at.start.pages().to())
        .map(at -> request(at.start, at.index, at.word, at.number + 1, asked.purpose()));
  }

  /// Whether a page that still brought items was the last that may be asked for.
  static boolean cutBy(Site site, Request asked) {
    return position(site, asked)
        .filter(at -> at.start.url().contains("{page}") && at.number >= at.start.pages().to())
        .isPresent();
  }

  private record Position(StartUrl start, int index, String word, int number) {}

  private static Optional<Position> position(Site site, Request asked) {
    String index = asked.carried().get(START);
    String number = asked.carried().get(NUMBER);
    if (index == null || number == null || Integer.parseInt(index) >= site.start().size()) {
      return Optional.empty();
    }
    StartUrl start = site.start().get(Integer.parseInt(index));
    return Optional.of(
        new Position(
            start,
            Integer.parseInt(index),
            asked.carried().getOrDefault(WORD, ""),
            Integer.parseInt(number)));
  }

  private static Request request(
      StartUrl start, int index, String word, int number, Request.Purpose purpose) {
    String url =
        start
            .url()
            .replace("{q}", URLEncoder.encode(word, StandardCharsets.UTF_8))
            .replace("{page}", Integer.toString(number));
    try {
      return Request.get(URI.create(url), purpose)
          .carrying(
              Map.of(START, Integer.toString(index), NUMBER, Integer.toString(number), WORD, word));
    } catch (IllegalArgumentException bad) {
      throw new IllegalArgumentException("start.url is no address: " + url, bad);
    }
  }
}
