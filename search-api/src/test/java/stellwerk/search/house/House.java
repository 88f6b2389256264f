package stellwerk.search.house;

import static stellwerk.indexer.posting.Evidence.Confidence.HIGH;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import stellwerk.crawler.archive.Address;
import stellwerk.crawler.ledger.Finding;
import stellwerk.crawler.ledger.Ledger;
import stellwerk.crawler.ledger.LedgerEntry;
import stellwerk.crawler.site.CrawlId;
import stellwerk.crawler.site.RawPosting;
import stellwerk.crawler.site.Rights;
import stellwerk.crawler.site.SiteId;
import stellwerk.indexer.index.Analysers;
import stellwerk.indexer.index.IndexedPosting;
import stellwerk.indexer.index.Indexes;
import stellwerk.indexer.index.PostingCodec;
import stellwerk.indexer.index.SearchIndex;
import stellwerk.indexer.lifecycle.ChangeEvent;
import stellwerk.indexer.posting.About;
import stellwerk.indexer.posting.CompanySize;
import stellwerk.indexer.posting.Condition;
import stellwerk.indexer.posting.Contract;
import stellwerk.indexer.posting.Eligibility;
import stellwerk.indexer.posting.Employer;
import stellwerk.indexer.posting.Evidence;
import stellwerk.indexer.posting.Fact;
import stellwerk.indexer.posting.Lifespan;
import stellwerk.indexer.posting.Membership;
import stellwerk.indexer.posting.Pay;
import stellwerk.indexer.posting.Place;
import stellwerk.indexer.posting.Posting;
import stellwerk.indexer.posting.PostingId;
import stellwerk.indexer.posting.Range;
import stellwerk.indexer.posting.Remote;
import stellwerk.indexer.posting.Requirement;
import stellwerk.indexer.posting.Start;
import stellwerk.indexer.posting.Terms;
import stellwerk.indexer.posting.VacancyId;
import stellwerk.indexer.posting.WorkingTime;
import stellwerk.indexer.query.Filter;
import stellwerk.indexer.query.Synonyms;
import stellwerk.indexer.release.Outlet;
import stellwerk.indexer.release.Releases;
import stellwerk.indexer.store.PostingJson;
import stellwerk.search.Operations;
import stellwerk.search.SearchApi;
import stellwerk.search.catalogue.Claim;
import stellwerk.search.catalogue.IssueTerms;
import stellwerk.search.catalogue.OccupationView;
import stellwerk.search.catalogue.Sites;
import stellwerk.search.catalogue.Sources;
import stellwerk.search.catalogue.Whereabouts;
import stellwerk.search.http.Keys;
import stellwerk.search.http.ServerSettings;

/// A whole service on loopback, over invented postings. Used by one thread.
public final class House implements AutoCloseable {
  public static final String READ_KEY = "sw_read_0123456789";
  public static final String EXPORT_KEY = "sw_export_0123456789";
  public static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");
  private static final Instant SEEN = Instant.parse("2026-11-22T05:02:40Z");

  private static final ApiDescription DESCRIPTION = new ApiDescription();

  public final MemoryIndex index = new MemoryIndex();
  private final SearchIndex searched;
  public final MemoryStore store = new MemoryStore();
  public final MemoryShelf shelf = new MemoryShelf();
  public final Map<SiteId, LedgerEntry> ledger = new LinkedHashMap<>();
  private final Releases releases = new Releases(new HouseLedger());
  private final HttpClient client = HttpClient.newHttpClient();
  private Instant now = NOW;
  private Sites.Summary sites =
      new Sites.Summary(11, 12, Instant.parse("2026-11-22T05:00:00Z"), null, false);
  private final SearchApi api;
  private final Sources sources;

  public House() {
    this(120);
  }

  /// A service that lets everybody ask so often in a minute.
  public House(int requestsPerMinute) {
    this(requestsPerMinute, null);
  }

  /// A service that searches as the product does, and lets everybody ask as often as they like.
  public static House searching() {
    PostingJson json = new PostingJson();
    PostingCodec codec =
        new PostingCodec() {
          @Override
          public byte[] write(Posting posting) {
            return json.write(posting).getBytes(StandardCharsets.UTF_8);
          }

          @Override
          public Posting read(byte[] bytes) {
            return json.posting(new String(bytes, StandardCharsets.UTF_8));
          }
        };
    Synonyms synonyms = new Synonyms(List.of(List.of("KI", "AI", "Künstliche Intelligenz")));
    return new House(
        1_000_000_000,
        Indexes.open(
            Address.parse("memory:"), codec, new Analysers(), synonyms, InstantSource.fixed(NOW)));
  }

