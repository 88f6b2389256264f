package stellwerk.crawler.adapter.kind;

import static stellwerk.crawler.site.RawField.TITLE;

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
import stellwerk.crawler.adapter.Harvest.Quarantined;
import stellwerk.crawler.adapter.SiteProposal;
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

/// Umantis: `https://recruitingapp-{customer_id}.umantis.com/Jobs/All?tc{table}=p{page}` and
/// `/Vacancies/{id}/Description/{language}` (`sites.md` §4.14). Form seen in public client code.
/// `customer_id` is `2705`, or `5181.de` where the address says so. No total seen, so never a
/// proof.
final class Umantis implements Adapter {
  private static final Pattern HOST =
      Pattern.compile("recruitingapp-(\\d{1,12}(?:\\.[a-z]{2})?)\\.umantis\\.com");
  private static final Pattern VACANCY = Pattern.compile("/Vacancies/(\\d{1,12})/Description/");
  private static final Pattern PAGE = Pattern.compile("[?&]tc(\\d{1,12})=p(\\d{1,4})");
  private static final int MOST_PAGES = 200;

  @Override
  public String kind() {
    return "umantis";
  }

  @Override
  public Set<String> options() {
    return Set.of("customer_id");
  }

  @Override
  public Set<String> requiredOptions() {
    return Set.of("customer_id");
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
        () -> "https://recruitingapp-" + Slug.of(site, "customer_id") + ".umantis.com/Jobs/All");
  }

  @Override
  public Optional<SiteProposal> propose(URI address) {
    Matcher customer = HOST.matcher(PlaceName.host(address));
    return customer.matches()
        ? Optional.of(
            SiteProposal.known(
                kind(),
                customer.group(1).replace('.', '-'),
                Options.of("customer_id", customer.group(1)),
                "an address of umantis"))
        : Optional.empty();
  }

  @Override
  public Harvest read(Site site, Fetched.Page page) {
    return page.request().purpose() == Purpose.DETAIL
        ? OwnPage.read(site, page, "")
        : list(site, page);
  }

  private static Harvest list(Site site, Fetched.Page page) {
    Optional<NotThePage> shape = Shape.notHtml(page);
    if (shape.isPresent()) {
      return shape.get();
    }
    Document document = HtmlPage.parse(page);
    Map<String, Request> jobs = new LinkedHashMap<>();
    List<Quarantined> quarantined = new ArrayList<>();
    for (Element link : document.select("a.HSTableLinkSubTitle")) {
      Optional<URI> url = HtmlPage.resolve(page.url(), link.attr("href"));
      Matcher vacancy = VACANCY.matcher(link.attr("href"));
      if (url.isEmpty() || !vacancy.find()) {
        quarantined.add(new Quarantined(link.text(), "a row without the address of a vacancy"));
      } else {
        String id = vacancy.group(1);
        RawPosting listed =
            RawPosting.at(site.id(), id, url.get())
                .structured(TITLE, link.text(), "css a.HSTableLinkSubTitle")
                .build();
        jobs.putIfAbsent(id, Pointer.to(url.get(), listed));
      }
    }
    if (jobs.isEmpty()) {
      Optional<NotThePage> problem = new PageSignals(page, document, false).problem();
      if (problem.isPresent()) {
        return problem.get();
      }
    }
    List<Request> requests = new ArrayList<>(jobs.values());
    int number = number(page);
    Optional<String> table = jobs.isEmpty() ? Optional.empty() : table(document, number);
    if (number < MOST_PAGES) {
      table.ifPresent(id ->
          requests.add(
              Request.get(
                  page.url().resolve("/Jobs/All?tc" + id + "=p" + (number + 1)), Purpose.LIST)));
    }
    return new Harvest.Read(
        List.of(),
        quarantined,
        List.of(),
        List.of(),
        requests,
        null,
        table.isPresent() && number >= MOST_PAGES ? "more than " + MOST_PAGES + " pages" : null);
  }

  private static int number(Fetched.Page page) {
    Matcher number = PAGE.matcher(page.request().url().toString());
    return number.find() ? Integer.parseInt(number.group(2)) : 1;
  }

  /// The table's number, if there is a page after this one: newer pages keep it in an attribute,
  /// older ones in their links.
  private static Optional<String> table(Document document, int number) {
    Element navigation = document.selectFirst("table-navigation[initial-data-string]");
    if (navigation != null) {
      return Json.read(navigation.attr("initial-data-string"))
          .filter(state ->
              state.path("TableTo").asInt(0)
                  < state.path("TableTotalLines").asInt(Integer.MAX_VALUE))
          .map(state -> Json.text(state, "TableNr"))
          .filter(table -> table.matches("\\d{1,12}"));
    }
    for (Element link : document.select("a[href*=tc]")) {
      Matcher page = PAGE.matcher(link.attr("href"));
      if (page.find() && Integer.parseInt(page.group(2)) > number) {
        return Optional.of(page.group(1));
      }
    }
    return Optional.empty();
  }
}
