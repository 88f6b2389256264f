package stellwerk.crawler;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import stellwerk.crawler.adapter.Adapter;
import stellwerk.crawler.adapter.Harvest;
import stellwerk.crawler.adapter.SiteProposal;
import stellwerk.crawler.adapter.SiteProposal.Confidence;
import stellwerk.crawler.adapter.kind.Adapters;
import stellwerk.crawler.adapter.kind.PageClues;
import stellwerk.crawler.adapter.kind.PageClues.LinkGroup;
import stellwerk.crawler.fetch.Fetched;
import stellwerk.crawler.fetch.Fetcher;
import stellwerk.crawler.fetch.Request;
import stellwerk.crawler.fetch.Request.Purpose;
import stellwerk.crawler.site.EmbeddedRules;
import stellwerk.crawler.site.Options;
import stellwerk.crawler.site.Politeness;
import stellwerk.crawler.site.RawField;
import stellwerk.crawler.site.RawPosting;
import stellwerk.crawler.site.SelectorRules;
import stellwerk.crawler.site.SelectorRules.Pick;
import stellwerk.crawler.site.Site;
import stellwerk.crawler.site.SiteId;
import stellwerk.crawler.site.StartUrl;

/// Looks at an address that nobody configured and says how it could be asked: robots first, then a
/// handful of pages; the most reliable way that works wins (known system, structured data, feed,
/// repeated records or links).
///
/// Like any crawl it goes through a [Fetcher], so robots, opt-outs and the polite pace hold.
public final class SiteProbe {
  private static final int SAMPLE = 3;
  private static final int SYSTEMS = 2;
  private static final int STARTS = 2;
  private static final Pick BODY = new Pick("main, article, [role=main]", null, false, true);

  private final Fetcher fetcher;
  private final Politeness politeness;

  public SiteProbe(Fetcher fetcher, Politeness politeness) {
    this.fetcher = fetcher;
    this.politeness = politeness;
  }

  /// What was found.
  ///
  /// @param seen what was looked at, one line each
  /// @param proposal null if nothing was recognised
  /// @param name what the place calls itself
  /// @param listed postings or addresses of postings that the list names
  /// @param declared the total that the place declares; null if it declares none
  /// @param read pages with a posting among those that were sampled
  /// @param sampled pages or records that were read
  /// @param fields how many of the postings state each field
  public record Diagnosis(
      List<String> seen,
      @Nullable SiteProposal proposal,
      String name,
      int listed,
      @Nullable Integer declared,
      int read,
      int sampled,
      Map<String, Integer> fields) {
    public Diagnosis {
      seen = List.copyOf(seen);
    }

    /// The same, with more listed than were read.
    Diagnosis listing(int all, int looked) {
      return new Diagnosis(seen, proposal, name, all, declared, read, looked, fields);
    }
  }

  /// Looks at an address.
  public Diagnosis probe(URI address) {
    return new Visit(address).run();
  }

  /// One visit, from robots to a diagnosis.
  private final class Visit {
    private final URI address;
    private final Site stranger;
    private final List<String> seen = new ArrayList<>();

    Visit(URI address) {
      this.address = address;
      stranger = asking("json_ld", Options.NONE, List.of(StartUrl.of(address.toString())));
    }

    Diagnosis run() {
      for (Adapter adapter : Adapters.all()) {
        Optional<SiteProposal> known = adapter.propose(address);
        Optional<Diagnosis> system = known.flatMap(this::system);
        boolean sure = known.filter(it -> it.confidence() == Confidence.HIGH).isPresent();
        if (sure || system.isPresent()) {
          return system.orElseGet(this::nothing);
        }
      }
      List<URI> sitemaps =
          page(Request.get(address.resolve("/robots.txt"), Purpose.ROBOTS))
              .map(PageClues::sitemaps)
              .orElse(List.of(address.resolve("/sitemap.xml")));
      Optional<Fetched.Page> page = page(Request.get(address, Purpose.LIST));
      return page.isEmpty()
          ? nothing()
          : machineReadable(page.get())
              .or(() -> forPeople(page.get(), sitemaps))
              .orElseGet(this::nothing);
    }

    /// An answer made for programs: a board's API, a feed.
    private Optional<Diagnosis> machineReadable(Fetched.Page page) {
      for (Adapter adapter : Adapters.all()) {
        boolean speaks = !adapter.kind().equals("json_ld") && adapter.recognises(page);
        if (speaks) {
          Confidence confidence =
              adapter.kind().equals("feed") ? Confidence.MEDIUM : Confidence.HIGH;
          SiteProposal proposal =
              SiteProposal.at(
                  adapter.kind(),
                  address,
                  Options.NONE,
                  confidence,
                  "the answer is that of kind " + adapter.kind());
          return read(adapter, site(proposal), page)
              .flatMap(harvest -> fromRecords(proposal, harvest));
        }
      }
      return Optional.empty();
    }