  private House(int requestsPerMinute, @Nullable SearchIndex other) {
    searched = other == null ? index : other;
    rights("beispielboerse", Rights.Level.SNIPPET);
    ServerSettings settings =
        new ServerSettings(
            "127.0.0.1",
            0,
            "127.0.0.1",
            0,
            "https://jobs.portal.example",
            List.of(),
            requestsPerMinute,
            600,
            8000,
            List.of(Keys.digest(READ_KEY), Keys.digest(EXPORT_KEY)));
    Whereabouts whereabouts =
        place ->
            place.equals("Berlin")
                ? Optional.of(new Whereabouts.Point(52.52, 13.40))
                : Optional.empty();
    InstantSource clock = () -> now;
    sources =
        new Sources(
            searched,
            store,
            shelf,
            releases,
            whereabouts,
            new HouseSites(),
            List.of(
                occupation("ki-trainer", "KI-Trainer"),
                occupation("data-scientist", "Data Scientist")),
            _ -> Optional.of(new BigDecimal("13.90")),
            clock,
            "1.4.0");
    api = SearchApi.start(sources, settings, Operations.NONE, new Random(7));
  }

  private static OccupationView occupation(String id, String title) {
    return new OccupationView(
        id,
        title,
        "Aktuelle Jobs als " + title,
        Map.of("specialist", "Spezialist/in"),
        Map.of("training", "KI trainieren"),
        Map.of("empathy", "Empathie"),
        List.of(new Filter.AnyOf(Filter.Field.LANGUAGE, Set.of("de", "en"))),
        List.of("data-scientist"),
        5,
        "/jobs/" + id,
        "/newsletter",
        new IssueTerms(LocalDate.of(2026, 1, 6), 25, "Portal GmbH, Musterstr. 1, 10115 Berlin"),
        List.of(
            new Claim(
                "specialist",
                Pay.Unit.YEAR,
                BigDecimal.valueOf(50_000),
                BigDecimal.valueOf(70_000),
                null,
                "50.000 bis 70.000 € im Jahr"),
            new Claim(
                "click-worker",
                Pay.Unit.HOUR,
                null,
                null,
                10,
                "Stundenlohn im Mindestlohnbereich")));
  }

  public void clock(Instant instant) {
    now = instant;
  }

  public void sites(Sites.Summary summary) {
    sites = summary;
  }

  /// A further site, under its own name.
  public void site(String site, String name) {
    SiteId id = new SiteId(site);
    Rights rights = new Rights(Rights.Level.SNIPPET, Set.of(), false, name, null, null, null, true);
    ledger.put(id, new LedgerEntry(id, name, rights, List.of()));
  }

  public void rights(String site, Rights.Level level) {
    rights(site, level, false);
  }

  public void rights(String site, Rights.Level level, boolean commercial) {
    SiteId id = new SiteId(site);
    Rights rights =
        new Rights(level, Set.of(), commercial, "Beispielbörse", null, null, null, true);
    ledger.put(id, new LedgerEntry(id, "Beispielbörse", rights, List.of()));
  }

  /// The usual invented posting, under an id, changed as a test needs it.
  public Posting add(String id, Function<Draft, Draft> change) {
    Posting posting = change.apply(new Draft(id)).posting();
    put(posting);
    return posting;
  }

  public Posting add(String id) {
    return add(id, draft -> draft);
  }

  /// Further postings of the vacancy that another one leads.
  public void companions(Posting leader, List<Posting> companions) {
    companions.forEach(this::put);
    Set<Outlet> outlets = releases.outlets(leader);
    List<IndexedPosting> indexed = new ArrayList<>();
    indexed.add(
        new IndexedPosting(
            leader, outlets, outlets, companions.stream().map(Posting::id).toList(), true));
    companions.forEach(companion ->
        indexed.add(
            new IndexedPosting(
                companion.with(leader.vacancy()), outlets, Set.of(), List.of(leader.id()), true)));
    index.apply(indexed, List.of(), store.changeNumber());
  }

  /// An invented posting that nobody keeps yet.
  public static Posting draft(String id, Function<Draft, Draft> change) {
    return change.apply(new Draft(id)).posting();
  }

  /// Keeps a posting and lets the index follow.
  public void put(Posting posting) {
    RawPosting raw =
        RawPosting.at(posting.site(), posting.key(), URI.create("https://jobs.example/raw"))
            .build();
    ChangeEvent event =
        posting.lifespan().closedReason() == null
            ? new ChangeEvent.Opened()
            : new ChangeEvent.Closed(posting.lifespan().closedReason());
    Instant at = now.minusSeconds(3600).plusSeconds(store.changeNumber());
    long number = store.keep(posting, raw, "digest", CrawlId.of(posting.site(), NOW), event, at);
    Set<Outlet> outlets = releases.outlets(posting);
    searched.apply(
        List.of(new IndexedPosting(posting, outlets, outlets, List.of(), true)), List.of(), number);
    searched.refresh();
  }

