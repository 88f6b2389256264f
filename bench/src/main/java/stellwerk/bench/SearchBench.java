package stellwerk.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import stellwerk.bench.SearchQuestions.Question;
import stellwerk.crawler.archive.Address;
import stellwerk.indexer.posting.PostingId;
import stellwerk.indexer.query.Query;
import stellwerk.indexer.query.Sort;
import stellwerk.indexer.release.Outlet;
import stellwerk.indexer.store.Stores;

/// What searching costs, side by side: the same invented postings and the same questions for the
/// index in this process, through HTTP, in SQLite and in PostgreSQL. Rounds take turns, so that all
/// of them meet the same noise.
@Command(name = "search-bench", mixinStandardHelpOptions = true)
public final class SearchBench implements Callable<Integer> {
  @Option(names = "--postings", description = "how many postings (default: ${DEFAULT-VALUE})")
  private int postings = 200_000;

  @Option(names = "--folder", description = "where indexes and databases stay for the next run")
  private Path folder = Path.of("target", "search-bench");

  @Option(names = "--rounds", description = "(default: ${DEFAULT-VALUE})")
  private int rounds = 3;

  @Option(
      names = "--seconds",
      description = "for each kind, engine and round (default: ${DEFAULT-VALUE})")
  private double seconds = 3;

  @Option(names = "--sqlite", description = "asks SQLite's FTS5 as well")
  private boolean sqlite;

  @Option(names = "--postgres", description = "asks this PostgreSQL as well (a JDBC address)")
  private String postgres = "";

  @Option(names = "--overload", description = "asks through HTTP at four times what fits")
  private boolean overload;

  private final OperatingSystemMXBean system =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  /// Runs it.
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new SearchBench()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException, SQLException, InterruptedException {
    Files.createDirectories(folder);
    SearchCorpus corpus = new SearchCorpus();
    Path index = folder.resolve("index-" + postings);
    boolean filled = Files.exists(index);
    try (SearchEngines.Embedded embedded = SearchEngines.Embedded.open(index);
        Stores stores = Stores.open(Address.parse("sqlite:" + folder.resolve("empty.db")))) {
      if (!filled) {
        fill(embedded, corpus, index);
      }
      say(
          "%d documents, folder %d MB, heap %d MB",
          embedded.index().documents(), megabytes(index), heap());
      List<SearchEngines.Engine> engines = new ArrayList<>(List.of(embedded));
      SearchEngines.OverHttp http = new SearchEngines.OverHttp(embedded.index(), stores);
      engines.add(http);
      if (sqlite) {
        engines.add(SqlEngine.sqlite(folder.resolve("fts-" + postings + ".db"), corpus, postings));
      }
      if (!postgres.isEmpty()) {
        engines.add(SqlEngine.postgres(postgres, corpus, postings));
      }
      ask(engines, SearchQuestions.of(corpus));
      walk(embedded);
      single(embedded);
      if (overload) {
        overload(http, corpus);
      }
      engines.subList(1, engines.size()).forEach(SearchEngines.Engine::close);
      say(
          "heap after all: %d MB used, %d MB committed at most",
          heap(), Runtime.getRuntime().totalMemory() >> 20);
    }
    return 0;
  }

  private void fill(SearchEngines.Embedded embedded, SearchCorpus corpus, Path index) {
    long begun = System.nanoTime();
    long cpu = system.getProcessCpuTime();
    for (int[] batch : SearchCorpus.batches(postings, 500)) {
      embedded.apply(corpus, batch[0], batch[1]);
      if (batch[1] % 10_000 == 0) {
        embedded.index().refresh();
      }
    }
    embedded.index().refresh();
    embedded.index().commit();
    double wall = (System.nanoTime() - begun) / 1e9;
    double spent = (system.getProcessCpuTime() - cpu) / 1e9;
    long making = System.nanoTime();
    int generated = 0;
    for (int number = 0; number < 5_000; number++) {
      generated += corpus.posting(number).hashCode() == 0 ? 1 : 0;
    }
    double invented = (System.nanoTime() - making) / 1e9 / 5_000 * postings;
    say(
        "indexed %d postings: %.1f s, %.1f CPU s (%.1f of them for inventing the postings, %d), %.0f postings per CPU"
            + " second without that, folder %d MB",
        postings,
        wall,
        spent,
        invented,
        generated,
        postings / (spent - invented),
        megabytes(index));
  }

