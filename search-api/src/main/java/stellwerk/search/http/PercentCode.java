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
    return URLDecoder.decode(encoded, UTF_8);
  }

  public static String encode(String plain) {
    return URLEncoder.encode(plain, UTF_8);
  }
}
