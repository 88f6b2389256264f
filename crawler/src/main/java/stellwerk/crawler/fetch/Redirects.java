package stellwerk.crawler.fetch;

import java.net.URI;
import java.util.Optional;

/// Where a response sends us.
final class Redirects {
  /// Hops of one fetch.
  static final int GREATEST = 5;

  private Redirects() {}

  /// The address that a redirect names, made absolute; empty if this is no redirect, or names none.
  static Optional<URI> target(URI from, Answer.Response response) {
    return switch (response.status()) {
      case 301, 302, 303, 307, 308 ->
          response.first("location").flatMap(location -> resolved(from, location));
      default -> Optional.empty();
    };
  }

  /// A POST stays one only where the status says so (RFC 9110 §15.4).
  static boolean keepsMethod(int status) {
    return status == 307 || status == 308;
  }

  /// The address as it is sent and as robots.txt judges it: percent-encoded, in ASCII.
  static URI ascii(URI url) {
    return URI.create(url.toASCIIString());
  }

  private static Optional<URI> resolved(URI from, String location) {
    try {
      URI target = from.resolve(location.strip().replace(" ", "%20"));
      String text = target.toASCIIString();
      int fragment = text.indexOf('#');
      return Optional.of(URI.create(fragment < 0 ? text : text.substring(0, fragment)));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
