package stellwerk.search.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stellwerk.search.http.Problem.Code;

/// Finds the route of a request and does around it what all routes need: key, rate limit, problems,
/// CORS, caching and security headers, compression. Thread-safe.
public final class Routes {
  private static final Logger log = LoggerFactory.getLogger(Routes.class);
  private static final String EXPOSED =
      "ETag, Link, RateLimit, RateLimit-Policy, Retry-After, X-Request-Id";

  private final List<Known> known;
  private final Limits limits;
  private final RequestLog requestLog;

  private record Known(Route route, Pattern shape) {}

  private record Found(Route route, Map<String, String> variables) {}

  public Routes(List<Route> routes, Limits limits, RequestLog requestLog) {
    this.known = routes.stream().map(route -> new Known(route, route.shape())).toList();
    this.limits = limits;
    this.requestLog = requestLog;
  }

  /// Every route's path, for the check that the API's description names them all.
  public List<String> paths() {
    return known.stream().map(entry -> entry.route().path()).toList();
  }

  /// Answers any request; never throws.
  public Answer answer(Request request) {
    long begun = System.nanoTime();
    Optional<Found> found = find(request.path());
    Answer answer = limited(request, found);
    requestLog.answered(
        found.map(it -> it.route().path()).orElse("-"),
        answer.status(),
        Duration.ofNanos(System.nanoTime() - begun));
    return answer;
  }

  private Optional<Found> find(String path) {
    for (Known candidate : known) {
      Matcher matcher = candidate.shape().matcher(path);
      if (matcher.matches()) {
        Map<String, String> said = new LinkedHashMap<>();
        List<String> names = candidate.route().names();
        for (int i = 0; i < names.size(); i++) {
          said.put(names.get(i), matcher.group(i + 1));
        }
        return Optional.of(new Found(candidate.route(), said));
      }
    }
    return Optional.empty();
  }

  private Answer limited(Request request, Optional<Found> found) {
    Limits.Asker asker = limits.asker(request);
    RateLimit.Left left = limits.take(asker);
    Answer answer;
    if (left.allowed()) {
      answer = safely(request, found, asker);
      if (answer.status() == 304) {
        left = limits.giveBack(asker);
      }
    } else {
      answer =
          problem(
                  Problem.of(
                      Code.RATE_LIMITED,
                      "Bitte warten Sie " + left.secondsToNext() + " Sekunden.",
                      "Please wait for " + left.secondsToNext() + " seconds."),
                  request,
                  found)
              .with("Retry-After", Long.toString(left.secondsToNext()));
    }
    return finished(answer, request, found, asker, left);
  }

  private Answer safely(Request request, Optional<Found> found, Limits.Asker asker) {
    try {
      return checked(request, found, asker);
    } catch (ProblemException e) {
      return problem(e.problem(), request, found);
    } catch (RuntimeException e) {
      log.atError()
          .addKeyValue("path", request.path())
          .addKeyValue("request", request.id())
          .setCause(e)
          .log("request failed");
      return problem(
          Problem.of(
              Code.INTERNAL,
              "Bei uns ist etwas schiefgegangen. Die Kennung der Anfrage hilft bei der Suche.",
              "Something went wrong on our side. The request's id helps to find it."),
          request,
          found);
    }
  }

  private Answer checked(Request request, Optional<Found> found, Limits.Asker asker) {
    limits.checkSize(request);
    Found it = found.orElseThrow(() -> missing(request.path()).thrown());
    Route route = it.route();
    switch (request.method()) {
      case "GET", "HEAD" -> {}
      case "OPTIONS" -> {
        return preflight(route);
      }
      default ->
          throw Problem.of(
                  Code.METHOD_NOT_ALLOWED,
                  "Diese Adresse kann nur gelesen werden (GET).",
                  "This address can only be read (GET).")
              .thrown();
    }
    limits.checkKey(asker, route);
    checkAcceptable(request, route);
    return route.endpoint().answer(request.with(it.variables(), asker.scope()));
  }

  private static Problem missing(String path) {
    return Problem.of(
        Code.NOT_FOUND,
        "Unter „" + path + "“ gibt es nichts.",
        "There is nothing at \"" + path + "\".");
  }

