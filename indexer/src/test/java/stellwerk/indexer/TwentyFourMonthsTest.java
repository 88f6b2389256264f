package stellwerk.indexer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import stellwerk.crawler.Crawl;
import stellwerk.crawler.CrawlSettings;
import stellwerk.crawler.SiteWatch;
import stellwerk.crawler.adapter.kind.Adapters;
import stellwerk.crawler.archive.Address;
import stellwerk.crawler.archive.WarcArchive;
import stellwerk.crawler.schedule.Clockwork;
import stellwerk.crawler.site.RawField;
import stellwerk.crawler.site.RawPosting;
import stellwerk.crawler.site.Schedule;
import stellwerk.crawler.site.Site;
import stellwerk.crawler.site.SiteId;
import stellwerk.crawler.site.SiteOrders;
import stellwerk.crawler.verdict.CrawlReport;
import stellwerk.crawler.verdict.SiteAlert;
import stellwerk.crawler.verdict.SiteState;
import stellwerk.indexer.ScriptedSite.Trouble;
import stellwerk.indexer.lifecycle.ChangeEvent;
import stellwerk.indexer.posting.Lifespan;
import stellwerk.indexer.posting.Lifespan.ClosedReason;
import stellwerk.indexer.posting.Posting;
import stellwerk.indexer.posting.PostingId;
import stellwerk.indexer.posting.VacancyId;
import stellwerk.indexer.release.Releases;
import stellwerk.indexer.store.Change;
import stellwerk.indexer.store.Kept;
import stellwerk.indexer.store.Stores;
import stellwerk.indexer.store.crawl.SqlCrawlHistory;
import stellwerk.indexer.store.crawl.SqlCrawlMemory;
import stellwerk.indexer.store.crawl.SqlLedger;
import stellwerk.indexer.store.crawl.SqlSiteOrders;
import stellwerk.indexer.store.crawl.SqlSiteStates;

/// Two years of fifty sites that go wrong in every way, in simulated time: the real crawl, the real
/// store, the real rules. Measured by the truth, which only the test knows.
class TwentyFourMonthsTest {
  private static final int SITES = 50;
  private static final Instant BEGIN = Instant.parse("2026-11-24T00:00:00Z");
  private static final Duration LASTS = Duration.ofDays(731);
  private static final Housekeeping.Retention RETENTION =
      new Housekeeping.Retention(
          Duration.ofDays(30),
          Duration.ofDays(90),
          Duration.ofDays(60),
          Duration.ofDays(90),
          Duration.ofDays(30));

  @TempDir Path temporary;

  private final Random random = new Random(20261124);
  private final SettableClock clock = new SettableClock(BEGIN.toString());
  private final List<SiteAlert> alerts = new ArrayList<>();
  private final Map<SiteId, ScriptedSite> scripts = new TreeMap<>();
  private final Map<SiteId, List<LocalDate>> fired = new HashMap<>();
  private final Map<SiteId, Trouble> lastTrouble = new HashMap<>();
  private final Map<Trouble, Integer> troubles = new EnumMap<>(Trouble.class);
  private final Set<PostingId> reopenings = new HashSet<>();
  private int crawls;
  private int closings;
  private int held;

  /// A fire that is due.
  private record Due(Instant at, SiteId site) {}

  /// Reads titles and deadlines; two years of pay are read elsewhere.
  static final class Titles implements PostingReader {
    private final PlainReader plain = new PlainReader();

    @Override
    public RawPosting redact(RawPosting raw) {
      RawPosting.Builder less = RawPosting.at(raw.site(), raw.key(), raw.url());
      raw.first(RawField.TITLE)
          .ifPresent(words -> less.structured(RawField.TITLE, words.text(), words.at()));
      raw.first(RawField.VALID_THROUGH)
          .ifPresent(words ->
              less.structured(RawField.VALID_THROUGH, words.text().substring(0, 10), words.at()));
      return less.build();
    }

