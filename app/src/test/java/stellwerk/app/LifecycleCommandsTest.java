package stellwerk.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stellwerk.app.config.Configuration;
import stellwerk.app.wiring.Wiring;
import stellwerk.crawler.archive.Address;
import stellwerk.crawler.site.RawField;
import stellwerk.crawler.site.RawPosting;
import stellwerk.crawler.site.SiteId;
import stellwerk.crawler.site.Words;
import stellwerk.indexer.posting.Posting;
import stellwerk.indexer.store.Kept;
import stellwerk.indexer.store.PostingJson;
import stellwerk.indexer.store.Stores;

/// `crawls …`, `explain`, `replay`, `site pause`, `backup`, `restore`, as people type them.
class LifecycleCommandsTest {
  private static final int JOBS = 10;

  @TempDir private Path folder;
  private BoardSite board;
  private Path config;

  @BeforeEach
  void crawled() throws IOException {
    board =
        BoardSite.of(
            IntStream.range(0, JOBS)
                .mapToObj(i -> "KI-Trainer (m/w/d) Fachgebiet " + (char) ('A' + i))
                .toArray(String[]::new));
    config = board.installation(folder, "brett");
    assertThat(type("crawl", "brett").code()).isZero();
  }

  @AfterEach
  void close() {
    board.close();
  }

  private Ran type(String... words) {
    List<String> arguments = new ArrayList<>(List.of(words));
    arguments.add("--config");
    arguments.add(config.toString());
    return Ran.of(arguments.toArray(String[]::new));
  }

  private String ok(String... words) {
    Ran ran = type(words);
    assertThat(ran.code()).as("%s: %s", String.join(" ", words), ran.said()).isZero();
    return ran.out();
  }

  private String crawlHeld() {
    for (int id = 1; id <= 6; id++) {
      board.remove(id);
    }
    Ran held = type("crawl", "brett");
    assertThat(held.code()).isEqualTo(4);
    assertThat(held.out()).contains("HELD: would close 6 of 10 (guard 30 %)");
    return idIn(ok("crawls", "list", "--held"), "c_\\d+_\\d+_brett(-\\d+)?");
  }

  private static String idIn(String text, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertThat(matcher.find()).as(text).isTrue();
    return matcher.group();
  }

  private String posting(int job) {
    return idIn(ok("explain", board.base() + "/jobs/" + job), "j_[0-9a-z]+");
  }

  @Test
  void whatACrawlWouldCloseIsShownAndClosedOnlyWhenSomebodyConfirms() {
    String crawl = crawlHeld();

    assertThat(ok("crawls", "show", crawl))
        .contains("would close", "not_listed", "KI-Trainer (m/w/d) Fachgebiet A", "/jobs/1")
        .doesNotContain("Fachgebiet G")
        .contains("Next: stellwerk crawls confirm " + crawl);
    assertThat(ok("crawls", "show", crawl, "--json"))
        .contains("\"would_close\" : [", "\"closed_reason\" : \"not_listed\"");
    assertThat(ok("site", "list")).contains("degraded", "would close 6 of 10");
    assertThat(ok("search", "KI-Trainer", "--limit", "50").lines().toList())
        .hasSizeGreaterThanOrEqualTo(JOBS);

    assertThat(ok("crawls", "confirm", crawl)).contains("confirmed: closed 6 of 10");

    assertThat(ok("explain", posting(1)))
        .contains("state      closed (not_listed)", "complete crawls did not list it any more")
        .contains("api        withheld: closed")
        .contains("closed (not_listed)");
    assertThat(ok("search", "KI-Trainer", "--limit", "50")).doesNotContain("Fachgebiet A");
    assertThat(ok("site", "list")).doesNotContain("degraded");
    Ran again = type("crawls", "confirm", crawl);
    assertThat(again.code()).isEqualTo(2);
    assertThat(again.err()).contains("no closing of " + crawl + " is held: it is confirmed");
  }

  @Test
  void aDiscardedClosingClosesNothing() {
    String crawl = crawlHeld();

    assertThat(ok("crawls", "discard", crawl)).contains("discarded: closed 0 of 10");

    assertThat(ok("explain", posting(1))).contains("state      active, shown");
    assertThat(ok("crawls", "list", "--held")).doesNotContain(crawl);
    assertThat(ok("crawls", "list", "brett").lines().filter(it -> it.contains("COMPLETE")))
        .hasSize(2);
  }

