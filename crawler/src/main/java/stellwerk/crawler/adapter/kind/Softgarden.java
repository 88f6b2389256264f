package stellwerk.crawler.adapter.kind;

import static stellwerk.crawler.site.RawField.*;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import stellwerk.crawler.adapter.Adapter;
import stellwerk.crawler.adapter.Harvest;
import stellwerk.crawler.adapter.Harvest.NotThePage;
import stellwerk.crawler.adapter.Harvest.Problem;
import stellwerk.crawler.adapter.Harvest.Quarantined;
import stellwerk.crawler.adapter.SiteProposal;
import stellwerk.crawler.adapter.page.HtmlPage;
import stellwerk.crawler.adapter.page.JobPostingReader;
import stellwerk.crawler.adapter.page.Json;
import stellwerk.crawler.adapter.page.Origin;
import stellwerk.crawler.adapter.page.PageSignals;
import stellwerk.crawler.adapter.page.Shape;
import stellwerk.crawler.adapter.page.StructuredJobs;
import stellwerk.crawler.adapter.page.StructuredJobs.Job;
import stellwerk.crawler.fetch.Fetched;
import stellwerk.crawler.fetch.Request;
import stellwerk.crawler.fetch.Request.Purpose;
import stellwerk.crawler.site.Options;
import stellwerk.crawler.site.RawPosting;
import stellwerk.crawler.site.Site;
import stellwerk.crawler.verdict.Proof;
import tools.jackson.databind.JsonNode;

/// softgarden's boards (`sites.md` §4.11): the widget
/// `https://{slug}.softgarden.io/de/widgets/jobs` with all postings, and the root page, whose
/// script lists all ids (`complete_job_id_list`); details `…/job/{id}?l=de` carry JSON-LD. The feed
/// `https://{slug}.career.softgarden.de/jobs.feed.json` can stand in `start`. Forms seen in public
/// client code; the vendor documents only an API that needs a client id.
final class Softgarden implements Adapter {
  private static final Pattern IDS =
      Pattern.compile(
          "complete_job_id_list\\s{0,9}=\\s{0,9}(?:jobs_selected\\s{0,9}=\\s{0,9})?"
              + "\\[([0-9,\\s]*+)\\]");
  private static final Pattern ROW = Pattern.compile("job_id_(\\d{1,18})");
  private static final String FEED = "feed.json";
  private static final String ROOT = "root";

  @Override
  public String kind() {
    return "softgarden";
  }

  @Override
  public Set<String> options() {
    return Set.of("slug");
  }

  @Override
  public Set<String> requiredOptions() {
    return Set.of("slug");
  }

  /// Strong, because the root page's ids are counted against the widget's; a configured start is
  /// one list alone, and a feed no proof at all.
  @Override
  public Proof proof(Site site) {
    if (site.start().isEmpty()) {
      return Proof.STRONG;
    }
    return site.start().stream().anyMatch(start -> start.url().contains(FEED))
        ? Proof.NONE
        : Proof.WHOLE;
  }

  @Override
  public List<Request> start(Site site) {
    if (!site.start().isEmpty()) {
      return StartPages.first(site, Purpose.LIST);
    }
    String slug = Slug.of(site, "slug");
    String language = Slug.checked("language", site.language());
    String host = "https://" + slug + ".softgarden.io/";
    return List.of(
        Request.get(URI.create(host + language + "/widgets/jobs"), Purpose.LIST),
        Request.get(URI.create(host), Purpose.LIST).carrying(Map.of(ROOT, "complete_job_id_list")));
  }

  @Override
  public boolean recognises(Fetched.Page page) {
    String text = page.text();
    return text.contains("complete_job_id_list")
        || (text.contains("job_id_") && text.contains("matchElement"));
  }

  @Override
  public Optional<SiteProposal> propose(URI address) {
    return PlaceName.below(address, ".softgarden.io")
        .or(() -> PlaceName.below(address, ".career.softgarden.de"))
        .map(name ->
            SiteProposal.known(kind(), name, Options.of("slug", name), "an address of softgarden"));
  }

  @Override
  public Optional<RawPosting> listed(Site site, Request request) {
    return Pointer.whole(site.id(), request);
  }

  @Override
  public Harvest read(Site site, Fetched.Page page) {
    if (page.request().purpose() == Purpose.DETAIL) {
      return OwnPage.read(site, page);
    }
    String head = Shape.head(page.body()).stripLeading();
    return head.startsWith("{") || head.startsWith("[") ? feed(site, page) : list(site, page);
  }

