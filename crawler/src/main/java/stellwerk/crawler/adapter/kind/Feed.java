package stellwerk.crawler.adapter.kind;

import static stellwerk.crawler.site.RawField.*;

import com.rometools.rome.feed.synd.SyndContent;
import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.SyndFeedInput;
import com.rometools.rome.io.XmlReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jdom2.Element;
import org.jspecify.annotations.Nullable;
import stellwerk.crawler.adapter.Adapter;
import stellwerk.crawler.adapter.Harvest;
import stellwerk.crawler.adapter.Harvest.NotThePage;
import stellwerk.crawler.adapter.Harvest.Problem;
import stellwerk.crawler.adapter.Harvest.Quarantined;
import stellwerk.crawler.adapter.page.HtmlPage;
import stellwerk.crawler.adapter.page.Repaired;
import stellwerk.crawler.adapter.page.Shape;
import stellwerk.crawler.fetch.Fetched;
import stellwerk.crawler.fetch.Request;
import stellwerk.crawler.fetch.Request.Purpose;
import stellwerk.crawler.site.RawField;
import stellwerk.crawler.site.RawPlace;
import stellwerk.crawler.site.RawPosting;
import stellwerk.crawler.site.Site;
import stellwerk.crawler.verdict.Proof;

/// Any RSS or Atom feed (`sites.md` §4.9), with the words that Teamtailor (`tt:`) and Google's job
/// feeds (`g:`) add. Cut to its last items by nature, so never a proof. The only door to ROME.
final class Feed implements Adapter {
  private static final int DEEPEST = 100;

  @Override
  public String kind() {
    return "feed";
  }

  @Override
  public Set<String> options() {
    return Set.of();
  }

  @Override
  public Proof proof(Site site) {
    return Proof.NONE;
  }

  @Override
  public List<Request> start(Site site) {
    if (site.start().isEmpty()) {
      throw new IllegalArgumentException("kind feed needs start: the address of the feed");
    }
    return StartPages.first(site, Purpose.FEED);
  }

  @Override
  public boolean recognises(Fetched.Page page) {
    String root = Shape.root(Shape.head(page.body()));
    return root != null && Set.of("rss", "feed", "rdf:RDF", "atom:feed").contains(root);
  }

  @Override
  public Harvest read(Site site, Fetched.Page page) {
    Optional<NotThePage> shape =
        Shape.notXml(page, Set.of("rss", "feed", "RDF")).or(() -> Shape.tooManyTags(page));
    if (shape.isPresent()) {
      return shape.get();
    }
    if (Shape.depth(page.text()) > DEEPEST) {
      return new NotThePage(Problem.WRONG_SHAPE, "elements nested more than " + DEEPEST + " deep");
    }
    try {
      return harvest(site, page, parse(page));
    } catch (FeedException | IOException | IllegalArgumentException broken) {
      return new NotThePage(Problem.WRONG_SHAPE, "no feed: " + broken.getMessage());
    }
  }

  private static SyndFeed parse(Fetched.Page page) throws FeedException, IOException {
    SyndFeedInput input = new SyndFeedInput(false, Locale.ROOT);
    input.setAllowDoctypes(false);
    byte[] body = page.body();
    String type = page.header("content-type").orElse("application/xml");
    return input.build(new XmlReader(new ByteArrayInputStream(body), type, true));
  }

  private static Harvest harvest(Site site, Fetched.Page page, SyndFeed feed) {
    List<RawPosting> postings = new ArrayList<>();
    List<Quarantined> quarantined = new ArrayList<>();
    Set<String> keys = new HashSet<>();
    List<org.jsoup.nodes.Element> items = HtmlPage.parseXml(page).select("item");
    boolean inStep = items.size() == feed.getEntries().size();
    int number = 0;
    for (SyndEntry entry : feed.getEntries()) {
      number++;
      Optional<URI> url =
          HtmlPage.resolve(page.url(), entry.getLink())
              .or(() -> HtmlPage.resolve(page.url(), absolute(entry.getUri())));
      String title = Repaired.plain(entry.getTitle()).text();
      String guid = entry.getUri();
      String key =
          guid != null && !guid.isBlank()
              ? guid.strip()
              : url.map(URI::toString).orElse("item " + number);
      if (url.isEmpty() || title == null || title.isBlank()) {
        quarantined.add(new Quarantined(key, "feed item without title or link"));
      } else if (keys.add(key)) {
        RawPosting.Builder posting = RawPosting.at(site.id(), key, url.get());
        if (inStep) {
          items.get(number - 1).children().forEach(child -> unqualified(posting, child));
        }
        postings.add(posting(site, feed, entry, title, posting));
      }
    }
    return Harvest.Read.of(postings, quarantined);
  }