  @Test
  void whatACrawlNotedCanBeRead() {
    board.remove(2);
    ok("crawl", "brett");
    String crawl = idIn(ok("crawls", "list"), "c_\\d+_\\d+_brett(-\\d+)?");
    assertThat(type("crawls", "log", crawl).code()).isZero();
    Ran unknown = type("crawls", "show", "c_20200101_000000_brett");
    assertThat(unknown.code()).isEqualTo(2);
    assertThat(unknown.err()).contains("there is no crawl c_20200101_000000_brett");
  }

  @Test
  void everyAddressThatACrawlMetIsExplainedByWhatBecameOfIt() {
    board.remove(2);
    ok("crawl", "brett");
    String crawl = idIn(ok("crawls", "list"), "c_\\d+_\\d+_brett(-\\d+)?");

    String list = board.base() + "/v1/boards/brett/jobs?content=true";
    assertThat(ok("explain", list))
        .contains("no posting's own address; met at site brett", "fate read in crawl " + crawl);
    assertThat(ok("explain", list, "--json"))
        .contains("\"crawl\" : \"" + crawl + "\"", "\"code\" : \"read\"");
    board.goWrong(exchange -> exchange.sendResponseHeaders(403, -1));
    type("crawl", "brett");
    assertThat(ok("explain", list)).contains("fate refused.forbidden in crawl ");
    assertThat(type("explain", board.base() + "/jobs/4711").code()).isEqualTo(1);
  }

  @Test
  void aPostingIsExplainedWithRulesWordsOutletsAndHistory() {
    String id = posting(3);

    assertThat(ok("explain", id))
        .contains(
            id + "  site brett, key 3",
            "state      active, shown",
            "role       ki-trainer: belongs to it",
            "← “KI-Trainer",
            "vacancy    v_",
            "api        may appear",
            "#",
            "opened",
            "✓ title");
    assertThat(ok("explain", id, "Fachgebiet", "--occupation", "ki-trainer"))
        .containsPattern("rank       \\d+ of " + JOBS);
    assertThat(ok("explain", id, "Zahnarzt")).contains("rank       not among the");
    assertThat(ok("explain", id, "--json"))
        .contains("\"shown\" : true", "\"says\" : \"member\"", "\"hidden_by\"", "\"history\"");
  }

  @Test
  void whatWasTakenDownIsExplainedThoughItsWordsAreGone() {
    String id = posting(3);
    ok("posting", "takedown", id, "--why", "mail of the owner");

    assertThat(ok("explain", id))
        .contains("closed (takedown): somebody with a right to it wanted it out")
        .contains("its words are gone", "mail of the owner")
        .doesNotContain("Fachgebiet C");
  }

  @Test
  void anAddressThatIsNoPostingsOwnIsExplainedByWhatCrawlsNoted() {
    assertThat(ok("explain", board.base() + "/v1/boards/brett/jobs?content=true"))
        .contains("no posting's own address; met at site brett", "10 postings");
    Ran unknown = type("explain", "https://nowhere.example/");
    assertThat(unknown.code()).isEqualTo(1);
    assertThat(unknown.err()).contains("nothing is known of https://nowhere.example/");
  }

  @Test
  void aPausedSiteSaysSoUntilItIsResumed() {
    assertThat(ok("site", "pause", "brett", "--by", "anna")).contains("brett  is paused");
    assertThat(ok("site", "list")).contains("paused").contains("paused by an operator");
    assertThat(ok("site", "list", "--json")).contains("\"state\" : \"paused\"");
    assertThat(ok("site", "resume", "brett")).contains("brett  is crawled again");
    assertThat(ok("site", "list")).doesNotContain("paused");
  }

  private Stores stores() {
    return Stores.open(Address.parse("sqlite:" + folder.resolve("data/stellwerk.db")));
  }

