package stellwerk.crawler.adapter.kind;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Finds a place's own name in an address of a known system. Only plain names count: what is found
/// here becomes an option, and later part of an address.
final class PlaceName {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,99}");

  /// The systems' own hosts and paths: nobody's board.
  private static final Set<String> RESERVED =
      Set.of(
          "www",
          "api",
          "app",
          "static",
          "cdn",
          "embed",
          "v0",
          "v1",
          "jobs",
          "postings",
          "accounts");

  private PlaceName() {}

  static String host(URI address) {
    return address.getHost() == null ? "" : address.getHost().toLowerCase(Locale.ROOT);
  }

  /// The name in front of a vendor's domain; empty for the vendor's own pages.
  static Optional<String> below(URI address, String domain) {
    String host = host(address);
    return host.endsWith(domain)
        ? plain(host.substring(0, host.length() - domain.length()))
            .filter(name -> !Set.of("www", "api", "app", "help", "docs", "support").contains(name))
        : Optional.empty();
  }

  /// The first part of the path.
  static Optional<String> first(URI address) {
    return parts(address).stream().findFirst().flatMap(PlaceName::plain);
  }

  /// The part of the path behind a word.
  static Optional<String> after(URI address, String word) {
    List<String> parts = parts(address);
    int at = parts.indexOf(word);
    return at < 0 || at + 1 >= parts.size() ? Optional.empty() : plain(parts.get(at + 1));
  }

  /// A parameter of the query.
  static Optional<String> parameter(URI address, String name) {
    String query = address.getRawQuery();
    if (query == null) {
      return Optional.empty();
    }
    for (String pair : query.split("&", -1)) {
      if (pair.startsWith(name + "=")) {
        return plain(pair.substring(name.length() + 1));
      }
    }
    return Optional.empty();
  }

  static Optional<String> plain(String name) {
    return PLAIN.matcher(name).matches() && !RESERVED.contains(name.toLowerCase(Locale.ROOT))
        ? Optional.of(name)
        : Optional.empty();
  }

  private static List<String> parts(URI address) {
    List<String> parts = new ArrayList<>();
    String path = address.getRawPath() == null ? "" : address.getRawPath();
    for (String part : path.split("/", -1)) {
      if (!part.isBlank()) {
        parts.add(part);
      }
    }
    return parts;
  }
}
