package stellwerk.indexer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import stellwerk.crawler.fetch.CrawlMemory;
import stellwerk.crawler.fetch.Fetched;
import stellwerk.crawler.fetch.Fetched.Failed.Fault;
import stellwerk.crawler.fetch.Fetched.Refused.Reason;
import stellwerk.crawler.fetch.Fetcher;
import stellwerk.crawler.fetch.HttpFetcher;
import stellwerk.crawler.fetch.Remembered;
import stellwerk.crawler.fetch.Request;
import stellwerk.crawler.site.Options;
import stellwerk.crawler.site.Schedule;
import stellwerk.crawler.site.Site;
import stellwerk.crawler.site.SiteId;
import stellwerk.crawler.site.StartUrl;
import stellwerk.crawler.verdict.Verdict;

/// One invented site: it speaks like a real kind of site, and goes wrong as scripted.
final class ScriptedSite implements Fetcher {
  /// How a site may go wrong in one crawl, and what that crawl must never be believed to be.
  enum Trouble {
    NONE,
    /// The list answers 500.
    ERROR_500,
    /// The list is well-formed and empty.
    EMPTY_LIST,
    /// A page that wants a login stands where the list was.
    LOGIN_WALL,
    /// The list is of another shape.
    LAYOUT_CHANGE,
    ROBOTS_UNREACHABLE,
    /// The list's body ends before its end.
    TRUNCATED,
    SLOW,
    /// The list redirects elsewhere.
    REDIRECT,
    FORBIDDEN,
    TOO_MANY,
    /// Half of the list is missing, and nothing says so.
    HALF_LIST,
    /// Pages of jobs say that they are not there, though they are.
    SOFT_404,
    /// Every job stands twice in the list.
    DUPLICATES;

    /// Whether a crawl in this trouble may end `COMPLETE`: what nobody can see from outside.
    boolean invisible() {
      return switch (this) {
        case NONE, HALF_LIST, SOFT_404, DUPLICATES -> true;
        case ERROR_500,
            EMPTY_LIST,
            LOGIN_WALL,
            LAYOUT_CHANGE,
            ROBOTS_UNREACHABLE,
            TRUNCATED,
            SLOW,
            REDIRECT,
            FORBIDDEN,
            TOO_MANY ->
            false;
      };
    }
  }

  final Site site;
  final JobWorld world;
  private final CrawlMemory memory;
  private final InstantSource clock;
  Trouble trouble = Trouble.NONE;
  int requests;

  ScriptedSite(
      String id,
      String kind,
      Schedule schedule,
      JobWorld world,
      CrawlMemory memory,
      InstantSource clock) {
    this.world = world;
    this.memory = memory;
    this.clock = clock;
    String base = "https://" + id + ".example";
    Options options =
        kind.equals("json_ld")
            ? new Options(
                Map.of("sitemap", List.of(base + "/sitemap.xml"), "url_filter", List.of("/job/")))
            : Options.NONE;
    List<StartUrl> start =
        switch (kind) {
          case "json_ld" -> List.of();
          case "greenhouse" -> List.of(start(base + "/jobs.json"));
          case "personio" -> List.of(start(base + "/xml"));
          default -> List.of(start(base + "/feed.rss"));
        };
    Site plain = Site.of(new SiteId(id), id, kind, options, start);
    site =
        new Site(
            plain.id(),
            plain.name(),
            kind,
            URI.create(base + "/"),
            true,
            options,
            start,
            null,
            schedule,
            plain.politeness(),
            plain.http(),
            plain.rights(),
            kind.equals("feed")
                ? new stellwerk.crawler.site.Expectations(
                    java.util.Set.of("COMPLETE", "PARTIAL"), null, null, 30, Map.of(), null)
                : plain.expect());
  }

  private static StartUrl start(String url) {
    return new StartUrl(url, List.of(), StartUrl.Pages.SINGLE);
  }

  @Override
  public Fetched fetch(Site asked, Request request) {
    requests++;
    return request.purpose() == Request.Purpose.DETAIL ? page(request) : list(request);
  }

  private Fetched page(Request request) {
    Instant now = clock.instant();
    JobWorld.Job job = world.job(JobWorld.number(request.url()));
    if (job == null || !job.lives(now)) {
      // Half of the sites are honest about it.
      return site.id().value().hashCode() % 2 == 0
          ? new Fetched.Gone(request, 404, now)
          : html(request, "<h1>Job</h1><p>Diese Stellenanzeige ist nicht mehr verfügbar.</p>");
    }
    return trouble == Trouble.SOFT_404
        ? html(request, "<h1>Job</h1><p>Diese Stellenanzeige ist nicht mehr verfügbar.</p>")
        : html(request, detail(job));
  }