  private void ask(List<SearchEngines.Engine> engines, Map<String, List<Question>> kinds) {
    Map<String, Map<String, List<Long>>> times = new LinkedHashMap<>();
    Map<String, Map<String, double[]>> medians = new LinkedHashMap<>();
    Map<String, Map<String, Double>> cpu = new LinkedHashMap<>();
    for (int round = -1; round < rounds; round++) {
      say("round %d, pressure %s", round, pressure());
      for (Map.Entry<String, List<Question>> kind : kinds.entrySet()) {
        for (int turn = 0; turn < engines.size(); turn++) {
          SearchEngines.Engine engine = engines.get(Math.floorMod(turn + round, engines.size()));
          List<Long> took = new ArrayList<>();
          long before = system.getProcessCpuTime();
          asked(engine, kind.getValue(), round < 0 ? Math.min(seconds, 3) : seconds, took);
          double spent = (system.getProcessCpuTime() - before) / 1e6 / took.size();
          if (round >= 0) {
            times
                .computeIfAbsent(kind.getKey(), _ -> new LinkedHashMap<>())
                .computeIfAbsent(engine.name(), _ -> new ArrayList<>())
                .addAll(took);
            medians.computeIfAbsent(kind.getKey(), _ -> new LinkedHashMap<>())
                    .computeIfAbsent(engine.name(), _ -> new double[rounds])[round] =
                quantile(took, 0.5);
            cpu.computeIfAbsent(kind.getKey(), _ -> new LinkedHashMap<>())
                .merge(engine.name(), spent / rounds, Double::sum);
          }
        }
      }
    }
    print(engines, times, medians, cpu);
  }

  private static void asked(
      SearchEngines.Engine engine, List<Question> questions, double seconds, List<Long> took) {
    long until = System.nanoTime() + (long) (seconds * 1e9);
    long answered = 0;
    for (int i = 0; System.nanoTime() < until || took.size() < 10; i++) {
      long begun = System.nanoTime();
      answered += engine.ask(questions.get(i % questions.size()));
      took.add(System.nanoTime() - begun);
      if (took.size() >= 10 && (System.nanoTime() - until) / 1e9 > 20) {
        break;
      }
    }
    if (answered < 0) {
      throw new IllegalStateException(engine.name() + " answers nothing");
    }
  }

  private void print(
      List<SearchEngines.Engine> engines,
      Map<String, Map<String, List<Long>>> times,
      Map<String, Map<String, double[]>> medians,
      Map<String, Map<String, Double>> cpu) {
    String first = engines.getFirst().name();
    StringBuilder head = new StringBuilder("| kind");
    engines.forEach(
        engine -> head.append(" | ").append(engine.name()).append(" p50 / p99 ms (n, CPU ms)"));
    say("%s |", head);
    say("%s|", "|---".repeat(engines.size() + 1));
    Map<String, Double> logs = new LinkedHashMap<>();
    times.forEach((kind, byEngine) -> {
      StringBuilder line = new StringBuilder("| " + kind);
      for (SearchEngines.Engine engine : engines) {
        List<Long> took = byEngine.getOrDefault(engine.name(), List.of());
        line.append(
            String.format(
                Locale.ROOT,
                " | %.3f / %.2f (%d, %.2f)",
                quantile(took, 0.5),
                quantile(took, 0.99),
                took.size(),
                cpu.getOrDefault(kind, Map.of()).getOrDefault(engine.name(), 0.0)));
        double[] ratios = ratios(medians, kind, engine.name(), first);
        if (!engine.name().equals(first)) {
          line.append(String.format(Locale.ROOT, " **%.1f ×**", ratios[ratios.length / 2]));
        }
        if (!kind.equals("phrase")) {
          logs.merge(engine.name(), Math.log(ratios[ratios.length / 2]), Double::sum);
        }
      }
      say("%s |", line);
    });
    int kinds = times.size() - 1;
    logs.forEach((engine, sum) ->
        say(
            "geometric mean without phrases, %s against %s: %.2f ×",
            engine, first, Math.exp(sum / kinds)));
  }

