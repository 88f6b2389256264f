package stellwerk.search.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.net.URLEncoder;

/// Percent-encoding of queries (`application/x-www-form-urlencoded`, UTF-8).
public final class PercentCode {
  private PercentCode() {}

  /// The plain words.
  ///
  /// @throws IllegalArgumentException if they are not encoded as they should be
  public static String decode(String encoded) {
    if (encoded.chars().anyMatch(c -> c > 0x7e)) {
      // The server reads addresses as ASCII: what was an umlaut is lost, and a guess would find the
      // wrong town.
      throw new IllegalArgumentException("not percent-encoded: " + encoded);
    }
    return URLDecoder.decode(encoded, UTF_8);
  }

  public static String encode(String plain) {
    return URLEncoder.encode(plain, UTF_8);
  }
}
