package stellwerk.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import stellwerk.crawler.archive.Address;
import stellwerk.indexer.index.Analysers;
import stellwerk.indexer.index.IndexedPosting;
import stellwerk.indexer.index.Indexes;
import stellwerk.indexer.index.PostingCodec;
import stellwerk.indexer.index.SearchIndex;
import stellwerk.indexer.posting.Posting;
import stellwerk.indexer.query.Hits;
import stellwerk.indexer.query.Query;
import stellwerk.indexer.query.Synonyms;
import stellwerk.indexer.release.Outlet;
import stellwerk.indexer.store.PostingJson;

/// Indexing and searching in a folder on disk.
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 1, jvmArgs = {"-Xmx256m", "-XX:+UseSerialGC"})
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
public class IndexBench {
  private static final int BATCH = 200;
  private static final List<String> QUESTIONS =
      List.of("data annotation", "trainer", "software engineer", "\"machine learning\" -manager", "remote german", "medizin");

  private List<IndexedPosting> postings = List.of();
  private Path folder = Path.of("");
  private SearchIndex index = memory();
  private int next;
  private int question;

  private static SearchIndex memory() {
    return open("memory:");
  }

  private static SearchIndex open(String address) {
    return Indexes.open(
        Address.parse(address), new JsonCodec(), new Analysers(), Synonyms.NONE, InstantSource.fixed(Postings.SEEN));
  }

  @Setup(Level.Trial)
  public void fill() throws IOException {
    index.close();
    postings =
        new Postings()
            .all("postings").stream().map(IndexBench::everywhere).toList();
    folder = Files.createTempDirectory("bench-index");
    index = open("lucene:" + folder.resolve("index"));
    index.apply(postings, List.of(), 1);
    index.refresh();
    index.commit();
  }

  @TearDown(Level.Trial)
  public void clean() throws IOException {
    index.close();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static IndexedPosting everywhere(Posting posting) {
    Set<Outlet> outlets = EnumSet.allOf(Outlet.class);
    return new IndexedPosting(posting, outlets, outlets, List.of(), true);
  }

  /// Two hundred postings replaced and made visible; counted by posting.
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public long index() {
    List<IndexedPosting> batch = new ArrayList<>();
    for (int i = 0; i < BATCH; i++) {
      next = (next + 1) % postings.size();
      batch.add(postings.get(next));
    }
    index.apply(batch, List.of(), 2);
    index.refresh();
    return index.documents();
  }

  /// One search for the twenty best.
  @Benchmark
  public Hits search() {
    question = (question + 1) % QUESTIONS.size();
    return index.search(Query.everything(Outlet.API, 20).asking(QUESTIONS.get(question)));
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
}
