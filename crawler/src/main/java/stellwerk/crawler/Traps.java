package stellwerk.crawler;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import stellwerk.crawler.fetch.Request;

/// Keeps a crawl out of spaces without end: calendars, sessions in the path, folders within
/// themselves (`crawling.md` §3, traps). Used by one thread.
///
/// Only pages for people are judged; what an adapter asks of an API has an end of its own. A list
/// that goes on under the same template goes no deeper.
final class Traps {
  private static final int DEPTH = 10;
  private static final int SEGMENTS = 20;
  private static final int SAME_SEGMENT = 2;
  private static final int LENGTH = 2_048;
  private static final int PARAMETERS = 10;

  /// Pages of one template in a row that brought no posting that was not known already.
  static final int BARREN = 200;

  private static final Pattern VARYING =
      Pattern.compile("[^/=&?]*\\d[^/=&?]*|[0-9a-fA-F-]{16,}|[^/=&?]{32,}");

  private final Map<String, Integer> barren = new HashMap<>();
  private final Map<String, Integer> depths = new HashMap<>();

  /// Why a request that a page led to must not be made; empty if it may.
  Optional<String> refusal(Request from, Request request) {
    if (!people(request)) {
      return Optional.empty();
    }
    URI url = request.url();
    String path = url.getRawPath() == null ? "" : url.getRawPath();
    int depth = depths.getOrDefault(from.identity(), 0) + (sameTemplate(from, request) ? 0 : 1);
    depths.putIfAbsent(request.identity(), depth);
    long segments = Stream.of(path.split("/", -1)).filter(segment -> !segment.isEmpty()).count();
    if (url.toString().length() > LENGTH) {
      return Optional.of("longer than " + LENGTH + " characters");
    }
    if (segments > SEGMENTS) {
      return Optional.of("more than " + SEGMENTS + " path segments");
    }
    if (repeats(path) > SAME_SEGMENT) {
      return Optional.of("a path segment stands there more than " + SAME_SEGMENT + " times");
    }
    if (url.getRawQuery() != null && url.getRawQuery().split("&", -1).length > PARAMETERS) {
      return Optional.of("more than " + PARAMETERS + " query parameters");
    }
    if (depth > DEPTH) {
      return Optional.of("more than " + DEPTH + " pages deep");
    }
    return Optional.empty();
  }

  /// Whether a template has brought nothing new for so long that no more of it is asked for.
  boolean barren(Request request) {
    return people(request) && barren.getOrDefault(template(request), 0) >= BARREN;
  }

  /// A page came.
  ///
  /// @param brought whether it brought or led to a posting that was not known already
  void came(Request request, boolean brought) {
    if (people(request)) {
      barren.merge(template(request), 1, (before, one) -> brought ? 0 : before + one);
      if (brought) {
        barren.put(template(request), 0);
      }
    }
  }

  private static boolean people(Request request) {
    return request.method() == Request.Method.GET
        && (request.purpose() == Request.Purpose.LIST
            || request.purpose() == Request.Purpose.DETAIL);
  }

  private static boolean sameTemplate(Request one, Request other) {
    return one.purpose() == other.purpose() && template(one).equals(template(other));
  }

  /// An address without what varies: numbers, dates and long codes.
  static String template(Request request) {
    String path = request.url().getRawPath() == null ? "" : request.url().getRawPath();
    String query = request.url().getRawQuery() == null ? "" : request.url().getRawQuery();
    String names =
        Stream.of(query.split("&", -1))
            .map(pair -> pair.split("=", 2)[0])
            .sorted()
            .collect(Collectors.joining("&"));
    return request.purpose()
        + " "
        + request.url().getHost()
        + Stream.of(path.split("/", -1))
            .map(segment -> VARYING.matcher(segment).matches() ? "#" : segment)
            .collect(Collectors.joining("/"))
        + "?"
        + names;
  }

  private static long repeats(String path) {
    return Stream.of(path.split("/", -1))
        .filter(segment -> !segment.isEmpty())
        .collect(Collectors.groupingBy(segment -> segment, Collectors.counting()))
        .values()
        .stream()
        .mapToLong(Long::longValue)
        .max()
        .orElse(0);
  }
}
