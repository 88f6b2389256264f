package stellwerk.crawler.adapter.kind;

import static stellwerk.crawler.site.RawField.*;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import stellwerk.crawler.adapter.Adapter;
import stellwerk.crawler.adapter.Harvest;
import stellwerk.crawler.adapter.Harvest.ClosedSign;
import stellwerk.crawler.adapter.Harvest.NotThePage;
import stellwerk.crawler.adapter.Harvest.Quarantined;
import stellwerk.crawler.adapter.Harvest.Skipped;
import stellwerk.crawler.adapter.page.HtmlPage;
import stellwerk.crawler.adapter.page.JobPostingReader;
import stellwerk.crawler.adapter.page.PageBody;
import stellwerk.crawler.adapter.page.PageSignals;
import stellwerk.crawler.adapter.page.Shape;
import stellwerk.crawler.adapter.page.Sitemap;
import stellwerk.crawler.adapter.page.StructuredJobs;
import stellwerk.crawler.adapter.page.StructuredJobs.Job;
import stellwerk.crawler.fetch.Fetched;
import stellwerk.crawler.fetch.Request;
import stellwerk.crawler.fetch.Request.Purpose;
import stellwerk.crawler.site.RawPosting;
import stellwerk.crawler.site.Site;
import stellwerk.crawler.verdict.Proof;

/// Any employer whose pages carry schema.org/JobPosting (`sites.md` §4.15): found through a sitemap
/// or a list, within a URL filter; read by Google's rule that a leaf page has one job.
final class JsonLd implements Adapter {
  private static final String DEPTH = "depth";

  /// Why a posting whose page says that it is closed is not handed over as open.
  static final String CLOSED = "its own page says that it is closed";

  private static final int DEEPEST_INDEX = 2;
  private static final int MOST_FILES = 500;

  @Override
  public String kind() {
    return "json_ld";
  }

  @Override
  public Set<String> options() {
    return Set.of("sitemap", "url_filter");
  }

  @Override
  public Set<String> requiredOptions() {
    return Set.of("url_filter");
  }

  /// A sitemap that was read to its end is the whole list; a list page proves nothing.
  @Override
  public Proof proof(Site site) {
    return site.start().isEmpty() ? Proof.WHOLE : Proof.NONE;
  }

  @Override
  public List<Request> start(Site site) {
    filter(site);
    if (!site.start().isEmpty()) {
      return StartPages.first(site, Purpose.LIST);
    }
    List<String> sitemaps = site.options().list("sitemap");
    if (!sitemaps.isEmpty()) {
      return sitemaps.stream().map(url -> sitemap(address("sitemap", url), 0)).toList();
    }
    URI homepage = site.homepage();
    if (homepage == null) {
      throw new IllegalArgumentException(
          "kind json_ld needs options.sitemap, start, or homepage to look for /robots.txt");
    }
    return List.of(Request.get(homepage.resolve("/robots.txt"), Purpose.ROBOTS));
  }

  @Override
  public List<Request> instead(Site site, Fetched.Gone gone) {
    return gone.request().purpose() == Purpose.ROBOTS
        ? List.of(sitemap(gone.request().url().resolve("/sitemap.xml"), 0))
        : List.of();
  }

  @Override
  public Harvest read(Site site, Fetched.Page page) {
    return switch (page.request().purpose()) {
      case ROBOTS -> robots(page);
      case SITEMAP -> sitemap(site, page);
      case LIST, DETAIL, API, FEED -> page(site, page);
    };
  }

  private static Harvest robots(Fetched.Page page) {
    return Harvest.Read.following(sitemaps(page).stream().map(url -> sitemap(url, 0)).toList());
  }

