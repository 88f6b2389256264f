package stellwerk.app.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Writes the demo's own configuration: seven sites on loopback, nothing scheduled, everything in
/// one folder.
///
/// The only configuration that lifts the address guard, and only for its own servers' ports.
public final class DemoConfig {
  private DemoConfig() {}

  /// Writes `stellwerk.yaml`, the sites, the occupation and its words below a folder; answers the
  /// first.
  ///
  /// @param port of the public API; 0 takes a free one
  public static Path write(Path folder, DemoSites sites, int port) throws IOException {
    Path config = folder.resolve("config");
    Files.createDirectories(config.resolve("sites"));
    Files.createDirectories(config.resolve("occupations"));
    Files.writeString(
        config.resolve("occupations/ki-trainer.yaml"),
        DemoWorld.text("config/occupations/ki-trainer.yaml"));
    Files.createDirectories(config.resolve("vocabulary"));
    for (String words : List.of("skills", "statutory", "synonyms")) {
      String file = "vocabulary/" + words + ".yaml";
      Files.writeString(config.resolve(file), DemoWorld.text("config/" + file));
    }
    site(
        config,
        "datenwerk",
        "Datenwerk Labs",
        "personio",
        sites.base("datenwerk") + "/xml?language=de",
        "company: Datenwerk",
        "COMPLETE");
    site(
        config,
        "annotext",
        "AnnoText",
        "personio",
        sites.base("annotext") + "/xml?language=de",
        "company: AnnoText",
        "COMPLETE");
    site(
        config,
        "sprachlicht",
        "Sprachlicht AI",
        "greenhouse",
        sites.base("sprachlicht") + "/v1/boards/sprachlicht/jobs?content=true",
        "company: Sprachlicht AI",
        "COMPLETE");
    site(
        config,
        "klickboerse",
        "Klickbörse",
        "feed",
        sites.base("klickboerse") + "/feed.rss",
        "company: Klickbörse",
        "PARTIAL");
    sitemap(config, "jobmarkt", "Jobmarkt Nord", sites.base("jobmarkt"));
    site(
        config,
        "land",
        "Karriereportal des Landes",
        "json_ld",
        sites.base("land") + "/stellen",
        "url_filter: /stelle/",
        "PARTIAL");
    site(
        config,
        "alte-boerse",
        "Alte Börse",
        "json_ld",
        sites.base("alte-boerse") + "/jobs",
        "url_filter: /job/",
        "BLOCKED");
    Path file = config.resolve("stellwerk.yaml");
    Files.writeString(file, settings(folder, sites.authorities(), port));
    return file;
  }

  private static String settings(Path folder, List<String> loopback, int port) {
    return """
    version: 1
    store: "sqlite:%s"
    index: "lucene:%s"
    archive: "warc:%s"
    crawler: { contact: demo@stellwerk.example, loopback: [%s] }
    server: { port: %d, bind: 127.0.0.1 }
    admin: { port: 0 }
    """
        .formatted(
            folder.resolve("stellwerk.db"),
            folder.resolve("index"),
            folder.resolve("archive"),
            String.join(", ", loopback.stream().map(authority -> '"' + authority + '"').toList()),
            port);
  }

  private static void site(
      Path config, String id, String name, String kind, String start, String option, String verdict)
      throws IOException {
    write(config, id, name, kind, "start: [{ url: \"" + start + "\" }]", option, verdict);
  }

  private static void sitemap(Path config, String id, String name, String base) throws IOException {
    write(
        config,
        id,
        name,
        "json_ld",
        "homepage: " + base + "/",
        "sitemap: " + base + "/sitemap.xml, url_filter: /",
        "COMPLETE");
  }

  private static void write(
      Path config, String id, String name, String kind, String where, String option, String verdict)
      throws IOException {
    Files.writeString(
        config.resolve("sites/" + id + ".yaml"),
        """
        version: 1
        id: %s
        name: %s
        kind: %s
        %s
        options: { %s }
        rights: { level: link-only, attribution: %s }
        politeness: { delay: 0s }
        http: { plain: true }
        expect: { verdict: [%s] }
        """
            .formatted(id, name, kind, where, option, name, verdict));
  }
}
