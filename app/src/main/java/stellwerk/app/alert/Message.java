package stellwerk.app.alert;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import stellwerk.crawler.site.CrawlId;
import stellwerk.crawler.verdict.SiteAlert;
import stellwerk.crawler.verdict.SiteCause;
import stellwerk.crawler.verdict.SiteHealth;
import stellwerk.crawler.verdict.Verdict;

/// What a channel says: one line, the whole text, and the same as a document.
///
/// @param title in one line
/// @param text for people
/// @param document for programs
public record Message(String title, String text, Map<String, @Nullable Object> document) {
  /// A message about one site, or one about many that changed at once.
  ///
  /// @param operations where operators look at sites; null if that is not known
  static Message about(List<SiteAlert> alerts, @Nullable URI operations) {
    return alerts.size() == 1 ? one(alerts.getFirst(), operations) : many(alerts, operations);
  }

  private static Message one(SiteAlert alert, @Nullable URI operations) {
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("event", alert.reminder() ? "site.still_broken" : "site.state_changed");
    document.putAll(told(alert));
    document.put(
        "links",
        operations == null
            ? Map.of()
            : Map.of("site", operations.resolve("/admin/sites/" + alert.site()).toString()));
    document.put("hint", hint(alert));
    return new Message(line(alert), line(alert) + "\n" + hint(alert) + "\n", document);
  }

  private static Message many(List<SiteAlert> alerts, @Nullable URI operations) {
    String title = alerts.size() + " sites changed their state within ten minutes";
    String hint = "look at this machine and its network first: stellwerk site list";
    List<Map<String, @Nullable Object>> sites = new ArrayList<>();
    StringBuilder text = new StringBuilder(title).append('\n');
    for (SiteAlert alert : alerts) {
      sites.add(told(alert));
      text.append("- ").append(line(alert)).append('\n');
    }
    text.append(hint).append('\n');
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("event", "sites.state_changed");
    document.put("sites", sites);
    document.put(
        "links",
        operations == null ? Map.of() : Map.of("sites", operations.resolve("/admin/").toString()));
    document.put("hint", hint);
    return new Message(title, text.toString(), document);
  }

  private static Map<String, @Nullable Object> told(SiteAlert alert) {
    SiteHealth now = alert.now();
    @Nullable SiteCause cause = now.cause();
    @Nullable Verdict verdict = now.verdict();
    @Nullable CrawlId crawl = now.crawl();
    Map<String, @Nullable Object> told = new LinkedHashMap<>();
    told.put("site", alert.site().value());
    told.put("from", word(alert.from()));
    told.put("to", word(now.state()));
    told.put("cause", cause == null ? null : cause.key());
    told.put("verdict", verdict == null ? null : verdict.name());
    told.put("detail", now.detail());
    told.put("since", alert.since().toString());
    told.put("crawl", crawl == null ? null : crawl.value());
    return told;
  }

  private static String line(SiteAlert alert) {
    SiteHealth now = alert.now();
    @Nullable SiteCause cause = now.cause();
    String state = (alert.reminder() ? "is still " : "is ") + word(now.state());
    String why = cause == null ? "" : " (" + cause.key() + ")";
    return alert.site() + " " + state + why + (now.detail().isEmpty() ? "" : ": " + now.detail());
  }

  private static String hint(SiteAlert alert) {
    SiteHealth now = alert.now();
    @Nullable SiteCause cause = now.cause();
    String test = "stellwerk site test " + alert.site();
    if (cause == null) {
      return "";
    }
    return switch (cause) {
      case SELECTOR_MISSED, COVERAGE_DROP, YIELD_DROP -> test + " --list";
      case CLOSE_HELD -> "stellwerk crawls show " + now.crawl();
      case OPERATOR -> "stellwerk site resume " + alert.site();
      case VERDICT, BLOCKED_403_429, ROBOTS_DENIED, CRAWL_DELAY, TLS, DNS, TIMEOUT, STALE -> test;
    };
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