  private static Answer preflight(Route route) {
    Answer answer = Answer.empty(204).with("Allow", "GET, HEAD, OPTIONS");
    return route.scope() != null
        ? answer
        : answer
            .with("Access-Control-Allow-Methods", "GET, HEAD")
            .with("Access-Control-Allow-Headers", "Accept, Accept-Language, If-None-Match")
            .with("Access-Control-Max-Age", "86400");
  }

  private static void checkAcceptable(Request request, Route route) {
    String accept = request.header("accept").orElse("*/*").toLowerCase(Locale.ROOT);
    boolean fits = route.type().map(type -> accepts(accept, type)).orElse(true);
    if (!fits) {
      throw Problem.of(
              Code.NOT_ACCEPTABLE,
              "Hier gibt es nur " + route.type().orElse("") + ".",
              "Only " + route.type().orElse("") + " is available here.")
          .thrown();
    }
  }

  /// Whether an `Accept` header admits a type (RFC 9110 §12.5.1). Readers of feeds ask for plain
  /// XML, and readers of JSON for any kind of it.
  private static boolean accepts(String accept, String type) {
    String family = type.substring(0, type.indexOf('/'));
    for (String wish : accept.split(",", -1)) {
      String[] parts = wish.strip().split("\\s*;\\s*", -1);
      boolean refused = List.of(parts).stream().anyMatch(part -> part.matches("q=0(\\.0*)?"));
      String media = parts[0];
      boolean named =
          media.isEmpty()
              || media.equals("*/*")
              || media.equals(family + "/*")
              || media.equals(type)
              || (type.endsWith("xml") && media.endsWith("/xml"))
              || (type.endsWith("json") && media.endsWith("json"))
              || (type.endsWith("yaml") && (media.endsWith("yaml") || media.equals("text/plain")));
      if (named && !refused) {
        return true;
      }
    }
    return false;
  }

  private static Answer problem(Problem problem, Request request, Optional<Found> found) {
    Answer answer = problem.answer(request.path(), request.id(), request.language());
    boolean quiet =
        found.map(it -> it.route().quiet()).orElse(request.path().startsWith("/v1/embed/"));
    if (quiet) {
      answer = Answer.empty(quietStatus(problem.code())).with("Cache-Control", "no-store");
    }
    answer = answer.with("X-Problem-Code", problem.code().key());
    return switch (problem.code()) {
      case METHOD_NOT_ALLOWED -> answer.with("Allow", "GET, HEAD, OPTIONS");
      case INDEX_UNAVAILABLE -> answer.with("Retry-After", "1");
      case UNAUTHORIZED -> answer.with("WWW-Authenticate", "Bearer");
      default -> answer;
    };
  }

  /// An include shows its old copy on 503; a fault of ours is no different for it.
  private static int quietStatus(Code code) {
    return code == Code.INTERNAL ? 503 : code.status();
  }

  private Answer finished(
      Answer answer,
      Request request,
      Optional<Found> found,
      Limits.Asker asker,
      RateLimit.Left left) {
    boolean open = found.map(it -> it.route().scope() == null).orElse(true);
    List<String[]> headers = new ArrayList<>();
    headers.add(new String[] {"X-Request-Id", request.id()});
    headers.add(new String[] {"X-Content-Type-Options", "nosniff"});
    headers.add(new String[] {"Referrer-Policy", "strict-origin-when-cross-origin"});
    if (limits.limited()) {
      String name = asker.scope() == null ? "ip" : "key";
      headers.add(
          new String[] {"RateLimit-Policy", "\"" + name + "\";q=" + asker.perMinute() + ";w=60"});
      headers.add(
          new String[] {
            "RateLimit", "\"" + name + "\";r=" + left.remaining() + ";t=" + left.secondsToFull()
          });
    }
    if (open && limits.limited()) {
      headers.add(new String[] {"Access-Control-Allow-Origin", "*"});
      headers.add(new String[] {"Access-Control-Expose-Headers", EXPOSED});
    }
    Answer all = answer;
    for (String[] header : headers) {
      all = all.with(header[0], header[1]);
    }
    if (!open || asker.scope() != null) {
      all = all.with("Cache-Control", "no-store");
    }
    return Compression.apply(all, request.header("accept-encoding").orElse(""));
  }
}
