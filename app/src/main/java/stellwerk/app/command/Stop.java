package stellwerk.app.command;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import stellwerk.app.wiring.Serving;

/// The order to stop, as SIGINT and SIGTERM give it. The JVM ends only when whoever works has
/// closed this, so that a page in flight is finished and store and index are closed.
final class Stop implements AutoCloseable {
  private final CountDownLatch order = new CountDownLatch(1);
  private final CountDownLatch obeyed = new CountDownLatch(1);
  private final Thread hook = new Thread(this::giveAndWait, "stop");

  private Stop() {}

  static Stop onSignal() {
    Stop stop = new Stop();
    Runtime.getRuntime().addShutdownHook(stop.hook);
    return stop;
  }

  private void giveAndWait() {
    order.countDown();
    try {
      boolean _ = obeyed.await(Serving.STOP.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// Whether to stop; an interrupted thread is to stop as well.
  boolean ordered() {
    return order.getCount() == 0 || Thread.currentThread().isInterrupted();
  }

  /// Waits for the order.
  void await() throws InterruptedException {
    order.await();
  }

  @Override
  public void close() {
    if (order.getCount() > 0) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException _) {
        // The JVM is ending already; the hook waits for the line below.
      }
    }
    obeyed.countDown();
  }
}
