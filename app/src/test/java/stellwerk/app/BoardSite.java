package stellwerk.app;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// One invented job site on loopback whose list a test may change, and the configuration of an
/// installation that crawls it.
final class BoardSite implements AutoCloseable {
  private final HttpServer server;
  private final Map<Integer, String> titles = new LinkedHashMap<>();
  private final AtomicInteger asked = new AtomicInteger();
  private final CountDownLatch listAsked = new CountDownLatch(1);
  private volatile int hesitates;
  private volatile @Nullable Fault fault;

  private BoardSite(HttpServer server) {
    this.server = server;
  }

  static BoardSite of(String... titles) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    BoardSite site = new BoardSite(server);
    for (int i = 0; i < titles.length; i++) {
      site.titles.put(i + 1, titles[i]);
    }
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            boolean list = exchange.getRequestURI().getPath().equals("/v1/boards/brett/jobs");
            boolean robots = exchange.getRequestURI().getPath().equals("/robots.txt");
            if (list) {
              site.asked.incrementAndGet();
              site.listAsked.countDown();
              Thread.sleep(site.hesitates);
            }
            Fault fault = site.fault;
            if (fault != null && (fault.ofRobots() ? robots : list)) {
              fault.answer(exchange);
              return;
            }
            String text = list ? site.list() : robots ? "User-agent: *\nAllow: /\n" : "nicht hier";
            byte[] body = text.getBytes(StandardCharsets.UTF_8);
            exchange
                .getResponseHeaders()
                .set("Content-Type", list ? "application/json" : "text/plain");
            exchange.sendResponseHeaders(list || robots ? 200 : 404, body.length);
            exchange.getResponseBody().write(body);
          } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
          }
        });
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
    return site;
  }

  private String list() {
    StringBuilder jobs = new StringBuilder();
    titles.forEach((id, title) ->
        jobs.append(jobs.isEmpty() ? "" : ",")
            .append("{\"id\":")
            .append(id)
            .append(title.isEmpty() ? "" : ",\"title\":\"" + title + "\"")
            .append(
                ",\"company_name\":\"Brett GmbH\",\"language\":\"de\",\"location\":{\"name\":\"Berlin\"}")
            .append(
                ",\"first_published\":\"2026-11-01T09:00:00-05:00\",\"updated_at\":\"2026-11-01T09:00:00-05:00\"")
            .append(",\"absolute_url\":\"")
            .append(base())
            .append("/jobs/")
            .append(id)
            .append('"')
            .append(",\"content\":\"<p>")
            .append(task(title))
            .append("</p>\"")
            .append(",\"departments\":[],\"offices\":[],\"metadata\":null}"));
    return "{\"jobs\":[" + jobs + "],\"meta\":{\"total\":" + titles.size() + "}}";
  }

  private static String task(String title) {
    return title.startsWith("Buchhalter")
        ? "Sie buchen Rechnungen und erstellen den Jahresabschluss."
        : "Sie annotieren Trainingsdaten und bewerten Antworten eines Sprachmodells.";
  }

  /// What goes wrong.
  interface Fault {
    void answer(HttpExchange exchange) throws IOException;

    /// Whether robots.txt goes wrong, not the list.
    default boolean ofRobots() {
      return false;
    }
  }

  /// Lets the list, or robots.txt, go wrong from now on; null: no more.
  void goWrong(@Nullable Fault how) {
    fault = how;
  }

  /// Takes a job off the list.
  void remove(int id) {
    titles.remove(id);
  }

  /// Lets the list come late.
  void hesitate(int milliseconds) {
    hesitates = milliseconds;
  }

  /// Waits until somebody asked for the list.
  boolean wasAsked() throws InterruptedException {
    return listAsked.await(60, TimeUnit.SECONDS);
  }

  int asked() {
    return asked.get();
  }

  String base() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private String authority() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /// Writes an installation below a folder that crawls this site under several ids; answers its
  /// configuration.
  Path installation(Path folder, String... ids) throws IOException {
    Path config = folder.resolve("config");
    Files.createDirectories(config.resolve("sites"));
    Files.createDirectories(config.resolve("occupations"));
    Files.copy(
        Path.of(System.getProperty("stellwerk.root"), "config", "occupations", "ki-trainer.yaml"),
        config.resolve("occupations/ki-trainer.yaml"));
    for (String id : ids) {
      Files.writeString(
          config.resolve("sites/" + id + ".yaml"),
          """
          version: 1
          id: %s
          name: Brett
          kind: greenhouse
          start: [{ url: "%s/v1/boards/brett/jobs?content=true" }]
          options: { company: Brett }
          rights: { level: link-only, attribution: Brett }
          politeness: { delay: 0s }
          http: { plain: true }
          """
              .formatted(id, base()));
    }
    Path file = config.resolve("stellwerk.yaml");
    Files.writeString(
        file,
        """
        version: 1
        store: "sqlite:%1$s/data/stellwerk.db"
        index: "lucene:%1$s/data/index"
        archive: "warc:%1$s/data/archive"
        crawler: { contact: test@stellwerk.example, loopback: ["%2$s"], attempts: 1 }
        server: { port: 0, bind: 127.0.0.1 }
        admin: { port: 0 }
        """
            .formatted(folder, authority()));
    return file;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
