package stellwerk.app.wiring;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/// A careers site on loopback: a sitemap and a page for each posting, all with validators. It
/// writes down what it sent, so that tests judge from its side.
final class JobsServer implements AutoCloseable {
  private final HttpServer server;
  private final Map<Integer, Integer> versions = new ConcurrentHashMap<>();
  private final Set<Integer> gone = ConcurrentHashMap.newKeySet();
  private final List<String> sent = new CopyOnWriteArrayList<>();
  private volatile Consumer<String> listener = _ -> {};
  private volatile int listStatus = 200;
  private volatile String pages = "";

  private JobsServer(HttpServer server) {
    this.server = server;
  }

  static JobsServer of(int postings) throws IOException {
    JobsServer jobs =
        new JobsServer(
            HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0));
    for (int id = 1; id <= postings; id++) {
      jobs.versions.put(id, 1);
    }
    jobs.server.createContext("/", jobs::answer);
    jobs.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    jobs.server.start();
    return jobs;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      int status = 200;
      String type = "text/html";
      String body = "";
      if (path.equals("/robots.txt")) {
        type = "text/plain";
        body = "User-agent: *\nAllow: /\n";
      } else if (path.equals("/sitemap.xml")) {
        type = "application/xml";
        status = listStatus;
        body = sitemap();
      } else if (path.matches("/stelle/\\d+")
          && versions.containsKey(id(path))
          && !gone.contains(id(path))) {
        body = pages.isEmpty() ? page(id(path)) : pages;
      } else {
        status = 404;
      }
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      String tag = "\"" + Integer.toHexString(body.hashCode()) + "\"";
      boolean same =
          status == 200 && tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"));
      exchange.getResponseHeaders().set("Content-Type", type);
      if (status == 200) {
        exchange.getResponseHeaders().set("ETag", tag);
      }
      sent.add((same ? 304 : status) + " " + path);
      listener.accept(path);
      exchange.sendResponseHeaders(same ? 304 : status, same ? -1 : bytes.length);
      if (!same) {
        exchange.getResponseBody().write(bytes);
      }
    }
  }

  private static int id(String path) {
    return Integer.parseInt(path.substring("/stelle/".length()));
  }

  private String sitemap() {
    StringBuilder xml =
        new StringBuilder("<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">");
    new TreeMap<>(versions)
        .keySet()
        .forEach(id ->
            xml.append("<url><loc>")
                .append(base())
                .append("/stelle/")
                .append(id)
                .append("</loc></url>"));
    return xml.append("</urlset>").toString();
  }

  String title(int id) {
    return "KI-Trainer Gruppe " + id + " Fassung " + versions.get(id);
  }

  private String page(int id) {
    return """
    <html><head><title>%1$s</title><script type="application/ld+json">
    {"@context":"https://schema.org","@type":"JobPosting","title":"%1$s","identifier":"%2$d",
    "description":"<p>Sie annotieren Trainingsdaten der Gruppe %2$d.</p>","datePosted":"2026-11-01",
    "hiringOrganization":{"@type":"Organization","name":"Werk %2$d GmbH"},
    "jobLocation":{"@type":"Place","address":{"addressLocality":"Berlin","addressCountry":"DE"}}}
    </script></head><body><h1>%1$s</h1><p>Sie annotieren Trainingsdaten.</p></body></html>
    """
        .formatted(title(id), id);
  }

  /// Gives a posting another text.
  void change(int id) {
    versions.merge(id, 1, Integer::sum);
  }

  Map<Integer, Integer> versions() {
    return Map.copyOf(versions);
  }

  void remove(int id) {
    versions.remove(id);
  }

  /// A posting's page is gone, though the list still names it.
  void goneThoughListed(int id) {
    gone.add(id);
  }

  /// Lets the list answer with a status.
  void listAnswers(int status) {
    listStatus = status;
  }

  /// Lets every posting's page be the same; empty: its own again.
  void pagesAre(String html) {
    pages = html;
  }

  /// Is told of every path before it is answered.
  void listen(Consumer<String> told) {
    listener = told;
  }

  /// Status and path of every answer so far.
  List<String> sent() {
    return List.copyOf(sent);
  }

  String base() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /// Writes an installation below a folder that crawls this site; answers its configuration.
  Path installation(Path folder) throws IOException {
    Path config = folder.resolve("config");
    Files.createDirectories(config.resolve("sites"));
    Files.createDirectories(config.resolve("occupations"));
    Files.copy(
        Path.of(System.getProperty("stellwerk.root"), "config", "occupations", "ki-trainer.yaml"),
        config.resolve("occupations/ki-trainer.yaml"));
    Files.writeString(
        config.resolve("sites/werk.yaml"),
        """
        version: 1
        id: werk
        name: Werk
        kind: json_ld
        homepage: "%1$s/"
        options: { sitemap: "%1$s/sitemap.xml", url_filter: "/stelle/" }
        rights: { level: link-only, attribution: Werk }
        politeness: { delay: 0s }
        http: { plain: true }
        """
            .formatted(base()));
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
            .formatted(folder, base().substring("http://".length())));
    return file;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
