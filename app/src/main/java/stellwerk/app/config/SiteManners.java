package stellwerk.app.config;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import stellwerk.crawler.site.Expectations;
import stellwerk.crawler.site.HttpRules;
import stellwerk.crawler.site.Politeness;
import stellwerk.crawler.site.Rights;
import stellwerk.crawler.site.Schedule;

/// Reads how a site is treated: when and how it is asked, what may be shown of it, what is expected
/// of it.
final class SiteManners {
  private static final List<String> OUTLETS =
      List.of("api", "section", "feed", "issue", "export", "statistics");
  private static final List<String> VERDICTS =
      List.of("COMPLETE", "PARTIAL", "TRUNCATED", "EMPTY_SUSPECT", "BLOCKED");

  /// A Monday, from which “every two weeks” counts where a file names no anchor.
  private static final LocalDate ANCHOR = LocalDate.of(2026, 1, 5);

  private SiteManners() {}

  static Schedule schedule(YamlMap top) {
    YamlMap map = top.map("schedule").orElse(null);
    if (map == null) {
      return Schedule.ON_ORDER;
    }
    Schedule.Rule rule = new Schedule.Rule.OnOrder();
    if (map.has("cron") && map.has("every")) {
      map.fault("every", "“cron” and “every” exclude each other");
    } else if (map.has("cron")) {
      rule = map.read("cron", Crons::rule).orElse(rule);
    } else if (map.has("every")) {
      int days = (int) map.duration("every", Duration.ofDays(1)).toDays();
      rule =
          new Schedule.Rule.Every(
              Math.max(1, days), map.read("anchor", Quantities::date).orElse(ANCHOR));
    }
    List<Schedule.Hours> blackout = hours(map, "blackout");
    var schedule =
        new Schedule(
            rule,
            map.read("zone", Quantities::zone).orElse(Schedule.BERLIN),
            map.duration("jitter", Duration.ZERO),
            blackout);
    map.end();
    return schedule;
  }

  /// Spans of the day.
  static List<Schedule.Hours> hours(YamlMap map, String key) {
    List<Schedule.Hours> spans = new ArrayList<>();
    for (String hours : map.texts(key)) {
      String[] ends = hours.split("-", -1);
      try {
        spans.add(
            new Schedule.Hours(Quantities.time(ends[0].strip()), Quantities.time(ends[1].strip())));
      } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException _) {
        map.fault(key, "“" + hours + "” is no span of hours such as 22:00-06:00");
      }
    }
    return spans;
  }

  static Politeness politeness(YamlMap top) {
    YamlMap map = top.map("politeness").orElse(null);
    var d = Politeness.DEFAULT;
    if (map == null) {
      return d;
    }
    var politeness =
        new Politeness(
            map.duration("delay", d.delay()),
            map.duration("max_crawl_delay", d.maxCrawlDelay()),
            Math.max(1, map.integer("max_pages", d.maxPages())),
            map.read("max_bytes", Quantities::bytes).orElse(d.maxBytes()),
            map.duration("max_time", d.maxTime()),
            map.integer("max_errors", d.maxErrors()),
            map.oneOf("key", List.of("domain", "address"), "domain").equals("domain")
                ? Politeness.HostKey.DOMAIN
                : Politeness.HostKey.ADDRESS,
            map.oneOf("robots_401_403", List.of("allow", "disallow"), "allow").equals("allow"));
    map.end();
    return politeness;
  }

  static HttpRules http(YamlMap top) {
    Map<String, String> headers = new HashMap<>();
    top.map("headers")
        .ifPresent(map ->
            map.keys()
                .forEach(name -> map.text(name).ifPresent(value -> headers.put(name, value))));
    YamlMap map = top.map("http").orElse(null);
    var d = HttpRules.DEFAULT;
    if (map == null) {
      return new HttpRules(
          d.allowHosts(),
          d.plain(),
          d.verifyTls(),
          d.timeout(),
          d.maxBodyBytes(),
          d.sessionParameters(),
          headers);
    }
    map.oneOf("cookies", List.of("off"), "off");
    var http =
        new HttpRules(
            Set.copyOf(map.texts("allow_hosts")),
            map.flag("plain", d.plain()),
            map.flag("verify_tls", d.verifyTls()),
            map.duration("timeout", d.timeout()),
            map.read("max_body", Quantities::bytes).orElse(d.maxBodyBytes()),
            map.texts("session_parameters"),
            headers);
    map.end();
    return http;
  }

  static Rights rights(YamlMap top, String name, String kind, boolean enabled) {
    String attribution = name.isBlank() ? "unnamed" : name;
    YamlMap map = top.map("rights").orElse(null);
    if (map == null) {
      top.fault(
          "“rights” is missing: a site without a ledger entry is not crawled (rights: { level: link-only, … })");
      return Rights.linkOnly(attribution);
    }
    String level = map.oneOf("level", List.of("link-only", "snippet", "full"), "link-only");
    YamlMap terms = map.map("terms").orElse(null);
    var rights =
        new Rights(
            Rights.Level.valueOf(level.replace('-', '_').toUpperCase(Locale.ROOT)),
            outlets(map),
            map.flag("commercial_link", false),
            map.text("attribution", attribution),
            terms == null ? null : terms.read("url", Quantities::url).orElse(null),
            terms == null ? null : terms.read("read", Quantities::date).orElse(null),
            map.text("permission").orElse(null),
            map.flag("index_text", true));
    if (terms != null) {
      terms.end();
    }
    boolean needsPermission =
        rights.level() != Rights.Level.LINK_ONLY || kind.equals("bundesagentur");
    if (enabled && needsPermission && rights.permissionNote().isEmpty()) {
      map.fault(
          "level",
          "“rights.permission” is missing: "
              + (kind.equals("bundesagentur") ? "kind bundesagentur" : "more than link-only")
              + " needs a note of who permitted what, when");
    }
    map.end();
    return rights;
  }

  private static Set<String> outlets(YamlMap rights) {
    Set<String> outlets = new HashSet<>();
    for (String outlet : rights.texts("outlets")) {
      if (OUTLETS.contains(outlet)) {
        outlets.add(outlet);
      } else {
        rights.fault(
            "outlets",
            "“"
                + outlet
                + "” is no outlet: "
                + String.join(", ", OUTLETS)
                + YamlMap.meant(outlet, OUTLETS));
      }
    }
    return outlets;
  }

  static Expectations expect(YamlMap top) {
    YamlMap map = top.map("expect").orElse(null);
    var d = Expectations.DEFAULT;
    if (map == null) {
      return d;
    }
    Set<String> verdicts = new HashSet<>(map.texts("verdict"));
    if (!VERDICTS.containsAll(verdicts)) {
      map.fault("verdict", "a verdict is one of " + String.join(", ", VERDICTS));
    }
    Map<String, Integer> coverage = new HashMap<>();
    map.map("coverage")
        .ifPresent(fields ->
            fields
                .keys()
                .forEach(
                    f -> fields.read(f, Quantities::percent).ifPresent(p -> coverage.put(f, p))));
    var expect =
        new Expectations(
            verdicts.isEmpty() ? d.verdicts() : verdicts,
            map.read("min_items", Quantities::integer).orElse(null),
            map.read("max_drop", Quantities::percent).orElse(null),
            map.read("max_close", Quantities::percent).orElse(d.maxClosePercent()),
            coverage,
            map.read("max_age", Quantities::duration).orElse(null));
    map.end();
    return expect;
  }
}
