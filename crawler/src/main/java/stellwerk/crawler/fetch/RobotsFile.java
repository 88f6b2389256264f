package stellwerk.crawler.fetch;

import crawlercommons.robots.SimpleRobotRules;
import crawlercommons.robots.SimpleRobotRules.RobotRule;
import crawlercommons.robots.SimpleRobotRules.RobotRulesMode;
import crawlercommons.robots.SimpleRobotRulesParser;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// A robots file as it concerns us (RFC 9309): the parser is the library's, the limits are ours.
/// Not thread-safe.
final class RobotsFile {
  /// RFC 9309 §2.5.
  static final int MAX_BYTES = 512_000;

  private static final int MAX_RULES = 2_000;

  private final SimpleRobotRules rules;
  private final Duration crawlDelay;

  private RobotsFile(SimpleRobotRules rules, Duration crawlDelay) {
    this.rules = rules;
    this.crawlDelay = crawlDelay;
  }

  /// @param product the product token of our User-Agent
  static RobotsFile parse(String text, String product) {
    // The library forbids everything above its greatest delay: 300 s unless told otherwise.
    SimpleRobotRulesParser parser = new SimpleRobotRulesParser(Long.MAX_VALUE / 2, 0);
    SimpleRobotRules parsed =
        parser.parseContent(
            "https://host/robots.txt",
            text.getBytes(StandardCharsets.UTF_8),
            "text/plain",
            List.of(product.toLowerCase(Locale.ROOT)));
    long delay = parsed.getCrawlDelay();
    return new RobotsFile(capped(parsed), Duration.ofMillis(Math.max(0, delay)));
  }

  /// Matching takes time in proportion to the rules, and 20,000 of them cost 4 ms an address. The
  /// longest decide most; what none of them decides is forbidden, so a short `Disallow: /` never
  /// falls out.
  private static SimpleRobotRules capped(SimpleRobotRules parsed) {
    if (parsed.getRobotRules().size() <= MAX_RULES) {
      return parsed;
    }
    SimpleRobotRules kept = new SimpleRobotRules(RobotRulesMode.ALLOW_SOME);
    parsed.getRobotRules().stream()
        .sorted(Comparator.comparingInt((RobotRule rule) -> rule.getPrefix().length()).reversed())
        .limit(MAX_RULES)
        .filter(rule -> !rule.getPrefix().equals("/"))
        .forEach(rule -> kept.addRule(rule.getPrefix(), rule.isAllow()));
    kept.addRule("/", false);
    kept.sortRules();
    return kept;
  }

  boolean allows(URI url) {
    return allows(url.toString());
  }

  boolean allows(String url) {
    return rules.isAllowed(url);
  }

  /// What the file asks for between two requests; zero if nothing.
  Duration crawlDelay() {
    return crawlDelay;
  }

  /// The text of a body that may have been cut at [#MAX_BYTES]: a last line that lost its end is
  /// left out, for `Allow: /a` cut to `Allow: /` would allow everything.
  static String text(byte[] body) {
    Charset charset = StandardCharsets.UTF_8;
    int mark = body.length < 2 ? 0 : ((body[0] & 0xff) << 8) | (body[1] & 0xff);
    if (mark == 0xfeff || mark == 0xfffe) {
      charset = StandardCharsets.UTF_16;
    }
    byte[] counted = body.length > MAX_BYTES ? Arrays.copyOf(body, MAX_BYTES) : body;
    String text = new String(counted, charset).replace("\0", "");
    if (text.startsWith("\uFEFF")) {
      text = text.substring(1);
    }
    if (body.length >= MAX_BYTES) {
      int end = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r'));
      text = text.substring(0, end + 1);
    }
    return text;
  }
}
