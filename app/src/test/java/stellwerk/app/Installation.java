package stellwerk.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import stellwerk.app.demo.DemoConfig;
import stellwerk.app.demo.DemoSites;

/// An installation in a folder of its own, with the demo's sites on loopback, and a keyboard.
final class Installation implements AutoCloseable {
  final DemoSites sites;
  private final Path file;

  private Installation(DemoSites sites, Path file) {
    this.sites = sites;
    this.file = file;
  }

  static Installation in(Path folder) throws IOException {
    DemoSites sites = DemoSites.start(LocalDate.of(2026, 11, 20));
    return new Installation(sites, DemoConfig.write(folder, sites, 0));
  }

  /// What a command printed, and how it ended.
  record Typed(int code, String out, String err) {}

  Typed type(String... words) {
    List<String> arguments = new ArrayList<>(List.of(words));
    arguments.addAll(List.of("--config", file.toString()));
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        Main.run(
            new PrintWriter(out, true),
            new PrintWriter(err, true),
            arguments.toArray(String[]::new));
    return new Typed(code, out.toString(), err.toString());
  }

  Path config(String path) {
    return file.resolveSibling(path);
  }

  /// Adds a site that is asked by selectors: the public sector's portal as if it had no structured
  /// data.
  void addSelectorSite(String id, String description) throws IOException {
    Files.writeString(
        config("sites/" + id + ".yaml"),
        """
        version: 1
        id: %s
        name: Land
        kind: html
        start: [{ url: "%s/stellen" }]
        list:
          item: { css: "li:has(a)" }
          link: { css: "a", attr: href }
          total: { css: "main > p" }
        detail:
          prefer: selectors
          fields:
            title: { css: h1 }
            employer: { css: "p.firma" }
            location: { css: "p.ort" }
            description: { css: "%s", type: html }
        rights: { level: link-only, attribution: Land }
        politeness: { delay: 0s }
        http: { plain: true }
        """
            .formatted(id, sites.base("land"), description));
  }

  @Override
  public void close() {
    sites.close();
  }
}
