package stellwerk.crawler;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import stellwerk.crawler.adapter.Adapter;
import stellwerk.crawler.adapter.Harvest;
import stellwerk.crawler.archive.Archive;
import stellwerk.crawler.fetch.Fetched;
import stellwerk.crawler.fetch.Remembered;
import stellwerk.crawler.fetch.Request;
import stellwerk.crawler.fetch.VolatileCrawlMemory;
import stellwerk.crawler.site.CrawlId;
import stellwerk.crawler.site.Options;
import stellwerk.crawler.site.Politeness;
import stellwerk.crawler.site.RawField;
import stellwerk.crawler.site.RawPosting;
import stellwerk.crawler.site.Schedule;
import stellwerk.crawler.site.Site;
import stellwerk.crawler.site.SiteId;
import stellwerk.crawler.verdict.CrawlReport;
import stellwerk.crawler.verdict.Proof;
import stellwerk.crawler.verdict.Verdict;

class CrawlTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final URI LIST = URI.create("https://board.example/list");
  private static final Site SITE =
      Site.of(new SiteId("board"), "Board", "lines", Options.NONE, List.of());

  /// What the site answers, by address: one answer after the other, the last one for ever.
  private final Map<URI, Deque<Fetched>> answers = new HashMap<>();

  private final List<URI> asked = new ArrayList<>();
  private final VolatileCrawlMemory memory = new VolatileCrawlMemory();
  private final KeptPages archive = new KeptPages();
  private final MemoryHistory history = new MemoryHistory();
  private final Deliveries intake = new Deliveries();

  @Test
  void aListAndItsPagesMakeACompleteCrawl() {
    list("a", "b");
    detail("a");
    detail("b");

    CrawlReport report = crawl(SITE);

    assertThat(report.verdict()).isEqualTo(Verdict.COMPLETE);
    assertThat(report.items().created()).isEqualTo(2);
    assertThat(report.pages().read()).isEqualTo(3);
    assertThat(archive.pages).hasSize(3);
    assertThat(history.reports()).containsExactly(report);
  }

  @Test
  void whatHasNotChangedIsNotReadAgain() {
    list("a");
    detail("a");
    crawl(SITE);
    Remembered last = memory.answer(SITE.id(), LIST.toString()).orElseThrow();
    answer(LIST, new Fetched.Unchanged(request(LIST), last, NOON));
    Remembered page = memory.answer(SITE.id(), page("a").toString()).orElseThrow();
    answer(page("a"), new Fetched.Unchanged(detailRequest("a"), page, NOON));

    CrawlReport second = crawl(SITE);

    assertThat(second.verdict()).isEqualTo(Verdict.COMPLETE);
    assertThat(second.pages().unchanged()).isEqualTo(2);
    assertThat(second.items().created()).isZero();
    assertThat(intake.seenAgain).containsExactly("a");
    assertThat(archive.pages).hasSize(2);
  }

  @Test
  void aPageThatIsGoneTellsTheIntake() {
    list("a");
    answer(page("a"), new Fetched.Gone(detailRequest("a"), 410, NOON));

    crawl(SITE);

    assertThat(intake.gone).containsExactly(page("a"));
  }

  @Test
  void aListThatIsGoneClosesNothing() {
    list("a");
    detail("a");
    crawl(SITE);
    answer(LIST, new Fetched.Gone(request(LIST), 404, NOON));

    assertThat(crawl(SITE).verdict()).isEqualTo(Verdict.EMPTY_SUSPECT);
    assertThat(intake.gone).isEmpty();
  }

  @Test
  void aPageThatFailsIsAskedAgainAndThenForgiven() {
    list("a");
    answer(
        page("a"), failed("a", Fetched.Failed.Fault.TIMEOUT), ok(detailRequest("a"), "posting a"));

    CrawlReport report = crawl(SITE);

    assertThat(report.verdict()).isEqualTo(Verdict.COMPLETE);
    assertThat(asked).containsExactly(LIST, page("a"), page("a"));
  }

  @Test
  void aPageThatKeepsFailingMakesTheCrawlPartial() {
    list("a", "b");
    detail("b");
    answer(page("a"), failed("a", Fetched.Failed.Fault.STATUS));

    CrawlReport report = crawl(SITE);

    assertThat(report.verdict()).isEqualTo(Verdict.PARTIAL);
    assertThat(asked.stream().filter(page("a")::equals)).hasSize(CrawlSettings.DEFAULT.attempts());
  }

  @Test
  void whoSaysNoIsNotAskedForTheRest() {
    list("a", "b");
    detail("b");
    answer(
        page("a"),
        new Fetched.Refused(
            detailRequest("a"),
            Fetched.Refused.Reason.TOO_MANY,
            "429",
            Duration.ofMinutes(5),
            NOON));

    CrawlReport report = crawl(SITE);

    assertThat(report.verdict()).isEqualTo(Verdict.BLOCKED);
    assertThat(asked).doesNotContain(page("b"));
  }

  @Test
  void pagesThatRobotsKeepBackAreSkippedAndTheRestCanBeComplete() {
    list("a", "b");
    detail("b");
    answer(
        page("a"),
        new Fetched.Refused(
            detailRequest("a"),
            Fetched.Refused.Reason.ROBOTS,
            "robots.txt forbids it",
            Duration.ZERO,
            NOON));

    CrawlReport report = crawl(SITE);

    assertThat(report.verdict()).isEqualTo(Verdict.COMPLETE);
    assertThat(report.items().skipped()).isEqualTo(1);
  }

  @Test
  void aBudgetEndsTheCrawlTruncated() {
    list("a", "b", "c");
    detail("a");
    detail("b");
    detail("c");

    CrawlReport report = crawl(SITE.with(SITE.politeness().withMaxPages(2)));

    assertThat(report.verdict()).isEqualTo(Verdict.TRUNCATED);
    assertThat(asked).hasSize(2);
    assertThat(report.reason()).contains("max_pages");
  }

  @Test
  void inBlackoutHoursNothingIsAsked() {
    list("a");
    var blackout =
        new Schedule(
            new Schedule.Rule.OnOrder(),
            Schedule.BERLIN,
            Duration.ZERO,
            List.of(new Schedule.Hours(LocalTime.of(12, 0), LocalTime.of(14, 0))));
    Site quiet =
        new Site(
            SITE.id(),
            SITE.name(),
            SITE.kind(),
            null,
            true,
            SITE.options(),
            List.of(),
            null,
            blackout,
            Politeness.DEFAULT,
            SITE.http(),
            SITE.rights(),
            SITE.expect());

    CrawlReport report = crawl(quiet);

    assertThat(asked).isEmpty();
    assertThat(report.verdict().mayCloseByAbsence()).isFalse();
  }

  @Test
  void anAdapterThatStumblesMakesThePagePartialAndTheCrawlGoesOn() {
    list("a", "b");
    answer(page("a"), ok(detailRequest("a"), "stumble"));
    detail("b");

    CrawlReport report = crawl(SITE);

    assertThat(report.verdict()).isEqualTo(Verdict.PARTIAL);
    assertThat(report.items().created()).isEqualTo(1);
  }

  @Test
  void aRejectedPostingIsQuarantinedWithItsReason() {
    list("a");
    answer(page("a"), ok(detailRequest("a"), "posting reject"));

    CrawlReport report = crawl(SITE);

    assertThat(report.items().quarantined()).isEqualTo(1);
    assertThat(report.notes()).anyMatch(note -> note.contains("no good"));
    assertThat(report.verdict()).isEqualTo(Verdict.COMPLETE);
  }

  @Test
  void whatWasHandedOverIsRememberedOnlyThen() {
    list("a");
    detail("a");
    intake.explode = true;

    org.assertj.core.api.Assertions.assertThatThrownBy(() -> crawl(SITE)).hasMessage("disk full");

    assertThat(memory.answer(SITE.id(), page("a").toString())).isEmpty();
  }

  @Test
  void aPostingWhoseOwnAnswerIsKeptBackStandsAsItsListSaysIt() {
    list("a=Titel-a", "b=Titel-b", "c=Titel-c");
    answer(
        page("a"),
        new Fetched.Refused(
            detailRequest("a"),
            Fetched.Refused.Reason.FORBIDDEN,
            "status 403",
            Duration.ZERO,
            NOON));
    answer(page("b"), new Fetched.Gone(detailRequest("b"), 404, NOON));
    detail("c");

    CrawlReport report = crawl(SITE);

    assertThat(intake.known).containsExactlyInAnyOrder("a", "b", "c");
    assertThat(intake.gone).as("an API's answer is not the posting's page").isEmpty();
    assertThat(report.verdict()).isEqualTo(Verdict.COMPLETE);
    assertThat(report.fates()).isEqualTo(Map.of("as_listed", 2, "read", 2));
    assertThat(report.notes()).anyMatch(note -> note.contains("stands as its list says it"));
  }

  @Test
  void whatWasReadBeforeSaysMoreThanTheList() {
    list("a=Titel-a");
    detail("a");
    crawl(SITE);
    answer(
        page("a"),
        new Fetched.Refused(
            detailRequest("a"), Fetched.Refused.Reason.ROBOTS, "robots", Duration.ZERO, NOON));
    intake.taken.clear();

    crawl(SITE);

    assertThat(intake.taken).isEmpty();
    assertThat(intake.seenAgain).contains("a");
  }

  @Test
  void afterThreeRefusedPostingsTheRestIsNotAskedFor() {
    String[] keys = {"a=A", "b=B", "c=C", "d=D", "e=E", "f=F"};
    list(keys);
    for (String key : List.of("a", "b", "c", "d", "e", "f")) {
      answer(
          page(key),
          new Fetched.Refused(
              detailRequest(key),
              Fetched.Refused.Reason.FORBIDDEN,
              "status 403",
              Duration.ZERO,
              NOON));
    }

    CrawlReport report = crawl(SITE);

    assertThat(asked).containsExactly(LIST, page("a"), page("b"), page("c"));
    assertThat(intake.known).hasSize(6);
    assertThat(report.fates()).containsEntry("as_listed", 6);
  }

  private CrawlReport crawl(Site site) {
    return new Crawl(
            (_, request) -> {
              asked.add(request.url());
              Deque<Fetched> waiting = answers.getOrDefault(request.url(), new ArrayDeque<>());
              return answering(
                  request, waiting.size() > 1 ? waiting.removeFirst() : waiting.getFirst());
            },
            new Crawl.Keeping(archive, memory, history),
            intake,
            CrawlSettings.DEFAULT,
            () -> NOON)
        .run(site, new Lines(), () -> false);
  }

  /// The scripted answer, to the request as it was made.
  private static Fetched answering(Request asked, Fetched scripted) {
    return switch (scripted) {
      case Fetched.Refused no ->
          new Fetched.Refused(asked, no.reason(), no.detail(), no.retryAfter(), no.at());
      case Fetched.Gone gone -> new Fetched.Gone(asked, gone.status(), gone.at());
      case Fetched.Page _, Fetched.Unchanged _, Fetched.Failed _ -> scripted;
    };
  }

  private void list(String... keys) {
    answer(LIST, ok(request(LIST), "list " + String.join(" ", keys)));
  }

  private void detail(String key) {
    answer(page(key), ok(detailRequest(key), "posting " + key));
  }

  private void answer(URI url, Fetched... fetched) {
    answers.put(url, new ArrayDeque<>(List.of(fetched)));
  }

  private static Fetched ok(Request request, String body) {
    return Fetched.Page.saved(request, "text/plain", body.getBytes(StandardCharsets.UTF_8), NOON);
  }

  private static Fetched failed(String key, Fetched.Failed.Fault fault) {
    return new Fetched.Failed(detailRequest(key), fault, "it broke", NOON);
  }

  private static URI page(String key) {
    return URI.create("https://board.example/" + key);
  }

  private static Request request(URI url) {
    return Request.get(url, Request.Purpose.LIST);
  }

  private static Request detailRequest(String key) {
    return Request.get(page(key), Request.Purpose.DETAIL);
  }

  /// An adapter for pages that say "list a b" or "posting a".
  private static final class Lines implements Adapter {
    @Override
    public String kind() {
      return "lines";
    }

    @Override
    public Set<String> options() {
      return Set.of();
    }

    @Override
    public Proof proof(Site site) {
      return Proof.STRONG;
    }

    /// "a=Title" is a posting that its list knows by name, and whose page for people is another.
    private static Request listedRequest(String word) {
      String[] parts = word.split("=", 2);
      Request plain = detailRequest(parts[0]);
      return parts.length < 2
          ? plain
          : plain.carrying(Map.of("title", parts[1], "url", "https://people.example/" + parts[0]));
    }

    @Override
    public Optional<RawPosting> listed(Site site, Request request) {
      return Optional.ofNullable(request.carried().get("title"))
          .map(title ->
              RawPosting.at(
                      site.id(),
                      request.url().getPath().substring(1),
                      URI.create(String.valueOf(request.carried().get("url"))))
                  .text(RawField.TITLE, title, "list")
                  .build());
    }

    @Override
    public List<Request> start(Site site) {
      return List.of(request(LIST));
    }

    @Override
    public Harvest read(Site site, Fetched.Page page) {
      String[] words = page.text().split(" ", -1);
      return switch (words[0]) {
        case "list" ->
            Harvest.Read.following(Stream.of(words).skip(1).map(Lines::listedRequest).toList());
        case "posting" ->
            Harvest.Read.of(
                List.of(
                    RawPosting.at(site.id(), words[1], page.url())
                        .text(RawField.TITLE, words[1], "line")
                        .build()),
                List.of());
        default -> throw new IllegalStateException("stumbled");
      };
    }
  }

  /// Remembers what was handed over.
  private static final class Deliveries implements Intake {
    private final Set<String> known = new java.util.HashSet<>();
    private final List<String> taken = new ArrayList<>();
    private final List<String> seenAgain = new ArrayList<>();
    private final List<URI> gone = new ArrayList<>();
    private boolean explode;

    @Override
    public Delivery open(Site site, CrawlId crawl) {
      return new Delivery() {
        @Override
        public Receipt take(RawPosting posting) {
          if (explode) {
            throw new IllegalStateException("disk full");
          }
          if (posting.key().equals("reject")) {
            return new Receipt.Rejected("no good");
          }
          taken.add(posting.key());
          return known.add(posting.key()) ? new Receipt.Created() : new Receipt.Same();
        }

        @Override
        public void seenAgain(Set<String> keys) {
          seenAgain.addAll(keys);
        }

        @Override
        public void gone(URI page) {
          gone.add(page);
        }

        @Override
        public void saysClosed(URI page, String quote) {}

        @Override
        public CrawlReport finish(CrawlReport report) {
          return report;
        }
      };
    }
  }

  private static final class KeptPages implements Archive {
    private final List<Fetched.Page> pages = new ArrayList<>();

    @Override
    public void keep(SiteId site, CrawlId crawl, Fetched.Page page) {
      pages.add(page);
    }

    @Override
    public Stream<Fetched.Page> pages(SiteId site, CrawlId crawl) {
      return pages.stream();
    }

    @Override
    public Stream<CrawlId> crawls(SiteId site) {
      return Stream.empty();
    }

    @Override
    public void close() {}
  }
}
