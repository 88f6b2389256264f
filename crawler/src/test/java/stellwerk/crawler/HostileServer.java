package stellwerk.crawler;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;

/// A server on 127.0.0.1 that does what no well-behaved one would: each path is a script over the
/// raw socket. It writes down every request as it came, so that tests judge from the server's side.
///
/// One connection, one request: it closes after each script. What is not scripted answers 404.
public final class HostileServer implements AutoCloseable {
  /// What is sent for one request; what it leaves open is closed afterwards.
  @FunctionalInterface
  public interface Script {
    void play(Asked asked, Socket socket, OutputStream out) throws Exception;
  }

  /// A request as it came.
  ///
  /// @param headers lower-case names
  /// @param arrivedNanos by `System.nanoTime()`, when its first line was read
  public record Asked(
      String method, String path, Map<String, String> headers, String body, long arrivedNanos) {}

  private final ServerSocket listening;
  private final Map<String, Script> scripts = new ConcurrentHashMap<>();
  private final List<Asked> requests = new CopyOnWriteArrayList<>();
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger mostAtOnce = new AtomicInteger();
  private final String scheme;

  private HostileServer(ServerSocketFactory sockets, String scheme) {
    this.scheme = scheme;
    try {
      listening = sockets.createServerSocket(0, 200, InetAddress.ofLiteral("127.0.0.1"));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    Thread.ofPlatform().daemon().name("hostile-server").start(this::accept);
  }

  public static HostileServer start() {
    return new HostileServer(ServerSocketFactory.getDefault(), "http");
  }

  /// One that speaks TLS by the factory's certificate.
  public static HostileServer start(ServerSocketFactory tls) {
    return new HostileServer(tls, "https");
  }

  /// Plays a script for every request to a path; the path `*` stands for all that have none.
  public HostileServer on(String path, Script script) {
    scripts.put(path, script);
    return this;
  }

  /// Answers a path with a status and a body, by the rules.
  public HostileServer answer(String path, int status, String body, String... headers) {
    return on(path, (_, _, out) -> out.write(response(status, body, headers)));
  }

  /// A whole response, as a well-behaved server writes it.
  public static byte[] response(int status, String body, String... headers) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Said\r\n");
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    head.append("Content-Length: ").append(bytes.length).append("\r\nConnection: close\r\n\r\n");
    return (head + body).getBytes(StandardCharsets.UTF_8);
  }

  /// Raw ASCII lines joined by CRLF; end with two empty ones to end a head.
  public static byte[] lines(String... lines) {
    return String.join("\r\n", lines).getBytes(StandardCharsets.ISO_8859_1);
  }

  public int port() {
    return listening.getLocalPort();
  }

  /// `127.0.0.1:port`, as the address guard's allow-list wants it.
  public String endpoint() {
    return "127.0.0.1:" + port();
  }

  public String url(String path) {
    return scheme + "://" + endpoint() + path;
  }

  /// All requests so far, in the order in which they came.
  public List<Asked> requests() {
    return List.copyOf(requests);
  }

  /// The requests to one path.
  public List<Asked> requests(String path) {
    return requests.stream().filter(asked -> asked.path().equals(path)).toList();
  }

  public List<String> paths() {
    return requests.stream().map(Asked::path).toList();
  }

  public int connections() {
    return connections.get();
  }

  /// The greatest number of requests that were being answered at the same time.
  public int mostAtOnce() {
    return mostAtOnce.get();
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket socket = listening.accept();
        connections.incrementAndGet();
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException _) {
        return; // closed
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      Asked asked = read(socket);
      requests.add(asked);
      mostAtOnce.accumulateAndGet(open.incrementAndGet(), Math::max);
      try {
        Script missing = (_, _, out) -> out.write(response(404, "no such page"));
        Script script = scripts.getOrDefault(asked.path(), scripts.getOrDefault("*", missing));
        script.play(asked, socket, socket.getOutputStream());
        socket.getOutputStream().flush();
      } finally {
        open.decrementAndGet();
      }
    } catch (Exception _) {
      // The client went away in the middle of it, which is what these scripts provoke.
    }
  }

  private static Asked read(Socket socket) throws IOException {
    BufferedReader in =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
    String first = in.readLine();
    long arrived = System.nanoTime();
    if (first == null) {
      throw new IOException("no request");
    }
    Map<String, String> headers = new TreeMap<>();
    for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    char[] body = new char[Integer.parseInt(headers.getOrDefault("content-length", "0"))];
    for (int read = 0; read < body.length; ) {
      int n = in.read(body, read, body.length - read);
      if (n < 0) {
        throw new IOException("request body cut");
      }
      read += n;
    }
    String[] words = first.split(" ", 3);
    return new Asked(words[0], words[1], headers, new String(body), arrived);
  }

  @Override
  public void close() {
    try {
      listening.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
