package stellwerk.crawler.adapter.kind;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import stellwerk.crawler.adapter.Adapter;
import stellwerk.crawler.adapter.Harvest;
import stellwerk.crawler.adapter.Harvest.NotThePage;
import stellwerk.crawler.adapter.SiteProposal;
import stellwerk.crawler.adapter.page.HtmlPage;
import stellwerk.crawler.adapter.page.PageSignals;
import stellwerk.crawler.adapter.page.Shape;
import stellwerk.crawler.fetch.Fetched;
import stellwerk.crawler.fetch.Request;
import stellwerk.crawler.fetch.Request.Purpose;
import stellwerk.crawler.site.Options;
import stellwerk.crawler.site.Site;
import stellwerk.crawler.verdict.Proof;

/// Job pages of rexx systems: HTML only, from `https://{host}/stellenangebote.html` to
/// `…-j{ID}.html`, or to the older `stellenangebot.html?yid={ID}&sid=…` (`sites.md` §4.13). Form
/// seen on public pages and in public client code. No total, so never a proof.
final class Rexx implements Adapter {
  private static final Pattern MODERN = Pattern.compile("-j(\\d{1,12})\\.html(?:[?#]|$)");
  private static final Pattern OLDER =
      Pattern.compile("/(?:job-offer|stellenangebot)\\.html\\?(?:[^#]{0,500}&)?yid=(\\d{1,12})");

  @Override
  public String kind() {
    return "rexx";
  }

  @Override
  public Set<String> options() {
    return Set.of("host");
  }

  @Override
  public Set<String> requiredOptions() {
    return Set.of("host");
  }

  @Override
  public Proof proof(Site site) {
    return Proof.NONE;
  }

  @Override
  public List<Request> start(Site site) {
    return StartPages.firstOr(
        site, Purpose.LIST, () -> "https://" + Slug.of(site, "host") + "/stellenangebote.html");
  }

  /// Some sites keep their list on the first page.
  @Override
  public List<Request> instead(Site site, Fetched.Gone gone) {
    Request asked = gone.request();
    boolean usual = asked.purpose() == Purpose.LIST && site.start().isEmpty();
    return usual && asked.url().getPath().length() > 1
        ? List.of(Request.get(asked.url().resolve("/"), Purpose.LIST))
        : List.of();
  }

  @Override
  public Optional<SiteProposal> propose(URI address) {
    boolean job =
        MODERN.matcher(address.toString()).find() || OLDER.matcher(address.toString()).find();
    return job && !PlaceName.host(address).isEmpty()
        ? Optional.of(
            SiteProposal.known(
                    kind(),
                    PlaceName.host(address),
                    Options.of("host", PlaceName.host(address)),
                    "an address as rexx systems spells them")
                .with(SiteProposal.Confidence.MEDIUM, "an address as rexx systems spells them"))
        : Optional.empty();
  }

  @Override
  public Harvest read(Site site, Fetched.Page page) {
    return page.request().purpose() == Purpose.DETAIL
        ? OwnPage.read(site, page, "#jobTplContainer")
        : list(site, page);
  }

  private static Harvest list(Site site, Fetched.Page page) {
    Optional<NotThePage> shape = Shape.notHtml(page);
    if (shape.isPresent()) {
      return shape.get();
    }
    Document document = HtmlPage.parse(page);
    Map<String, URI> jobs = new LinkedHashMap<>();
    for (Element link : document.select("a[href]")) {
      HtmlPage.resolve(page.url(), link.attr("href"))
          .filter(uri -> uri.getHost().equalsIgnoreCase(page.url().getHost()))
          .ifPresent(uri -> add(uri, jobs));
    }
    if (jobs.isEmpty()) {
      Optional<NotThePage> problem = new PageSignals(page, document, false).problem();
      if (problem.isPresent()) {
        return problem.get();
      }
    }
    List<Request> requests = new ArrayList<>();
    jobs.forEach((id, uri) -> requests.add(Pointer.to(uri, site.id(), id)));
    if (!jobs.isEmpty()) {
      StartPages.next(site, page.request()).ifPresent(requests::add);
    }
    boolean cut = !jobs.isEmpty() && StartPages.cutBy(site, page.request());
    return new Harvest.Read(
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        requests,
        null,
        cut ? "the last page that start.pages allows still had jobs" : null);
  }

  /// The id alone names a posting: `sid` belongs to a visit and expires.
  private static void add(URI uri, Map<String, URI> jobs) {
    String text = uri.toString();
    Matcher modern = MODERN.matcher(text);
    Matcher older = OLDER.matcher(text);
    if (modern.find()) {
      String plain = text.substring(0, modern.end(1) + ".html".length());
      jobs.putIfAbsent(modern.group(1), URI.create(plain));
    } else if (older.find()) {
      String plain = text.substring(0, text.indexOf('?')) + "?yid=" + older.group(1);
      jobs.putIfAbsent(older.group(1), URI.create(plain));
    }
  }
}
