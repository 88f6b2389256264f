package stellwerk.app.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// Seven invented job sites on loopback, each a server of its own: robots.txt, validators and all.
///
/// Every hard case stands here once: a part that robots forbid, a site that answers 503, a page
/// that is gone, one in ISO 8859-1, a hostile title, jobs that train people, the same job on two
/// sites.
public final class DemoSites implements AutoCloseable {
  /// What a site answers at an address.
  ///
  /// @param status an HTTP status
  /// @param charset in which the text is sent
  private record Answer(int status, String type, String text, Charset charset) {
    static Answer html(String text) {
      return new Answer(200, "text/html; charset=utf-8", text, StandardCharsets.UTF_8);
    }

    static Answer of(String type, String text) {
      return new Answer(200, type, text, StandardCharsets.UTF_8);
    }
  }

  private final List<HttpServer> servers = new ArrayList<>();
  private final Map<String, String> bases = new ConcurrentHashMap<>();
  private final AtomicInteger answered = new AtomicInteger();
  private final AtomicInteger unchanged = new AtomicInteger();

  /// Starts all sites on free ports.
  ///
  /// @param today the day from which the postings' dates count back
  public static DemoSites start(LocalDate today) throws IOException {
    DemoWorld world = DemoWorld.on(today);
    var sites = new DemoSites();
    String personio = "application/xml; charset=utf-8";
    sites.open(
        "datenwerk",
        base -> Map.of("/xml", Answer.of(personio, DemoPages.personio(world.of("datenwerk")))));
    sites.open(
        "annotext",
        base -> Map.of("/xml", Answer.of(personio, DemoPages.personio(world.of("annotext")))));
    sites.open("sprachlicht", base -> Board.of(world.of("sprachlicht"), base));
    sites.open("klickboerse", base -> Feeds.of(world.of("klickboerse"), base));
    sites.open("jobmarkt", base -> Jobmarkt.of(world.of("jobmarkt"), base, today));
    sites.open("land", base -> Land.of(world.of("land"), base));
    sites.open("alte-boerse", base -> Map.of());
    return sites;
  }

  /// The pages of a site whose own address is known.
  private interface Pages {
    Map<String, Answer> at(String base);
  }

