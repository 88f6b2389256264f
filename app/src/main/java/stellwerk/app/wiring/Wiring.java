package stellwerk.app.wiring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import stellwerk.app.config.Configuration;
import stellwerk.crawler.Crawl;
import stellwerk.crawler.CrawlSettings;
import stellwerk.crawler.Intake;
import stellwerk.crawler.SiteDoctor;
import stellwerk.crawler.adapter.Adapter;
import stellwerk.crawler.adapter.kind.Adapters;
import stellwerk.crawler.archive.Archive;
import stellwerk.crawler.archive.Archives;
import stellwerk.crawler.fetch.CrawlMemory;
import stellwerk.crawler.fetch.Fetcher;
import stellwerk.crawler.fetch.HttpFetcher;
import stellwerk.crawler.fetch.Remembered;
import stellwerk.crawler.fetch.Request;
import stellwerk.crawler.fetch.VolatileCrawlMemory;
import stellwerk.crawler.ledger.Finding;
import stellwerk.crawler.ledger.Ledger;
import stellwerk.crawler.ledger.LedgerEntry;
import stellwerk.crawler.schedule.Clockwork;
import stellwerk.crawler.site.CrawlId;
import stellwerk.crawler.site.Site;
import stellwerk.crawler.site.SiteId;
import stellwerk.crawler.site.SiteOrders;
import stellwerk.crawler.verdict.CrawlHistory;
import stellwerk.crawler.verdict.CrawlReport;
import stellwerk.indexer.Closings;
import stellwerk.indexer.Decisions;
import stellwerk.indexer.Explanations;
import stellwerk.indexer.IndexFollower;
import stellwerk.indexer.PostingIntake;
import stellwerk.indexer.PostingReader;
import stellwerk.indexer.Rebuild;
import stellwerk.indexer.ReviewQueue;
import stellwerk.indexer.RuledReader;
import stellwerk.indexer.TrialIntake;
import stellwerk.indexer.Vacancies;
import stellwerk.indexer.dedupe.Signer;
import stellwerk.indexer.index.Analysers;
import stellwerk.indexer.index.Indexes;
import stellwerk.indexer.index.PostingCodec;
import stellwerk.indexer.index.SearchIndex;
import stellwerk.indexer.normalise.Gazetteer;
import stellwerk.indexer.normalise.StatutoryPay;
import stellwerk.indexer.normalise.TitleReader;
import stellwerk.indexer.normalise.Vocabulary;
import stellwerk.indexer.posting.Posting;
import stellwerk.indexer.release.Releases;
import stellwerk.indexer.ruling.Rulings;
import stellwerk.indexer.store.PostingJson;
import stellwerk.indexer.store.SqlNeighbours;
import stellwerk.indexer.store.SqlRulings;
import stellwerk.indexer.store.Stores;
import stellwerk.indexer.store.crawl.SqlCrawlHistory;
import stellwerk.indexer.store.crawl.SqlCrawlMemory;
import stellwerk.indexer.store.crawl.SqlLedger;
import stellwerk.indexer.store.crawl.SqlSiteOrders;
import stellwerk.search.catalogue.Sources;

/// The rooms of one installation, opened and handed to one another. Close it to let go of store,
/// archive and index.
public final class Wiring implements AutoCloseable {
  /// The machine's clock; everybody else is handed one.
  public static final InstantSource CLOCK = InstantSource.system();

  private final Configuration configuration;
  private final InstantSource clock;
  private final Later<Gazetteer> gazetteer = new Later<>(Gazetteer::load);
  private final Rulings rulings;
  private final PostingReader reader;
  private final Vacancies vacancies;
  private final Stores stores;
  private final Archive archive;
  private final SearchIndex index;
  private final Ledger ledger;
  private final CrawlHistory history;
  private final CrawlMemory memory;
  private final SiteOrders orders;
  private final Releases releases;
  private final IndexFollower follower;
  private final HttpFetcher fetcher;
  private final Closings closings;
  private final Upkeep upkeep;

