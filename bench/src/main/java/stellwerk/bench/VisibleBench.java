package stellwerk.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import stellwerk.bench.SearchQuestions.Question;
import stellwerk.crawler.archive.Address;
import stellwerk.crawler.ledger.Ledger;
import stellwerk.crawler.site.CrawlId;
import stellwerk.crawler.site.RawPosting;
import stellwerk.crawler.site.Rights;
import stellwerk.crawler.site.SiteId;
import stellwerk.indexer.IndexFollower;
import stellwerk.indexer.lifecycle.ChangeEvent;
import stellwerk.indexer.posting.Posting;
import stellwerk.indexer.release.Releases;
import stellwerk.indexer.store.Stores;
import stellwerk.indexer.store.crawl.SqlLedger;

/// How long a change needs from the store into the answers, while the store goes on changing and
/// searches go on.
@Command(name = "visible-bench", mixinStandardHelpOptions = true)
public final class VisibleBench implements Callable<Integer> {
  @Option(
      names = "--postings",
      description = "how many postings to begin with (default: ${DEFAULT-VALUE})")
  private int postings = 40_000;

  @Option(names = "--rate", description = "changes a second (default: ${DEFAULT-VALUE})")
  private int rate = 200;

  @Option(names = "--seconds", description = "(default: ${DEFAULT-VALUE})")
  private int seconds = 20;

  /// Runs it.
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new VisibleBench()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    Path folder = Files.createTempDirectory("visible-bench");
    SearchCorpus corpus = new SearchCorpus();
    InstantSource clock = InstantSource.system();
    try (Stores stores = Stores.open(Address.parse("sqlite:" + folder.resolve("store.db")));
        SearchEngines.Embedded embedded = SearchEngines.Embedded.open(folder.resolve("index"))) {
      Ledger ledger = new SqlLedger(stores.database(), clock);
      for (int site = 0; site < 12; site++) {
        ledger.configure(new SiteId("site-" + site), "Site", Rights.linkOnly("Site"));
      }
      long begun = System.nanoTime();
      keep(stores, corpus, 0, postings);
      say("kept %d postings in %.1f s", postings, (System.nanoTime() - begun) / 1e9);
      try (IndexFollower follower =
          new IndexFollower(stores.postings(), embedded.index(), new Releases(ledger), clock)) {
        begun = System.nanoTime();
        follower.catchUp();
        say("filled the index in %.1f s", (System.nanoTime() - begun) / 1e9);
        follower.start();
        measure(stores, embedded, corpus, follower);
      }
    } finally {
      delete(folder);
    }
    return 0;
  }

  private void measure(
      Stores stores, SearchEngines.Embedded embedded, SearchCorpus corpus, IndexFollower follower)
      throws InterruptedException {
    AtomicBoolean done = new AtomicBoolean();
    AtomicLong searches = new AtomicLong();
    Thread searching =
        Thread.ofPlatform()
            .start(() -> {
              Random random = new Random(5);
              while (!done.get()) {
                embedded.ask(new Question.Words(List.of(corpus.asked(random))));
                searches.incrementAndGet();
              }
            });
    List<Long> visible = new ArrayList<>();
    List<Thread> probes = new ArrayList<>();
    long begun = System.nanoTime();
    for (int change = 0; change < rate * seconds; change++) {
      long number = keep(stores, corpus.posting(postings + change));
      follower.signal();
      long kept = System.nanoTime();
      if (change % 20 == 0) {
        probes.add(
            Thread.ofVirtual()
                .start(() -> {
                  while (embedded.index().changeNumber() < number) {
                    LockSupport.parkNanos(1_000_000);
                  }
                  synchronized (visible) {
                    visible.add(System.nanoTime() - kept);
                  }
                }));
      }
      long due = begun + (change + 1) * 1_000_000_000L / rate;
      long wait = due - System.nanoTime();
      if (wait > 0) {
        Thread.sleep(wait / 1_000_000, (int) (wait % 1_000_000));
      }
    }
    double took = (System.nanoTime() - begun) / 1e9;
    for (Thread probe : probes) {
      probe.join();
    }
    done.set(true);
    searching.join();
    long[] sorted = visible.stream().mapToLong(Long::longValue).sorted().toArray();
    say("%.0f changes/s wanted %d, %d probes: visible after p50 %.0f ms, p90 %.0f ms, most %.0f ms; %.0f searches/s meanwhile",
        rate * seconds / took,
        rate,
        sorted.length,
        sorted[sorted.length / 2] / 1e6,
        sorted[sorted.length * 9 / 10] / 1e6,
        sorted[sorted.length - 1] / 1e6,
        searches.get() / took);
  }

  private static void keep(Stores stores, SearchCorpus corpus, int from, int until)
      throws Exception {
    try (ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Long>> kept = new ArrayList<>();
      for (int number = from; number < until; number++) {
        Posting posting = corpus.posting(number);
        kept.add(many.submit(() -> keep(stores, posting)));
        if (kept.size() == 1_000) {
          await(kept);
        }
      }
      await(kept);
    }
  }

  private static void await(Collection<Future<Long>> kept) throws Exception {
    for (Future<Long> each : kept) {
      each.get();
    }
    kept.clear();
  }

  private static long keep(Stores stores, Posting posting) {
    RawPosting raw =
        RawPosting.at(
                posting.site(), posting.key(), URI.create("https://bench.invalid/" + posting.key()))
            .build();
    Instant now = Instant.ofEpochSecond(1_795_000_000);
    return stores
        .postings()
        .keep(
            posting, raw, "digest", CrawlId.of(posting.site(), now), new ChangeEvent.Opened(), now);
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  @SuppressWarnings("AnnotateFormatMethod")
  private static void say(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
