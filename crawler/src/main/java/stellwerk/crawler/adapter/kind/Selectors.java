package stellwerk.crawler.adapter.kind;

import static stellwerk.crawler.site.RawField.*;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.Selector;
import org.jspecify.annotations.Nullable;
import stellwerk.crawler.adapter.Adapter;
import stellwerk.crawler.adapter.Harvest;
import stellwerk.crawler.adapter.Harvest.ClosedSign;
import stellwerk.crawler.adapter.Harvest.NotThePage;
import stellwerk.crawler.adapter.Harvest.Problem;
import stellwerk.crawler.adapter.Harvest.Quarantined;
import stellwerk.crawler.adapter.Harvest.Skipped;
import stellwerk.crawler.adapter.page.HtmlPage;
import stellwerk.crawler.adapter.page.JobPostingReader;
import stellwerk.crawler.adapter.page.PageSignals;
import stellwerk.crawler.adapter.page.Repaired;
import stellwerk.crawler.adapter.page.Shape;
import stellwerk.crawler.adapter.page.StructuredJobs;
import stellwerk.crawler.fetch.Fetched;
import stellwerk.crawler.fetch.Request;
import stellwerk.crawler.fetch.Request.Purpose;
import stellwerk.crawler.site.EmbeddedRules;
import stellwerk.crawler.site.RawField;
import stellwerk.crawler.site.RawPosting;
import stellwerk.crawler.site.SelectorRules;
import stellwerk.crawler.site.SelectorRules.Pick;
import stellwerk.crawler.site.Site;
import stellwerk.crawler.verdict.Proof;

/// A site without structured data (`sites.md` §4.15, last resort): its operator says where things
/// stand.
final class Selectors implements Adapter {
  private static final Pattern NUMBER =
      Pattern.compile("[0-9]{1,3}(?:[.,' \\u00A0][0-9]{3}){1,2}|[0-9]{1,7}");
  private static final String ADDRESS = "posting";

  @Override
  public String kind() {
    return "html";
  }

  @Override
  public Set<String> options() {
    return Set.of();
  }

  /// A printed total proves; a list without one proves nothing.
  @Override
  public Proof proof(Site site) {
    SelectorRules rules = rules(site);
    EmbeddedRules embedded = rules.embedded();
    boolean total = rules.total() != null || (embedded != null && embedded.total() != null);
    return total ? Proof.STRONG : Proof.NONE;
  }

  @Override
  public List<Request> start(Site site) {
    rules(site);
    if (site.start().isEmpty()) {
      throw new IllegalArgumentException("kind html needs start: the address of the list");
    }
    return StartPages.first(site, Purpose.LIST);
  }

  @Override
  public Harvest read(Site site, Fetched.Page page) {
    Optional<NotThePage> shape = Shape.notHtml(page);
    if (shape.isPresent()) {
      return shape.get();
    }
    SelectorRules rules = rules(site);
    Document document = HtmlPage.parse(page);
    try {
      return page.request().purpose() == Purpose.DETAIL
          ? detail(site, rules, page, document)
          : list(site, rules, page, document);
    } catch (Selector.SelectorParseException bad) {
      return new NotThePage(Problem.WRONG_SHAPE, "a selector cannot be read: " + bad.getMessage());
    }
  }

  private static Harvest list(
      Site site, SelectorRules rules, Fetched.Page page, Document document) {
    EmbeddedRules embedded = rules.embedded();
    if (embedded != null) {
      return switch (new EmbeddedList(embedded, rules.ownPages()).read(site, page, document)) {
        case NotThePage problem -> problem;
        case Harvest.Read read ->
            paged(
                site,
                rules,
                page,
                document,
                read,
                !read.postings().isEmpty()
                    || !read.requests().isEmpty()
                    || !read.quarantined().isEmpty());
      };
    }
    List<Element> items = items(rules, document);
    if (items.isEmpty()) {
      Optional<NotThePage> problem = new PageSignals(page, document, false).problem();
      if (problem.isPresent()) {
        return problem.get();
      }
    }
    Set<URI> links = new LinkedHashSet<>();
    List<Quarantined> quarantined = new ArrayList<>();
    for (int number = 0; number < items.size(); number++) {
      Optional<URI> link =
          link(rules, items.get(number), HtmlPage.base(page, document), page.url());
      if (link.isPresent()) {
        links.add(link.get());
      } else {
        quarantined.add(new Quarantined(page.url() + " item " + (number + 1), "no link to follow"));
      }
    }
    List<Request> requests = new ArrayList<>();
    links.forEach(link ->
        requests.add(Request.get(link, Purpose.DETAIL).carrying(Map.of(ADDRESS, link.toString()))));
    Harvest.Read read =
        new Harvest.Read(List.of(), quarantined, List.of(), List.of(), requests, null, null);
    return paged(site, rules, page, document, read, !items.isEmpty());
  }

  /// What a list's page says of the whole list: the page after it, its total, whether it is cut.
  ///
  /// @param items whether the page brought anything
  private static Harvest.Read paged(
      Site site,
      SelectorRules rules,
      Fetched.Page page,
      Document document,
      Harvest.Read read,
      boolean items) {
    boolean cut = items && rules.next() == null && StartPages.cutBy(site, page.request());
    OptionalInt printed = total(rules, document);
    Harvest.Read asking = read.asking(next(site, rules, page, document, items).stream().toList());
    Harvest.Read declaring = printed.isPresent() ? asking.declaring(printed.getAsInt()) : asking;
    return cut
        ? declaring.cappedBecause("the last page that start.pages allows still had jobs")
        : declaring;
  }