  private Wiring(
      Configuration configuration,
      InstantSource clock,
      Stores stores,
      Archive archive,
      SearchIndex index) {
    this.configuration = configuration;
    this.clock = clock;
    this.stores = stores;
    this.archive = archive;
    this.index = index;
    rulings = new SqlRulings(stores.database());
    Later<PostingReader> chain =
        new Later<>(() -> Readers.chain(gazetteer.get(), configuration.reading()));
    reader = new RuledReader(new LateReader(chain), rulings);
    vacancies =
        new Vacancies(
            stores.postings(),
            new SqlNeighbours(stores.database()),
            new Signer(new TitleReader(Vocabulary.shipped())),
            rulings,
            clock);
    ledger = new SqlLedger(stores.database(), clock);
    history = new SqlCrawlHistory(stores.database());
    memory = new SqlCrawlMemory(stores.database());
    orders = new SqlSiteOrders(stores.database(), clock);
    releases = new Releases(ledger);
    follower = new IndexFollower(stores.postings(), index, releases, clock);
    fetcher = fetcher(memory, ledger::note);
    closings = new Closings(stores, history, clock);
    upkeep = new Upkeep(this);
    configuration.sites().forEach(site -> ledger.configure(site.id(), site.name(), site.rights()));
  }

  /// Opens an installation, with the machine's clock.
  public static Wiring open(Configuration configuration) {
    return open(configuration, CLOCK);
  }

  /// Opens an installation; what was opened before a failure is closed again.
  public static Wiring open(Configuration configuration, InstantSource clock) {
    var settings = configuration.settings();
    createFolder(settings.store().rest());
    List<AutoCloseable> opened = new ArrayList<>();
    try {
      Stores stores = Stores.open(settings.store());
      opened.add(stores);
      Archive archive = Archives.open(settings.archive());
      opened.add(archive);
      SearchIndex index =
          Indexes.open(
              settings.index(),
              new JsonCodec(),
              new Analysers(),
              configuration.words().synonyms(),
              clock);
      opened.add(index);
      return new Wiring(configuration, clock, stores, archive, index);
    } catch (RuntimeException failure) {
      opened.reversed().forEach(part -> close(part, failure));
      throw failure;
    }
  }

  private static void createFolder(String path) {
    @Nullable Path folder = Path.of(path).toAbsolutePath().getParent();
    if (folder != null) {
      try {
        Files.createDirectories(folder);
      } catch (IOException failure) {
        throw new UncheckedIOException("the data folder " + folder + " cannot be made", failure);
      }
    }
  }

  private static void close(AutoCloseable part, RuntimeException failure) {
    try {
      part.close();
    } catch (Exception second) {
      failure.addSuppressed(second);
    }
  }

  /// Postings in the index are written as in the store.
  private static final class JsonCodec implements PostingCodec {
    private final PostingJson json = new PostingJson();

    @Override
    public byte[] write(Posting posting) {
      return json.write(posting).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Posting read(byte[] bytes) {
      return json.posting(new String(bytes, StandardCharsets.UTF_8));
    }
  }

  private HttpFetcher fetcher(CrawlMemory remembers, BiConsumer<SiteId, Finding> findings) {
    return Fetchers.of(configuration.settings(), remembers, clock, findings);
  }

  private Crawl crawl(Fetcher asks, Crawl.Keeping keeping, Intake intake) {
    var settings =
        new CrawlSettings(
            configuration.settings().crawler().attempts(),
            CrawlSettings.DEFAULT.requestsPerPage(),
            CrawlSettings.DEFAULT.notes());
    return new Crawl(asks, keeping, intake, settings, clock);
  }

  /// A crawl of pages that do not come from the network.
  CrawlReport crawl(Fetcher pages, Crawl.Keeping keeping, Intake intake, Site site) {
    return crawl(pages, keeping, intake).run(site, adapter(site), () -> false);
  }

  /// The crawl of this installation: live, kept, handed over.
  Crawl crawl() {
    var intake = new PostingIntake(stores, reader, vacancies, closings, clock);
    return crawl(fetcher, new Crawl.Keeping(archive, memory, history), intake);
  }

