package stellwerk.crawler.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stellwerk.crawler.site.Schedule;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class ClockworkTest {
  private final Clockwork clockwork =
      new Clockwork(
          "clockwork-test", ClockStore.inMemory(), new SplittableRandom(1), InstantSource.system());

  @AfterEach
  void stop() {
    clockwork.close();
  }

  @Test
  void aTaskRunsWheneverItsTimeComes() throws InterruptedException {
    CountDownLatch runs = new CountDownLatch(2);
    clockwork.replace("every-second", cron("* * * * * ?"), runs::countDown);
    clockwork.start();

    assertThat(runs.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aTaskNeverRunsTwiceAtOnce() throws InterruptedException {
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    Semaphore started = new Semaphore(0);
    Semaphore mayEnd = new Semaphore(0);
    clockwork.replace(
        "slow",
        Schedule.ON_ORDER,
        () -> {
          most.accumulateAndGet(running.incrementAndGet(), Math::max);
          started.release();
          mayEnd.acquire();
          running.decrementAndGet();
        });
    clockwork.start();

    clockwork.runNow("slow");
    clockwork.runNow("slow");
    assertThat(started.tryAcquire(5, TimeUnit.SECONDS)).isTrue();
    assertThat(started.tryAcquire(300, TimeUnit.MILLISECONDS)).isFalse();
    mayEnd.release(2);

    assertThat(started.tryAcquire(5, TimeUnit.SECONDS)).isTrue();
    assertThat(most).hasValue(1);
  }

  @Test
  void aFailureEndsOneTurnOnly() throws InterruptedException {
    CountDownLatch runs = new CountDownLatch(2);
    clockwork.replace(
        "failing",
        Schedule.ON_ORDER,
        () -> {
          runs.countDown();
          throw new IllegalStateException("on purpose");
        });
    clockwork.start();

    clockwork.runNow("failing");
    clockwork.runNow("failing");

    assertThat(runs.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void anOrderWaitsForNoJitter() throws InterruptedException {
    CountDownLatch ran = new CountDownLatch(1);
    clockwork.replace("jittery", jittery(new Schedule.Rule.OnOrder()), ran::countDown);
    clockwork.start();

    clockwork.runNow("jittery");

    assertThat(ran.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void shutdownEndsTheWaitOfATurnThatHasNotBegun() {
    AtomicInteger runs = new AtomicInteger();
    clockwork.replace(
        "jittery", jittery(new Schedule.Rule.Cron("* * * * * ?")), runs::incrementAndGet);
    clockwork.start();

    clockwork.shutdown(true);

    assertThat(runs).hasValue(0);
  }

  private static Schedule jittery(Schedule.Rule rule) {
    return new Schedule(rule, Schedule.BERLIN, Duration.ofHours(9), List.of());
  }

  @Test
  void shutdownWaitsForTheTaskUnderWayIfAskedTo() throws InterruptedException {
    CountDownLatch started = new CountDownLatch(1);
    AtomicBoolean done = new AtomicBoolean();
    clockwork.replace(
        "work",
        Schedule.ON_ORDER,
        () -> {
          started.countDown();
          TimeUnit.MILLISECONDS.sleep(200);
          done.set(true);
        });
    clockwork.start();
    clockwork.runNow("work");
    assertThat(started.await(5, TimeUnit.SECONDS)).isTrue();

    clockwork.shutdown(true);

    assertThat(done).isTrue();
  }

  @Test
  void theNextTurnIsKnownAndFollowsItsSchedule() {
    clockwork.replace("daily", cron("0 0 6 * * ?"), () -> {});
    Instant six = clockwork.nextFire("daily").orElseThrow();
    assertThat(six.atZone(Schedule.BERLIN).getHour()).isEqualTo(6);

    clockwork.replace("daily", cron("0 0 7 * * ?"), () -> {});
    Instant seven = clockwork.nextFire("daily").orElseThrow();
    assertThat(seven.atZone(Schedule.BERLIN).getHour()).isEqualTo(7);
    assertThat(clockwork.names()).containsExactly("daily");

    clockwork.replace("daily", Schedule.ON_ORDER, () -> {});
    assertThat(clockwork.nextFire("daily")).isEmpty();

    clockwork.remove("daily");
    assertThat(clockwork.names()).isEmpty();
    assertThatThrownBy(() -> clockwork.runNow("daily")).hasMessageContaining("daily");
  }

  @Test
  void everyFourteenDaysStaysOnItsGridAndAtItsHour() {
    Schedule schedule =
        new Schedule(
            new Schedule.Rule.Every(14, LocalDate.of(2026, 1, 6)),
            ZoneId.of("Europe/Berlin"),
            Duration.ZERO,
            List.of());

    List<Instant> turns = Clockwork.nextFires(schedule, Instant.parse("2026-03-15T00:00:00Z"), 3);

    assertThat(turns)
        .containsExactly(
            Instant.parse("2026-03-16T23:00:00Z"),
            Instant.parse("2026-03-30T22:00:00Z"),
            Instant.parse("2026-04-13T22:00:00Z"));
  }

  @Test
  void anAnchorLongPastIsNotMadeUpForAtEachStart() throws InterruptedException {
    AtomicInteger runs = new AtomicInteger();
    CountDownLatch ordered = new CountDownLatch(1);
    Schedule fortnightly =
        new Schedule(
            new Schedule.Rule.Every(14, LocalDate.of(2020, 1, 1)),
            ZoneId.of("UTC"),
            Duration.ZERO,
            List.of());
    clockwork.replace("fortnightly", fortnightly, runs::incrementAndGet);
    clockwork.replace("ordered", Schedule.ON_ORDER, ordered::countDown);
    clockwork.start();
    clockwork.runNow("ordered");

    assertThat(ordered.await(5, TimeUnit.SECONDS)).isTrue();
    assertThat(runs).hasValue(0);
    assertThat(clockwork.nextFire("fortnightly").orElseThrow())
        .isAfter(Instant.parse("2026-01-01T00:00:00Z"));
  }

  @Test
  void noNightIsLeftOutWhenSummerTimeBegins() {
    assertThat(Clockwork.nextFires(cron("0 30 2 * * ?"), Instant.parse("2027-03-27T00:00:00Z"), 4))
        .containsExactly(
            Instant.parse("2027-03-27T01:30:00Z"),
            Instant.parse("2027-03-28T01:30:00Z"),
            Instant.parse("2027-03-29T00:30:00Z"),
            Instant.parse("2027-03-30T00:30:00Z"));
    assertThat(Clockwork.nextFires(cron("0 30 * * * ?"), Instant.parse("2027-03-28T00:00:00Z"), 3))
        .containsExactly(
            Instant.parse("2027-03-28T00:30:00Z"),
            Instant.parse("2027-03-28T01:30:00Z"),
            Instant.parse("2027-03-28T02:30:00Z"));
    assertThat(Clockwork.nextFires(cron("0 30 2 * * ?"), Instant.parse("2026-10-24T12:00:00Z"), 2))
        .containsExactly(
            Instant.parse("2026-10-25T01:30:00Z"), Instant.parse("2026-10-26T01:30:00Z"));
  }

  @Test
  void cronFollowsItsZone() {
    assertThat(
            Clockwork.nextFires(cron("0 0 6,18 * * ?"), Instant.parse("2026-11-23T08:00:00Z"), 3))
        .containsExactly(
            Instant.parse("2026-11-23T17:00:00Z"),
            Instant.parse("2026-11-24T05:00:00Z"),
            Instant.parse("2026-11-24T17:00:00Z"));
    assertThat(Clockwork.nextFires(Schedule.ON_ORDER, Instant.EPOCH, 3)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0 0 6 * *", "0 0 25 * * ?", "every day", "0 0 6 * * *"})
  void aFaultyCronIsExplained(String expression) {
    assertThat(Clockwork.fault(new Schedule.Rule.Cron(expression)))
        .hasValueSatisfying(fault -> assertThat(fault).contains("cron", "six fields"));
    assertThatThrownBy(() -> clockwork.replace("faulty", cron(expression), () -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("faulty");
  }

  private static Schedule cron(String expression) {
    return new Schedule(
        new Schedule.Rule.Cron(expression), Schedule.BERLIN, Duration.ZERO, List.of());
  }
}
