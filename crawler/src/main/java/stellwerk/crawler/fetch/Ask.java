package stellwerk.crawler.fetch;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

/// One exchange with one server: a single hop, without any judgement whether it may happen.
///
/// @param body of a POST; empty for GET
/// @param deadline of the whole exchange
/// @param maxBytes of the body, on the wire as well as decompressed
/// @param overflow what to do with a longer body
record Ask(
    URI url,
    Request.Method method,
    String body,
    Map<String, String> headers,
    Duration deadline,
    long maxBytes,
    Overflow overflow,
    boolean verifyTls) {

  enum Overflow {
    /// A page cut is no page.
    FAIL,
    /// RFC 9309 §2.5: of robots.txt the first 500 KiB count.
    CUT
  }
}
