package stellwerk.crawler.fetch;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import stellwerk.crawler.fetch.Fetched.Refused.Reason;
import stellwerk.crawler.site.Site;

/// Reads a file that stands at a fixed place of every authority, through the host's gate and with
/// at most five redirects, each through the address guard. Thread-safe.
final class WellKnown {
  private static final int MAX_REDIRECTS = 5;
  private static final Duration LONGEST = Duration.ofHours(24);
  private static final Duration SHORTEST = Duration.ofMinutes(5);
  private static final Pattern MAX_AGE = Pattern.compile("(?:^|[,\\s])max-age=\"?(\\d{1,9})");

  /// What came of it.
  sealed interface Read {
    /// An answer that counts. A redirect that was followed five times is "unavailable", which RFC
    /// 9309 §2.3.1.2 treats as 4xx: status 404.
    ///
    /// @param freshFor how long it need not be asked for again
    record Conclusive(int status, String text, Duration freshFor) implements Read {}

    /// Status 429 or 5xx, no answer, a broken or a forbidden one.
    record Unreachable(String detail) implements Read {}

    /// The host is left alone just now; nothing was asked.
    record Away(Answer.Paused paused) implements Read {}
  }

  private final HostGate hosts;
  private final FetchSettings settings;

  WellKnown(HostGate hosts, FetchSettings settings) {
    this.hosts = hosts;
    this.settings = settings;
  }

  Read read(Site site, URI file) throws InterruptedException {
    Scope scope = new Scope(site, file, settings.allowedPrivate());
    URI url = file;
    for (int hop = 0; hop <= MAX_REDIRECTS; hop++) {
      // A file's redirect may leave the site (its rules stay the first authority's), but not the
      // public Web.
      Optional<Scope.Refusal> guarded =
          scope.refusal(url).filter(refusal -> refusal.reason() == Reason.GUARD);
      if (guarded.isPresent()) {
        return new Read.Unreachable(guarded.get().detail());
      }
      switch (hosts.ask(site, ask(site, url), Duration.ZERO)) {
        case Answer.Paused paused -> {
          return new Read.Away(paused);
        }
        case Answer.Withdrawn _ -> {
          return new Read.Unreachable("stopped before it was sent");
        }
        case Answer.Guarded(String detail) -> {
          return new Read.Unreachable(detail);
        }
        case Answer.Trouble trouble -> {
          return new Read.Unreachable(trouble.fault() + ", " + trouble.detail());
        }
        case Answer.Response response -> {
          Optional<URI> next = Redirects.target(url, response);
          if (next.isEmpty()) {
            return judged(response);
          }
          url = next.get();
        }
      }
    }
    return new Read.Conclusive(404, "", SHORTEST);
  }

  private Ask ask(Site site, URI url) {
    return new Ask(
        url,
        Request.Method.GET,
        "",
        Map.of(
            "User-Agent",
            settings.userAgent(),
            "Accept-Encoding",
            "gzip, deflate",
            "Accept",
            "*/*"),
        settings.robotsTimeout(),
        RobotsFile.MAX_BYTES,
        Ask.Overflow.CUT,
        site.http().verifyTls());
  }

  private static Read judged(Answer.Response response) {
    int status = response.status();
    if (status / 100 == 2) {
      return new Read.Conclusive(status, RobotsFile.text(response.body()), freshFor(response));
    }
    return status / 100 == 4 && status != 429
        ? new Read.Conclusive(status, "", freshFor(response))
        : new Read.Unreachable("status " + status);
  }

  /// At most 24 h (RFC 9309 §2.4), less where Cache-Control says so, but not so little that every
  /// page would bring its own robots.txt with it.
  private static Duration freshFor(Answer.Response response) {
    String control = String.join(",", response.all("cache-control")).toLowerCase(Locale.ROOT);
    Matcher age = MAX_AGE.matcher(control);
    Duration said =
        control.contains("no-store") || control.contains("no-cache")
            ? Duration.ZERO
            : age.find() ? Duration.ofSeconds(Long.parseLong(age.group(1))) : LONGEST;
    return said.compareTo(SHORTEST) < 0 ? SHORTEST : said.compareTo(LONGEST) > 0 ? LONGEST : said;
  }
}