  /// Makes the store believe that an adapter had read a title wrongly.
  private Posting misread(String key) {
    try (Stores stores = stores()) {
      Kept kept = stores.postings().find(new SiteId("brett"), key).orElseThrow();
      Map<RawField, List<Words>> fields = new EnumMap<>(kept.raw().fields());
      fields.put(RawField.TITLE, List.of(new Words("Buchhalter", "json title", true)));
      RawPosting wrong =
          new RawPosting(
              kept.raw().site(),
              kept.raw().key(),
              kept.raw().url(),
              fields,
              kept.raw().places(),
              kept.raw().pays());
      stores
          .postings()
          .keepRaw(
              kept.posting().id(),
              wrong,
              new PostingJson().digest(wrong),
              kept.posting().lifespan().firstSeen());
      return kept.posting();
    }
  }

  @Test
  void aReplayReadsTheKeptPagesAgainWithoutTheNetworkAndShowsTheDifference() {
    Posting before = misread("4");
    ok("rebuild", "postings");
    assertThat(ok("explain", before.id().value())).contains("Buchhalter");
    int asked = board.asked();
    board.close();

    assertThat(ok("replay", "brett", "--diff"))
        .contains("10 postings · 1 changed · 0 unknown to the store")
        .containsPattern("title +1 +" + before.id() + "  Buchhalter → KI-Trainer")
        .contains("nothing written");
    assertThat(ok("explain", before.id().value())).contains("✓ title           Buchhalter");

    assertThat(ok("replay", "brett", "--json"))
        .contains("\"field\":\"title\",\"before\":\"Buchhalter\"");

    try (Stores stores = stores()) {
      Posting after = stores.postings().find(before.id()).map(Kept::posting).orElseThrow();
      assertThat(after.title().known()).isEqualTo(before.title().known());
      assertThat(after.lifespan()).isEqualTo(before.lifespan());
    }
    assertThat(ok("replay", "brett")).contains("10 postings · 0 changed");
    assertThat(ok("rebuild", "postings", "--diff")).contains(" 0 changed");
    assertThat(board.asked()).isEqualTo(asked);
  }

  @Test
  void pagesThatWereUnchangedAreReplayedFromTheCrawlThatKeptThem() {
    ok("crawl", "brett");
    assertThat(ok("replay", "brett", "--diff")).contains("10 postings · 0 changed");
  }

  @Test
  void ofAnOlderCrawlNothingIsWritten() {
    String first = idIn(ok("crawls", "list"), "c_\\d+_\\d+_brett");
    board.remove(1);
    ok("crawl", "brett");
    Posting before = misread("4");

    assertThat(ok("replay", "--crawl", first))
        .contains("replayed " + first)
        .contains("Nothing was written: newer pages of this site are kept.");

    try (Stores stores = stores()) {
      assertThat(stores.postings().find(before.id()).orElseThrow().raw().first(RawField.TITLE))
          .hasValueSatisfying(words -> assertThat(words.text()).isEqualTo("Buchhalter"));
    }
    assertThat(type("replay", "--crawl", "c_20200101_000000_brett").code()).isEqualTo(4);
  }

  @Test
  void aBackupIsTakenWhileTheServiceWorksAndRestoredIntoAnEmptyPlace() throws IOException {
    Path backup = folder.resolve("backup");
    String before;
    try (Wiring working = Wiring.open(Configuration.read(config))) {
      assertThat(type("search", "KI-Trainer").code()).isEqualTo(75);
      assertThat(ok("backup", backup.toString()))
          .contains("copied the store", "1 files of the archive");
      assertThat(working.changeNumber()).isEqualTo(JOBS);
    }
    before = ok("search", "KI-Trainer", "--limit", "50");
    assertThat(type("backup", backup.toString()).err()).contains("must go into an empty folder");
    assertThat(type("restore", backup.toString()).err()).contains("there is a store already");

    move(folder.resolve("data"), folder.resolve("lost"));
    assertThat(type("restore", folder.resolve("lost").toString()).err()).contains("is no backup");
    assertThat(ok("restore", backup.toString())).contains("index filled with 10 documents");

    assertThat(ok("search", "KI-Trainer", "--limit", "50")).isEqualTo(before);
    assertThat(ok("replay", "brett", "--diff")).contains("10 postings · 0 changed");
  }

  private static void move(Path from, Path to) {
    try {
      Files.move(from, to);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
