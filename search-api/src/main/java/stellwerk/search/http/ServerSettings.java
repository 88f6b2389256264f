package stellwerk.search.http;

import java.util.List;

/// Where and how the servers listen.
///
/// @param bind address of the public port (default `0.0.0.0`)
/// @param port public port (default 8080); 0 takes a free one
/// @param adminBind address of the admin port (default `127.0.0.1`)
/// @param adminPort admin port (default 9090); 0 takes a free one
/// @param baseUrl where readers reach the public port, without a slash at the end; feeds name it
/// @param trustedProxies addresses whose `X-Forwarded-For` is believed, such as `127.0.0.1/32`
/// @param requestsPerMinute for each address (default 120)
/// @param keyedRequestsPerMinute for each key (default 600)
/// @param maxUrlCharacters longest address of a request (default 8000)
/// @param keyDigests SHA-256 of the valid keys, in hexadecimal digits
public record ServerSettings(
    String bind,
    int port,
    String adminBind,
    int adminPort,
    String baseUrl,
    List<String> trustedProxies,
    int requestsPerMinute,
    int keyedRequestsPerMinute,
    int maxUrlCharacters,
    List<String> keyDigests) {

  public static final ServerSettings DEFAULT =
      new ServerSettings(
          "0.0.0.0",
          8080,
          "127.0.0.1",
          9090,
          "http://localhost:8080",
          List.of(),
          120,
          600,
          8000,
          List.of());

  public ServerSettings {
    trustedProxies = List.copyOf(trustedProxies);
    keyDigests = List.copyOf(keyDigests);
    if (requestsPerMinute < 1 || keyedRequestsPerMinute < 1) {
      throw new IllegalArgumentException("at least one request a minute must be allowed");
    }
    if (baseUrl.endsWith("/")) {
      throw new IllegalArgumentException("base_url has no slash at its end, not: " + baseUrl);
    }
  }
}