    private Optional<Diagnosis> forPeople(Fetched.Page page, List<URI> sitemaps) {
      PageClues clues = PageClues.in(page);
      seen.add(
          "page: %d known systems · %d JobPostings · %d feeds · %s"
              .formatted(
                  clues.known().size(),
                  clues.structured(),
                  clues.feeds().size(),
                  clues.groups().isEmpty()
                      ? "no links that repeat like jobs"
                      : clues.groups().getFirst().links().size()
                          + " links under "
                          + clues.groups().getFirst().path()));
      for (SiteProposal known : clues.known().stream().limit(SYSTEMS).toList()) {
        Optional<Diagnosis> system = system(known);
        if (system.isPresent()) {
          return system;
        }
      }
      List<URI> listed = listed(sitemaps);
      List<LinkGroup> groups = clues.groups().isEmpty() ? PageClues.groups(listed) : clues.groups();
      List<Fetched.Page> samples = samples(page, clues, groups);
      return structured(clues, groups, samples, listed, sitemaps)
          .or(() -> feed(clues))
          .or(() -> embedded(page, clues))
          .or(() -> selectors(page, clues, samples));
    }

    /// Some kinds ask for a count before they ask for the list.
    private Optional<Diagnosis> system(SiteProposal proposal) {
      Adapter adapter = Adapters.of(proposal.kind()).orElseThrow();
      Site site = site(proposal);
      for (Request first : adapter.start(site).stream().limit(STARTS).toList()) {
        Optional<Diagnosis> found =
            page(site, first)
                .flatMap(page -> read(adapter, site, page))
                .flatMap(harvest -> fromList(adapter, site, proposal, harvest));
        if (found.isPresent()) {
          return found;
        }
      }
      return Optional.empty();
    }

    /// A list that only leads to its postings' own pages is proven by some of them.
    private Optional<Diagnosis> fromList(
        Adapter adapter, Site site, SiteProposal proposal, Harvest.Read harvest) {
      List<Request> own =
          harvest.requests().stream()
              .filter(request -> request.purpose() == Purpose.DETAIL)
              .toList();
      if (!harvest.postings().isEmpty() || own.isEmpty()) {
        return fromRecords(proposal, harvest);
      }
      List<RawPosting> sampled = new ArrayList<>();
      for (Request request : own.stream().limit(SAMPLE).toList()) {
        page(site, request)
            .flatMap(page -> read(adapter, site, page))
            .ifPresent(read -> sampled.addAll(read.postings()));
      }
      return fromRecords(
              proposal,
              new Harvest.Read(
                  sampled,
                  harvest.quarantined(),
                  harvest.skipped(),
                  harvest.closed(),
                  List.of(),
                  harvest.declared(),
                  harvest.capped()))
          .map(found -> found.listing(own.size(), Math.min(own.size(), SAMPLE)));
    }

    private Optional<Diagnosis> fromRecords(SiteProposal proposal, Harvest.Read harvest) {
      List<RawPosting> postings = harvest.postings();
      if (postings.isEmpty()) {
        return Optional.empty();
      }
      List<String> employers =
          postings.stream()
              .flatMap(posting -> posting.first(RawField.EMPLOYER).stream())
              // an adapter that finds no employer says the site's own name, which is nobody's here
              .filter(words -> !words.at().equals("site name"))
              .map(words -> words.text())
              .distinct()
              .toList();
      boolean one = employers.size() == 1 && !proposal.kind().equals("feed");
      SiteProposal proven = one ? proposal.of(employers.getFirst()) : proposal;
      String name = one ? employers.getFirst() : proposal.slug();
      return Optional.of(
          new Diagnosis(
              seen,
              proven,
              name,
              postings.size(),
              harvest.declared(),
              postings.size(),
              postings.size(),
              fields(postings)));
    }

    /// The addresses of the first sitemap, and of the first file that it lists.
    private List<URI> listed(List<URI> sitemaps) {
      for (URI sitemap : sitemaps.stream().limit(1).toList()) {
        Optional<PageClues.Addresses> read =
            page(Request.get(sitemap, Purpose.SITEMAP)).flatMap(PageClues::addresses);
        if (read.isPresent() && !read.get().files().isEmpty()) {
          read =
              page(Request.get(read.get().files().getFirst(), Purpose.SITEMAP))
                  .flatMap(PageClues::addresses);
        }
        if (read.isPresent()) {
          seen.add("sitemap: " + read.get().pages().size() + " addresses");
          return read.get().pages();
        }
      }
      return List.of();
    }