  private static List<Element> items(SelectorRules rules, Document document) {
    Pick item = rules.item();
    return item == null ? List.of() : document.select(item.css());
  }

  private static Optional<URI> link(SelectorRules rules, Element item, URI base, URI page) {
    Pick pick = rules.link();
    Element link = pick == null ? item.selectFirst("a[href]") : item.selectFirst(pick.css());
    if (link == null && item.hasAttr("href")) {
      link = item;
    }
    if (link == null || HtmlPage.nofollow(link)) {
      return Optional.empty();
    }
    String attribute = pick == null || pick.attribute() == null ? "href" : pick.attribute();
    return HtmlPage.resolve(base, link.attr(attribute)).filter(uri -> !uri.equals(page));
  }

  private static Optional<Request> next(
      Site site, SelectorRules rules, Fetched.Page page, Document document, boolean items) {
    Pick pick = rules.next();
    if (pick == null) {
      return items ? StartPages.next(site, page.request()) : Optional.empty();
    }
    Element link = document.selectFirst(pick.css());
    String attribute = pick.attribute() == null ? "href" : pick.attribute();
    return link == null || HtmlPage.nofollow(link)
        ? Optional.empty()
        : HtmlPage.resolve(HtmlPage.base(page, document), link.attr(attribute))
            .filter(uri -> !uri.equals(page.url()))
            .map(uri -> Request.get(uri, Purpose.LIST));
  }

  private static OptionalInt total(SelectorRules rules, Document document) {
    Pick pick = rules.total();
    Element element = pick == null ? null : document.selectFirst(pick.css());
    if (pick == null || element == null) {
      return OptionalInt.empty();
    }
    Matcher number = NUMBER.matcher(value(pick, element));
    return number.find()
        ? OptionalInt.of(Integer.parseInt(number.group().replaceAll("[^0-9]", "")))
        : OptionalInt.empty();
  }

  private static Harvest detail(
      Site site, SelectorRules rules, Fetched.Page page, Document document) {
    StructuredJobs structured =
        rules.preferJsonLd()
            ? StructuredJobs.in(document)
            : new StructuredJobs(List.of(), List.of());
    boolean job = structured.jobs().size() == 1;
    PageSignals signals = new PageSignals(page, document, job, site.closingPhrases());
    Optional<NotThePage> problem = signals.problem();
    if (problem.isPresent()) {
      return problem.get();
    }
    List<ClosedSign> closed =
        signals
            .closing()
            .filter(closing -> !closing.weak())
            .map(closing -> List.of(new ClosedSign(page.request().url(), closing.quote())))
            .orElse(List.of());
    Optional<RawPosting> listed = Pointer.in(site.id(), page.request());
    String key =
        listed
            .map(RawPosting::key)
            .orElse(
                page.request().carried().getOrDefault(ADDRESS, page.request().url().toString()));
    if (!closed.isEmpty()) {
      return new Harvest.Read(
          List.of(),
          List.of(),
          List.of(new Skipped(key, JsonLd.CLOSED)),
          closed,
          List.of(),
          null,
          null);
    }
    RawPosting.Builder posting = RawPosting.at(site.id(), key, page.request().url());
    if (job) {
      StructuredJobs.Job only = structured.jobs().getFirst();
      posting.structured(TITLE, JobPostingReader.title(only), JobPostingReader.titleAt(only));
      JobPostingReader.fill(posting, only);
    }
    fields(rules, document, posting);
    listed.ifPresent(known -> Pointer.complete(posting, known));
    RawPosting read = posting.build();
    if (read.first(TITLE).isEmpty()) {
      return new Harvest.Read(
          List.of(),
          List.of(new Quarantined(key, "no title where the selectors look for one")),
          List.of(),
          List.of(),
          List.of(),
          null,
          null);
    }
    return Harvest.Read.of(List.of(read), List.of());
  }

  /// Adds what the selectors find, where structured data did not say it.
  private static void fields(SelectorRules rules, Document document, RawPosting.Builder posting) {
    RawPosting said = posting.build();
    for (Map.Entry<RawField, Pick> field : rules.fields().entrySet()) {
      boolean known =
          !said.all(field.getKey()).isEmpty()
              || (field.getKey() == LOCATION && !said.places().isEmpty())
              || (field.getKey() == PAY && !said.pays().isEmpty());
      if (!known) {
        Pick pick = field.getValue();
        List<Element> found = document.select(pick.css());
        for (Element element : pick.all() ? found : found.subList(0, Math.min(1, found.size()))) {
          posting.text(field.getKey(), said(field.getKey(), pick, element), "css " + pick.css());
        }
      }
    }
  }

  private static @Nullable String said(RawField field, Pick pick, Element element) {
    String value = value(pick, element);
    return field == DESCRIPTION && !pick.html() ? Repaired.escaped(value) : value;
  }

  private static String value(Pick pick, Element element) {
    if (pick.attribute() != null) {
      return element.attr(pick.attribute());
    }
    return pick.html() ? element.html() : element.text();
  }

  private static SelectorRules rules(Site site) {
    return site.selectorRules()
        .orElseThrow(
            () -> new IllegalArgumentException("kind html needs list: and detail: with selectors"));
  }
}
