package stellwerk.app.config;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import stellwerk.app.alert.Webhook;
import stellwerk.app.config.Settings.Channel;
import stellwerk.crawler.site.Schedule;

/// Reads `alerts:` of `config/stellwerk.yaml`.
final class AlertsSection {
  private AlertsSection() {}

  static Settings.Alerts read(YamlMap top) {
    YamlMap map = top.section("alerts");
    YamlMap named = map.section("channels");
    Map<String, Channel> channels = new HashMap<>();
    for (String name : named.keys()) {
      named
          .map(name)
          .ifPresent(channel -> {
            @Nullable Channel read = channel(channel);
            if (read != null) {
              channels.put(name, read);
            }
          });
    }
    List<Schedule.Hours> quiet = SiteManners.hours(map, "quiet_hours");
    map.end();
    return new Settings.Alerts(channels, quiet);
  }

  private static @Nullable Channel channel(YamlMap map) {
    String type = map.oneOf("type", List.of("webhook", "smtp"), "webhook");
    @Nullable URI url = map.read("url", Quantities::url).orElse(null);
    String format = map.oneOf("format", List.of("json", "slack", "ntfy"), "json");
    String host = map.text("host", "localhost");
    int port = map.integer("port", 25);
    String from = map.text("from", "stellwerk@localhost");
    List<String> to = map.texts("to");
    map.end();
    if (type.equals("webhook")) {
      if (url == null) {
        if (!map.has("url")) {
          map.fault("a webhook needs “url”");
        }
        return null;
      }
      return new Channel.ToWebhook(url, Webhook.Format.valueOf(format.toUpperCase(Locale.ROOT)));
    }
    if (to.isEmpty()) {
      map.fault("type", "a channel of type smtp needs “to”: whom to write to");
    }
    for (String address : to) {
      if (!address.matches("[^\\s<>]+@[^\\s<>]+")) {
        map.fault("to", "“" + address + "” is no mail address");
      }
    }
    if (!from.matches("[^\\s<>]+@[^\\s<>]+")) {
      map.fault("from", "“" + from + "” is no mail address");
    }
    return new Channel.ByMail(host, port, from, to);
  }
}
