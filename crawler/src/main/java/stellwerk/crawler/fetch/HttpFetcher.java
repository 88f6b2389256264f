package stellwerk.crawler.fetch;

import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.jspecify.annotations.Nullable;
import stellwerk.crawler.fetch.Fetched.Failed;
import stellwerk.crawler.fetch.Fetched.Failed.Fault;
import stellwerk.crawler.fetch.Fetched.Refused;
import stellwerk.crawler.fetch.Fetched.Refused.Reason;
import stellwerk.crawler.site.Site;

/// Asks the Web. In this order, for every hop of a redirect anew: scope and address, robots.txt,
/// TDM opt-outs, the host's turn; only then the request, under a deadline and a size cap.
///
/// Thread-safe; made for virtual threads. Never interrupt a fetch to end it: its deadline does.
public final class HttpFetcher implements Fetcher, AutoCloseable {
  private final FetchSettings settings;
  private final CrawlMemory memory;
  private final InstantSource clock;
  private final Transport transport;
  private final HostGate hosts;
  private final RobotsGate robots;
  private final TdmGate tdm;

  public HttpFetcher(
      FetchSettings settings, CrawlMemory memory, HostPermits permits, Surroundings world) {
    this(
        settings,
        memory,
        permits,
        world,
        new Transport(
            new Clients(guard(SystemDefaultDnsResolver.INSTANCE, settings), systemTrust())));
  }

  HttpFetcher(
      FetchSettings settings,
      CrawlMemory memory,
      HostPermits permits,
      Surroundings world,
      Transport transport) {
    this.settings = settings;
    this.memory = memory;
    this.clock = world.clock();
    this.transport = transport;
    hosts = new HostGate(transport, memory, permits, world, settings.patience());
    WellKnown files = new WellKnown(hosts, settings);
    robots = new RobotsGate(files, memory, world, settings.product());
    tdm = new TdmGate(files, memory, world);
  }

  static AddressGuard guard(DnsResolver names, FetchSettings settings) {
    return new AddressGuard(names, settings.allowedPrivate());
  }

  private static SSLContext systemTrust() {
    try {
      return SSLContext.getDefault();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("this JVM has no TLS", impossible);
    }
  }

  @Override
  public Fetched fetch(Site site, Request request) {
    return fetch(site, request, () -> true);
  }

  @Override
  public Fetched fetch(Site site, Request request, BooleanSupplier wanted) {
    try {
      return new OneFetch(site, request, wanted).run();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new Failed(
          request, Fault.TIMEOUT, "interrupted while waiting for the host", clock.instant());
    }
  }

  /// Connections that are lent out just now.
  int leased() {
    return transport.leased();
  }

  @Override
  public void close() {
    transport.close();
  }

  /// One request from its first hop to its outcome.
  private final class OneFetch {
    private final Site site;
    private final Request request;
    private final BooleanSupplier wanted;
    private final Scope scope;
    private final @Nullable Remembered remembered;
    private final Set<URI> asked = new HashSet<>();
    private URI url;
    private Request.Method method;

    OneFetch(Site site, Request request, BooleanSupplier wanted) {
      this.site = site;
      this.request = request;
      this.wanted = wanted;
      url = Redirects.ascii(request.url());
      scope = new Scope(site, url, settings.allowedPrivate());
      remembered = memory.answer(site.id(), request.identity()).orElse(null);
      method = request.method();
    }

    Fetched run() throws InterruptedException {
      for (int hop = 0; hop <= Redirects.GREATEST; hop++) {
        Optional<Fetched> refused = scope.refusal(url).map(this::refused);
        if (refused.isPresent()) {
          return refused.get();
        }
        if (!asked.add(url)) {
          return failed(Fault.REDIRECT_LOOP, "redirected in a circle: " + asked);
        }
        Answer answer;
        switch (robots.ask(site, url)) {
          case RobotsGate.Ruling.Denied(Reason reason, String detail, Duration retryAfter) -> {
            return new Refused(request, reason, detail, retryAfter, clock.instant());
          }
          case RobotsGate.Ruling.Allowed(Duration crawlDelay) -> {
            Optional<String> reserved = tdm.reservation(site, url, robots);
            if (reserved.isPresent()) {
              return refused(Reason.TDM, reserved.get());
            }
            Optional<Answer.Response> read = readAlready();
            answer = read.isPresent() ? read.get() : hosts.ask(site, ask(), crawlDelay, wanted);
          }
        }
        if (answer instanceof Answer.Response response
            && Redirects.target(url, response).isPresent()) {
          if (!Redirects.keepsMethod(response.status())) {
            method = Request.Method.GET;
          }
          url = Redirects.target(url, response).get();
        } else {
          return outcome(answer);
        }
      }
      return failed(
          Fault.REDIRECT_LOOP, "more than " + Redirects.GREATEST + " redirects: " + asked);
    }