  /// Crawls a site now.
  public CrawlReport crawl(Site site) {
    return crawl(site, Thread.currentThread()::isInterrupted);
  }

  /// Crawls a site now, until the order to stop: the page in flight is finished.
  public CrawlReport crawl(Site site, BooleanSupplier stopped) {
    CrawlReport report = crawl().run(site, adapter(site), stopped);
    upkeep.afterCrawl(site);
    return report;
  }

  /// Crawls several sites at once, each host still asked one request at a time; answers their
  /// reports in order.
  ///
  /// @throws InterruptedException if the wait was interrupted; the crawls end at their next page
  public List<CrawlReport> crawl(List<Site> sites, BooleanSupplier stopped)
      throws InterruptedException {
    try (ExecutorService crawls = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<CrawlReport>> reports =
          crawls.invokeAll(sites.stream().map(site -> task(site, stopped)).toList());
      List<CrawlReport> done = new ArrayList<>();
      for (Future<CrawlReport> report : reports) {
        done.add(result(report));
      }
      return done;
    }
  }

  private Callable<CrawlReport> task(Site site, BooleanSupplier stopped) {
    return () -> crawl(site, stopped);
  }

  private static CrawlReport result(Future<CrawlReport> report) throws InterruptedException {
    try {
      return report.get();
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException("a crawl failed", failed.getCause());
    }
  }

  private static Adapter adapter(Site site) {
    return Adapters.of(site.kind())
        .orElseThrow(
            () -> new IllegalStateException("configuration let kind " + site.kind() + " pass"));
  }

  /// What a crawl would bring.
  public record Trial(CrawlReport report, List<Posting> postings, List<Finding> findings) {}

  /// Crawls a site and keeps nothing of it.
  public Trial tryOut(Site site) {
    return tryOut(site, Thread.currentThread()::isInterrupted);
  }

  /// Crawls a site and keeps nothing of it, until the order to stop.
  public Trial tryOut(Site site, BooleanSupplier stopped) {
    var intake = new TrialIntake(stores.postings(), reader, clock);
    List<Finding> findings = new ArrayList<>();
    CrawlMemory forgetful = new VolatileCrawlMemory();
    try (HttpFetcher asks = fetcher(forgetful, (_, finding) -> findings.add(finding))) {
      var keeping = new Crawl.Keeping(new NoArchive(), forgetful, new ReadOnlyHistory(history));
      CrawlReport report =
          crawl(asks, keeping, intake)
              .run(site, adapter(site), Thread.currentThread()::isInterrupted);
      return new Trial(report, intake.postings(), findings);
    }
  }

  /// How much of a site is examined.
  public sealed interface Scope {
    /// As a crawl would go, within the site's budget of pages.
    record Few() implements Scope {}

    /// The lists only.
    record Lists() implements Scope {}

    /// One page.
    record One(Request request) implements Scope {}
  }

  /// Examines a site and keeps nothing of it.
  public Checkup examine(Site site, Scope scope) {
    var intake = new TrialIntake(stores.postings(), reader, clock);
    List<Finding> findings = new ArrayList<>();
    CrawlMemory forgetful = new VolatileCrawlMemory();
    var keeping = new Crawl.Keeping(new NoArchive(), forgetful, new ReadOnlyHistory(history));
    try (HttpFetcher asks = fetcher(forgetful, (_, finding) -> findings.add(finding))) {
      var doctor = new SiteDoctor(asks, through -> crawl(through, keeping, intake));
      Adapter adapter = adapter(site);
      SiteDoctor.Examination examination =
          switch (scope) {
            case Scope.Few() ->
                doctor.examine(site, adapter, Thread.currentThread()::isInterrupted);
            case Scope.Lists() ->
                doctor.examineLists(site, adapter, Thread.currentThread()::isInterrupted);
            case Scope.One(Request request) ->
                doctor.examine(site, adapter, request, Thread.currentThread()::isInterrupted);
          };
      return Checkup.of(examination, intake.postings(), findings, stores.postings(), vacancies);
    }
  }

