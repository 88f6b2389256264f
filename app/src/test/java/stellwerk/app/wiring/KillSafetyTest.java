package stellwerk.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stellwerk.app.config.Configuration;
import stellwerk.crawler.site.SiteId;
import stellwerk.crawler.verdict.CrawlReport;
import stellwerk.crawler.verdict.Verdict;
import stellwerk.indexer.posting.Fact;
import stellwerk.indexer.posting.PostingField;
import stellwerk.indexer.store.Kept;

/// What becomes of a crawl whose process dies or stands still (`docs/crawling.md`): child JVMs with
/// the real wiring, a real store and archive, and a server in this one that saw everything.
class KillSafetyTest {
  private static final int POSTINGS = 120;
  private static final int KILLS = 20;
  private static final SiteId WERK = new SiteId("werk");

  @TempDir private Path folder;

  private Process crawl(Path config) throws IOException {
    return start(config, said());
  }

  private static Process start(Path config, Path said) throws IOException {
    return new ProcessBuilder(command(config))
        .redirectErrorStream(true)
        .redirectOutput(said.toFile())
        .start();
  }

  private Path said() {
    return folder.resolve("said");
  }

  private String told() throws IOException {
    return Files.readString(said(), StandardCharsets.UTF_8);
  }

  private static void signal(Process process, String name) throws Exception {
    assertThat(
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor())
        .isZero();
  }

  private static void mustHaveSignals() {
    Assumptions.assumeFalse(
        System.getProperty("os.name").startsWith("Windows"),
        "signals are tried where there are signals");
  }

  private static Map<Integer, String> titles(Wiring wiring) {
    Map<Integer, String> titles = new TreeMap<>();
    for (Kept kept : wiring.stores().postings().open(WERK).values()) {
      String title =
          kept.posting().title() instanceof Fact.Known<String>(String value, _) ? value : "–";
      assertThat(titles.put(Integer.valueOf(kept.posting().key()), title)).isNull();
    }
    return titles;
  }

  private static Map<Integer, String> served(JobsServer jobs) {
    Map<Integer, String> served = new TreeMap<>();
    jobs.versions().keySet().forEach(id -> served.put(id, jobs.title(id)));
    return served;
  }

  @Test
  @DisplayName(
      "37. Kill-safe: SIGKILL at 20 moments, nothing lost, nothing doubled, nothing older over newer")
  void twentyKillsLoseNothingAndDoubleNothing() throws Exception {
    mustHaveSignals();
    SplittableRandom random = new SplittableRandom(37);
    try (JobsServer jobs = JobsServer.of(POSTINGS)) {
      Path config = jobs.installation(folder);
      Map<String, Integer> whole = new HashMap<>();
      for (int kill = 0; kill < KILLS; kill++) {
        // Somewhere among the pages, and somewhere within the work on one of them.
        int page = 1 + random.nextInt(POSTINGS);
        long nanos = random.nextLong(TimeUnit.MILLISECONDS.toNanos(30));
        AtomicInteger asked = new AtomicInteger();
        CountDownLatch moment = new CountDownLatch(1);
        jobs.listen(path -> {
          if (path.startsWith("/stelle/") && asked.incrementAndGet() == page) {
            moment.countDown();
          }
        });
        List<String> before = jobs.sent();
        Process child = crawl(config);
        assertThat(moment.await(90, TimeUnit.SECONDS)).as(told()).isTrue();
        for (long until = System.nanoTime() + nanos; System.nanoTime() < until; ) {
          Thread.onSpinWait();
        }
        child.destroyForcibly();
        assertThat(child.waitFor(30, TimeUnit.SECONDS)).isTrue();
        List<String> sent = jobs.sent().subList(before.size(), jobs.sent().size());
        int again = 0;
        for (String line : sent) {
          if (line.startsWith("200 /stelle/") && whole.merge(line, 1, Integer::sum) > 1) {
            again++;
          }
        }
        assertThat(again).as("at most the page in flight is sent again").isLessThanOrEqualTo(1);
        int changed = 1 + random.nextInt(POSTINGS);
        jobs.change(changed);
        whole.remove("200 /stelle/" + changed);
      }
      jobs.listen(_ -> {});
      try (Wiring wiring = Wiring.open(Configuration.read(config))) {
        CrawlReport last = wiring.crawl(wiring.configuration().sites().getFirst());

        assertThat(last.verdict()).as(last.reason()).isEqualTo(Verdict.COMPLETE);
        assertThat(titles(wiring)).isEqualTo(served(jobs));
        wiring.catchUp();
        List<String> indexed = new ArrayList<>();
        new Asking(wiring)
            .everything(null)
            .forEach(entry -> indexed.add(entry.posting().known(PostingField.TITLE).orElse("–")));
        assertThat(indexed).containsExactlyInAnyOrderElementsOf(served(jobs).values());
      }
    }
  }

  @Test
  @DisplayName(
      "13. The same across nodes: a second process on one store is refused before its first request")
  void aSecondProcessOnTheSameStoreAsksNobody() throws Exception {
    try (JobsServer jobs = JobsServer.of(3)) {
      Path config = jobs.installation(folder);
      try (Wiring first = Wiring.open(Configuration.read(config))) {
        Process second = crawl(config);
        assertThat(second.waitFor(90, TimeUnit.SECONDS)).isTrue();

        assertThat(second.exitValue()).as(told()).isEqualTo(75);
        assertThat(told()).contains("is in use by process " + ProcessHandle.current().pid());
        assertThat(jobs.sent()).isEmpty();
        first.crawl(first.configuration().sites().getFirst());
      }
      assertThat(jobs.sent()).hasSizeGreaterThan(3);
    }
  }

  @Test
  @DisplayName("38. Fenced crawls: while a stopped process holds the store nobody takes it over")
  void aProcessThatStandsStillIsNotReplacedAndGoesOnAlone() throws Exception {
    mustHaveSignals();
    try (JobsServer jobs = JobsServer.of(40)) {
      Path config = jobs.installation(folder);
      CountDownLatch tenth = new CountDownLatch(10);
      jobs.listen(path -> {
        if (path.startsWith("/stelle/")) {
          tenth.countDown();
        }
      });
      Process first = crawl(config);
      try {
        assertThat(tenth.await(90, TimeUnit.SECONDS)).as(told()).isTrue();
        signal(first, "STOP");
        Path other = folder.resolve("other");
        Process second = start(config, other);
        int before = jobs.sent().size();
        assertThat(second.waitFor(90, TimeUnit.SECONDS)).isTrue();

        assertThat(second.exitValue()).as(Files.readString(other)).isEqualTo(75);
        assertThat(jobs.sent().size()).as("nobody asked meanwhile").isLessThanOrEqualTo(before + 1);
      } finally {
        signal(first, "CONT");
      }
      assertThat(first.waitFor(90, TimeUnit.SECONDS)).isTrue();
      assertThat(first.exitValue()).as(told()).isZero();
      assertThat(jobs.sent().stream().filter(line -> line.startsWith("200 /stelle/")))
          .as("every page was sent once")
          .hasSize(40)
          .doesNotHaveDuplicates();
      try (Wiring wiring = Wiring.open(Configuration.read(config))) {
        assertThat(titles(wiring)).isEqualTo(served(jobs));
      }
    }
  }

  private static List<String> command(Path config) {
    String classes =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "--enable-native-access=ALL-UNNAMED",
        "-cp",
        classes,
        "stellwerk.app.Main",
        "crawl",
        "--config",
        config.toString());
  }
}
