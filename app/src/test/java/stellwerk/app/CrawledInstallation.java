package stellwerk.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import stellwerk.app.config.Configuration;
import stellwerk.app.demo.DemoConfig;
import stellwerk.app.demo.DemoSites;
import stellwerk.app.wiring.Wiring;
import stellwerk.crawler.site.Schedule;

/// Sites on loopback, crawled once into a folder, and the commands that people type.
final class CrawledInstallation implements AutoCloseable {
  private final Runnable stop;
  private final Path config;

  private CrawledInstallation(Runnable stop, Path config) {
    this.stop = stop;
    this.config = config;
  }

  /// The demo's invented sites.
  static CrawledInstallation demo(Path folder) throws IOException, InterruptedException {
    DemoSites sites = DemoSites.start(LocalDate.ofInstant(Wiring.CLOCK.instant(), Schedule.BERLIN));
    return crawled(sites::close, DemoConfig.write(folder, sites, 0));
  }

  /// One board with two jobs that are KI-Trainers', and two whose words leave it open.
  static CrawledInstallation board(Path folder) throws IOException, InterruptedException {
    HttpServer board =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    board.createContext(
        "/",
        exchange -> {
          boolean jobs = exchange.getRequestURI().getPath().equals("/jobs");
          byte[] body = (jobs ? jobs() : "").getBytes(UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(jobs ? 200 : 404, jobs ? body.length : -1);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    board.start();
    Path config = folder.resolve("config");
    Path shipped = Path.of(System.getProperty("stellwerk.root")).resolve("config");
    for (String file :
        List.of(
            "occupations/ki-trainer.yaml",
            "vocabulary/skills.yaml",
            "vocabulary/statutory.yaml",
            "vocabulary/synonyms.yaml")) {
      Files.createDirectories(config.resolve(file).getParent());
      Files.copy(shipped.resolve(file), config.resolve(file));
    }
    String authority = "127.0.0.1:" + board.getAddress().getPort();
    Files.createDirectories(config.resolve("sites"));
    Files.writeString(
        config.resolve("sites/board.yaml"),
        """
        version: 1
        id: board
        name: Board
        kind: greenhouse
        start: [{ url: "http://%s/jobs" }]
        options: { company: Board }
        rights: { level: link-only, attribution: Board }
        politeness: { delay: 0s }
        http: { plain: true }
        """
            .formatted(authority));
    Path file = config.resolve("stellwerk.yaml");
    Files.writeString(
        file,
        """
        version: 1
        store: "sqlite:%1$s/stellwerk.db"
        index: "lucene:%1$s/index"
        archive: "warc:%1$s/archive"
        crawler: { contact: test@stellwerk.example, loopback: ["%2$s"] }
        """
            .formatted(folder, authority));
    return crawled(() -> board.stop(0), file);
  }

  private static String jobs() {
    String says = "Du bewertest Antworten von Sprachmodellen und annotierst Trainingsdaten.";
    String saysNothing = "Wir suchen Verstärkung für unser Haus und freuen uns auf Bewerbungen.";
    return """
    {"jobs":[%s,%s,%s,%s],"meta":{"total":4}}\
    """
        .formatted(
            job(1, "KI-Trainer (m/w/d) Medizin", says),
            job(2, "Data Annotator (m/w/d)", says),
            job(3, "KI-Trainer (m/w/d)", saysNothing),
            job(4, "KI-Tutor (m/w/d)", saysNothing));
  }

  private static String job(int id, String title, String says) {
    return """
    {"id":%1$d,"internal_job_id":%1$d,"title":"%2$s","company_name":"Board","updated_at":"2026-11-20T09:00:00-05:00",
    "first_published":"2026-11-20T09:00:00-05:00","language":"de","location":{"name":"Berlin"},
    "absolute_url":"https://board.example/jobs/%1$d","content":"&lt;p&gt;%3$s&lt;/p&gt;","departments":[],"offices":[],"metadata":null}\
    """
        .formatted(id, title, says);
  }

  private static CrawledInstallation crawled(Runnable stop, Path config)
      throws InterruptedException {
    CrawledInstallation installation = new CrawledInstallation(stop, config);
    installation.crawl();
    return installation;
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
    stop.run();
  }
}