  private static Harvest list(Site site, Fetched.Page page) {
    Optional<NotThePage> shape = Shape.notHtml(page);
    if (shape.isPresent()) {
      return shape.get();
    }
    Document document = HtmlPage.parse(page);
    Set<String> ids = new LinkedHashSet<>();
    boolean listed = false;
    for (Element script : document.select("script:not([src])")) {
      Matcher matcher = IDS.matcher(script.data());
      if (matcher.find()) {
        listed = true;
        for (String id : matcher.group(1).split(",", -1)) {
          ids.add(id.strip());
        }
        ids.remove("");
      }
    }
    List<Element> rows = document.select("[id^=job_id_]");
    if (!listed && rows.isEmpty()) {
      return none(site, page, document);
    }
    return harvest(site, page, listed ? ids : null, rows);
  }

  /// A list without any row is one only where the root page's ids are counted against it.
  private static Harvest none(Site site, Fetched.Page page, Document document) {
    Optional<NotThePage> problem = new PageSignals(page, document, false).problem();
    if (problem.isPresent()) {
      return problem.get();
    }
    boolean counted = site.start().isEmpty() && !page.request().carried().containsKey(ROOT);
    return counted
        ? Harvest.Read.NOTHING.declaring(0)
        : new NotThePage(
            Problem.WRONG_SHAPE, "HTML without jobs and without the list of their ids");
  }

  private static Harvest harvest(
      Site site, Fetched.Page page, @Nullable Set<String> ids, List<Element> rows) {
    String language = site.language();
    List<Quarantined> quarantined = new ArrayList<>();
    List<Request> requests = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Element row : rows) {
      Matcher id = ROW.matcher(row.id());
      if (!id.matches()) {
        quarantined.add(new Quarantined(row.id(), "html row whose id is no number"));
      } else if (seen.add(id.group(1))) {
        URI own = page.url().resolve("/job/" + id.group(1) + "?l=" + language);
        requests.add(Pointer.to(own, posting(site, row, id.group(1), own)));
      }
    }
    for (String id : ids == null ? Set.<String>of() : ids) {
      if (seen.add(id)) {
        URI own = page.url().resolve("/job/" + id + "?l=" + language);
        requests.add(Pointer.to(own, RawPosting.at(site.id(), id, own).build()));
      }
    }
    return new Harvest.Read(
        List.of(),
        quarantined,
        List.of(),
        List.of(),
        requests,
        ids == null ? seen.size() + quarantined.size() : ids.size(),
        null);
  }

  private static RawPosting posting(Site site, Element row, String id, URI own) {
    RawPosting.Builder posting = RawPosting.at(site.id(), id, own);
    Element title = row.selectFirst(".title a, .title");
    Element date = row.selectFirst(".matchValue.date, .date");
    posting.text(TITLE, title == null ? null : title.text(), "css .title a");
    posting.text(DATE_POSTED, date == null ? null : date.text(), "css .matchValue.date");
    for (Element city : row.select(".ProjectGeoLocationCity .location-view-item")) {
      posting.text(LOCATION, city.text(), "css .ProjectGeoLocationCity");
    }
    return posting.build();
  }

  /// The feed: schema.org's words, a posting for each that names its page.
  private static Harvest feed(Site site, Fetched.Page page) {
    return switch (Json.body(page)) {
      case Json.Body.Not(NotThePage problem) -> problem;
      case Json.Body.Tree(JsonNode tree) -> feed(site, page, tree);
    };
  }

  private static Harvest feed(Site site, Fetched.Page page, JsonNode tree) {
    List<Job> jobs = StructuredJobs.in(tree, Origin.of("json feed"));
    if (jobs.isEmpty() && !tree.toString().contains("dataFeedElement")) {
      return new NotThePage(Problem.WRONG_SHAPE, "JSON without a JobPosting");
    }
    List<Quarantined> quarantined = new ArrayList<>();
    List<Request> requests = new ArrayList<>();
    int number = 0;
    for (Job job : jobs) {
      number++;
      Optional<URI> url = JobPostingReader.url(job, page.url());
      String title = JobPostingReader.title(job);
      if (url.isEmpty() || title == null) {
        quarantined.add(new Quarantined("feed " + number, "json feed item without title or url"));
      } else {
        String key = JobPostingReader.identifier(job).orElse(url.get().toString());
        RawPosting.Builder posting = RawPosting.at(site.id(), key, url.get());
        posting.structured(TITLE, title, JobPostingReader.titleAt(job));
        JobPostingReader.fill(posting, job);
        requests.add(Pointer.to(url.get(), posting.build()));
      }
    }
    return new Harvest.Read(List.of(), quarantined, List.of(), List.of(), requests, null, null);
  }
}