  private static @Nullable String absolute(@Nullable String uri) {
    return uri != null && uri.startsWith("http") ? uri : null;
  }

  private static RawPosting posting(
      Site site, SyndFeed feed, SyndEntry entry, String title, RawPosting.Builder posting) {
    posting.structured(TITLE, title, "feed title");
    date(posting, DATE_POSTED, entry.getPublishedDate(), "feed published");
    date(posting, DATE_MODIFIED, entry.getUpdatedDate(), "feed updated");
    Repaired description = Repaired.html(body(entry));
    if (!title.equals(Repaired.plain(description.text()).text())) {
      posting.structured(DESCRIPTION, description.text(), "feed description" + description.marks());
    }
    posting.structured(LANGUAGE, feed.getLanguage(), "feed language");
    entry
        .getCategories()
        .forEach(category ->
            posting.structured(
                CATEGORY, Repaired.plain(category.getName()).text(), "feed category"));
    for (Element element : entry.getForeignMarkup()) {
      foreign(posting, element);
    }
    if (posting.build().all(EMPLOYER).isEmpty() && site.company().isPresent()) {
      Company.add(posting, site);
    }
    return posting.build();
  }

  private static void date(
      RawPosting.Builder posting, RawField field, @Nullable Date date, String at) {
    if (date != null) {
      posting.structured(field, date.toInstant().toString(), at);
    }
  }

  private static @Nullable String body(SyndEntry entry) {
    for (SyndContent content : entry.getContents()) {
      if (content.getValue() != null && !content.getValue().isBlank()) {
        return content.getValue();
      }
    }
    return entry.getDescription() == null ? null : entry.getDescription().getValue();
  }

  /// Words beyond RSS without a namespace of their own (`remoteStatus`), which ROME passes over.
  private static void unqualified(RawPosting.Builder posting, org.jsoup.nodes.Element child) {
    if (child.tagName().indexOf(':') < 0 && child.children().isEmpty()) {
      words(posting, child.tagName(), child.wholeText(), "feed " + child.tagName());
    }
  }

  /// Words beyond RSS and Atom with a namespace: `tt:locations`, `g:employer`.
  private static void foreign(RawPosting.Builder posting, Element element) {
    String at = "feed " + element.getQualifiedName();
    if (element.getChildren().isEmpty()) {
      words(posting, element.getName(), element.getText(), at);
    } else if (element.getName().equals("location")) {
      location(posting, element, at);
    } else if (element.getName().equals("locations")) {
      element.getChildren().forEach(child -> location(posting, child, at));
    }
  }

  private static void words(RawPosting.Builder posting, String name, String raw, String at) {
    @Nullable RawField field =
        switch (name.toLowerCase(Locale.ROOT)) {
          case "employer", "company", "company_name", "hiringorganization" -> EMPLOYER;
          case "location", "job_location", "city" -> LOCATION;
          case "expiration_date", "validthrough" -> VALID_THROUGH;
          case "publish_date", "dateposted" -> DATE_POSTED;
          case "remotestatus" -> REMOTE;
          case "department" -> DEPARTMENT;
          case "role", "job_function" -> CATEGORY;
          case "job_type", "employment_type", "employmenttype" -> EMPLOYMENT_TYPE;
          case "education" -> EDUCATION;
          case "salary" -> PAY;
          default -> null;
        };
    if (field != null) {
      posting.structured(field, Repaired.plain(raw).text(), at);
    }
  }

  private static void location(RawPosting.Builder posting, Element location, String at) {
    var parts = new HashMap<RawPlace.Part, @Nullable String>();
    for (Element part : location.getChildren()) {
      switch (part.getName()) {
        case "name" -> parts.put(RawPlace.Part.NAME, part.getTextNormalize());
        case "address" -> parts.put(RawPlace.Part.STREET, part.getTextNormalize());
        case "zip" -> parts.put(RawPlace.Part.POSTAL_CODE, part.getTextNormalize());
        case "city" -> parts.put(RawPlace.Part.CITY, part.getTextNormalize());
        case "country" -> parts.put(RawPlace.Part.COUNTRY, part.getTextNormalize());
        default -> {
          // not a part of a place that we know
        }
      }
    }
    posting.place(parts, at);
  }
}
