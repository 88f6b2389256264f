package stellwerk.crawler.schedule;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobExecutionContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What Quartz knows of a task: its name. The task itself stays with its [Clockwork], so that
/// nothing is serialised.
@DisallowConcurrentExecution
final class TaskJob implements Job {
  private static final Logger log = LoggerFactory.getLogger(TaskJob.class);

  /// Set for a turn that was ordered, which waits for no jitter.
  static final String AT_ONCE = "at_once";

  /// A task, and the largest delay of its regular turns.
  record Entry(ClockTask task, Duration jitter) {}

  private final Map<String, Entry> tasks;
  private final RandomGenerator random;
  private final CountDownLatch stopping;

  TaskJob(Map<String, Entry> tasks, RandomGenerator random, CountDownLatch stopping) {
    this.tasks = tasks;
    this.random = random;
    this.stopping = stopping;
  }

  @Override
  public void execute(JobExecutionContext context) {
    String name = context.getJobDetail().getKey().getName();
    Entry entry = tasks.get(name);
    if (entry == null) {
      log.atWarn().addKeyValue("task", name).log("task unknown to this node");
      return;
    }
    try {
      boolean atOnce = context.getMergedJobDataMap().containsKey(AT_ONCE);
      if (atOnce || !stoppedWithin(entry.jitter())) {
        entry.task().run();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (Exception failure) {
      log.atError().addKeyValue("task", name).setCause(failure).log("task failed");
    }
  }

  private boolean stoppedWithin(Duration jitter) throws InterruptedException {
    long millis = jitter.isPositive() ? random.nextLong(jitter.toMillis() + 1) : 0;
    return stopping.await(millis, TimeUnit.MILLISECONDS);
  }
}
