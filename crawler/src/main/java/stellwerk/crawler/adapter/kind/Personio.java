package stellwerk.crawler.adapter.kind;

import static stellwerk.crawler.site.RawField.*;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import stellwerk.crawler.adapter.Adapter;
import stellwerk.crawler.adapter.Harvest;
import stellwerk.crawler.adapter.Harvest.NotThePage;
import stellwerk.crawler.adapter.Harvest.Quarantined;
import stellwerk.crawler.adapter.SiteProposal;
import stellwerk.crawler.adapter.page.HtmlPage;
import stellwerk.crawler.adapter.page.PageBody;
import stellwerk.crawler.adapter.page.PageSignals;
import stellwerk.crawler.adapter.page.Repaired;
import stellwerk.crawler.adapter.page.Shape;
import stellwerk.crawler.adapter.page.StructuredJobs;
import stellwerk.crawler.fetch.Fetched;
import stellwerk.crawler.fetch.Request;
import stellwerk.crawler.fetch.Request.Purpose;
import stellwerk.crawler.site.Options;
import stellwerk.crawler.site.RawField;
import stellwerk.crawler.site.RawPosting;
import stellwerk.crawler.site.Site;
import stellwerk.crawler.verdict.Proof;

/// Personio's XML of a whole board: `https://{slug}.jobs.personio.de/xml?language=de` (`sites.md`
/// §4.2). Endpoint form seen in public client code.
final class Personio implements Adapter {
  private static final Pattern ID = Pattern.compile("[0-9]{1,18}");

  /// Fields that are words only, with their element.
  private static final List<Map.Entry<String, RawField>> WORDS =
      List.of(
          Map.entry("name", TITLE),
          Map.entry("subcompany", EMPLOYER),
          Map.entry("office", LOCATION),
          Map.entry("department", DEPARTMENT),
          Map.entry("employmentType", EMPLOYMENT_TYPE),
          Map.entry("schedule", SCHEDULE),
          Map.entry("seniority", SENIORITY),
          Map.entry("yearsOfExperience", EXPERIENCE),
          Map.entry("keywords", SKILLS),
          Map.entry("occupation", CATEGORY),
          Map.entry("occupationCategory", CATEGORY),
          Map.entry("recruitingCategory", CATEGORY),
          Map.entry("createdAt", DATE_POSTED));

  /// A section about a person, which is nobody's to keep.
  private static final Pattern PERSON =
      Pattern.compile(
          "contact.?person|ansprechpartner|ansprechperson|kontakt", Pattern.CASE_INSENSITIVE);

  private static final String OFFICES = "additionalOffices";

  @Override
  public String kind() {
    return "personio";
  }

  /// 2: a position without a description takes all its words along to its own page.
  @Override
  public int version() {
    return 2;
  }

  @Override
  public Set<String> options() {
    return Set.of("slug", "domain");
  }

  @Override
  public Set<String> requiredOptions() {
    return Set.of("slug");
  }

  @Override
  public Proof proof(Site site) {
    return Proof.WHOLE;
  }

  @Override
  public List<Request> start(Site site) {
    return StartPages.firstOr(site, Purpose.API, () -> board(site));
  }

  private static String board(Site site) {
    String slug = Slug.of(site, "slug");
    String domain = site.options().text("domain").orElse("de");
    if (!domain.equals("de") && !domain.equals("com")) {
      throw new IllegalArgumentException("option domain is de or com, not: " + domain);
    }
    String language = Slug.checked("language", site.language());
    return "https://" + slug + ".jobs.personio." + domain + "/xml?language=" + language;
  }

  @Override
  public boolean recognises(Fetched.Page page) {
    return "workzag-jobs".equals(Shape.root(Shape.head(page.body())));
  }

  @Override
  public Optional<SiteProposal> propose(URI address) {
    String host = PlaceName.host(address);
    for (String domain : List.of("de", "com")) {
      String tail = ".jobs.personio." + domain;
      if (host.endsWith(tail)) {
        String slug = host.substring(0, host.length() - tail.length());
        return PlaceName.plain(slug)
            .map(name ->
                SiteProposal.known(
                    kind(),
                    name,
                    domain.equals("de")
                        ? Options.of("slug", name)
                        : new Options(Map.of("slug", List.of(name), "domain", List.of(domain))),
                    "an address of Personio"));
      }
    }
    return Optional.empty();
  }

  @Override
  public Optional<RawPosting> listed(Site site, Request request) {
    return Optional.ofNullable(request.carried().get("id"))
        .map(id -> posting(site, id, request.url(), request.carried()).build())
        .filter(listed -> listed.first(RawField.TITLE).isPresent());
  }

  @Override
  public Harvest read(Site site, Fetched.Page page) {
    return page.request().purpose() == Purpose.DETAIL ? detail(site, page) : board(site, page);
  }

