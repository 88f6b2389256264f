package stellwerk.crawler.fetch;

import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads `/.well-known/tdmrep.json`: a list of places, each with or without a reservation. A place
/// is a path with `*` and `$` as in robots.txt; the longest that fits decides, and of two equally
/// long ones the reservation.
final class TdmFile {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private record Place(String location, boolean reserved) {
    boolean fits(String path) {
      boolean anchored = location.endsWith("$");
      String open = anchored ? location.substring(0, location.length() - 1) : location;
      List<String> parts = List.of(Pattern.compile("*", Pattern.LITERAL).split(open, -1));
      if (!path.startsWith(parts.getFirst())) {
        return false;
      }
      int at = parts.getFirst().length();
      for (String part : parts.subList(1, parts.size())) {
        int found = path.indexOf(part, at);
        if (found < 0) {
          return false;
        }
        at = found + part.length();
      }
      boolean endsSo = parts.size() > 1 && path.endsWith(parts.getLast());
      return !anchored || at == path.length() || endsSo;
    }
  }

  private TdmFile() {}

  /// Whether the file reserves the rights to an address. What is no such file reserves nothing.
  static boolean reserves(String text, URI url) {
    String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
    String path = (url.getRawPath().isEmpty() ? "/" : url.getRawPath()) + query;
    List<Place> fitting = places(text).stream().filter(place -> place.fits(path)).toList();
    int longest = fitting.stream().mapToInt(place -> place.location().length()).max().orElse(0);
    return fitting.stream()
        .anyMatch(place -> place.reserved() && place.location().length() == longest);
  }

  static boolean reservesAnything(String text) {
    return places(text).stream().anyMatch(Place::reserved);
  }

  private static List<Place> places(String text) {
    try {
      JsonNode root = JSON.readTree(text);
      return StreamSupport.stream(root.spliterator(), false)
          .filter(JsonNode::isObject)
          .map(place ->
              new Place(
                  place.path("location").asString("/"),
                  place.path("tdm-reservation").asInt(0) == 1))
          .toList();
    } catch (JacksonException _) {
      return List.of();
    }
  }
}
