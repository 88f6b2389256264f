package stellwerk.indexer;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import stellwerk.crawler.Intake;
import stellwerk.crawler.archive.Address;
import stellwerk.crawler.site.CrawlId;
import stellwerk.crawler.site.Expectations;
import stellwerk.crawler.site.Options;
import stellwerk.crawler.site.RawPosting;
import stellwerk.crawler.site.Site;
import stellwerk.crawler.site.SiteId;
import stellwerk.crawler.verdict.CrawlReport;
import stellwerk.crawler.verdict.Proof;
import stellwerk.crawler.verdict.Verdict;
import stellwerk.indexer.dedupe.Signer;
import stellwerk.indexer.normalise.TitleReader;
import stellwerk.indexer.normalise.Vocabulary;
import stellwerk.indexer.posting.Posting;
import stellwerk.indexer.posting.VacancyId;
import stellwerk.indexer.ruling.Rulings;
import stellwerk.indexer.store.Change;
import stellwerk.indexer.store.Kept;
import stellwerk.indexer.store.SqlNeighbours;
import stellwerk.indexer.store.Stores;
import stellwerk.indexer.store.crawl.SqlCrawlHistory;

/// A store, an intake, and a clock that tests move.
final class IntakeHarness implements AutoCloseable {
  static final SiteId SITE = new SiteId("klinik");

  final SettableClock clock = new SettableClock("2026-11-22T06:10:00Z");
  final Stores stores;
  final SqlCrawlHistory history;
  final Closings closings;
  final Map<String, VacancyId> vacancies = new LinkedHashMap<>();
  final PostingIntake intake;
  Site site = Site.of(SITE, "Klinik", "html", Options.NONE, List.of());
  String question = "q1";

  IntakeHarness(Path folder) {
    stores = Stores.open(Address.parse("sqlite:" + folder.resolve("stellwerk.db")));
    history = new SqlCrawlHistory(stores.database());
    closings = new Closings(stores, history, clock);
    intake = new PostingIntake(stores, new PlainReader(), this::vacancy, closings, clock);
  }

  /// Vacancies as the program finds them.
  Vacancies vacancies(Rulings rulings) {
    return new Vacancies(
        stores.postings(),
        new SqlNeighbours(stores.database()),
        new Signer(new TitleReader(Vocabulary.shipped())),
        rulings,
        clock);
  }

  VacancyId vacancy(Posting posting) {
    return vacancies.getOrDefault(posting.key(), posting.vacancy());
  }

  /// What one crawl finds, besides postings.
  record Found(
      List<RawPosting> taken, Set<String> seenAgain, List<URI> gone, List<URI> saysClosed) {
    static Found only(RawPosting... taken) {
      return new Found(List.of(taken), Set.of(), List.of(), List.of());
    }

    static Found numbered(int from, int to) {
      return only(
          IntStream.range(from, to)
              .mapToObj(i -> PlainReader.raw(SITE.value(), "k" + i, "KI-Trainer " + i))
              .toArray(RawPosting[]::new));
    }

    static Found nothing() {
      return only();
    }
  }

  CrawlReport crawl(Verdict verdict, Proof proof, Found found) {
    CrawlId id = crawlId();
    Intake.Delivery delivery = intake.open(site, id);
    found.taken().forEach(delivery::take);
    delivery.seenAgain(found.seenAgain());
    found.gone().forEach(delivery::gone);
    found.saysClosed().forEach(page -> delivery.saysClosed(page, "Stelle bereits besetzt"));
    CrawlReport report = delivery.finish(report(verdict, proof, found.taken().size()));
    history.add(report);
    return report;
  }

  CrawlId crawlId() {
    return CrawlId.of(SITE, clock.instant());
  }

  /// The report of a crawl that ends now, before anybody settled it.
  CrawlReport report(Verdict verdict, Proof proof, int received) {
    return new CrawlReport(
        crawlId(),
        SITE,
        clock.instant(),
        Duration.ofSeconds(12),
        verdict,
        proof,
        question,
        "as the test says",
        new CrawlReport.Pages(1, 1, 0, 1000),
        null,
        received,
        0,
        CrawlReport.Items.NONE,
        CrawlReport.Close.NOT_ALLOWED,
        Map.of(),
        List.of(),
        List.of());
  }

  CrawlReport complete(Found found) {
    return crawl(Verdict.COMPLETE, Proof.STRONG, found);
  }

  void daysLater(int days) {
    clock.forward(Duration.ofDays(days));
  }

  void expect(Expectations expectations) {
    site =
        new Site(
            site.id(),
            site.name(),
            site.kind(),
            null,
            true,
            site.options(),
            site.start(),
            null,
            site.schedule(),
            site.politeness(),
            site.http(),
            site.rights(),
            expectations);
  }

  Posting posting(String key) {
    return stores.postings().find(SITE, key).map(Kept::posting).orElseThrow();
  }

  long number() {
    return stores.postings().changeNumber();
  }

  int open() {
    return stores.postings().openCount(SITE);
  }

  List<String> eventsAfter(long number) {
    return stores.postings().changesAfter(number, 1000).stream()
        .map(IntakeHarness::described)
        .toList();
  }

  private static String described(Change change) {
    return change.event().getClass().getSimpleName();
  }

  static URI page(String key) {
    return URI.create("https://klinik.example/jobs/" + key);
  }

  @Override
  public void close() {
    stores.close();
  }
}
