package stellwerk.app.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import stellwerk.app.alert.Webhook;
import stellwerk.crawler.archive.Address;
import stellwerk.crawler.site.Schedule;
import stellwerk.indexer.Housekeeping.Retention;

/// What stands in `config/stellwerk.yaml`.
///
/// @param file the file itself; relative addresses count from the folder above its own
/// @param store where the truth is kept (default `sqlite:data/stellwerk.db`)
/// @param index where the searchable copy is kept (default `lucene:data/index`)
/// @param archive where raw responses are kept (default `warc:data/archive`)
/// @param keys hashed keys for the keyed routes: SHA-256 in hexadecimal to scope
public record Settings(
    Path file,
    Address store,
    Address index,
    Address archive,
    Crawler crawler,
    Server server,
    Admin admin,
    Retention retention,
    Alerts alerts,
    Map<String, String> keys) {

  /// Who we say we are, and how stubborn we are.
  ///
  /// @param contact stands in the User-Agent; no crawl starts without it
  /// @param loopback `host:port` pairs that the address guard lets pass; only the demo sets it
  /// @param attempts how often a page is asked for before its failure counts (default 3)
  public record Crawler(String contact, List<String> loopback, int attempts) {}

  /// The public port.
  ///
  /// @param port of the public API (default 8080; 0 takes a free one)
  /// @param bind address (default 0.0.0.0)
  /// @param baseUrl as readers reach it; null if not stated
  /// @param trustedProxies networks whose `X-Forwarded-For` is believed
  public record Server(int port, String bind, @Nullable URI baseUrl, List<String> trustedProxies) {}

  /// The port for operators.
  ///
  /// @param port of health, metrics and the operator page (default 9090; 0 takes a free one)
  /// @param bind address (default 127.0.0.1)
  public record Admin(int port, String bind) {}

  /// Who is told when a site turns bad.
  ///
  /// @param channels by name
  /// @param quiet hours in which nobody is told anything
  public record Alerts(Map<String, Channel> channels, List<Schedule.Hours> quiet) {
    public Alerts {
      channels = Map.copyOf(channels);
      quiet = List.copyOf(quiet);
    }
  }

  /// A way to tell people something.
  public sealed interface Channel {
    record ToWebhook(URI url, Webhook.Format format) implements Channel {}

    record ByMail(String host, int port, String from, List<String> to) implements Channel {
      public ByMail {
        to = List.copyOf(to);
      }
    }
  }

  public Settings {
    keys = Map.copyOf(keys);
  }
}