  private Fetched list(Request request) {
    Instant now = clock.instant();
    return switch (trouble) {
      case ERROR_500 -> new Fetched.Failed(request, Fault.STATUS, "500", now);
      case TRUNCATED -> new Fetched.Failed(request, Fault.BROKEN, "cut", now);
      case SLOW -> new Fetched.Failed(request, Fault.TIMEOUT, "30 s", now);
      case ROBOTS_UNREACHABLE -> refused(request, Reason.ROBOTS_UNREACHABLE);
      case REDIRECT -> refused(request, Reason.SCOPE);
      case FORBIDDEN -> refused(request, Reason.FORBIDDEN);
      case TOO_MANY -> refused(request, Reason.TOO_MANY);
      case LOGIN_WALL -> html(request, "<h1>Anmelden</h1><form><input type=\"password\"></form>");
      case LAYOUT_CHANGE ->
          body(
              request,
              site.kind().equals("greenhouse") ? "application/json" : "application/xml",
              site.kind().equals("greenhouse") ? "{\"positions\":[]}" : "<stellen></stellen>");
      case EMPTY_LIST -> listed(request, List.of());
      case HALF_LIST -> {
        List<JobWorld.Job> all = world.living(now);
        yield listed(request, all.subList(0, Math.max(1, all.size() / 2)));
      }
      case DUPLICATES -> {
        List<JobWorld.Job> all = new java.util.ArrayList<>(world.living(now));
        all.addAll(world.living(now));
        yield listed(request, all);
      }
      case NONE, SOFT_404 -> listed(request, world.living(now));
    };
  }

  private Fetched refused(Request request, Reason reason) {
    return new Fetched.Refused(
        request, reason, reason + " of the script", Duration.ZERO, clock.instant());
  }

  private Fetched listed(Request request, List<JobWorld.Job> jobs) {
    return switch (site.kind()) {
      case "greenhouse" -> body(request, "application/json", greenhouse(jobs));
      case "personio" -> body(request, "application/xml", personio(jobs));
      case "json_ld" -> body(request, "application/xml", sitemap(jobs));
      default -> body(request, "application/rss+xml", rss(jobs));
    };
  }

  private Fetched html(Request request, String main) {
    return body(
        request,
        "text/html; charset=utf-8",
        "<!DOCTYPE html><html lang=\"de\"><head><title>Karriere</title></head><body><main>"
            + main
            + "</main><p>"
            + "Wir freuen uns auf Ihre Bewerbung. ".repeat(20)
            + "</p></body></html>");
  }

  private Fetched body(Request request, String type, String text) {
    byte[] bytes = text.getBytes(UTF_8);
    Optional<Remembered> last = memory.answer(site.id(), request.identity());
    if (last.isPresent() && last.get().digest().equals(HttpFetcher.sha256(bytes))) {
      return new Fetched.Unchanged(request, last.get(), clock.instant());
    }
    return Fetched.Page.saved(request, type, bytes, clock.instant());
  }

  private String page(JobWorld.Job job) {
    return JobWorld.page(site.id(), job.number()).toString();
  }

  private String greenhouse(List<JobWorld.Job> jobs) {
    long total = trouble == Trouble.HALF_LIST ? world.living(clock.instant()).size() : jobs.size();
    return jobs.stream()
        .map(job ->
            """
            {"id":%1$d,"internal_job_id":%1$d,"title":"%2$s","company_name":"X","location":{"name":"Berlin"},\
            "absolute_url":"%3$s","content":"x","departments":[],"offices":[],"metadata":null}\
            """
                .formatted(job.number(), job.title(), page(job)))
        .collect(Collectors.joining(",", "{\"jobs\":[", "],\"meta\":{\"total\":" + total + "}}"));
  }

  private static String personio(List<JobWorld.Job> jobs) {
    return jobs.stream()
        .map(job ->
            """
            <position><id>%d</id><name>%s</name><office>Berlin</office><jobDescriptions><jobDescription>\
            <name>Aufgaben</name><value>Daten annotieren</value></jobDescription></jobDescriptions></position>\
            """
                .formatted(job.number(), job.title()))
        .collect(
            Collectors.joining(
                "\n",
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<workzag-jobs>",
                "</workzag-jobs>"));
  }

  private String sitemap(List<JobWorld.Job> jobs) {
    return jobs.stream()
        .map(job -> "<url><loc>" + page(job) + "</loc></url>")
        .collect(
            Collectors.joining(
                "",
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                    + "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"><url><loc>https://"
                    + site.id()
                    + ".example/impressum</loc></url>",
                "</urlset>"));
  }

  /// Only the newest ten, as feeds are.
  private String rss(List<JobWorld.Job> jobs) {
    return jobs.stream()
        .sorted((a, b) -> b.opens().compareTo(a.opens()))
        .limit(5)
        .map(job ->
            "<item><title>%s</title><link>%s</link><guid isPermaLink=\"false\">%d</guid></item>"
                .formatted(job.title(), page(job), job.number()))
        .collect(
            Collectors.joining(
                "",
                "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>x</title><link>https://"
                    + site.id()
                    + ".example/</link><description>x</description>",
                "</channel></rss>"));
  }

  private String detail(JobWorld.Job job) {
    String until = job.deadline() == null ? "" : ",\"validThrough\":\"" + job.deadline() + "\"";
    return "<script type=\"application/ld+json\">{\"@context\":\"https://schema.org\",\"@type\":\"JobPosting\",\"title\":\""
        + job.title()
        + "\",\"identifier\":\""
        + job.number()
        + "\""
        + until
        + ",\"hiringOrganization\":{\"@type\":\"Organization\",\"name\":\"X\"},\"description\":\"Daten annotieren\"}</script><h1>"
        + job.title()
        + "</h1><p>Daten annotieren</p>";
  }

  /// Verdicts that a crawl in this trouble may have.
  boolean mayEnd(Verdict verdict) {
    return trouble.invisible() || verdict != Verdict.COMPLETE;
  }
}
