package stellwerk.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import stellwerk.indexer.dedupe.Grouping;
import stellwerk.indexer.dedupe.MemoryNeighbours;
import stellwerk.indexer.dedupe.Ruled;
import stellwerk.indexer.dedupe.Signature;
import stellwerk.indexer.dedupe.Signer;
import stellwerk.indexer.normalise.TitleReader;
import stellwerk.indexer.normalise.Vocabulary;
import stellwerk.indexer.posting.Posting;
import stellwerk.indexer.posting.PostingId;
import stellwerk.indexer.posting.VacancyId;

/// Vacancies of many postings from nothing: signatures, neighbours, groups. The heap is that of the
/// promise, 1 GB; whoever needs more dies of it.
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 1, jvmArgs = {"-Xmx1g", "-XX:+UseSerialGC"})
@Warmup(iterations = 0)
@Measurement(iterations = 1)
public class DedupeBench {
  private static final int AT_ONCE = 1_000;

  @Param({"100000"})
  private int count = 100_000;

  private Mutations mutations = new Mutations(List.of());
  private Signer signer = new Signer(new TitleReader(Vocabulary.shipped()));
  private String told = "";

  @Setup(Level.Trial)
  public void load() {
    mutations = new Mutations(new Postings().all("postings"));
    signer = new Signer(new TitleReader(Vocabulary.shipped()));
  }

  /// Postings are made, signed and forgotten in pieces, as intake does; making them counts.
  @Benchmark
  public Map<PostingId, VacancyId> vacancies() {
    MemoryNeighbours neighbours = new MemoryNeighbours();
    List<Signature> signatures = new ArrayList<>(count);
    long begun = System.nanoTime();
    long signing = 0;
    for (List<Posting> piece : mutations.pieces(count, AT_ONCE)) {
      long before = System.nanoTime();
      for (Posting posting : piece) {
        Signature signature = signer.of(posting);
        neighbours.put(signature);
        signatures.add(signature);
      }
      signing += System.nanoTime() - before;
    }
    long grouping = System.nanoTime();
    Map<PostingId, VacancyId> found = new Grouping(neighbours).all(signatures, Ruled.NOTHING);
    long end = System.nanoTime();
    Runtime runtime = Runtime.getRuntime();
    told =
        "# %d postings, %d vacancies: made in %.1f s, signed in %.1f s, grouped in %.1f s; heap %d MB used, %d MB taken"
            .formatted(
                count,
                Set.copyOf(found.values()).size(),
                (grouping - begun - signing) / 1e9,
                signing / 1e9,
                (end - grouping) / 1e9,
                (runtime.totalMemory() - runtime.freeMemory()) >> 20,
                runtime.totalMemory() >> 20);
    return found;
  }

  @TearDown(Level.Iteration)
  public void tell() {
    System.out.println();
    System.out.println(told);
  }
}