  private double[] ratios(
      Map<String, Map<String, double[]>> medians, String kind, String engine, String first) {
    double[] own = medians.getOrDefault(kind, Map.of()).getOrDefault(engine, new double[rounds]);
    double[] ours = medians.getOrDefault(kind, Map.of()).getOrDefault(first, new double[rounds]);
    double[] ratios = new double[rounds];
    Arrays.setAll(ratios, round -> own[round] / ours[round]);
    Arrays.sort(ratios);
    return ratios;
  }

  /// A walk of ten pages along cursors.
  private static void walk(SearchEngines.Embedded embedded) {
    List<Long> took = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      Query query =
          Query.everything(Outlet.API, 20)
              .asking(SearchCorpus.word(30 + i % 40))
              .from(Query.From.START);
      long begun = System.nanoTime();
      var page = embedded.index().search(query);
      for (int number = 1; number < 10 && page.next() != null; number++) {
        page = embedded.index().search(query.from(new Query.From.After(page.next())));
      }
      took.add(System.nanoTime() - begun);
    }
    say(
        "cursor of 10 pages, newest first: p50 %.2f ms, p99 %.2f ms",
        quantile(took, 0.5), quantile(took, 0.99));
  }

  private void single(SearchEngines.Embedded embedded) {
    List<Long> found = new ArrayList<>();
    List<Long> similar = new ArrayList<>();
    Random random = new Random(3);
    Query five =
        new Query(
            "",
            Outlet.API,
            Query.Group.VACANCY,
            List.of(),
            List.of(),
            Sort.RELEVANCE,
            5,
            Query.From.START,
            false);
    for (int i = 0; i < 300; i++) {
      PostingId id = new PostingId("j_" + Integer.toString(random.nextInt(postings), 36) + "000");
      long begun = System.nanoTime();
      PostingId met = embedded.index().find(id).orElseThrow().id();
      found.add(System.nanoTime() - begun);
      begun = System.nanoTime();
      int alike = embedded.index().similar(met, five).orElseThrow().size();
      similar.add(System.nanoTime() - begun);
      if (alike == 0) {
        throw new IllegalStateException("nothing is like " + id);
      }
    }
    say("one posting by id: p50 %.3f ms, p99 %.2f ms", quantile(found, 0.5), quantile(found, 0.99));
    say(
        "five similar jobs: p50 %.2f ms, p99 %.2f ms",
        quantile(similar, 0.5), quantile(similar, 0.99));
  }

  /// Four times as many askers as may search at once, each as fast as it can.
  private void overload(SearchEngines.OverHttp http, SearchCorpus corpus)
      throws InterruptedException {
    for (int factor : List.of(1, 4, 40)) {
      int askers = 2 * Runtime.getRuntime().availableProcessors() * factor;
      AtomicLong answered = new AtomicLong();
      AtomicLong refused = new AtomicLong();
      List<Long> took = java.util.Collections.synchronizedList(new ArrayList<>());
      CountDownLatch done = new CountDownLatch(askers);
      long until = System.nanoTime() + 8_000_000_000L;
      for (int asker = 0; asker < askers; asker++) {
        Random random = new Random(asker);
        Thread.ofVirtual()
            .start(() -> {
              while (System.nanoTime() < until) {
                long begun = System.nanoTime();
                try {
                  http.ask(new Question.Counted(corpus.asked(random)));
                  answered.incrementAndGet();
                  took.add(System.nanoTime() - begun);
                } catch (IllegalStateException e) {
                  refused.incrementAndGet();
                }
              }
              done.countDown();
            });
      }
      done.await();
      say(
          "%d askers at once: %.0f answered/s, %.0f refused/s, p50 %.1f ms, p99 %.1f ms, heap %d MB",
          askers,
          answered.get() / 8.0,
          refused.get() / 8.0,
          quantile(took, 0.5),
          quantile(took, 0.99),
          heap());
    }
  }

  private static double quantile(List<Long> nanos, double share) {
    long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
    return sorted.length == 0
        ? 0
        : sorted[(int) Math.min(sorted.length - 1.0, sorted.length * share)] / 1e6;
  }

  private static long megabytes(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum()
          >> 20;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long heap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20;
  }

  /// The share of time in which something waited for a processor, as the kernel tells it.
  private static String pressure() {
    try {
      return Files.readString(Path.of("/proc/pressure/cpu")).lines().findFirst().orElse("unknown");
    } catch (IOException unknown) {
      return "unknown";
    }
  }

  @SuppressWarnings("AnnotateFormatMethod")
  private static void say(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
