package stellwerk.app.wiring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stellwerk.app.config.Configuration;
import stellwerk.app.config.SettingsException;

/// Looks after the searches of a running service once a second: takes a changed list of synonyms,
/// and carries out orders to build the index anew. Searches go on meanwhile.
public final class Caretaker implements AutoCloseable {
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Logger log = LoggerFactory.getLogger(Caretaker.class);

  private final Path configuration;
  private final Path synonyms;
  private final Wiring wiring;
  private final RebuildOrder orders;
  private final Thread thread;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private String seen;

  private Caretaker(Path configuration, Wiring wiring) {
    this.configuration = configuration;
    this.wiring = wiring;
    synonyms = configuration.resolveSibling("vocabulary").resolve("synonyms.yaml");
    seen = stamp(synonyms);
    orders = new RebuildOrder(Path.of(wiring.configuration().settings().index().rest()));
    thread = Thread.ofVirtual().name("caretaker").unstarted(this::run);
  }

  /// Begins to look after a service.
  ///
  /// @param configuration the file that the service was started with
  public static Caretaker start(Path configuration, Wiring wiring) {
    Caretaker caretaker = new Caretaker(configuration, wiring);
    caretaker.thread.start();
    return caretaker;
  }

  private void run() {
    try {
      while (!stopped.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
        try {
          takeSynonyms();
          orders.carryOut(() -> new Rebuilding(wiring).index());
        } catch (RuntimeException e) {
          log.atError().setCause(e).log("looking after the index failed");
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void takeSynonyms() {
    String now = stamp(synonyms);
    if (now.equals(seen)) {
      return;
    }
    seen = now;
    try {
      wiring.index().use(Configuration.readingBeside(configuration).words().synonyms());
      log.atInfo().addKeyValue("file", synonyms).log("synonyms taken anew");
    } catch (SettingsException wrong) {
      log.atWarn()
          .addKeyValue("file", synonyms)
          .addKeyValue("faults", wrong.getMessage())
          .log("changed synonyms are wrong; the former ones stay");
    }
  }

  /// What changes when a file does.
  private static String stamp(Path file) {
    try {
      return Files.getLastModifiedTime(file) + " " + Files.size(file);
    } catch (IOException _) {
      return "missing";
    }
  }

  /// Ends it without an interrupt, which would close files that are being written. An index in the
  /// making ends with the one who follows the store.
  @Override
  public void close() {
    stopped.countDown();
  }
}