  /// The sitemaps that a robots file names, else the usual place of one.
  static List<URI> sitemaps(Fetched.Page page) {
    Set<URI> sitemaps = new LinkedHashSet<>();
    Shape.lines(page.body())
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("sitemap:"))
        .limit(MOST_FILES)
        .forEach(line ->
            HtmlPage.resolve(page.url(), line.substring("sitemap:".length()).strip())
                .ifPresent(sitemaps::add));
    if (sitemaps.isEmpty()) {
      sitemaps.add(page.url().resolve("/sitemap.xml"));
    }
    return List.copyOf(sitemaps);
  }

  private static Request sitemap(URI url, int depth) {
    return Request.get(url, Purpose.SITEMAP).carrying(Map.of(DEPTH, Integer.toString(depth)));
  }

  private static Harvest sitemap(Site site, Fetched.Page page) {
    Pattern filter = filter(site);
    return switch (Sitemap.read(page, uri -> isOurs(site, filter, page.url(), uri))) {
      case Sitemap.Outcome.Not(NotThePage problem) -> problem;
      case Sitemap.Outcome.Read(Sitemap sitemap) -> follow(sitemap, page);
    };
  }

  private static Harvest follow(Sitemap sitemap, Fetched.Page page) {
    int depth = Integer.parseInt(page.request().carried().getOrDefault(DEPTH, "0"));
    List<Request> requests = new ArrayList<>();
    String capped = sitemap.capped();
    if (!sitemap.children().isEmpty() && depth >= DEEPEST_INDEX) {
      capped = "a sitemap index more than " + DEEPEST_INDEX + " deep";
    } else {
      sitemap.children().stream()
          .limit(MOST_FILES)
          .forEach(child -> requests.add(sitemap(child, depth + 1)));
      if (sitemap.children().size() > MOST_FILES) {
        capped = "a sitemap index with more than " + MOST_FILES + " files";
      }
    }
    sitemap.pages().forEach(uri -> requests.add(Request.get(uri, Purpose.DETAIL)));
    return new Harvest.Read(List.of(), List.of(), List.of(), List.of(), requests, null, capped);
  }

  private static Harvest page(Site site, Fetched.Page page) {
    Optional<NotThePage> shape = Shape.notHtml(page);
    if (shape.isPresent()) {
      return shape.get();
    }
    Document document = HtmlPage.parse(page);
    StructuredJobs structured = StructuredJobs.in(document);
    PageSignals signals =
        new PageSignals(page, document, !structured.jobs().isEmpty(), site.closingPhrases());
    Optional<NotThePage> problem = signals.problem();
    return problem.isPresent() ? problem.get() : harvest(site, page, document, structured, signals);
  }

  private static Harvest harvest(
      Site site,
      Fetched.Page page,
      Document document,
      StructuredJobs structured,
      PageSignals signals) {
    Pattern filter = optionalFilter(site);
    URI own = HtmlPage.canonical(page.url(), document);
    boolean several = structured.jobs().size() > 1;
    List<RawPosting> postings = new ArrayList<>();
    List<Quarantined> quarantined = new ArrayList<>();
    Set<URI> follow = new LinkedHashSet<>();
    Set<String> keys = new HashSet<>();
    for (Job job : structured.jobs()) {
      Optional<URI> elsewhere =
          JobPostingReader.url(job, page.url())
              .filter(uri -> several || job.listed())
              .filter(uri -> !isSame(uri, page.url()) && !isSame(uri, own))
              .filter(uri -> filter != null && isOurs(site, filter, page.url(), uri));
      if (elsewhere.isPresent()) {
        follow.add(elsewhere.get());
      } else {
        leaf(site, page, document, job, several, keys, postings, quarantined);
      }
    }
    boolean detail = page.request().purpose() == Purpose.DETAIL;
    structured.broken().stream()
        .filter(_ -> detail && structured.jobs().isEmpty())
        .limit(1)
        .forEach(line -> quarantined.add(new Quarantined(own.toString(), line)));
    List<ClosedSign> closed = detail ? closed(page, structured, signals) : List.of();
    List<Skipped> skipped = new ArrayList<>();
    if (!closed.isEmpty()) {
      postings.forEach(posting -> skipped.add(new Skipped(posting.key(), CLOSED)));
      postings.clear();
    }
    List<Request> requests = new ArrayList<>();
    boolean list = page.request().purpose() == Purpose.LIST;
    if (list && filter != null) {
      links(site, filter, page, document, follow);
    }
    follow.forEach(uri -> requests.add(Request.get(uri, Purpose.DETAIL)));
    boolean items = !requests.isEmpty() || !postings.isEmpty();
    if (list && items) {
      StartPages.next(site, page.request()).ifPresent(requests::add);
    }
    String capped =
        list && items && StartPages.cutBy(site, page.request())
            ? "the last page that start.pages allows still had jobs"
            : null;
    return new Harvest.Read(postings, quarantined, skipped, closed, requests, null, capped);
  }

  private static void leaf(
      Site site,
      Fetched.Page page,
      Document document,
      Job job,
      boolean several,
      Set<String> keys,
      List<RawPosting> postings,
      List<Quarantined> quarantined) {
    URI own = HtmlPage.canonical(page.url(), document);
    URI url = JobPostingReader.url(job, page.url()).orElse(own);
    String title = JobPostingReader.title(job);
    boolean fromPage = title == null || title.isBlank();
    if (fromPage && !several) {
      title = PageBody.title(document, JobPostingReader.employer(job.thing()));
    }
    String name =
        several && isSame(url, own)
            ? url + "#" + slug(title + " " + JobPostingReader.whoAndWhere(job))
            : url.toString();
    String key = JobPostingReader.identifier(job).filter(id -> !keys.contains(id)).orElse(name);
    if (title == null || title.isBlank()) {
      quarantined.add(new Quarantined(key, job.origin().at("title") + " is missing"));
    } else if (title.contains("{{") || title.contains("<%")) {
      quarantined.add(
          new Quarantined(key, job.origin().at("title") + " is a template's placeholder"));
    } else if (keys.add(key)) {
      RawPosting.Builder posting = RawPosting.at(site.id(), key, url);
      if (fromPage) {
        posting.text(TITLE, title, "html title");
      } else {
        posting.structured(TITLE, title, JobPostingReader.titleAt(job));
      }
      JobPostingReader.fill(posting, job);
      postings.add(several ? posting.build() : PageBody.completed(posting, document));
    }
  }

  static List<ClosedSign> closed(
      Fetched.Page page, StructuredJobs structured, PageSignals signals) {
    return signals
        .closing()
        .filter(closing -> !closing.weak() || structured.jobs().isEmpty())
        .map(closing -> List.of(new ClosedSign(page.request().url(), closing.quote())))
        .orElse(List.of());
  }

  private static void links(
      Site site, Pattern filter, Fetched.Page page, Document document, Set<URI> into) {
    URI base = HtmlPage.base(page, document);
    for (Element link : document.select("a[href]:not([rel~=(?i)\\bnofollow\\b])")) {
      HtmlPage.resolve(base, link.attr("href"))
          .map(JsonLd::withoutFragment)
          .filter(uri -> !isSame(uri, page.url()) && isOurs(site, filter, page.url(), uri))
          .ifPresent(into::add);
    }
  }

  private static URI withoutFragment(URI uri) {
    String text = uri.toString();
    int hash = text.indexOf('#');
    return hash < 0 ? uri : URI.create(text.substring(0, hash));
  }

  private static boolean isSame(URI one, URI other) {
    return withoutSlash(withoutFragment(one)).equals(withoutSlash(withoutFragment(other)));
  }

  private static String withoutSlash(URI uri) {
    String text = uri.toString();
    return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }

  private static boolean isOurs(Site site, Pattern filter, URI page, URI uri) {
    boolean host =
        uri.getHost().equalsIgnoreCase(page.getHost())
            || site.http().allowHosts().contains(uri.getHost().toLowerCase(Locale.ROOT));
    return host && filter.matcher(uri.toString()).find();
  }

  private static String slug(String words) {
    String slug = words.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "-");
    return slug.length() <= 300 ? slug : slug.substring(0, 300);
  }

  private static Pattern filter(Site site) {
    String filter = site.options().required("url_filter");
    try {
      return Pattern.compile(filter);
    } catch (PatternSyntaxException bad) {
      throw new IllegalArgumentException(
          "option url_filter is no regular expression: " + filter, bad);
    }
  }

  private static @Nullable Pattern optionalFilter(Site site) {
    return site.options().text("url_filter").isPresent() ? filter(site) : null;
  }

  private static URI address(String option, String url) {
    try {
      return URI.create(url);
    } catch (IllegalArgumentException bad) {
      throw new IllegalArgumentException("option " + option + " is no address: " + url, bad);
    }
  }
}
