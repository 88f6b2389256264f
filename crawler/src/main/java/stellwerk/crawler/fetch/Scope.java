package stellwerk.crawler.fetch;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import stellwerk.crawler.fetch.Fetched.Refused.Reason;
import stellwerk.crawler.site.Site;
import stellwerk.crawler.site.StartUrl;

/// Which addresses one request of a site may lead to: asked before the first hop and before each
/// redirect.
///
/// A site's own hosts are those of its start addresses and its homepage; a site that is known by
/// its options alone has none, and there the adapter's request names the host. `www.` makes no
/// difference.
final class Scope {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\w*}");
  private static final Pattern NUMBER_AT_END =
      Pattern.compile("(?i)(?:^|\\.)(?:0x[0-9a-f]*|\\d+)\\.?$");
  private static final Pattern IPV4 =
      Pattern.compile("(?:(?:0|[1-9]\\d{0,2})\\.){3}(?:0|[1-9]\\d{0,2})");

  /// Why an address must not be asked.
  record Refusal(Reason reason, String detail) {}

  private final Site site;
  private final Set<String> allowedPrivate;
  private final Set<String> own = new TreeSet<>();
  private final Set<String> allowed = new TreeSet<>();
  private final Set<Integer> ports = new TreeSet<>(Set.of(80, 443));

  Scope(Site site, URI asked, Set<String> allowedPrivate) {
    this.site = site;
    this.allowedPrivate = allowedPrivate;
    for (StartUrl start : site.start()) {
      configured(URI.create(PLACEHOLDER.matcher(start.url()).replaceAll("x")));
    }
    URI homepage = site.homepage();
    if (homepage != null) {
      configured(homepage);
    }
    String host = asked.getHost();
    if (site.start().isEmpty() && host != null) {
      own.add(bare(host));
    }
    site.http().allowHosts().forEach(allow -> allowed.add(bare(allow)));
  }

  private void configured(URI url) {
    String host = url.getHost();
    if (host != null) {
      own.add(bare(host));
      ports.add(port(url));
    }
  }

  /// Answers why an address must not be asked; empty if it may.
  Optional<Refusal> refusal(URI url) {
    String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
    String host = url.getHost();
    if (!scheme.equals("https") && !scheme.equals("http")) {
      return guard("neither https nor http: " + url);
    }
    if (host == null) {
      return guard("no readable host: " + url);
    }
    if (oddNumber(host)) {
      return guard("an IPv4 address in an ambiguous notation: " + host);
    }
    if (url.getRawUserInfo() != null) {
      return guard("user information in an address: " + host);
    }
    if (scheme.equals("http") && !site.http().plain()) {
      return guard("http: is not allowed for this site (http.plain): " + url);
    }
    if (!ports.contains(port(url)) && !allowedPrivate.contains(bare(host) + ":" + port(url))) {
      return guard(
          "port " + port(url) + " is neither 443 nor 80 nor one of the site's own: " + url);
    }
    return owns(url) || allowed.contains(bare(host))
        ? Optional.empty()
        : Optional.of(
            new Refusal(Reason.SCOPE, host + " is neither the site's own nor in http.allow_hosts"));
  }

  /// Whether an address belongs to the site itself, so that its configured headers may be sent
  /// there.
  boolean owns(URI url) {
    String host = url.getHost();
    return host != null && own.contains(bare(host));
  }

  /// Readers disagree about `0177.0.0.1`, `0x7f.1` or `127.1`: 127.0.0.1 to some, 177.0.0.1 to
  /// others.
  private static boolean oddNumber(String host) {
    return NUMBER_AT_END.matcher(host).find() && !IPV4.matcher(host).matches();
  }

  private static Optional<Refusal> guard(String detail) {
    return Optional.of(new Refusal(Reason.GUARD, detail));
  }

  /// The port of an address, or that of its scheme.
  static int port(URI url) {
    OptionalInt written = url.getPort() < 0 ? OptionalInt.empty() : OptionalInt.of(url.getPort());
    return written.orElse("http".equalsIgnoreCase(url.getScheme()) ? 80 : 443);
  }

  /// `https://host:port`, always with its port.
  static String authority(URI url) {
    return (url.getScheme() + "://" + url.getHost() + ":" + port(url)).toLowerCase(Locale.ROOT);
  }

  /// A host without `www.`, lower case.
  static String bare(String host) {
    String lower = host.toLowerCase(Locale.ROOT);
    return lower.startsWith("www.") ? lower.substring("www.".length()) : lower;
  }
}