  private void open(String name, Pages pages) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    String base = "http://127.0.0.1:" + server.getAddress().getPort();
    Map<String, Answer> answers = pages.at(base);
    boolean down = answers.isEmpty();
    server.createContext("/", exchange -> answer(exchange, answers, down));
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
    servers.add(server);
    bases.put(name, base);
  }

  private void answer(HttpExchange exchange, Map<String, Answer> answers, boolean down)
      throws IOException {
    answered.incrementAndGet();
    String path = exchange.getRequestURI().getPath();
    Answer answer = answers.get(path);
    if (path.equals("/robots.txt") && answer == null) {
      answer = Answer.of("text/plain", "User-agent: *\nAllow: /\n");
    } else if (down) {
      exchange.getResponseHeaders().set("Retry-After", "3600");
      answer = new Answer(503, "text/plain", "Wartungsarbeiten", StandardCharsets.UTF_8);
    } else if (answer == null) {
      answer = new Answer(404, "text/plain", "Nicht gefunden", StandardCharsets.UTF_8);
    }
    send(exchange, answer);
  }

  private void send(HttpExchange exchange, Answer answer) throws IOException {
    try (exchange) {
      byte[] body = answer.text().getBytes(answer.charset());
      String tag = "\"" + digest(body) + "\"";
      exchange.getResponseHeaders().set("Content-Type", answer.type());
      if (answer.status() == 200) {
        exchange.getResponseHeaders().set("ETag", tag);
        if (tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
          unchanged.incrementAndGet();
          exchange.sendResponseHeaders(304, -1);
          return;
        }
      }
      exchange.sendResponseHeaders(answer.status(), body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static String digest(byte[] body) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(body))
          .substring(0, 16);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }

  /// A site's address, such as `http://127.0.0.1:40001`.
  public String base(String site) {
    return java.util.Objects.requireNonNull(bases.get(site), site);
  }

  /// `host:port` of every site, for the address guard.
  public List<String> authorities() {
    return bases.values().stream()
        .map(base -> base.substring("http://".length()))
        .sorted()
        .toList();
  }

  /// How many requests were answered, and how many of those with 304.
  public Requests requests() {
    return new Requests(answered.get(), unchanged.get());
  }

  /// Requests answered since the start.
  public record Requests(int answered, int unchanged) {}

  @Override
  public void close() {
    servers.forEach(server -> server.stop(0));
  }

  /// Sprachlicht AI: a Greenhouse board with pages for people.
  private static final class Board {
    static Map<String, Answer> of(List<DemoPosting> postings, String base) {
      Map<String, Answer> answers = new ConcurrentHashMap<>();
      answers.put(
          "/v1/boards/sprachlicht/jobs",
          Answer.of("application/json", DemoPages.greenhouse(postings, base)));
      postings.forEach(
          p -> answers.put("/jobs/" + p.id(), Answer.html(DemoPages.plain(p, "Sprachlicht AI"))));
      return answers;
    }
  }

  /// Klickbörse: an RSS feed.
  private static final class Feeds {
    static Map<String, Answer> of(List<DemoPosting> postings, String base) {
      Map<String, Answer> answers = new ConcurrentHashMap<>();
      answers.put(
          "/feed.rss",
          Answer.of("application/rss+xml", DemoPages.rss(postings, "Klickbörse", base)));
      postings.forEach(
          p -> answers.put("/aufgabe/" + p.id(), Answer.html(DemoPages.plain(p, "Klickbörse"))));
      return answers;
    }
  }

  /// Jobmarkt Nord: JSON-LD pages behind a sitemap, with the hard cases.
  private static final class Jobmarkt {
    private static final String NAME = "Jobmarkt Nord";

    static Map<String, Answer> of(List<DemoPosting> postings, String base, LocalDate today) {
      Map<String, Answer> answers = new ConcurrentHashMap<>();
      answers.put(
          "/robots.txt",
          Answer.of(
              "text/plain",
              "User-agent: *\nDisallow: /intern/\nSitemap: " + base + "/sitemap.xml\n"));
      List<String> urls = new ArrayList<>();
      for (DemoPosting posting : postings) {
        String path = (posting.noted("verboten") ? "/intern/" : "/stelle/") + posting.id();
        urls.add(base + path);
        answers.put(path, page(posting));
      }
      answers.put("/sitemap.xml", Answer.of("application/xml", DemoPages.sitemap(urls, today)));
      return answers;
    }

    private static Answer page(DemoPosting posting) {
      if (posting.noted("geschlossen")) {
        return Answer.html(DemoPages.closed(posting, NAME));
      }
      if (posting.noted("latin1")) {
        String text = DemoPages.detail(posting, NAME, "iso-8859-1");
        return new Answer(
            200,
            "text/html; charset=iso-8859-1",
            text.replace("–", "-"),
            StandardCharsets.ISO_8859_1);
      }
      return Answer.html(DemoPages.detail(posting, NAME, "utf-8"));
    }
  }

  /// The public sector's portal: JSON-LD pages behind a list of links.
  private static final class Land {
    private static final String NAME = "Karriereportal des Landes";

    static Map<String, Answer> of(List<DemoPosting> postings, String base) {
      Map<String, Answer> answers = new ConcurrentHashMap<>();
      answers.put("/stellen", Answer.html(DemoPages.list(NAME, postings, base)));
      postings.forEach(
          p -> answers.put("/stelle/" + p.id(), Answer.html(DemoPages.detail(p, NAME, "utf-8"))));
      return answers;
    }
  }
}
