package stellwerk.crawler;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import stellwerk.crawler.fetch.Request;
import stellwerk.crawler.site.Site;

/// When two addresses of people's pages are one: fragment, tracking and session parameters are no
/// part of it, nor are a default port, an empty path or dots in it. Pure.
final class Addresses {
  private static final Pattern TRACKING =
      Pattern.compile(
          "utm_\\w{1,40}|gclid|dclid|fbclid|msclkid|yclid|mc_eid|jsessionid|phpsessid|_gl",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern PATH_SESSION =
      Pattern.compile(";jsessionid=[^/?#;]*", Pattern.CASE_INSENSITIVE);

  private Addresses() {}

  /// The request as it is asked: answers for programs keep their address as the adapter wrote it.
  static Request normalised(Site site, Request request) {
    boolean people =
        request.method() == Request.Method.GET
            && (request.purpose() == Request.Purpose.LIST
                || request.purpose() == Request.Purpose.DETAIL);
    if (!people) {
      return request;
    }
    URI url = normalised(request.url(), site.http().sessionParameters());
    return url.equals(request.url())
        ? request
        : new Request(
            url,
            request.method(),
            request.purpose(),
            request.headers(),
            request.body(),
            request.carried());
  }

  /// An address in the one spelling; one that cannot be read stays as it is, for the address guard
  /// to refuse.
  static URI normalised(URI url, List<String> sessions) {
    if (url.getHost() == null || url.isOpaque()) {
      return url;
    }
    String scheme = url.getScheme().toLowerCase(Locale.ROOT);
    String host = url.getHost().toLowerCase(Locale.ROOT);
    boolean usual = url.getPort() < 0 || url.getPort() == (scheme.equals("https") ? 443 : 80);
    String user = url.getRawUserInfo() == null ? "" : url.getRawUserInfo() + "@";
    String path = dotless(PATH_SESSION.matcher(raw(url)).replaceAll(""));
    String query = query(url.getRawQuery(), sessions);
    try {
      return new URI(
          scheme
              + "://"
              + user
              + host
              + (usual ? "" : ":" + url.getPort())
              + (path.isEmpty() ? "/" : path)
              + (query.isEmpty() ? "" : "?" + query));
    } catch (URISyntaxException _) {
      return url;
    }
  }

  private static String raw(URI url) {
    return url.getRawPath() == null ? "" : url.getRawPath();
  }

  /// Dots resolved; those that would climb above the root are left out (RFC 3986 §5.2.4).
  private static String dotless(String path) {
    if (!path.contains("/.")) {
      return path;
    }
    String rest = raw(URI.create("https://host" + path).normalize());
    while (rest.startsWith("/../") || rest.equals("/..")) {
      rest = rest.length() > 3 ? rest.substring(3) : "/";
    }
    return rest;
  }

  private static String query(@Nullable String query, List<String> sessions) {
    if (query == null) {
      return "";
    }
    StringBuilder kept = new StringBuilder();
    for (String pair : query.split("&", -1)) {
      String name = pair.split("=", 2)[0];
      boolean passing =
          pair.isEmpty()
              || TRACKING.matcher(name).matches()
              || sessions.stream().anyMatch(name::equalsIgnoreCase);
      if (!passing) {
        kept.append(kept.isEmpty() ? "" : "&").append(pair);
      }
    }
    return kept.toString();
  }
}
