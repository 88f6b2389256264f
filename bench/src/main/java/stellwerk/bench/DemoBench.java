package stellwerk.bench;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import picocli.CommandLine;
import stellwerk.app.command.StellwerkCommand;

/// The demo in a fresh JVM: seven sites crawled, indexed, served, checked through HTTP, and crawled
/// once more.
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 5, jvmArgs = {"-Xmx256m", "-XX:+UseSerialGC"})
@Warmup(iterations = 0)
@Measurement(iterations = 1)
public class DemoBench {
  /// Ends with what the demo found.
  @Benchmark
  public String demo() {
    var out = new StringWriter();
    int code =
        new CommandLine(new StellwerkCommand()).setOut(new PrintWriter(out, true)).execute("demo", "--check");
    if (code != 0) {
      throw new IllegalStateException("the demo ended with " + code + ": " + out);
    }
    return out.toString();
  }
}
