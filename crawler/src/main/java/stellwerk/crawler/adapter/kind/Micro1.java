package stellwerk.crawler.adapter.kind;

import static stellwerk.crawler.site.RawField.*;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import stellwerk.crawler.adapter.Adapter;
import stellwerk.crawler.adapter.Harvest;
import stellwerk.crawler.adapter.Harvest.ClosedSign;
import stellwerk.crawler.adapter.Harvest.NotThePage;
import stellwerk.crawler.adapter.Harvest.Problem;
import stellwerk.crawler.adapter.SiteProposal;
import stellwerk.crawler.adapter.page.FlightData;
import stellwerk.crawler.adapter.page.HtmlPage;
import stellwerk.crawler.adapter.page.Json;
import stellwerk.crawler.adapter.page.Repaired;
import stellwerk.crawler.adapter.page.Shape;
import stellwerk.crawler.adapter.page.Sitemap;
import stellwerk.crawler.fetch.Fetched;
import stellwerk.crawler.fetch.Request;
import stellwerk.crawler.fetch.Request.Purpose;
import stellwerk.crawler.site.Options;
import stellwerk.crawler.site.RawPosting;
import stellwerk.crawler.site.Site;
import stellwerk.crawler.verdict.Proof;
import tools.jackson.databind.JsonNode;

/// micro1: `https://jobs.micro1.ai/sitemap.xml`, then `/post/{uuid}` with the job in its scripts'
/// data (`sites.md` §4.17). Form seen in public client code; inner data of a platform's page. A
/// sitemap that was read to its end is the whole list; `job_status` closes.
final class Micro1 implements Adapter {
  private static final Pattern POST = Pattern.compile("/post/([A-Za-z0-9-]{8,80})/?$");
  private static final Pattern OVER =
      Pattern.compile(
          "closed?|inactive|filled|expired|archived|paused|deleted|completed",
          Pattern.CASE_INSENSITIVE);

  @Override
  public String kind() {
    return "micro1";
  }

  @Override
  public Set<String> options() {
    return Set.of();
  }

  @Override
  public Proof proof(Site site) {
    return Proof.WHOLE;
  }

  @Override
  public List<Request> start(Site site) {
    return StartPages.firstOr(site, Purpose.SITEMAP, () -> "https://jobs.micro1.ai/sitemap.xml");
  }

  @Override
  public boolean recognises(Fetched.Page page) {
    return Shape.head(page.body()).stripLeading().startsWith("<")
        && page.text().contains("client_job_id")
        && page.text().contains("job_role_name");
  }

  @Override
  public Optional<SiteProposal> propose(URI address) {
    return Set.of("jobs.micro1.ai").contains(PlaceName.host(address))
        ? Optional.of(SiteProposal.known(kind(), kind(), Options.NONE, "an address of micro1"))
        : Optional.empty();
  }

  @Override
  public Harvest read(Site site, Fetched.Page page) {
    return page.request().purpose() == Purpose.SITEMAP ? sitemap(site, page) : post(site, page);
  }

  private static Harvest sitemap(Site site, Fetched.Page page) {
    return switch (Sitemap.read(page, uri -> isPost(page.url(), uri))) {
      case Sitemap.Outcome.Not(NotThePage problem) -> problem;
      case Sitemap.Outcome.Read(Sitemap sitemap) -> {
        List<Request> requests = new ArrayList<>();
        sitemap.children().forEach(child -> requests.add(Request.get(child, Purpose.SITEMAP)));
        sitemap.pages().forEach(post -> requests.add(Pointer.to(post, site.id(), id(post))));
        yield new Harvest.Read(
            List.of(), List.of(), List.of(), List.of(), requests, null, sitemap.capped());
      }
    };
  }

  private static boolean isPost(URI sitemap, URI uri) {
    return uri.getHost().equalsIgnoreCase(sitemap.getHost()) && POST.matcher(uri.getPath()).find();
  }

  private static String id(URI post) {
    Matcher matcher = POST.matcher(post.getPath());
    return matcher.find() ? matcher.group(1) : post.toString();
  }

  private static Harvest post(Site site, Fetched.Page page) {
    Optional<NotThePage> shape = Shape.notHtml(page);
    if (shape.isPresent()) {
      return shape.get();
    }
    URI url = page.request().url();
    String text = FlightData.text(HtmlPage.parse(page));
    List<JsonNode> jobs = FlightData.holding(text, "client_job_id");
    String id = id(url);
    @Nullable JsonNode job =
        jobs.stream()
            .filter(
                one -> id.equals(Json.text(one, "client_job_id")) || one.toString().contains(id))
            .findFirst()
            .orElse(jobs.isEmpty() ? null : jobs.getFirst());
    RawPosting.Builder known = RawPosting.at(site.id(), id, url);
    if (job == null) {
      Harvest read = OwnPage.read(site, page, known.build(), "");
      return read instanceof Harvest.Read found && !found.postings().isEmpty()
          ? new NotThePage(Problem.WRONG_SHAPE, "a page without client_job_id in its scripts")
          : read;
    }
    String status = Json.text(job, "job_status");
    if (status != null && OVER.matcher(status.strip()).matches()) {
      return OwnPage.closed(id, List.of(new ClosedSign(url, "job_status: " + status.strip())));
    }
    String at = "json client_job";
    known
        .structured(TITLE, Repaired.plain(Json.text(job, "job_role_name")).text(), at)
        .structured(DATE_POSTED, Json.text(job, "create_datetime"), at)
        .structured(SKILLS, skills(job.path("required_skills")), at)
        .structured(REMOTE, Json.text(job, "location_type"), at)
        .structured(LOCATION, Json.text(job, "location_name"), at);
    return OwnPage.read(site, page, known.build(), "");
  }

  /// A list of words, or of things with a name.
  private static String skills(JsonNode skills) {
    List<String> words = new ArrayList<>();
    for (JsonNode skill : Json.all(skills)) {
      String word = Json.text(skill);
      String name = word == null ? Json.text(skill, "name") : word;
      if (name != null && !name.isBlank()) {
        words.add(name.strip());
      }
    }
    return String.join(", ", words);
  }
}
