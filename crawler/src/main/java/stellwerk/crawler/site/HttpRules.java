package stellwerk.crawler.site;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// How requests to one site look (`http:` and `headers:` in its file).
///
/// @param allowHosts hosts besides the site's own that redirects and links may lead to
/// @param plain whether `http:` is allowed (default false)
/// @param verifyTls whether certificates are verified (default true)
/// @param timeout deadline of a whole request (default 30 s)
/// @param maxBodyBytes decompressed size of a page (default 5 MB)
/// @param sessionParameters query parameters that are no part of a URL's identity
/// @param headers sent with every request to the site, secrets resolved
public record HttpRules(
    Set<String> allowHosts,
    boolean plain,
    boolean verifyTls,
    Duration timeout,
    long maxBodyBytes,
    List<String> sessionParameters,
    Map<String, String> headers) {

  public static final HttpRules DEFAULT =
      new HttpRules(Set.of(), false, true, Duration.ofSeconds(30), 5_000_000, List.of(), Map.of());

  public HttpRules {
    allowHosts = Set.copyOf(allowHosts);
    sessionParameters = List.copyOf(sessionParameters);
    headers = Map.copyOf(headers);
  }

  public HttpRules withPlain() {
    return new HttpRules(
        allowHosts, true, verifyTls, timeout, maxBodyBytes, sessionParameters, headers);
  }
}