  public Sources sources() {
    return sources;
  }

  /// The port that strangers reach.
  public int port() {
    return api.port();
  }

  public HttpResponse<String> get(String path, String... headers) {
    return send(api.port(), "GET", path, headers);
  }

  public HttpResponse<String> admin(String path) {
    return send(api.adminPort(), "GET", path);
  }

  public HttpResponse<String> send(String method, String path, String... headers) {
    return send(api.port(), method, path, headers);
  }

  public HttpResponse<byte[]> bytes(String path, String... headers) {
    try {
      return client.send(
          request(api.port(), "GET", path, headers), HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private HttpResponse<String> send(int port, String method, String path, String... headers) {
    try {
      HttpResponse<String> answer =
          client.send(
              request(port, method, path, headers),
              HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
      if (port == api.port() && method.equals("GET")) {
        DESCRIPTION.check(
            path.replaceAll("\\?.*", ""),
            answer.statusCode(),
            answer.headers().firstValue("Content-Type").orElse(null),
            answer.body());
      }
      return answer;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static HttpRequest request(int port, String method, String path, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(Duration.ofSeconds(10))
            .method(method, HttpRequest.BodyPublishers.noBody());
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return request.build();
  }

  @Override
  public void close() {
    api.close();
    client.close();
    searched.close();
  }

  private final class HouseLedger implements Ledger {
    @Override
    public Optional<LedgerEntry> entry(SiteId site) {
      return Optional.ofNullable(ledger.get(site));
    }

    @Override
    public List<LedgerEntry> entries() {
      return List.copyOf(ledger.values());
    }

    @Override
    public void configure(SiteId site, String name, Rights rights) {
      throw new UnsupportedOperationException("a test sets rights directly");
    }

    @Override
    public void note(SiteId site, Finding finding) {
      throw new UnsupportedOperationException("nothing is crawled here");
    }
  }

  private final class HouseSites implements Sites {
    @Override
    public Optional<String> kind(SiteId site) {
      return Optional.of("html");
    }

    @Override
    public Summary summary() {
      return sites;
    }
  }

  /// A posting in the making.
  public static final class Draft {
    private final String id;
    private String site = "beispielboerse";
    private String title = "KI-Trainer (m/w/d) – Fachbereich Medizin";
    private String employer = "Beispielklinik Digital GmbH";
    private String url = "https://jobs.example/stelle/4711";
    private String description = "Sie bewerten Antworten medizinischer Sprachmodelle.";
    private String occupation = "ki-trainer";
    private LocalDate posted = LocalDate.parse("2026-11-22");
    private Remote remote = Remote.HYBRID;
    private Eligibility.Answer germany = Eligibility.Answer.YES;
    private Fact<Pay> pay =
        Fact.known(
            House.pay("50000", "62000", Pay.Unit.YEAR),
            Evidence.text("50.000 bis 62.000 € brutto/Jahr", HIGH, "css .gehalt"));
    private Lifespan lifespan = new Lifespan(SEEN, SEEN, SEEN, null, null, 0);
    private @Nullable String vacancy;
    private final List<Fact.Known<Place>> places = new ArrayList<>();

    Draft(String id) {
      this.id = id;
      places.add(
          new Fact.Known<>(
              new Place("Berlin", "10115", "DE-BE", "DE", 52.53, 13.38),
              Evidence.text("Berlin", HIGH, "css .ort")));
    }

    public Draft city(String value) {
      places.clear();
      places.add(
          new Fact.Known<>(
              new Place(value, null, null, "DE", null, null),
              Evidence.text(value, HIGH, "css .ort")));
      return this;
    }

    public Draft site(String value) {
      site = value;
      return this;
    }

    public Draft title(String value) {
      title = value;
      return this;
    }

    public Draft employer(String value) {
      employer = value;
      return this;
    }

    public Draft url(String value) {
      url = value;
      return this;
    }

    public Draft description(String value) {
      description = value;
      return this;
    }

    public Draft occupation(String value) {
      occupation = value;
      return this;
    }

    public Draft posted(String day) {
      posted = LocalDate.parse(day);
      return this;
    }

    public Draft remote(Remote value) {
      remote = value;
      return this;
    }

    public Draft germany(Eligibility.Answer value) {
      germany = value;
      return this;
    }

    public Draft pay(Pay value, String quote) {
      pay = Fact.known(value, Evidence.text(quote, HIGH, "description 1-20"));
      return this;
    }

    public Draft vacancy(String value) {
      vacancy = value;
      return this;
    }

    public Draft place(String city, String region) {
      places.clear();
      places.add(
          new Fact.Known<>(
              new Place(city, null, region, "DE", null, null),
              Evidence.text(city, HIGH, "css .ort")));
      return this;
    }

    public Draft nowhere() {
      places.clear();
      return this;
    }

    public Draft seen(Instant first) {
      lifespan = new Lifespan(first, first, first, null, null, 0);
      return this;
    }

    public Draft closed(Instant first, Instant at) {
      lifespan = new Lifespan(first, at, at, at, Lifespan.ClosedReason.NOT_LISTED, 0);
      return this;
    }

    public Draft noPay() {
      pay = Fact.unstated();
      return this;
    }

    public Draft closed(Instant lastSeen) {
      lifespan =
          new Lifespan(SEEN, lastSeen, lastSeen, lastSeen, Lifespan.ClosedReason.NOT_LISTED, 0);
      return this;
    }

    Posting posting() {
      return new Posting(
          new PostingId(id),
          new SiteId(site),
          id,
          URI.create(url),
          new VacancyId(vacancy == null ? "v_" + id : vacancy),
          Fact.known(title, Evidence.text(title, HIGH, "title")),
          Fact.known(new Employer(employer, null), Evidence.text(employer, HIGH, "css .firma")),
          places,
          Fact.known(remote, Evidence.text("Homeoffice", HIGH, "description 1-10")),
          Fact.known(
              new Eligibility(germany, Set.of()),
              Evidence.text("Arbeitsort Berlin, Homeoffice", HIGH, "description 30-60")),
          List.of(known(WorkingTime.FULL_TIME, "Vollzeit")),
          List.of(known(Contract.PERMANENT, "unbefristet")),
          pay,
          List.of(known("training", "bewerten Antworten")),
          List.of(known("Medizin", "Medizin"), known("Python", "Python")),
          List.of(known("empathy", "empathisch")),
          List.of(
              known(
                  new Requirement.Education("study", "Medizin", true, false, null),
                  "Studium der Medizin"),
              known(new Requirement.LanguageSkill("de", "C2", true, false, null), "Deutsch C2")),
          List.of(known(new Condition("equip", "pc", true), "eigener Rechner")),
          new Terms(
              known(
                  new Start(Start.When.MONTH, LocalDate.of(2027, 1, 1), false, true), "ab 01/2027"),
              known(new Range(BigDecimal.valueOf(6), BigDecimal.valueOf(12)), "6-12 Monate"),
              Fact.unstated(),
              known(new Range(BigDecimal.valueOf(40), BigDecimal.valueOf(40)), "40 Std./Woche")),
          new About(
              known(new CompanySize(500, null), "über 500 Beschäftigte"),
              known("health", "Beispielklinik Digital GmbH"),
              Fact.unstated()),
          Fact.known(Locale.GERMAN, Evidence.derived("de", HIGH, "description")),
          Fact.known(posted, Evidence.structured(posted.toString(), "json-ld datePosted")),
          Fact.known(
              LocalDate.parse("2026-12-20"),
              Evidence.structured("2026-12-20", "json-ld validThrough")),
          Fact.known(description, Evidence.text(description, HIGH, "description")),
          Fact.known(
              new Membership(occupation, "specialist"),
              Evidence.text("Fachbereich Medizin", HIGH, "title")),
          Set.of(),
          lifespan);
    }

    private static <T> Fact.Known<T> known(T value, String quote) {
      return new Fact.Known<>(value, Evidence.text(quote, HIGH, "description 70-90"));
    }
  }

  /// Stated gross pay in euros.
  public static Pay pay(String min, String max, Pay.Unit unit) {
    return pay(min, max, unit, Pay.Basis.STATED);
  }

  public static Pay pay(String min, String max, Pay.Unit unit, Pay.Basis basis) {
    BigDecimal low = min.isEmpty() ? null : new BigDecimal(min);
    BigDecimal high = max.isEmpty() ? null : new BigDecimal(max);
    return new Pay(
        low,
        high,
        "EUR",
        unit,
        Pay.UnitBasis.STATED,
        null,
        true,
        null,
        null,
        null,
        basis,
        false,
        false,
        unit == Pay.Unit.YEAR ? new Pay.Annual(low, high, "AS_STATED", false) : null,
        List.of(),
        List.of());
  }
}
