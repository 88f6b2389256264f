package stellwerk.crawler.fetch;

import java.time.Duration;
import java.util.Set;

/// Who asks, and what holds for every site alike.
///
/// @param product the product token of the User-Agent, which robots.txt files address (default
///   `Stellwerk`)
/// @param version stands behind the product
/// @param contact e-mail address or URL of whoever runs this crawler; nothing is fetched without
/// @param allowedPrivate `host:port` pairs that may be asked although their address is not public:
///   for the demo, tests and intranets (default none)
/// @param robotsTimeout deadline of a whole request for robots.txt or tdmrep.json (default 10 s)
/// @param patience longest pause of a host that a fetch waits out; a longer one is answered at once
///   as refused, with the time that remains (default 2 min)
public record FetchSettings(
    String product,
    String version,
    String contact,
    Set<String> allowedPrivate,
    Duration robotsTimeout,
    Duration patience) {

  public FetchSettings {
    if (contact.isBlank()) {
      throw new IllegalArgumentException(
          "the crawler's contact is not set: without it nobody whom we ask could reach us"
              + " (crawler.contact in stellwerk.yaml: an e-mail address or a URL)");
    }
    if (!product.matches("[A-Za-z_-]+")) {
      throw new IllegalArgumentException(
          "a product token is letters, hyphens and underscores (RFC 9309 §2.2.1), not: " + product);
    }
    if (!contact.chars().allMatch(c -> c > 0x20 && c < 0x7f) || !version.matches("[\\w.+-]+")) {
      throw new IllegalArgumentException(
          "version and contact stand in a header and must be ASCII without blanks: "
              + version
              + ", "
              + contact);
    }
    allowedPrivate = Set.copyOf(allowedPrivate);
  }

  /// The defaults, under the given version and contact.
  public static FetchSettings of(String version, String contact) {
    return new FetchSettings(
        "Stellwerk", version, contact, Set.of(), Duration.ofSeconds(10), Duration.ofMinutes(2));
  }

  /// The same with addresses that may be asked although they are private.
  public FetchSettings allowing(Set<String> endpoints) {
    return new FetchSettings(product, version, contact, endpoints, robotsTimeout, patience);
  }

  /// The same with another patience.
  public FetchSettings withPatience(Duration longest) {
    return new FetchSettings(product, version, contact, allowedPrivate, robotsTimeout, longest);
  }

  /// The same with another deadline for robots.txt.
  public FetchSettings withRobotsTimeout(Duration deadline) {
    return new FetchSettings(product, version, contact, allowedPrivate, deadline, patience);
  }

  String userAgent() {
    return product + "/" + version + " (+" + contact + ")";
  }
}