  private static Harvest board(Site site, Fetched.Page page) {
    Optional<NotThePage> shape =
        Shape.notXml(page, Set.of("workzag-jobs")).or(() -> Shape.tooManyTags(page));
    if (shape.isPresent()) {
      return shape.get();
    }
    Document document = HtmlPage.parseXml(page);
    List<RawPosting> postings = new ArrayList<>();
    List<Quarantined> quarantined = new ArrayList<>();
    List<Request> requests = new ArrayList<>();
    List<String> employers = new ArrayList<>();
    int number = 0;
    for (Element position : document.select("workzag-jobs > position")) {
      number++;
      String id = words(position, "id");
      Map<String, String> said = said(position);
      if (id == null || !ID.matcher(id).matches()) {
        quarantined.add(new Quarantined("position " + number, "its id is no number: " + id));
      } else if (!said.containsKey("name")) {
        quarantined.add(new Quarantined(id, "xml position has no name"));
      } else {
        Optional.ofNullable(said.get("subcompany")).ifPresent(employers::add);
        position(site, page, id, said, sections(position), postings, requests);
      }
    }
    return Company.contradiction(site, employers)
        .<Harvest>map(problem -> problem)
        .orElseGet(() ->
            new Harvest.Read(postings, quarantined, List.of(), List.of(), requests, null, null));
  }

  /// A position with its words; one without a description waits for its own page.
  private static void position(
      Site site,
      Fetched.Page page,
      String id,
      Map<String, String> said,
      String sections,
      List<RawPosting> postings,
      List<Request> requests) {
    URI url = page.url().resolve("/job/" + id);
    RawPosting.Builder posting = posting(site, id, url, said);
    if (sections.isEmpty()) {
      requests.add(Pointer.to(url, posting.build()));
    } else {
      posting.structured(DESCRIPTION, sections, "xml position/jobDescriptions");
      postings.add(posting.build());
    }
  }

  private static RawPosting.Builder posting(
      Site site, String id, URI url, Map<String, String> said) {
    RawPosting.Builder posting = RawPosting.at(site.id(), id, url);
    WORDS.forEach(field ->
        posting.structured(
            field.getValue(), said.get(field.getKey()), "xml position/" + field.getKey()));
    for (String office : said.getOrDefault(OFFICES, "").split("\n", -1)) {
      posting.structured(LOCATION, office, "xml position/additionalOffices/office");
    }
    if (!said.containsKey("subcompany")) {
      Company.add(posting, site);
    }
    return posting;
  }

  /// A position's own page, for the description that the board did not give.
  private static Harvest detail(Site site, Fetched.Page page) {
    Optional<RawPosting> listed = Pointer.in(site.id(), page.request());
    if (listed.isEmpty()) {
      return new NotThePage(Harvest.Problem.WRONG_SHAPE, "a page that was not asked for");
    }
    Optional<NotThePage> shape = Shape.notHtml(page);
    if (shape.isPresent()) {
      return shape.get();
    }
    RawPosting.Builder posting = RawPosting.at(site.id(), listed.get().key(), page.request().url());
    Pointer.complete(posting, listed.get());
    Document document = HtmlPage.parse(page);
    StructuredJobs structured = StructuredJobs.in(document);
    Optional<NotThePage> problem =
        new PageSignals(page, document, !structured.jobs().isEmpty()).problem();
    if (problem.isPresent()) {
      return problem.get();
    }
    if (!structured.jobs().isEmpty()) {
      StructuredJobs.Job job = structured.jobs().getFirst();
      Repaired description = Repaired.html(job.thing().words("description"));
      posting.structured(
          DESCRIPTION, description.text(), job.origin().at("description", description.marks()));
    }
    return Harvest.Read.of(List.of(PageBody.completed(posting, document)), List.of());
  }

  private static Map<String, String> said(Element position) {
    Map<String, String> said = new HashMap<>();
    for (Map.Entry<String, RawField> field : WORDS) {
      String words = words(position, field.getKey());
      if (words != null && !words.isBlank()) {
        said.put(field.getKey(), words);
      }
    }
    List<String> offices = position.select("> additionalOffices > office").eachText();
    if (!offices.isEmpty()) {
      said.put(OFFICES, String.join("\n", offices));
    }
    return said;
  }

  /// The words of a direct child: `name` occurs on two levels.
  private static @Nullable String words(Element position, String name) {
    for (Element child : position.children()) {
      if (child.tagName().equals(name)) {
        return Repaired.plain(child.wholeText()).text();
      }
    }
    return null;
  }

  private static String sections(Element position) {
    StringBuilder html = new StringBuilder();
    for (Element section : position.select("> jobDescriptions > jobDescription")) {
      String name = words(section, "name");
      Element value = section.selectFirst("> value");
      String text = value == null ? "" : value.wholeText().strip();
      boolean person = name != null && PERSON.matcher(name).find();
      if (!text.isEmpty() && !person) {
        if (name != null && !name.isBlank()) {
          html.append("<h3>").append(Repaired.escaped(name)).append("</h3>\n");
        }
        html.append(Repaired.html(text).text()).append('\n');
      }
    }
    return html.toString().strip();
  }
}
