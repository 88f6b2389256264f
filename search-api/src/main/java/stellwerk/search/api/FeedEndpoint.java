package stellwerk.search.api;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import stellwerk.indexer.query.Filter;
import stellwerk.indexer.query.Filter.Field;
import stellwerk.indexer.query.Query;
import stellwerk.indexer.query.Sort;
import stellwerk.indexer.release.Outlet;
import stellwerk.search.catalogue.Catalogue;
import stellwerk.search.catalogue.Listing;
import stellwerk.search.catalogue.OccupationView;
import stellwerk.search.feed.Channel;
import stellwerk.search.feed.FeedFormat;
import stellwerk.search.http.Answer;
import stellwerk.search.http.Request;
import stellwerk.search.http.Route;
import stellwerk.search.render.JobSummary;

/// `GET /v1/feeds/{occupation}.{rss|atom|json}`: the 50 newest jobs of an occupation, under the
/// same filters as a search.
public final class FeedEndpoint {
  private static final int NEWEST = 50;
  private static final String FRESH =
      "public, max-age=300, stale-while-revalidate=600, stale-if-error=86400";
  private static final List<String> NAMES =
      Stream.concat(
              Filters.NAMES.stream().filter(name -> !name.equals("occupation")), Stream.of("days"))
          .toList();

  private final Catalogue catalogue;
  private final String baseUrl;

  /// Feeds name their own address, so they need to know where readers reach us.
  public FeedEndpoint(Catalogue catalogue, String baseUrl) {
    this.catalogue = catalogue;
    this.baseUrl = baseUrl;
  }

  /// One route for each format.
  public List<Route> routes() {
    return Stream.of(FeedFormat.values())
        .map(format ->
            Route.open(
                "/v1/feeds/{occupation}." + format.ending(),
                format.contentType().replaceFirst(";.*", ""),
                request -> answer(request, format)))
        .toList();
  }

  private Answer answer(Request request, FeedFormat format) {
    OccupationView occupation = OccupationEndpoint.find(catalogue, request.variable("occupation"));
    Parameters parameters = new Parameters(request, NAMES);
    Filters filters = Filters.read(parameters, catalogue, occupation, true);
    String words = parameters.text("q", 200).orElse("");
    int days = parameters.number("days", 1, 365, 365);
    boolean some = parameters.has("days");
    parameters.check();
    List<Filter> all = new ArrayList<>(filters.all());
    all.add(new Filter.AnyOf(Field.ELIGIBILITY, Set.of("yes", "unclear")));
    if (some) {
      all.add(new Filter.PostedSince(Filters.today(catalogue).minusDays(days)));
    }
    Query query =
        new Query(
            words,
            Outlet.FEED,
            Query.Group.VACANCY,
            all,
            List.of(),
            Sort.NEWEST,
            NEWEST,
            Query.From.START,
            false);
    return Tag.answer(
        request,
        catalogue,
        FRESH,
        () -> Answer.ok(format.contentType(), format.write(channel(request, occupation, query))));
  }

  private Channel channel(Request request, OccupationView occupation, Query query) {
    Listing listing = catalogue.search(query, request.keyed());
    Instant updated =
        catalogue.updatedAt(listing.changeNumber()).orElse(catalogue.sources().clock().instant());
    String self =
        baseUrl + request.path() + (request.query().isEmpty() ? "" : "?" + request.query());
    Optional<String> more = occupation.more();
    String home = more.map(url -> url.startsWith("/") ? baseUrl + url : url).orElse(baseUrl + "/");
    return new Channel(
        occupation.heading(),
        "Stellenanzeigen von externen Seiten, neueste zuerst.",
        self,
        home,
        updated,
        listing.entries().stream()
            .map(entry -> JobSummary.of(entry.posting()))
            .map(job -> item(job, occupation))
            .toList());
  }

  private static Channel.Item item(JobSummary job, OccupationView occupation) {
    List<String> categories = new ArrayList<>();
    categories.add(occupation.title());
    categories.addAll(job.cities());
    return new Channel.Item(
        job.id(),
        job.headline(),
        job.url(),
        job.published(),
        job.published(),
        job.employer(),
        categories,
        job.facts());
  }
}
