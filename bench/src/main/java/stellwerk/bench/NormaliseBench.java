package stellwerk.bench;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import stellwerk.crawler.site.RawPosting;
import stellwerk.indexer.posting.Posting;

/// Raw posting to posting on one core: redaction, all readers, the classifier.
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 1, jvmArgs = {"-Xmx256m", "-XX:+UseSerialGC"})
@Warmup(iterations = 4, time = 3)
@Measurement(iterations = 5, time = 3)
public class NormaliseBench {
  @Param({"postings", "mixed", "invented"})
  private String corpus = "";

  private Postings postings = new Postings();
  private List<RawPosting> texts = List.of();
  private int next;

  @Setup
  public void load() {
    postings = new Postings();
    texts = Texts.of(corpus);
  }

  /// One posting after another, round and round.
  @Benchmark
  public Posting read() {
    next = (next + 1) % texts.size();
    return postings.read(texts.get(next));
  }
}
