package stellwerk.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import stellwerk.app.config.Configuration;
import stellwerk.app.demo.DemoConfig;
import stellwerk.app.demo.DemoSites;
import stellwerk.app.wiring.Wiring;
import stellwerk.crawler.site.Schedule;

/// The demo's invented sites, crawled once into a folder, and the commands that people type.
final class DemoInstallation implements AutoCloseable {
  private final DemoSites sites;
  private final Path config;

  private DemoInstallation(DemoSites sites, Path config) {
    this.sites = sites;
    this.config = config;
  }

  static DemoInstallation crawled(Path folder) throws IOException, InterruptedException {
    DemoSites sites = DemoSites.start(LocalDate.ofInstant(Wiring.CLOCK.instant(), Schedule.BERLIN));
    DemoInstallation demo = new DemoInstallation(sites, DemoConfig.write(folder, sites, 0));
    demo.crawl();
    return demo;
  }

  void crawl() throws InterruptedException {
    Configuration configuration = Configuration.read(config);
    try (Wiring wiring = Wiring.open(configuration)) {
      wiring.crawl(configuration.sites(), () -> false);
      wiring.catchUp();
    }
  }

  Path config() {
    return config;
  }

  /// What a command said, and how it ended.
  record Said(int code, String out, String err) {
    /// The first word of the first line that holds some text.
    String idBefore(String text) {
      return out.lines()
          .filter(line -> line.contains(text))
          .map(line -> line.strip().split(" ", -1)[0])
          .findFirst()
          .orElseThrow(() -> new AssertionError("“" + text + "” is not in:\n" + out));
    }
  }

  /// Runs a command on this installation.
  Said run(String... words) {
    List<String> arguments = new ArrayList<>(List.of(words));
    arguments.add("--config");
    arguments.add(config.toString());
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        Main.run(
            new PrintWriter(out, true),
            new PrintWriter(err, true),
            arguments.toArray(String[]::new));
    return new Said(code, out.toString(), err.toString());
  }

  /// Runs a command that must succeed.
  Said ok(String... words) {
    Said said = run(words);
    assertThat(said.code())
        .as("%s: %s%s", String.join(" ", words), said.out(), said.err())
        .isZero();
    return said;
  }

  @Override
  public void close() {
    sites.close();
  }
}
