package stellwerk.crawler.schedule;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.random.RandomGenerator;
import org.quartz.JobBuilder;
import org.quartz.JobDataMap;
import org.quartz.JobDetail;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.Trigger;
import org.quartz.impl.StdSchedulerFactory;
import stellwerk.crawler.site.Schedule;

/// Named tasks at named times, once per cluster.
///
/// A missed turn is made up for once, a task never runs twice at once, and each regular turn waits
/// a random while up to its schedule's jitter. Blackout hours are the task's own concern.
/// Thread-safe.
public final class Clockwork implements AutoCloseable {
  private final Scheduler quartz;
  private final Map<String, TaskJob.Entry> tasks = new ConcurrentHashMap<>();
  private final InstantSource clock;
  private final CountDownLatch stopping = new CountDownLatch(1);

  /// A clockwork at rest; tasks may be given to it before [#start].
  ///
  /// @param name of the clockwork; unlike that of any other in this process, like that of the other
  ///   nodes of its cluster
  /// @param random spreads the starts
  /// @param clock says from when on turns count; the turns themselves follow the machine's clock
  public Clockwork(String name, ClockStore store, RandomGenerator random, InstantSource clock) {
    this.clock = clock;
    Properties properties = new Properties();
    properties.setProperty("org.quartz.scheduler.instanceName", name);
    properties.setProperty("org.quartz.scheduler.instanceId", "AUTO");
    properties.setProperty("org.quartz.scheduler.skipUpdateCheck", "true");
    properties.setProperty("org.quartz.scheduler.makeSchedulerThreadDaemon", "true");
    properties.setProperty("org.quartz.threadPool.class", VirtualThreads.class.getName());
    store.properties().forEach(properties::setProperty);
    try {
      quartz = new StdSchedulerFactory(properties).getScheduler();
      quartz.setJobFactory((_, _) -> new TaskJob(tasks, random, stopping));
    } catch (SchedulerException failure) {
      throw new ClockException("starting clockwork " + name + " failed", failure);
    }
  }

  /// Lets time begin.
  public void start() {
    attempt("starting", "clockwork", quartz::start);
  }

  /// Adds a task, or gives a known one another schedule; a turn that is under way goes on.
  ///
  /// @throws IllegalArgumentException if the schedule's rule cannot be kept
  public void replace(String name, Schedule schedule, ClockTask task) {
    fault(schedule.rule())
        .ifPresent(fault -> {
          throw new IllegalArgumentException("task " + name + ": " + fault);
        });
    attempt(
        "scheduling",
        name,
        () -> {
          tasks.put(name, new TaskJob.Entry(task, schedule.jitter()));
          JobDetail job =
              JobBuilder.newJob(TaskJob.class).withIdentity(name).storeDurably().build();
          Optional<Trigger> trigger = Rules.trigger(name, schedule, clock.instant());
          if (trigger.isPresent()) {
            Set<Trigger> triggers = new HashSet<>();
            triggers.add(trigger.get());
            Instant now = clock.instant();
            Rules.leftOut(schedule, now, now.plus(Rules.AHEAD))
                .forEach(start -> triggers.add(Rules.once(name, start)));
            quartz.scheduleJob(job, triggers, true);
          } else {
            quartz.deleteJob(job.getKey());
            quartz.addJob(job, true);
          }
        });
  }

  /// Takes a task out; a turn that is under way goes on.
  public void remove(String name) {
    attempt(
        "removing",
        name,
        () -> {
          quartz.deleteJob(JobKey.jobKey(name));
          tasks.remove(name);
        });
  }

  /// Gives a task a turn now, or as soon as the one under way has ended.
  ///
  /// @throws IllegalArgumentException if there is no such task
  public void runNow(String name) {
    if (!tasks.containsKey(name)) {
      throw new IllegalArgumentException("no task is called " + name);
    }
    attempt(
        "running",
        name,
        () -> {
          JobDataMap data = new JobDataMap();
          data.put(TaskJob.AT_ONCE, "true");
          quartz.triggerJob(JobKey.jobKey(name), data);
        });
  }

  /// When a task's next regular turn comes, jitter not counted; empty if it has none.
  public Optional<Instant> nextFire(String name) {
    try {
      return quartz.getTriggersOfJob(JobKey.jobKey(name)).stream()
          .filter(trigger -> trigger.getKey().getName().equals(name))
          .flatMap(trigger -> Optional.ofNullable(trigger.getNextFireTime()).stream())
          .map(Date::toInstant)
          .findFirst();
    } catch (SchedulerException failure) {
      throw new ClockException("asking for the next turn of task " + name + " failed", failure);
    }
  }

  /// The names of all tasks, sorted.
  public Set<String> names() {
    return new TreeSet<>(tasks.keySet());
  }

  /// Why a rule cannot be kept, for people; empty if it can.
  public static Optional<String> fault(Schedule.Rule rule) {
    return Rules.fault(rule);
  }

  /// The next turns of a schedule after a moment, jitter not counted; none for one on order.
  ///
  /// @throws IllegalArgumentException if the schedule's rule cannot be kept
  public static List<Instant> nextFires(Schedule schedule, Instant after, int count) {
    fault(schedule.rule())
        .ifPresent(fault -> {
          throw new IllegalArgumentException(fault);
        });
    return Rules.next(schedule, after, count);
  }

  /// Ends all turns that have not begun; for those under way it waits only if asked to.
  public void shutdown(boolean waiting) {
    stopping.countDown();
    attempt("stopping", "clockwork", () -> quartz.shutdown(waiting));
  }

  @Override
  public void close() {
    shutdown(false);
  }

  private interface Step {
    void take() throws SchedulerException;
  }

  private static void attempt(String what, String name, Step step) {
    try {
      step.take();
    } catch (SchedulerException failure) {
      throw new ClockException(what + " " + name + " failed", failure);
    }
  }
}
