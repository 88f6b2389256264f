package stellwerk.crawler.fetch;

import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What came of a request.
public sealed interface Fetched {
  Request request();

  Instant at();

  /// A response with status 200 whose whole body came.
  ///
  /// @param url where it came from, after redirects
  /// @param headers lower-case names
  /// @param body decompressed; never cut
  /// @param wireBytes what went over the wire
  /// @param took from the request's start to the last byte
  @SuppressWarnings(
      "ArrayRecordComponent") // pages are never compared, and a copy of 5 MB a page would cost
  record Page(
      Request request,
      URI url,
      int status,
      Map<String, List<String>> headers,
      byte[] body,
      long wireBytes,
      Duration took,
      Instant at)
      implements Fetched {

    public Page {
      Map<String, List<String>> lower = new TreeMap<>();
      headers.forEach(
          (name, values) -> lower.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
      headers = Map.copyOf(lower);
    }

    /// A page that did not come from the network: a saved file, a fixture.
    public static Page saved(Request request, String contentType, byte[] body, Instant at) {
      return new Page(
          request,
          request.url(),
          200,
          Map.of("content-type", List.of(contentType)),
          body,
          body.length,
          Duration.ZERO,
          at);
    }

    /// The first value of a header.
    public Optional<String> header(String name) {
      return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream().findFirst();
    }

    /// The media type without parameters, lower case; empty if the server named none.
    public String mediaType() {
      String type = header("content-type").orElse("");
      int semicolon = type.indexOf(';');
      return (semicolon < 0 ? type : type.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
    }

    /// The charset the server named; null if none, or one that this machine does not know.
    public @Nullable Charset charset() {
      String type = header("content-type").orElse("");
      int at = type.toLowerCase(Locale.ROOT).indexOf("charset=");
      if (at < 0) {
        return null;
      }
      String name =
          type.substring(at + "charset=".length()).split("[;\\s]", 2)[0].replaceAll("[\"']", "");
      try {
        return Charset.forName(name);
      } catch (IllegalArgumentException _) {
        return null;
      }
    }

    /// The body as text by the server's charset, else UTF-8. HTML and XML know their charset
    /// better: hand them the bytes.
    public String text() {
      Charset named = charset();
      String text = new String(body, named == null ? StandardCharsets.UTF_8 : named);
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
  }

  /// Status 304, or a 200 whose body is byte for byte what it was: what was read last time still
  /// holds.
  record Unchanged(Request request, Remembered remembered, Instant at) implements Fetched {}

  /// Status 404 or 410.
  record Gone(Request request, int status, Instant at) implements Fetched {}

  /// We may not, or the site will not.
  ///
  /// @param retryAfter how long the site asked us to stay away; zero if it named no time
  record Refused(Request request, Reason reason, String detail, Duration retryAfter, Instant at)
      implements Fetched {
    public enum Reason {
      /// robots.txt forbids this address.
      ROBOTS,
      /// robots.txt could not be read (5xx, 429, unreachable): RFC 9309 §2.3.1.4, complete
      /// disallow.
      ROBOTS_UNREACHABLE,
      /// Text-and-data-mining opt-out.
      TDM,
      /// The address guard: a private address, a foreign scheme or port.
      GUARD,
      /// A host outside the site's own and its allow-list, or a redirect to one.
      SCOPE,
      /// Status 401 or 403.
      FORBIDDEN,
      /// Status 429, or 503 with Retry-After.
      TOO_MANY,
      /// The crawl was told to stop while it waited for the host's turn; nothing was sent.
      WITHDRAWN
    }
  }

  /// It did not work: no answer, a broken one, or one beyond a limit.
  record Failed(Request request, Fault fault, String detail, Instant at) implements Fetched {
    public enum Fault {
      DNS,
      CONNECT,
      TLS,
      TIMEOUT,
      /// The connection broke, or the body ended before its declared end.
      BROKEN,
      /// Larger than the cap, on the wire or decompressed.
      TOO_LARGE,
      /// Expands beyond 100 : 1 after the first megabyte.
      BOMB,
      /// Status 5xx, or another that is neither success nor "gone" nor "refused".
      STATUS,
      REDIRECT_LOOP,
      /// The host failed so often in a row that it is left alone for a while.
      SUSPENDED
    }

    /// Whether the same request may work later.
    public boolean retryable() {
      return switch (fault) {
        case DNS, CONNECT, TIMEOUT, BROKEN, STATUS, SUSPENDED -> true;
        case TLS, TOO_LARGE, BOMB, REDIRECT_LOOP -> false;
      };
    }
  }
}
