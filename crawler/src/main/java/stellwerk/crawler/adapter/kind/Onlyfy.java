package stellwerk.crawler.adapter.kind;

import static stellwerk.crawler.site.RawField.LOCATION;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;
import stellwerk.crawler.adapter.Adapter;
import stellwerk.crawler.adapter.Harvest;
import stellwerk.crawler.adapter.Harvest.NotThePage;
import stellwerk.crawler.adapter.Harvest.Problem;
import stellwerk.crawler.adapter.Harvest.Quarantined;
import stellwerk.crawler.adapter.SiteProposal;
import stellwerk.crawler.adapter.page.FlightData;
import stellwerk.crawler.adapter.page.HtmlPage;
import stellwerk.crawler.adapter.page.Json;
import stellwerk.crawler.adapter.page.PageSignals;
import stellwerk.crawler.adapter.page.Shape;
import stellwerk.crawler.fetch.Fetched;
import stellwerk.crawler.fetch.Request;
import stellwerk.crawler.fetch.Request.Purpose;
import stellwerk.crawler.site.Options;
import stellwerk.crawler.site.RawPosting;
import stellwerk.crawler.site.Site;
import stellwerk.crawler.verdict.Proof;
import tools.jackson.databind.JsonNode;

/// onlyfy (formerly Prescreen): `https://{slug}.onlyfy.jobs/{language}` with the list in its
/// scripts' data, and `…/job/show/{handle}/full?lang=de&mode=candidate` (`sites.md` §4.14). Form
/// seen in public client code. The public page of a job is an empty shell, so the full one is
/// asked. No total seen, so never a proof.
final class Onlyfy implements Adapter {
  private static final Pattern HANDLE = Pattern.compile("/([A-Za-z0-9]{4,80})/?(?:[?#]|$)");

  @Override
  public String kind() {
    return "onlyfy";
  }

  @Override
  public Set<String> options() {
    return Set.of("slug");
  }

  @Override
  public Set<String> requiredOptions() {
    return Set.of("slug");
  }

  @Override
  public Proof proof(Site site) {
    return Proof.NONE;
  }

  @Override
  public List<Request> start(Site site) {
    return StartPages.firstOr(
        site,
        Purpose.LIST,
        () ->
            "https://"
                + Slug.of(site, "slug")
                + ".onlyfy.jobs/"
                + Slug.checked("language", site.language()));
  }

  @Override
  public Optional<SiteProposal> propose(URI address) {
    return PlaceName.below(address, ".onlyfy.jobs")
        .map(name ->
            SiteProposal.known(kind(), name, Options.of("slug", name), "an address of onlyfy"));
  }

  @Override
  public Harvest read(Site site, Fetched.Page page) {
    return page.request().purpose() == Purpose.DETAIL
        ? OwnPage.read(site, page, ".text-element-body_text")
        : list(site, page);
  }

  private static Harvest list(Site site, Fetched.Page page) {
    Optional<NotThePage> shape = Shape.notHtml(page);
    if (shape.isPresent()) {
      return shape.get();
    }
    Document document = HtmlPage.parse(page);
    @Nullable JsonNode data = null;
    for (JsonNode jobs : FlightData.named(FlightData.text(document), "jobsData")) {
      data = data == null && jobs.path("data").isArray() ? jobs.path("data") : data;
    }
    if (data == null) {
      return new PageSignals(page, document, false)
          .problem()
          .orElseGet(
              () -> new NotThePage(Problem.WRONG_SHAPE, "a page without jobsData in its scripts"));
    }
    List<Request> requests = new ArrayList<>();
    List<Quarantined> quarantined = new ArrayList<>();
    int number = 0;
    for (JsonNode job : data.values()) {
      number++;
      Optional<URI> shown = HtmlPage.resolve(page.url(), Json.text(job, "jobAdUrl"));
      Matcher handle = HANDLE.matcher(shown.map(URI::toString).orElse(""));
      if (shown.isEmpty() || !handle.find()) {
        quarantined.add(new Quarantined("jobsData " + number, "jobsData.data[] without jobAdUrl"));
      } else {
        URI full =
            page.url()
                .resolve(
                    "/job/show/"
                        + handle.group(1)
                        + "/full?lang="
                        + Slug.checked("language", site.language())
                        + "&mode=candidate");
        RawPosting listed =
            RawPosting.at(site.id(), handle.group(1), shown.get())
                .structured(LOCATION, Json.text(job, "cityName"), "jobsData.data[].cityName")
                .build();
        requests.add(Pointer.to(full, listed));
      }
    }
    return new Harvest.Read(List.of(), quarantined, List.of(), List.of(), requests, null, null);
  }
}