    private List<Fetched.Page> samples(Fetched.Page page, PageClues clues, List<LinkGroup> groups) {
      List<Fetched.Page> samples = new ArrayList<>();
      if (groups.isEmpty() && clues.structured() > 0) {
        samples.add(page);
      }
      groups.stream()
          .limit(1)
          .flatMap(group -> group.links().stream().limit(SAMPLE))
          .forEach(link -> page(Request.get(link, Purpose.DETAIL)).ifPresent(samples::add));
      return samples;
    }

    private Optional<Diagnosis> structured(
        PageClues clues,
        List<LinkGroup> groups,
        List<Fetched.Page> samples,
        List<URI> listed,
        List<URI> sitemaps) {
      List<RawPosting> postings = postings("json_ld", stranger, samples);
      if (postings.isEmpty()) {
        return Optional.empty();
      }
      String filter = groups.isEmpty() ? folderOf(address) : groups.getFirst().filter();
      Pattern wanted = Pattern.compile(filter);
      long inSitemap = listed.stream().filter(uri -> wanted.matcher(uri.toString()).find()).count();
      int onPage = groups.isEmpty() ? 1 : groups.getFirst().links().size();
      boolean whole = inSitemap >= onPage;
      Confidence confidence =
          postings.size() >= samples.size() ? Confidence.HIGH : Confidence.MEDIUM;
      String because = "JobPosting in " + postings.size() + " of " + samples.size() + " pages read";
      SiteProposal proposal =
          whole
              ? new SiteProposal(
                  "json_ld",
                  String.valueOf(address.getHost()),
                  address.resolve("/"),
                  new Options(
                      Map.of(
                          "sitemap", List.of(sitemaps.getFirst().toString()),
                          "url_filter", List.of(filter))),
                  List.of(),
                  null,
                  confidence,
                  because + "; the sitemap lists " + inSitemap)
              : SiteProposal.at(
                  "json_ld", address, Options.of("url_filter", filter), confidence, because);
      return Optional.of(
          new Diagnosis(
              seen,
              proposal,
              name(clues),
              whole ? (int) inSitemap : onPage,
              null,
              postings.size(),
              samples.size(),
              fields(postings)));
    }

    private Optional<Diagnosis> feed(PageClues clues) {
      for (URI url : clues.feeds().stream().limit(1).toList()) {
        Adapter adapter = Adapters.of("feed").orElseThrow();
        SiteProposal proposal =
            SiteProposal.at(
                "feed", url, Options.NONE, Confidence.MEDIUM, "the page announces a feed");
        Optional<Diagnosis> found =
            page(Request.get(url, Purpose.FEED))
                .flatMap(page -> read(adapter, site(proposal), page))
                .flatMap(harvest -> fromRecords(proposal, harvest));
        if (found.isPresent()) {
          return found;
        }
      }
      return Optional.empty();
    }

    /// Records in a script; their own pages say the rest, unless a record has a description.
    private Optional<Diagnosis> embedded(Fetched.Page page, PageClues clues) {
      EmbeddedRules rules = clues.embedded();
      if (rules == null) {
        return Optional.empty();
      }
      boolean whole = rules.fields().containsKey(RawField.DESCRIPTION);
      SiteProposal proposal =
          new SiteProposal(
              "html",
              String.valueOf(address.getHost()),
              null,
              Options.NONE,
              List.of(StartUrl.of(address.toString())),
              new SelectorRules(
                  null,
                  null,
                  clues.total(),
                  null,
                  !whole,
                  whole ? Map.of() : Map.of(RawField.DESCRIPTION, BODY),
                  rules),
              Confidence.LOW,
              "records repeat at " + rules.list() + " in script " + rules.script());
      Adapter adapter = Adapters.of("html").orElseThrow();
      Site site = site(proposal);
      return read(adapter, site, page)
          .flatMap(harvest -> fromList(adapter, site, proposal, harvest));
    }

    private Optional<Diagnosis> selectors(
        Fetched.Page list, PageClues clues, List<Fetched.Page> samples) {
      if (clues.groups().isEmpty() || samples.isEmpty()) {
        return Optional.empty();
      }
      LinkGroup group = clues.groups().getFirst();
      Map<RawField, Pick> fields =
          Map.of(RawField.TITLE, Pick.css("h1"), RawField.DESCRIPTION, BODY);
      SelectorRules rules =
          new SelectorRules(
              Pick.css(group.item()),
              new Pick("a[href*=\"" + group.path() + "\"]", "href", false, false),
              clues.total(),
              null,
              true,
              fields);
      SiteProposal proposal =
          new SiteProposal(
              "html",
              String.valueOf(address.getHost()),
              null,
              Options.NONE,
              List.of(StartUrl.of(address.toString())),
              rules,
              Confidence.LOW,
              group.links().size() + " links repeat under " + group.path());
      Site site = site(proposal);
      List<RawPosting> postings = postings("html", site, samples);
      Integer declared =
          read(Adapters.of("html").orElseThrow(), site, list)
              .map(Harvest.Read::declared)
              .orElse(null);
      return postings.isEmpty()
          ? Optional.empty()
          : Optional.of(
              new Diagnosis(
                  seen,
                  proposal,
                  name(clues),
                  group.links().size(),
                  declared,
                  postings.size(),
                  samples.size(),
                  fields(postings)));
    }