    /// Who asks for robots.txt itself gets the copy that the gate has just read.
    private Optional<Answer.Response> readAlready() {
      return request.purpose() == Request.Purpose.ROBOTS ? robots.copy(url) : Optional.empty();
    }

    private Ask ask() {
      Map<String, String> headers = new LinkedHashMap<>();
      headers.put("Accept", "text/html, application/xhtml+xml, application/json, */*;q=0.8");
      headers.put("Accept-Language", site.language() + ", *;q=0.5");
      if (sameAuthority()) {
        headers.putAll(request.headers());
      }
      if (scope.owns(url)) {
        headers.putAll(site.http().headers());
      }
      if (asked.size() == 1 && method == Request.Method.GET) {
        Optional.ofNullable(remembered).ifPresent(known -> validators(known, headers));
      }
      headers.keySet().removeIf(name -> name.equalsIgnoreCase("user-agent"));
      headers.keySet().removeIf(name -> name.equalsIgnoreCase("accept-encoding"));
      headers.put("User-Agent", settings.userAgent());
      headers.put("Accept-Encoding", "gzip, deflate");
      return new Ask(
          url,
          method,
          method == Request.Method.POST ? request.body() : "",
          headers,
          Limits.deadline(site, request.purpose()),
          Limits.maxBytes(site, request.purpose()),
          Ask.Overflow.FAIL,
          site.http().verifyTls());
    }

    private boolean sameAuthority() {
      return Scope.authority(url).equals(Scope.authority(request.url()));
    }

    private static void validators(Remembered known, Map<String, String> headers) {
      String etag = known.etag();
      if (etag != null) {
        headers.put("If-None-Match", etag);
      }
      String modified = known.lastModified();
      if (modified != null) {
        headers.put("If-Modified-Since", modified);
      }
    }

    private Fetched outcome(Answer answer) {
      return switch (answer) {
        case Answer.Response response -> outcome(response);
        case Answer.Trouble trouble -> failed(trouble.fault(), trouble.detail());
        case Answer.Guarded(String detail) -> refused(Reason.GUARD, detail);
        case Answer.Withdrawn _ -> refused(Reason.WITHDRAWN, "stopped before it was sent");
        case Answer.Paused(Instant until, String why, boolean suspended) -> {
          String detail = "host left alone until " + until + ": " + why;
          yield suspended
              ? failed(Fault.SUSPENDED, detail)
              : new Refused(
                  request,
                  Reason.TOO_MANY,
                  detail,
                  Duration.between(clock.instant(), until),
                  clock.instant());
        }
      };
    }

    private Fetched outcome(Answer.Response response) {
      Optional<String> reserved = tdm.reservation(site, url, response);
      if (reserved.isPresent()) {
        return refused(Reason.TDM, reserved.get());
      }
      int status = response.status();
      return switch (status) {
        case 200 -> page(response);
        case 304 ->
            Optional.ofNullable(remembered)
                .<Fetched>map(known -> new Fetched.Unchanged(request, known, clock.instant()))
                .orElseGet(() -> failed(Fault.STATUS, "status 304, though nothing was remembered"));
        case 404, 410 -> new Fetched.Gone(request, status, clock.instant());
        case 401, 403 -> refused(Reason.FORBIDDEN, "status " + status);
        case 429 -> tooMany(response);
        case 503 ->
            RetryAfter.read(response.all("retry-after"), clock.instant()).isPresent()
                ? tooMany(response)
                : failed(Fault.STATUS, "status 503");
        default -> failed(Fault.STATUS, "status " + status);
      };
    }

    private Fetched page(Answer.Response response) {
      String digest = sha256(response.body());
      if (remembered != null && remembered.digest().equals(digest)) {
        return new Fetched.Unchanged(request, remembered, clock.instant());
      }
      return new Fetched.Page(
          request,
          url,
          response.status(),
          response.headers(),
          response.body(),
          response.wireBytes(),
          response.took(),
          clock.instant());
    }

    private Refused tooMany(Answer.Response response) {
      Duration asks =
          RetryAfter.read(response.all("retry-after"), clock.instant()).orElse(Duration.ZERO);
      String said = response.first("retry-after").map(v -> ", Retry-After: " + v).orElse("");
      return new Refused(
          request, Reason.TOO_MANY, "status " + response.status() + said, asks, clock.instant());
    }

    private Refused refused(Scope.Refusal refusal) {
      return refused(refusal.reason(), refusal.detail());
    }

    private Refused refused(Reason reason, String detail) {
      return new Refused(request, reason, detail, Duration.ZERO, clock.instant());
    }

    private Failed failed(Fault fault, String detail) {
      return new Failed(request, fault, detail, clock.instant());
    }
  }

  /// The digest by which a body is recognised ([Remembered#digest]).
  public static String sha256(byte[] body) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JVM has SHA-256", impossible);
    }
  }
}
