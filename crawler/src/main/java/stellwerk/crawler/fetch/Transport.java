package stellwerk.crawler.fetch;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateExpiredException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stellwerk.crawler.fetch.Fetched.Failed.Fault;

/// Sends one request and reads one response, within a deadline and a size that hold whatever the
/// server does. Follows nothing, repeats nothing, remembers nothing. Thread-safe.
///
/// The deadline is a scheduled `cancel()`: socket timeouts do not bound a server that sends two
/// bytes a second. No body is left unread without `cancel()` first, or the client would drain it.
final class Transport implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Transport.class);

  private final Clients clients;
  private final ScheduledThreadPoolExecutor deadlines;

  Transport(Clients clients) {
    this.clients = clients;
    deadlines =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("fetch-deadlines").factory());
    deadlines.setRemoveOnCancelPolicy(true);
  }

  /// Never throws for what a server or network does.
  Answer send(Ask ask) {
    HttpUriRequestBase request = request(ask);
    AtomicBoolean late = new AtomicBoolean();
    long started = System.nanoTime();
    ScheduledFuture<?> deadline =
        deadlines.schedule(
            () -> {
              late.set(true);
              request.cancel();
            },
            ask.deadline().toMillis(),
            TimeUnit.MILLISECONDS);
    try {
      Answer answer = exchange(clients.client(ask.verifyTls()), request, ask, started);
      // A cancelled connection can look like the regular end of a body that declared no length.
      return late.get() ? timeout(ask, started) : answer;
    } catch (AddressGuard.ForbiddenAddressException forbidden) {
      return new Answer.Guarded(String.valueOf(forbidden.getMessage()));
    } catch (IOException | IllegalStateException trouble) {
      request.cancel();
      return late.get() ? timeout(ask, started) : trouble(trouble, started);
    } finally {
      deadline.cancel(false);
    }
  }

  private static Answer.Trouble timeout(Ask ask, long started) {
    return new Answer.Trouble(
        Fault.TIMEOUT, "not done within " + ask.deadline().toMillis() + " ms", since(started));
  }

  private static HttpUriRequestBase request(Ask ask) {
    HttpUriRequestBase request = new HttpUriRequestBase(ask.method().name(), ask.url());
    ask.headers().forEach(request::setHeader);
    if (ask.method() == Request.Method.POST) {
      request.setEntity(new ByteArrayEntity(ask.body().getBytes(StandardCharsets.UTF_8), null));
    }
    return request;
  }

  private static Answer exchange(
      CloseableHttpClient client, HttpUriRequestBase request, Ask ask, long started)
      throws IOException {
    ClassicHttpResponse response = client.executeOpen(null, request, null);
    try {
      Map<String, List<String>> headers = headers(response);
      BodyReader.Body body = body(response, headers, ask, request);
      return new Answer.Response(
          response.getCode(), headers, body.bytes(), body.wireBytes(), since(started));
    } finally {
      close(response);
    }
  }

  /// By now the body was read to its end or the connection was cancelled. What closing a cancelled
  /// one complains about is no fault of the answer.
  private static void close(ClassicHttpResponse response) {
    try {
      response.close();
    } catch (IOException complaint) {
      log.atTrace().setCause(complaint).log("closing after cancel");
    }
  }

  private static BodyReader.Body body(
      ClassicHttpResponse response,
      Map<String, List<String>> headers,
      Ask ask,
      HttpUriRequestBase request)
      throws IOException {
    HttpEntity entity = response.getEntity();
    if (entity == null) {
      return new BodyReader.Body(new byte[0], 0, true);
    }
    boolean whole = false;
    try {
      if (response.getCode() / 100 != 2) {
        return new BodyReader.Body(new byte[0], 0, false);
      }
      BodyReader.Body body =
          new BodyReader(ask.maxBytes(), ask.overflow())
              .read(entity.getContent(), headers.getOrDefault("content-encoding", List.of()));
      whole = body.whole();
      return body;
    } finally {
      if (!whole) {
        request.cancel(); // here, before the response is closed: closing would drain the rest
      }
    }
  }

  private static Map<String, List<String>> headers(ClassicHttpResponse response) {
    Map<String, List<String>> headers = new TreeMap<>();
    for (Header header : response.getHeaders()) {
      headers
          .computeIfAbsent(header.getName().toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
          .add(header.getValue() == null ? "" : header.getValue());
    }
    return headers;
  }

  private static Answer.Trouble trouble(Exception trouble, long started) {
    Fault fault =
        switch (trouble) {
          case BodyReader.LimitException limit -> limit.fault;
          case UnknownHostException _ -> Fault.DNS;
          case SSLException _ -> Fault.TLS;
          case SocketTimeoutException _, ConnectionRequestTimeoutException _ -> Fault.TIMEOUT;
          case ConnectException _, NoRouteToHostException _ -> Fault.CONNECT;
          default -> Fault.BROKEN;
        };
    String detail = fault == Fault.TLS ? tls(trouble) : said(trouble);
    return new Answer.Trouble(fault, detail, since(started));
  }

  /// Tells apart what an operator must tell apart.
  private static String tls(Exception trouble) {
    String chain = "";
    for (@Nullable Throwable cause = trouble; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateExpiredException) {
        return "certificate expired: " + said(trouble);
      }
      chain += " " + cause;
    }
    String words = chain.toLowerCase(Locale.ROOT);
    if (words.contains("subject alternative") || words.contains("peerunverified")) {
      return "certificate of another host: " + said(trouble);
    }
    if (words.contains("certification path") || words.contains("pkix")) {
      return "certificate not trusted: " + said(trouble);
    }
    return words.contains("protocol") ? "protocol too old: " + said(trouble) : said(trouble);
  }

  private static String said(Exception trouble) {
    return trouble.getClass().getSimpleName() + ": " + trouble.getMessage();
  }

  private static Duration since(long started) {
    return Duration.ofNanos(System.nanoTime() - started);
  }

  /// Connections that are lent out just now; 0 when nothing is under way.
  int leased() {
    return clients.leased();
  }

  @Override
  public void close() {
    deadlines.shutdownNow();
    clients.close();
  }
}