    private Diagnosis nothing() {
      return new Diagnosis(seen, null, String.valueOf(address.getHost()), 0, null, 0, 0, Map.of());
    }

    private String name(PageClues clues) {
      return clues.name().isBlank() ? String.valueOf(address.getHost()) : clues.name();
    }

    private List<RawPosting> postings(String kind, Site site, List<Fetched.Page> pages) {
      Adapter adapter = Adapters.of(kind).orElseThrow();
      List<RawPosting> postings = new ArrayList<>();
      pages.forEach(page ->
          read(adapter, site, page)
              .ifPresent(
                  harvest -> postings.addAll(harvest.postings().stream().limit(1).toList())));
      return postings;
    }

    private Optional<Harvest.Read> read(Adapter adapter, Site site, Fetched.Page page) {
      Harvest harvest = SiteDoctor.look(site, adapter, page).harvest();
      if (harvest instanceof Harvest.NotThePage(Harvest.Problem problem, String detail)) {
        seen.add(page.url() + ": " + problem + ", " + detail);
      }
      return harvest instanceof Harvest.Read read ? Optional.of(read) : Optional.empty();
    }

    private Optional<Fetched.Page> page(Request request) {
      return page(stranger, request);
    }

    private Optional<Fetched.Page> page(Site site, Request request) {
      Fetched fetched = fetcher.fetch(site, request);
      seen.add(request.url() + ": " + words(fetched));
      return fetched instanceof Fetched.Page page ? Optional.of(page) : Optional.empty();
    }

    private Site site(SiteProposal proposal) {
      return asking(proposal.kind(), proposal.options(), proposal.start())
          .with(
              proposal
                  .asSite(
                      Adapters.of(proposal.kind()).orElseThrow(),
                      stranger.id(),
                      stranger.name(),
                      isPlain())
                  .http())
          .with(proposal.selectors());
    }

    private Site asking(String kind, Options options, List<StartUrl> start) {
      Site site = Site.of(new SiteId("probe"), "probe", kind, options, start).with(politeness);
      return isPlain() ? site.with(site.http().withPlain()) : site;
    }

    private boolean isPlain() {
      return "http".equalsIgnoreCase(address.getScheme());
    }
  }

  private static String folderOf(URI uri) {
    String path = uri.getPath() == null ? "/" : uri.getPath();
    return path.substring(0, path.lastIndexOf('/') + 1).replaceAll("[^A-Za-z0-9/_-]", ".");
  }

  /// What became of a request, in a few words.
  public static String words(Fetched fetched) {
    return switch (fetched) {
      case Fetched.Page page ->
          "%d · %d KB · %d ms"
              .formatted(page.status(), (page.body().length + 1023) / 1024, page.took().toMillis());
      case Fetched.Unchanged _ -> "unchanged";
      case Fetched.Gone gone -> "gone, status " + gone.status();
      case Fetched.Refused refused ->
          "refused, " + refused.reason().name().toLowerCase(Locale.ROOT) + ": " + refused.detail();
      case Fetched.Failed failed ->
          "failed, " + failed.fault().name().toLowerCase(Locale.ROOT) + ": " + failed.detail();
    };
  }

  private static Map<String, Integer> fields(List<RawPosting> postings) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    count(counts, "title", postings, posting -> posting.first(RawField.TITLE).isPresent());
    count(counts, "employer", postings, posting -> posting.first(RawField.EMPLOYER).isPresent());
    count(
        counts,
        "location",
        postings,
        posting -> posting.first(RawField.LOCATION).isPresent() || !posting.places().isEmpty());
    count(
        counts,
        "pay",
        postings,
        posting -> posting.first(RawField.PAY).isPresent() || !posting.pays().isEmpty());
    count(
        counts,
        "date_posted",
        postings,
        posting -> posting.first(RawField.DATE_POSTED).isPresent());
    count(
        counts,
        "description",
        postings,
        posting -> posting.first(RawField.DESCRIPTION).isPresent());
    return counts;
  }

  private static void count(
      Map<String, Integer> counts,
      String field,
      List<RawPosting> postings,
      Predicate<RawPosting> states) {
    counts.put(field, (int) postings.stream().filter(states).count());
  }
}