  /// Notes that a site passed its test: from now on it is crawled on schedule.
  public void passed(SiteId site, String what) {
    ledger.note(site, new Finding(Finding.Source.TEST, "passed: " + what, clock.instant()));
  }

  /// Whether a site may be crawled on schedule: it passed its test, or brought postings before.
  public boolean proven(SiteId site) {
    return ledger.entry(site).stream()
            .flatMap(entry -> entry.findings().stream())
            .anyMatch(finding -> finding.source() == Finding.Source.TEST)
        || history.latest(site, 50).stream().anyMatch(report -> report.received() > 0);
  }

  /// The newest reports of a site's crawls, newest first.
  public List<CrawlReport> lastCrawls(SiteId site, int limit) {
    return history.latest(site, limit);
  }

  /// What is written down about a site's rights, and what its own files said.
  public Optional<LedgerEntry> ledger(SiteId site) {
    return ledger.entry(site);
  }

  /// Reads postings again from their raw words, with the rulings in force.
  Rebuild rebuild() {
    return new Rebuild(stores.postings(), reader, vacancies, clock);
  }

  /// Which postings are one vacancy, and why.
  Vacancies vacancies() {
    return vacancies;
  }

  /// Takes rulings and carries them out.
  Decisions decisions() {
    return new Decisions(stores, rulings, rebuild(), clock);
  }

  PostingReader reader() {
    return reader;
  }

  /// Says why postings are where they are.
  public Explanations explanations() {
    return new Explanations(
        stores, rulings, releases, Readers.classifiers(configuration.occupations()), vacancies);
  }

  /// What is remembered of a page, and which reports speak of it.
  public Optional<Remembered> remembered(SiteId site, String identity) {
    return memory.answer(site, identity);
  }

  /// The report of a crawl.
  public Optional<CrawlReport> report(CrawlId crawl) {
    return history.find(crawl);
  }

  /// What waits for a ruling.
  ReviewQueue reviewQueue() {
    return new ReviewQueue(
        stores.postings(), rulings, Readers.classifiers(configuration.occupations()));
  }

  /// Carries all changes of the store into the index, and commits it.
  public void catchUp() {
    follower.catchUp();
    index.commit();
  }

  /// The number of the store's last change.
  public long changeNumber() {
    return stores.postings().changeNumber();
  }

  public Optional<CrawlReport> lastCrawl(SiteId site) {
    return history.latest(site, 1).stream().findFirst();
  }

  public Optional<Instant> nextFire(Site site) {
    return Clockwork.nextFires(site.schedule(), clock.instant(), 1).stream().findFirst();
  }

  /// A posting as the API writes it, whole: for an operator's eyes.
  public Map<String, @Nullable Object> document(Posting posting, boolean evidence) {
    return PostingDocuments.whole(posting, evidence);
  }

  /// What the face needs.
  Sources sources() {
    Later<StatutoryPay> statutory =
        new Later<>(() -> Readers.statutory(configuration.reading().words()));
    return new Sources(
        index,
        stores.postings(),
        stores.shelf(),
        releases,
        new GazetteerWhereabouts(gazetteer),
        new SiteSummaries(this),
        configuration.occupations().stream().map(OccupationViews::of).toList(),
        day -> statutory.get().on(day).map(StatutoryPay.Values::minimumWage),
        clock,
        ProgramVersion.number(),
        new RuleReasons(new Later<>(this::explanations), vacancies));
  }

  Configuration configuration() {
    return configuration;
  }

  InstantSource clock() {
    return clock;
  }

  Stores stores() {
    return stores;
  }

  SearchIndex index() {
    return index;
  }

  Archive archive() {
    return archive;
  }

  CrawlHistory history() {
    return history;
  }

  /// Closes what crawls prove, and what operators confirm.
  Closings closings() {
    return closings;
  }

  /// What keeps this installation in order.
  public Upkeep upkeep() {
    return upkeep;
  }

  SiteOrders orders() {
    return orders;
  }

  IndexFollower follower() {
    return follower;
  }

  @Override
  public void close() {
    follower.close();
    fetcher.close();
    index.close();
    archive.close();
    stores.close();
  }
}
