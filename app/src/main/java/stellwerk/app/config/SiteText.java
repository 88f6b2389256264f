package stellwerk.app.config;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import stellwerk.crawler.site.EmbeddedRules;
import stellwerk.crawler.site.Expectations;
import stellwerk.crawler.site.HttpRules;
import stellwerk.crawler.site.Politeness;
import stellwerk.crawler.site.Rights;
import stellwerk.crawler.site.Schedule;
import stellwerk.crawler.site.SelectorRules;
import stellwerk.crawler.site.SelectorRules.Pick;
import stellwerk.crawler.site.Site;
import stellwerk.crawler.site.StartUrl;

/// Writes a site as its file would say it: what differs from the defaults, or everything that is in
/// force. What it writes, [SiteFile] reads.
///
/// Values of headers may be secrets and are never written.
public final class SiteText {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z][A-Za-z0-9_-]*");
  private static final Set<String> WORDS_OF_YAML =
      Set.of("true", "false", "null", "yes", "no", "on", "off", "y", "n");

  private final boolean everything;
  private final StringBuilder text = new StringBuilder();

  private SiteText(boolean everything) {
    this.everything = everything;
  }

  /// What differs from the defaults: a file for an operator to go on with.
  public static String brief(Site site) {
    return new SiteText(false).write(site);
  }

  /// Everything that is in force.
  public static String whole(Site site) {
    return new SiteText(true).write(site);
  }

  private String write(Site site) {
    line("version: 1");
    line("id: " + quoted(site.id().value()));
    line("name: " + quoted(site.name()));
    line("kind: " + site.kind());
    line("enabled: " + site.enabled());
    if (site.homepage() != null) {
      line("homepage: " + quoted(site.homepage().toString()));
    }
    if (!site.options().values().isEmpty()) {
      line("options:");
      new TreeMap<>(site.options().values())
          .forEach((key, values) ->
              line(
                  "  "
                      + key
                      + ": "
                      + (values.size() == 1 ? quoted(values.getFirst()) : list(values))));
    }
    if (!site.start().isEmpty()) {
      line("start:");
      site.start().forEach(this::start);
    }
    if (site.selectors() != null) {
      selectors(site.selectors());
    }
    schedule(site.schedule());
    politeness(site.politeness());
    http(site.http());
    rights(site.rights());
    expect(site.expect());
    return text.toString();
  }

  private void start(StartUrl start) {
    line("  - url: " + quoted(start.url()));
    StartUrl.Pages pages = start.pages();
    if (everything || !pages.equals(StartUrl.Pages.SINGLE)) {
      line(
          "    pages: { from: %d, to: %d, stop_when: %s }"
              .formatted(pages.from(), pages.to(), lower(pages.stopWhen())));
    }
    if (!start.words().isEmpty()) {
      line("    # asked for: " + String.join(", ", start.words()));
    }
  }

  private void selectors(SelectorRules rules) {
    if (rules.embedded() != null) {
      embedded(rules.embedded());
    }
    if (rules.embedded() == null || rules.total() != null || rules.next() != null) {
      list(rules);
    }
    if (rules.embedded() == null || rules.ownPages()) {
      detail(rules);
    }
  }

  private void embedded(EmbeddedRules rules) {
    line("embedded:");
    line("  script: " + quoted(rules.script()));
    line("  list: " + quoted(rules.list().toString()));
    if (rules.id() != null) {
      line("  id: " + quoted(rules.id().toString()));
    }
    line("  url: " + quoted(rules.url().written()));
    if (rules.total() != null) {
      line("  total: " + quoted(rules.total().toString()));
    }
    if (!rules.fields().isEmpty()) {
      line("  fields:");
      new TreeMap<>(rules.fields())
          .forEach((field, path) -> line("    " + lower(field) + ": " + quoted(path.toString())));
    }
  }

  private void list(SelectorRules rules) {
    line("list:");
    pick("  item", rules.item());
    pick("  link", rules.link());
    pick("  total", rules.total());
    pick("  next", rules.next());
  }

  private void detail(SelectorRules rules) {
    line("detail:");
    line("  prefer: " + (rules.preferJsonLd() ? "json_ld" : "selectors"));
    if (!rules.fields().isEmpty()) {
      line("  fields:");
      new TreeMap<>(rules.fields()).forEach((field, pick) -> pick("    " + lower(field), pick));
    }
  }

  private void pick(String key, @Nullable Pick pick) {
    if (pick != null) {
      line(
          key
              + ": { css: "
              + quoted(pick.css())
              + (pick.attribute() == null ? "" : ", attr: " + quoted(pick.attribute()))
              + (pick.all() ? ", all: true" : "")
              + (pick.html() ? ", type: html" : "")
              + " }");
    }
  }

  private void schedule(Schedule schedule) {
    if (!everything && schedule.equals(Schedule.ON_ORDER)) {
      return;
    }
    line("schedule:");
    switch (schedule.rule()) {
      case Schedule.Rule.Cron(String expression) -> line("  cron: " + quoted(expression));
      case Schedule.Rule.Every(int days, var anchor) -> {
        line("  every: " + days + "d");
        line("  anchor: " + anchor);
      }
      case Schedule.Rule.OnOrder() -> line("  # on order only");
    }
    line("  zone: " + schedule.zone());
    line("  jitter: " + duration(schedule.jitter()));
    line(
        "  blackout: "
            + list(
                schedule.blackout().stream()
                    .map(hours -> hours.from() + "-" + hours.until())
                    .toList()));
  }

  private void politeness(Politeness politeness) {
    if (!everything && politeness.equals(Politeness.DEFAULT)) {
      return;
    }
    line("politeness:");
    line("  delay: " + duration(politeness.delay()));
    line("  max_crawl_delay: " + duration(politeness.maxCrawlDelay()));
    line("  max_pages: " + politeness.maxPages());
    line("  max_bytes: " + bytes(politeness.maxBytes()));
    line("  max_time: " + duration(politeness.maxTime()));
    line("  max_errors: " + politeness.maxErrors());
    line("  key: " + lower(politeness.key()));
    line("  robots_401_403: " + (politeness.robotsForbiddenAllows() ? "allow" : "disallow"));
  }

  private void http(HttpRules http) {
    HttpRules d = HttpRules.DEFAULT;
    if (!http.headers().isEmpty()) {
      line(
          "# headers: "
              + String.join(", ", new TreeSet<>(http.headers().keySet()))
              + " (values are not shown)");
    }
    if (everything) {
      line("http:");
      line("  allow_hosts: " + list(new TreeSet<>(http.allowHosts()).stream().toList()));
      line("  plain: " + http.plain());
      line("  verify_tls: " + http.verifyTls());
      line("  timeout: " + duration(http.timeout()));
      line("  max_body: " + bytes(http.maxBodyBytes()));
      line("  session_parameters: " + list(http.sessionParameters()));
    } else if (http.plain() != d.plain()) {
      line("http: { plain: true }");
    }
  }

  private void rights(Rights rights) {
    line("rights:");
    line("  level: " + lower(rights.level()).replace('_', '-'));
    line("  attribution: " + quoted(rights.attribution()));
    if (rights.termsUrl() != null) {
      line(
          "  terms: { url: "
              + quoted(rights.termsUrl().toString())
              + (rights.termsRead() == null ? "" : ", read: " + rights.termsRead())
              + " }");
    }
    if (rights.permission() != null) {
      line("  permission: " + quoted(rights.permission()));
    }
    if (everything) {
      line(
          "  outlets: "
              + (rights.outlets().isEmpty()
                  ? "[]   # all"
                  : list(new TreeSet<>(rights.outlets()).stream().toList())));
      line("  commercial_link: " + rights.commercialLink());
      line("  index_text: " + rights.indexText());
    }
  }

  private void expect(Expectations expect) {
    if (!everything && expect.equals(Expectations.DEFAULT)) {
      return;
    }
    line("expect:");
    line("  verdict: " + list(new TreeSet<>(expect.verdicts()).stream().toList()));
    if (expect.minItems() != null) {
      line("  min_items: " + expect.minItems());
    }
    if (expect.maxDropPercent() != null) {
      line("  max_drop: " + expect.maxDropPercent() + "%");
    }
    if (everything || expect.maxClosePercent() != Expectations.DEFAULT.maxClosePercent()) {
      line("  max_close: " + expect.maxClosePercent() + "%");
    }
    if (!expect.coveragePercent().isEmpty()) {
      line("  coverage:");
      for (Map.Entry<String, Integer> field : new TreeMap<>(expect.coveragePercent()).entrySet()) {
        line("    " + field.getKey() + ": " + field.getValue() + "%");
      }
    }
    if (expect.maxAge() != null) {
      line("  max_age: " + duration(expect.maxAge()));
    }
  }

  private void line(String line) {
    text.append(line).append('\n');
  }

  private static String lower(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT);
  }

  private static String list(List<String> values) {
    return "[" + String.join(", ", values.stream().map(SiteText::quoted).toList()) + "]";
  }

  private static String duration(Duration duration) {
    long millis = duration.toMillis();
    if (millis % 1000 != 0) {
      return millis + "ms";
    }
    long seconds = millis / 1000;
    if (seconds > 0 && seconds % 3600 == 0) {
      return seconds / 3600 + "h";
    }
    return seconds > 0 && seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
  }

  private static String bytes(long bytes) {
    return Long.toString(bytes);
  }

  /// A text as YAML reads it back: bare where nothing can be mistaken.
  private static String quoted(String value) {
    if (PLAIN.matcher(value).matches() && !WORDS_OF_YAML.contains(value.toLowerCase(Locale.ROOT))) {
      return value;
    }
    StringBuilder quoted = new StringBuilder("\"");
    for (int at = 0; at < value.length(); at++) {
      char c = value.charAt(at);
      switch (c) {
        case '"', '\\' -> quoted.append('\\').append(c);
        case '\n' -> quoted.append("\\n");
        default -> {
          if (c < 0x20 || c == 0x7f) {
            quoted.append("\\u%04x".formatted((int) c));
          } else {
            quoted.append(c);
          }
        }
      }
    }
    return quoted.append('"').toString();
  }
}
