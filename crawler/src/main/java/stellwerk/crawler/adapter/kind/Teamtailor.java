package stellwerk.crawler.adapter.kind;

import static stellwerk.crawler.site.RawField.*;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import stellwerk.crawler.adapter.Adapter;
import stellwerk.crawler.adapter.Harvest;
import stellwerk.crawler.adapter.Harvest.NotThePage;
import stellwerk.crawler.adapter.SiteProposal;
import stellwerk.crawler.adapter.page.JobPostingReader;
import stellwerk.crawler.adapter.page.Json;
import stellwerk.crawler.adapter.page.Origin;
import stellwerk.crawler.adapter.page.Repaired;
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

/// Teamtailor's feeds: `https://{slug}.teamtailor.com/jobs.rss?offset=0&per_page=100`, also on own
/// domains (`sites.md` §4.9); where that is gone, the JSON Feed `/jobs.json` with a JobPosting in
/// each item. Endpoint forms seen in public client code; documented by the vendor as RSS feed.
/// Feeds are cut to their last items, so they never prove anything.
final class Teamtailor implements Adapter {
  private static final RecordList ITEMS = RecordList.of("items", "id", "title", "url");
  private static final int PER_PAGE = 100;
  private static final int MOST_ITEMS = 5_000;
  private static final String OFFSET = "offset";

  private final Feed feed = new Feed();

  @Override
  public String kind() {
    return "teamtailor";
  }

  @Override
  public Set<String> options() {
    return Set.of("slug", "host");
  }

  @Override
  public Proof proof(Site site) {
    return Proof.NONE;
  }

  @Override
  public List<Request> start(Site site) {
    return StartPages.firstOr(
        site,
        Purpose.FEED,
        () ->
            "https://"
                + Slug.host(site, "teamtailor.com")
                + "/jobs.rss?offset=0&per_page="
                + PER_PAGE);
  }

  @Override
  public List<Request> instead(Site site, Fetched.Gone gone) {
    URI url = gone.request().url();
    return url.getPath().endsWith("/jobs.rss")
        ? List.of(Request.get(url.resolve("jobs.json"), Purpose.FEED))
        : List.of();
  }

  @Override
  public boolean recognises(Fetched.Page page) {
    String head = Shape.head(page.body()).stripLeading();
    return head.startsWith("{")
        ? page.text().contains("jsonfeed.org") && page.text().contains("\"_jobposting\"")
        : "rss".equals(Shape.root(head)) && head.contains("teamtailor.com/locations");
  }

  @Override
  public Optional<SiteProposal> propose(URI address) {
    return PlaceName.below(address, ".teamtailor.com")
        .map(name ->
            SiteProposal.known(kind(), name, Options.of("slug", name), "an address of Teamtailor"));
  }

  @Override
  public Harvest read(Site site, Fetched.Page page) {
    if (Shape.head(page.body()).stripLeading().startsWith("{")) {
      return ITEMS.read(site, page, (item, posting) -> posting(site, item, posting));
    }
    return switch (feed.read(site, page)) {
      case NotThePage problem -> problem;
      case Harvest.Read read -> further(page, read);
    };
  }

  /// A page of the feed that was full has another behind it.
  private static Harvest further(Fetched.Page page, Harvest.Read read) {
    URI url = page.request().url();
    Optional<Integer> offset = QueryParameter.number(url, OFFSET);
    boolean full = read.postings().size() + read.quarantined().size() >= PER_PAGE;
    if (offset.isEmpty() || !full) {
      return read;
    }
    int next = offset.get() + PER_PAGE;
    boolean most = next >= MOST_ITEMS;
    return new Harvest.Read(
        read.postings(),
        read.quarantined(),
        read.skipped(),
        read.closed(),
        most
            ? List.of()
            : List.of(
                Request.get(QueryParameter.set(url, OFFSET, Integer.toString(next)), Purpose.FEED)),
        null,
        most ? "more than " + MOST_ITEMS + " items" : null);
  }

  private static RawPosting posting(Site site, JsonNode item, RawPosting.Builder posting) {
    List<Job> jobs =
        StructuredJobs.in(item.path("_jobposting"), Origin.of("json items[]._jobposting"));
    jobs.stream().limit(1).forEach(job -> JobPostingReader.fill(posting, job));
    RawPosting said = posting.build();
    if (said.all(DATE_POSTED).isEmpty()) {
      posting.structured(
          DATE_POSTED, Json.text(item, "date_published"), "json items[].date_published");
    }
    if (said.all(DESCRIPTION).isEmpty()) {
      posting.structured(
          DESCRIPTION,
          Repaired.html(Json.text(item, "content_html")).text(),
          "json items[].content_html");
    }
    if (said.all(EMPLOYER).isEmpty() && site.company().isPresent()) {
      Company.add(posting, site);
    }
    return posting.build();
  }
}
