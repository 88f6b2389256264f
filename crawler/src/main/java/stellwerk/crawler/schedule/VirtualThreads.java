package stellwerk.crawler.schedule;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.quartz.spi.ThreadPool;

/// One virtual thread per running task: a crawl of hours holds up no other. Quartz makes it by its
/// name. Thread-safe.
public final class VirtualThreads implements ThreadPool {
  private static final int AT_ONCE = 1_000;

  private final ExecutorService tasks =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("clock-", 0).factory());
  private final AtomicInteger running = new AtomicInteger();

  @Override
  public boolean runInThread(Runnable task) {
    running.incrementAndGet();
    tasks.execute(() -> {
      try {
        task.run();
      } finally {
        running.decrementAndGet();
      }
    });
    return true;
  }

  @Override
  public int blockForAvailableThreads() {
    return Math.max(1, AT_ONCE - running.get());
  }

  @Override
  public void initialize() {}

  @Override
  public void shutdown(boolean waitForJobsToComplete) {
    tasks.shutdown();
    if (waitForJobsToComplete) {
      try {
        boolean ended = false;
        while (!ended) {
          ended = tasks.awaitTermination(1, TimeUnit.HOURS);
        }
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public int getPoolSize() {
    return AT_ONCE;
  }

  @Override
  public void setInstanceId(String instanceId) {}

  @Override
  public void setInstanceName(String name) {}
}