    @Override
    public Posting read(
        RawPosting raw, PostingId id, VacancyId vacancy, Lifespan lifespan, LocalDate today) {
      return plain.read(raw, id, vacancy, lifespan, today);
    }
  }

  /// A store whose every commit waits for a disk would take minutes; what is tested is not the
  /// disk.
  private static Path quick(Path otherwise) throws IOException {
    Path memory = Path.of("/dev/shm");
    return Files.isWritable(memory)
        ? Files.createTempDirectory(memory, "stellwerk-test")
        : otherwise;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  @Test
  @Timeout(300)
  void nothingIsClosedWronglyNothingIsMissedAndNothingGrows() throws IOException {
    Path folder = quick(temporary);
    try (House house = new House(folder)) {
      house.live();
      house.judge();
    } finally {
      if (!folder.equals(temporary)) {
        delete(folder);
      }
    }
  }

  /// The whole house, in simulated time.
  private final class House implements AutoCloseable {
    final Path folder;
    final Stores stores;
    final SqlCrawlHistory history;
    final SqlCrawlMemory memory;
    final SqlSiteOrders orders;
    final Closings closer;
    final PostingIntake intake;
    final WarcArchive archive;
    final Housekeeping housekeeping;
    final SiteWatch watch;
    final MemoryIndex index = new MemoryIndex();
    final IndexFollower follower;
    final Releases releases;
    final List<Map<String, Long>> monthly = new ArrayList<>();
    long read;

    House(Path folder) {
      this.folder = folder;
      stores = Stores.open(Address.parse("sqlite:" + folder.resolve("stellwerk.db")));
      history = new SqlCrawlHistory(stores.database());
      memory = new SqlCrawlMemory(stores.database());
      orders = new SqlSiteOrders(stores.database(), clock);
      closer = new Closings(stores, history, clock);
      intake = new PostingIntake(stores, new Titles(), Posting::vacancy, closer, clock);
      archive = new WarcArchive(folder.resolve("archive"));
      watch =
          new SiteWatch(history, new SqlSiteStates(stores.database()), orders, alerts::add, clock);
      var ledger = new SqlLedger(stores.database(), clock);
      releases = new Releases(ledger);
      follower = new IndexFollower(stores.postings(), index, releases, clock);
      housekeeping =
          new Housekeeping(
              stores,
              closer,
              archive,
              () -> scripts.values().stream().map(script -> script.site).toList(),
              index::committedNumber,
              RETENTION,
              clock);
      for (int i = 0; i < SITES; i++) {
        ScriptedSite script = script(i);
        scripts.put(script.site.id(), script);
        ledger.configure(script.site.id(), script.site.name(), script.site.rights());
      }
    }

    private ScriptedSite script(int i) {
      String kind =
          switch (i % 10) {
            case 0, 1, 2, 3 -> "greenhouse";
            case 4, 5, 6 -> "personio";
            case 7, 8 -> "json_ld";
            default -> "feed";
          };
      var world = new JobWorld(random, BEGIN, LASTS, 3 + i % 9, kind.equals("json_ld"));
      return new ScriptedSite("site-" + i, kind, schedule(i), world, memory, clock);
    }

    /// From every night, in the hour that is left out once a year, to once in two weeks.
    private static Schedule schedule(int i) {
      Schedule.Rule rule =
          switch (i) {
            case 0, 4, 7, 9 -> new Schedule.Rule.Cron("0 30 2 * * ?");
            default ->
                switch (i % 4) {
                  case 0 -> new Schedule.Rule.Every(5, LocalDate.of(2026, 1, 5));
                  case 1 -> new Schedule.Rule.Cron("0 15 6 ? * MON,THU");
                  case 2 -> new Schedule.Rule.Every(7, LocalDate.of(2026, 1, 6));
                  default -> new Schedule.Rule.Every(14, LocalDate.of(2026, 1, 7));
                };
          };
      return new Schedule(rule, Schedule.BERLIN, Duration.ZERO, List.of());
    }

    void live() {
      PriorityQueue<Due> due =
          new PriorityQueue<>(
              Comparator.comparing(Due::at)
                  .thenComparing(Due::site, Comparator.comparing(SiteId::value)));
      scripts.values().forEach(script -> next(script.site, BEGIN).ifPresent(due::add));
      Instant end = BEGIN.plus(LASTS);
      Instant house = Instant.parse("2026-11-24T02:40:00Z");
      while (clock.instant().isBefore(end)) {
        Due first = due.peek();
        if (first == null || house.isBefore(first.at())) {
          clock.set(house.toString());
          keepHouse(house);
          house = house.plus(Duration.ofDays(1));
        } else {
          due.remove();
          clock.set(first.at().toString());
          fire(script(first.site()));
          next(script(first.site()).site, first.at()).ifPresent(due::add);
        }
      }
    }

    private static java.util.Optional<Due> next(Site site, Instant after) {
      return Clockwork.nextFires(site.schedule(), after, 1).stream()
          .findFirst()
          .map(at -> new Due(at, site.id()));
    }

    private void fire(ScriptedSite script) {
      SiteId id = script.site.id();
      fired
          .computeIfAbsent(id, _ -> new ArrayList<>())
          .add(LocalDate.ofInstant(clock.instant(), Schedule.BERLIN));
      if (orders.paused(id)) {
        return;
      }
      script.trouble = trouble(script);
      troubles.merge(script.trouble, 1, Integer::sum);
      var crawl =
          new Crawl(
              script,
              new Crawl.Keeping(archived(id) ? archive : new EmptyArchive(), memory, history),
              intake,
              CrawlSettings.DEFAULT,
              clock);
      CrawlReport report =
          crawl.run(script.site, Adapters.of(script.site.kind()).orElseThrow(), () -> false);
      crawls++;
      assertThat(script.mayEnd(report.verdict()))
          .as("%s in trouble %s ended %s", report.id(), script.trouble, report)
          .isTrue();
      watch.look(script.site);
      housekeeping.withhold(script.site, watch.outOfDate(script.site));
      decide(report);
      follow();
    }

    private boolean archived(SiteId id) {
      return id.value().equals("site-0") || id.value().equals("site-7");
    }

    /// Every fourth crawl goes wrong; what cannot be seen from outside never goes wrong twice.
    private Trouble trouble(ScriptedSite script) {
      SiteId id = script.site.id();
      long day = Duration.between(BEGIN, clock.instant()).toDays();
      if (!lastTrouble.containsKey(id)) {
        // Who never saw a site well cannot know that it is empty by mistake.
        lastTrouble.put(id, Trouble.NONE);
        return Trouble.NONE;
      }
      Trouble last = lastTrouble.getOrDefault(id, Trouble.NONE);
      Trouble next = Trouble.NONE;
      if (id.value().equals("site-4") && day > 200 && day < 260) {
        next = Trouble.FORBIDDEN;
      } else if (id.value().equals("site-7") && day > 300 && day < 340) {
        next = Trouble.LAYOUT_CHANGE;
      } else if (random.nextInt(4) == 0) {
        List<Trouble> all = List.of(Trouble.values());
        next = all.get(random.nextInt(all.size()));
        boolean invisible = next == Trouble.SOFT_404 || next == Trouble.HALF_LIST;
        if (invisible && last != Trouble.NONE) {
          next = Trouble.NONE;
        }
      }
      lastTrouble.put(id, next);
      return next;
    }

    /// An operator who looks at what would close, and knows the truth.
    private void decide(CrawlReport report) {
      if (report.close().state() != CrawlReport.Close.State.HELD) {
        return;
      }
      held++;
      Map<PostingId, ClosedReason> would = stores.standings().held(report.id());
      boolean allDead = would.keySet().stream().noneMatch(posting -> lives(posting));
      if (allDead) {
        closer.confirm(report.id());
      } else {
        closer.discard(report.id());
      }
    }

    private boolean lives(PostingId posting) {
      JobWorld.@Nullable Job job = job(stores.postings().find(posting).orElseThrow().posting());
      return job != null && job.lives(clock.instant());
    }

    private JobWorld.@Nullable Job job(Posting posting) {
      return script(posting.site()).world.job(JobWorld.number(posting.url()));
    }

    private ScriptedSite script(SiteId site) {
      ScriptedSite script = scripts.get(site);
      if (script == null) {
        throw new IllegalStateException("nobody scripted " + site);
      }
      return script;
    }

    private void keepHouse(Instant now) {
      follower.catchUp();
      index.commit();
      housekeeping.tidy();
      long day = Duration.between(BEGIN, now).toDays();
      if (day % 7 == 0) {
        scripts.values().forEach(script -> watch.look(script.site));
      }
      // Both failed for so long that they were paused; somebody looked after them and lets them go
      // on.
      if (day == 270) {
        orders.give(new SiteOrders.Order.Resume(new SiteId("site-4")), "anna");
      }
      if (day == 345) {
        orders.give(new SiteOrders.Order.Resume(new SiteId("site-7")), "anna");
      }
      follow();
      if (day % 30 == 0) {
        monthly.add(sizes());
      }
    }

    /// Reads what happened, and measures it by the truth.
    private void follow() {
      for (Change change : stores.postings().changesAfter(read, 10_000)) {
        read = change.number();
        switch (change.event()) {
          case ChangeEvent.Closed(ClosedReason reason) -> closed(change, reason);
          case ChangeEvent.Reopened() -> reopenings.add(change.posting());
          case ChangeEvent.Opened _,
              ChangeEvent.Changed _,
              ChangeEvent.Touched _,
              ChangeEvent.Purged _ -> {}
        }
      }
    }

    private void closed(Change change, ClosedReason reason) {
      closings++;
      Posting posting = stores.postings().find(change.posting()).map(Kept::posting).orElseThrow();
      JobWorld.@Nullable Job job = job(posting);
      assertThat(job).as("%s", posting.url()).isNotNull();
      boolean lives = job != null && job.lives(change.at());
      boolean outlivesItsDeadline =
          job != null && job.evergreen() && reason == ClosedReason.DEADLINE;
      assertThat(lives && !outlivesItsDeadline)
          .as("%s closed wrongly (%s): %s", posting.url(), reason, job)
          .isFalse();
    }

    private Map<String, Long> sizes() {
      Map<String, Long> sizes = new TreeMap<>();
      for (String table :
          List.of("posting", "posting_text", "change", "crawl_report", "answer", "held_closing")) {
        sizes.put(table, rows(table));
      }
      try (Stream<Path> files = Files.walk(folder.resolve("archive"))) {
        sizes.put("archive", files.filter(Files::isRegularFile).count());
        sizes.put("file", Files.size(folder.resolve("stellwerk.db")));
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
      return sizes;
    }

    private long rows(String table) {
      return stores
          .database()
          .read(
              "count rows",
              connection -> {
                try (PreparedStatement select =
                        connection.prepareStatement("select count(*) from " + table);
                    ResultSet row = select.executeQuery()) {
                  return row.next() ? row.getLong(1) : 0L;
                }
              });
    }

    void judge() {
      assertThat(crawls).isGreaterThan(5_000);
      assertThat(closings).isGreaterThan(2_000);
      assertThat(held).isPositive();
      assertThat(troubles.keySet()).containsExactlyInAnyOrder(Trouble.values());
      noFireWasMissed();
      whatDiedIsClosed();
      whatOutlivedItsDeadlineIsOpen();
      nothingGrows();
      theIndexKnowsIt();
      alertsWereTold();
    }

    private void noFireWasMissed() {
      fired.forEach((id, days) -> {
        Schedule.Rule rule = script(id).site.schedule().rule();
        List<LocalDate> expected =
            LocalDate.ofInstant(BEGIN, Schedule.BERLIN)
                .plusDays(1)
                .datesUntil(LocalDate.ofInstant(clock.instant(), Schedule.BERLIN))
                .filter(day -> isDue(rule, day))
                .toList();
        List<LocalDate> whole = days.stream().filter(expected::contains).toList();
        assertThat(whole).as("%s %s", id, rule).isEqualTo(expected);
        assertThat(days).doesNotHaveDuplicates();
      });
    }

    private boolean isDue(Schedule.Rule rule, LocalDate day) {
      return switch (rule) {
        case Schedule.Rule.Cron(String cron) ->
            cron.contains("MON")
                ? Set.of("MONDAY", "THURSDAY").contains(day.getDayOfWeek().name())
                : true;
        case Schedule.Rule.Every(int days, LocalDate anchor) ->
            Duration.between(anchor.atStartOfDay(), day.atStartOfDay()).toDays() % days == 0;
        case Schedule.Rule.OnOrder() -> false;
      };
    }

    /// No dead job stays for long, whatever kind of site it stood at.
    private void whatDiedIsClosed() {
      Instant longAgo = clock.instant().minus(Duration.ofDays(90));
      for (ScriptedSite script : scripts.values()) {
        stores
            .postings()
            .open(script.site.id())
            .values()
            .forEach(kept -> {
              JobWorld.@Nullable Job job = job(kept.posting());
              assertThat(job != null && job.dies().isAfter(longAgo))
                  .as(
                      "%s of %s died and is open: %s, %s, %s, %s",
                      kept.posting().url(),
                      script.site.kind(),
                      job,
                      stores.standings().find(kept.posting().id()),
                      stores.postings().changesOf(kept.posting().id()),
                      history.latest(script.site.id(), 5).stream()
                          .map(it -> it.verdict() + " " + it.reason() + " " + it.close())
                          .toList())
                  .isTrue();
            });
      }
    }

    private void whatOutlivedItsDeadlineIsOpen() {
      assertThat(reopenings).isNotEmpty();
    }

    private void nothingGrows() {
      List<Map<String, Long>> first = monthly.subList(5, 11);
      List<Map<String, Long>> last = monthly.subList(monthly.size() - 6, monthly.size());
      for (String what : monthly.getFirst().keySet()) {
        assertThat(most(last, what))
            .as("%s, month by month: %s", what, monthly.stream().map(it -> it.get(what)).toList())
            .isLessThanOrEqualTo(most(first, what) * 5 / 4 + 5);
      }
    }

    private static long most(List<Map<String, Long>> months, String what) {
      return months.stream().mapToLong(month -> month.getOrDefault(what, 0L)).max().orElseThrow();
    }

    private void theIndexKnowsIt() {
      follower.catchUp();
      MemoryIndex anew = new MemoryIndex();
      new IndexFollower(stores.postings(), anew, releases, clock).catchUp();
      assertThat(index.renewals.get()).isLessThanOrEqualTo(1);
      assertThat(index.postings.keySet()).isEqualTo(anew.postings.keySet());
      anew.postings.forEach((id, indexed) -> {
        var known = index.postings.get(id);
        assertThat(known == null ? Set.of() : known.outlets()).isEqualTo(indexed.outlets());
        assertThat(known == null ? null : known.posting().lifespan().closedReason())
            .isEqualTo(indexed.posting().lifespan().closedReason());
      });
    }

    private void alertsWereTold() {
      assertThat(alerts)
          .anyMatch(alert ->
              alert.site().value().equals("site-4") && alert.now().state() == SiteState.PAUSED);
      assertThat(watch.noted(new SiteId("site-4")).orElseThrow().health().state())
          .isNotEqualTo(SiteState.PAUSED);
      assertThat(alerts)
          .anyMatch(alert ->
              alert.site().value().equals("site-7") && alert.now().state() == SiteState.BROKEN);
    }

    @Override
    public void close() {
      stores.close();
      archive.close();
    }
  }
}
