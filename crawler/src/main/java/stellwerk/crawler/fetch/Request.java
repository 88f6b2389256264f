package stellwerk.crawler.fetch;

import java.net.URI;
import java.util.Map;

/// One thing to ask a site for.
///
/// @param url http or https
/// @param method GET, or POST for the few kinds whose search wants a body
/// @param purpose what is asked for; it decides the limits
/// @param headers beyond the usual ones
/// @param body of a POST; empty for GET
/// @param carried what the adapter wants to know again when the page comes (page number, key of the
///   posting); never sent
public record Request(
    URI url,
    Method method,
    Purpose purpose,
    Map<String, String> headers,
    String body,
    Map<String, String> carried) {

  public enum Method {
    GET,
    POST
  }

  /// What is asked for: limits of time and size follow from it (`crawling.md` §3).
  public enum Purpose {
    /// A page of a list, for people.
    LIST,
    /// A posting's own page.
    DETAIL,
    /// A machine-readable answer.
    API,
    FEED,
    SITEMAP,
    ROBOTS
  }

  public Request {
    headers = Map.copyOf(headers);
    carried = Map.copyOf(carried);
    if (method == Method.GET && !body.isEmpty()) {
      throw new IllegalArgumentException("a GET has no body: " + url);
    }
  }

  public static Request get(URI url, Purpose purpose) {
    return new Request(url, Method.GET, purpose, Map.of(), "", Map.of());
  }

  public Request carrying(Map<String, String> values) {
    return new Request(url, method, purpose, headers, body, values);
  }

  public Request withHeaders(Map<String, String> values) {
    return new Request(url, method, purpose, values, body, carried);
  }

  /// The page for people of the posting that is asked for: the one that its list named (carried as
  /// `url`), else this address.
  public URI postingPage() {
    String named = carried.get("url");
    return named == null ? url : URI.create(named);
  }

  /// What makes two requests the same question, for "asked already" and for the validators of an
  /// earlier answer.
  public String identity() {
    return method == Method.GET && body.isEmpty()
        ? url.toString()
        : method + " " + url + " " + body;
  }
}
