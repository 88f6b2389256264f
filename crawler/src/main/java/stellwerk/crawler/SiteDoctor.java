package stellwerk.crawler;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import stellwerk.crawler.adapter.Adapter;
import stellwerk.crawler.adapter.Harvest;
import stellwerk.crawler.adapter.page.SelectorMatch;
import stellwerk.crawler.fetch.Fetched;
import stellwerk.crawler.fetch.Fetcher;
import stellwerk.crawler.fetch.Request;
import stellwerk.crawler.site.RawPosting;
import stellwerk.crawler.site.Site;
import stellwerk.crawler.verdict.CrawlReport;
import stellwerk.crawler.verdict.Proof;

/// Examines a site: crawls a little of it as always, and tells of every answer what became of it.
///
/// Nothing is fetched but by [Crawl]; whether anything is kept is for those to say who hand in the
/// intake and where to keep.
public final class SiteDoctor {
  /// Makes the crawl that goes through a fetcher.
  public interface Crawls {
    Crawl through(Fetcher fetcher);
  }

  /// One answer and what was read from it.
  ///
  /// @param harvest null where the answer was no page
  /// @param matches what each selector found; empty for kinds without selectors
  public record Look(Fetched fetched, @Nullable Harvest harvest, List<SelectorMatch> matches) {
    public Look {
      matches = List.copyOf(matches);
    }

    /// The postings that were read; none where it was no page.
    public List<RawPosting> postings() {
      return harvest instanceof Harvest.Read read ? read.postings() : List.of();
    }
  }

  /// What came of it.
  ///
  /// @param looks every answer, in order
  public record Examination(Site site, CrawlReport report, List<Look> looks) {
    public Examination {
      looks = List.copyOf(looks);
    }
  }

  private final Fetcher fetcher;
  private final Crawls crawls;

  public SiteDoctor(Fetcher fetcher, Crawls crawls) {
    this.fetcher = fetcher;
    this.crawls = crawls;
  }

  /// Asks as a crawl would, up to the site's budget of pages.
  public Examination examine(Site site, Adapter adapter, BooleanSupplier stopped) {
    return run(
        site,
        adapter,
        new Listening(adapter, adapter.start(site), Set.of(Request.Purpose.values())),
        stopped);
  }

  /// Asks for the lists only, not for the postings that they name.
  public Examination examineLists(Site site, Adapter adapter, BooleanSupplier stopped) {
    return run(
        site,
        adapter,
        new Listening(
            adapter,
            adapter.start(site),
            Set.of(
                Request.Purpose.ROBOTS,
                Request.Purpose.SITEMAP,
                Request.Purpose.LIST,
                Request.Purpose.API,
                Request.Purpose.FEED)),
        stopped);
  }

  /// Asks for one thing and follows nothing.
  public Examination examine(Site site, Adapter adapter, Request only, BooleanSupplier stopped) {
    return run(site, adapter, new Listening(adapter, List.of(only), Set.of()), stopped);
  }

  /// Looks at an answer that is there already, without asking anybody.
  public static Look look(Site site, Adapter adapter, Fetched.Page page) {
    Harvest harvest;
    try {
      harvest = adapter.read(site, page);
    } catch (RuntimeException bug) {
      harvest =
          new Harvest.NotThePage(
              Harvest.Problem.WRONG_SHAPE, "the adapter could not read it: " + bug);
    }
    return new Look(page, harvest, SelectorMatch.on(site, page));
  }

  private Examination run(
      Site site, Adapter adapter, Listening listening, BooleanSupplier stopped) {
    List<Look> looks = new ArrayList<>();
    Fetcher telling =
        (asked, request) -> {
          Fetched fetched = fetcher.fetch(asked, request);
          looks.add(
              fetched instanceof Fetched.Page page
                  ? look(site, adapter, page)
                  : new Look(fetched, null, List.of()));
          return fetched;
        };
    CrawlReport report = crawls.through(telling).run(site, listening, stopped);
    return new Examination(site, report, looks);
  }

  /// An adapter that begins where it is told and follows only some requests.
  private record Listening(Adapter adapter, List<Request> begin, Set<Request.Purpose> follows)
      implements Adapter {
    @Override
    public String kind() {
      return adapter.kind();
    }

    @Override
    public int version() {
      return adapter.version();
    }

    @Override
    public Set<String> options() {
      return adapter.options();
    }

    @Override
    public Proof proof(Site site) {
      return adapter.proof(site);
    }

    @Override
    public List<Request> start(Site site) {
      return begin;
    }

    @Override
    public List<Request> instead(Site site, Fetched.Gone gone) {
      return followed(adapter.instead(site, gone));
    }

    @Override
    public Optional<RawPosting> listed(Site site, Request request) {
      return adapter.listed(site, request);
    }

    @Override
    public Harvest read(Site site, Fetched.Page page) {
      return switch (adapter.read(site, page)) {
        case Harvest.NotThePage not -> not;
        case Harvest.Read read -> read.leadingTo(followed(read.requests()));
      };
    }

    private List<Request> followed(List<Request> requests) {
      return requests.stream().filter(request -> follows.contains(request.purpose())).toList();
    }
  }
}
