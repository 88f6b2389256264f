package stellwerk.app.config;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import stellwerk.crawler.archive.Address;
import stellwerk.indexer.Housekeeping.Retention;

/// Reads `config/stellwerk.yaml`.
final class SettingsFile {
  private final Path path;

  SettingsFile(Path path) {
    this.path = path;
  }

  Settings read(YamlMap top) {
    if (top.integer("version", 1) != 1) {
      top.fault("version", "this program reads version 1 of the configuration");
    }
    var settings =
        new Settings(
            path,
            address(top, "store", "sqlite:data/stellwerk.db"),
            address(top, "index", "lucene:data/index"),
            address(top, "archive", "warc:data/archive"),
            crawler(top),
            server(top),
            admin(top),
            retention(top),
            AlertsSection.read(top),
            keys(top));
    top.end();
    return settings;
  }

  private static Address address(YamlMap top, String key, String otherwise) {
    return top.read(key, Address::parse).orElseGet(() -> Address.parse(otherwise));
  }

  private static Settings.Crawler crawler(YamlMap top) {
    YamlMap map = top.section("crawler");
    String contact = map.text("contact").orElse("");
    boolean stated =
        map.has("contact") || map.file().origins().of("crawler.contact") instanceof Origin.Variable;
    if (!stated) {
      top.fault(
          "“crawler.contact” is missing: an address at which site owners reach you stands in every request");
    } else if (contact.isBlank() && !map.unresolved("contact")) {
      map.fault("contact", "“contact” must not be empty: site owners must be able to reach you");
    }
    var crawler = new Settings.Crawler(contact, map.texts("loopback"), map.integer("attempts", 3));
    map.end();
    return crawler;
  }

  private static Settings.Server server(YamlMap top) {
    YamlMap map = top.section("server");
    var server =
        new Settings.Server(
            port(map, 8080),
            map.text("bind", "0.0.0.0"),
            map.read("base_url", Quantities::url).orElse(null),
            map.texts("trusted_proxies"));
    map.end();
    return server;
  }

  private static Settings.Admin admin(YamlMap top) {
    YamlMap map = top.section("admin");
    var admin = new Settings.Admin(port(map, 9090), map.text("bind", "127.0.0.1"));
    map.end();
    return admin;
  }

  private static int port(YamlMap map, int otherwise) {
    return map.read("port", SettingsFile::port).orElse(otherwise);
  }

  private static int port(String text) {
    int port = Quantities.integer(text);
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("found “" + text + "”, a port runs from 0 to 65535");
    }
    return port;
  }

  private static Retention retention(YamlMap top) {
    YamlMap map = top.section("retention");
    var otherwise = Retention.DEFAULT;
    var retention =
        new Retention(
            map.duration("purge_after", otherwise.purgeAfter()),
            map.duration("raw", otherwise.raw()),
            map.duration("archive", otherwise.archive()),
            map.duration("changes", otherwise.changes()),
            map.duration("crawl_logs", otherwise.crawlLogs()));
    map.end();
    return retention;
  }

  /// `keys: [{ hash: <sha-256>, scope: export }]`, as `stellwerk key create` prints them.
  private static Map<String, String> keys(YamlMap top) {
    Map<String, String> keys = new HashMap<>();
    for (YamlMap key : top.maps("keys")) {
      key.text("name");
      String scope = key.oneOf("scope", List.of("read", "export", "admin"), "read");
      String hash = key.required("hash");
      if (!hash.isEmpty() && !hash.matches("[0-9a-f]{64}")) {
        key.fault(
            "hash",
            "“hash” is 64 hexadecimal digits, as “stellwerk key create” prints them; never the key itself");
      }
      keys.put(hash, scope);
      key.end();
    }
    return keys;
  }
}
