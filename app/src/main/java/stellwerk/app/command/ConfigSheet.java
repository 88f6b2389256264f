package stellwerk.app.command;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import stellwerk.app.config.Configuration;
import stellwerk.app.config.Origin;
import stellwerk.app.config.Origins;
import stellwerk.app.config.Settings;
import stellwerk.crawler.site.Schedule;
import stellwerk.crawler.site.Site;

/// What is in force, key by key, and where it was written. Secrets are masked.
final class ConfigSheet {
  private static final String MASK = "••••";
  private static final Pattern SECRET_KEY =
      Pattern.compile("^headers\\.|secret|password|api_?key", Pattern.CASE_INSENSITIVE);
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{(env|file):[^}]+}");
  private static final Pattern PASSWORD =
      Pattern.compile("(//[^:/@]+:|password=)[^@/&;]+(?=@|&|;|$)");

  /// One key.
  ///
  /// @param origin where the value was written, or `default`
  record Row(String key, String value, String origin) {
    String line() {
      return "%-28s %-44s # %s".formatted(key + ":", value, origin);
    }
  }

  private final Origins origins;
  private final List<Row> rows = new ArrayList<>();

  private ConfigSheet(Origins origins) {
    this.origins = origins;
  }

  static List<Row> settings(Configuration configuration) {
    Settings settings = configuration.settings();
    var sheet = new ConfigSheet(configuration.origins());
    sheet.row("store", settings.store());
    sheet.row("index", settings.index());
    sheet.row("archive", settings.archive());
    sheet.row("crawler.contact", settings.crawler().contact());
    sheet.row("crawler.attempts", settings.crawler().attempts());
    sheet.row("crawler.loopback", String.join(", ", settings.crawler().loopback()));
    sheet.row("server.port", settings.server().port());
    sheet.row("server.bind", settings.server().bind());
    @Nullable URI base = settings.server().baseUrl();
    sheet.row("server.base_url", base == null ? "" : base);
    sheet.row("server.trusted_proxies", String.join(", ", settings.server().trustedProxies()));
    sheet.row("admin.port", settings.admin().port());
    sheet.row("admin.bind", settings.admin().bind());
    sheet.row("retention.purge_after", days(settings.retention().purgeAfter()));
    sheet.row("retention.raw", days(settings.retention().raw()));
    sheet.row("retention.archive", days(settings.retention().archive()));
    sheet.row("retention.changes", days(settings.retention().changes()));
    sheet.row("retention.crawl_logs", days(settings.retention().crawlLogs()));
    sheet.row(
        "alerts.channels",
        String.join(", ", settings.alerts().channels().keySet().stream().sorted().toList()));
    sheet.row(
        "alerts.quiet_hours",
        String.join(
            ", ",
            settings.alerts().quiet().stream()
                .map(hours -> hours.from() + "-" + hours.until())
                .toList()));
    sheet.rows.add(
        new Row(
            "keys",
            settings.keys().size() + " (only their hashes are known)",
            settings.file().toString()));
    return sheet.rows;
  }

  /// What is in force for a site: what its file states as it stands there, then the defaults of
  /// what it leaves out.
  static List<Row> site(Configuration configuration, Site site) {
    var sheet = new ConfigSheet(Objects.requireNonNull(configuration.siteOrigins().get(site.id())));
    for (String key : sheet.origins.stated()) {
      if (sheet.origins.of(key) instanceof Origin.Written written) {
        boolean literalSecret = isSecret(key) && !REFERENCE.matcher(written.written()).find();
        sheet.row(key, literalSecret ? MASK : written.written());
      }
    }
    sheet.otherwise("enabled", site.enabled());
    sheet.otherwise("rights.level", level(site));
    sheet.otherwise("schedule", rule(site), "schedule.cron", "schedule.every");
    sheet.otherwise("schedule.zone", site.schedule().zone());
    sheet.otherwise("politeness.delay", seconds(site.politeness().delay()));
    sheet.otherwise("politeness.max_crawl_delay", seconds(site.politeness().maxCrawlDelay()));
    sheet.otherwise("politeness.max_pages", site.politeness().maxPages());
    sheet.otherwise("politeness.max_bytes", site.politeness().maxBytes());
    sheet.otherwise("politeness.max_time", seconds(site.politeness().maxTime()));
    sheet.otherwise("politeness.max_errors", site.politeness().maxErrors());
    sheet.otherwise("http.plain", site.http().plain());
    sheet.otherwise("http.verify_tls", site.http().verifyTls());
    sheet.otherwise("http.timeout", seconds(site.http().timeout()));
    sheet.otherwise("http.max_body", site.http().maxBodyBytes());
    sheet.otherwise("expect.verdict", String.join(", ", site.expect().verdicts()));
    sheet.otherwise("expect.max_close", site.expect().maxClosePercent() + "%");
    return sheet.rows;
  }

  /// A site's rights as they are written.
  static String level(Site site) {
    return site.rights().level().name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// When a site is crawled, in words.
  static String rule(Site site) {
    return switch (site.schedule().rule()) {
      case Schedule.Rule.Cron(String expression) -> "cron " + expression;
      case Schedule.Rule.Every(int days, var anchor) -> "every " + days + "d from " + anchor;
      case Schedule.Rule.OnOrder() -> "on order";
    };
  }

  private static boolean isSecret(String key) {
    return SECRET_KEY.matcher(key).find();
  }

  private void row(String key, Object value) {
    Origin origin = origins.of(key);
    boolean fromFile =
        origin instanceof Origin.Written written && written.written().contains("${file:");
    String shown = fromFile ? MASK : masked(String.valueOf(value));
    rows.add(new Row(key, shown, String.valueOf(origin)));
  }

  /// Passwords inside an address, such as `jdbc:postgresql://user:word@host/` or `…?password=word`.
  private static String masked(String value) {
    return PASSWORD.matcher(value).replaceAll("$1" + MASK);
  }

  private void otherwise(String key, Object value, String... unlessStated) {
    if (!origins.stated().contains(key)
        && List.of(unlessStated).stream().noneMatch(origins.stated()::contains)) {
      row(key, value);
    }
  }

  private static String days(Duration duration) {
    return duration.toDays() + "d";
  }

  private static String seconds(Duration duration) {
    return duration.toMillis() % 1000 == 0
        ? duration.toSeconds() + "s"
        : duration.toMillis() + "ms";
  }
}
