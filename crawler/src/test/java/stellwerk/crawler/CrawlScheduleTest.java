package stellwerk.crawler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import stellwerk.crawler.schedule.ClockStore;
import stellwerk.crawler.schedule.Clockwork;
import stellwerk.crawler.site.Site;
import stellwerk.crawler.site.SiteId;
import stellwerk.crawler.site.SiteOrders;

class CrawlScheduleTest {
  @Test
  void aNewSiteIsNotAskedBeforeItPassedItsTest() throws InterruptedException {
    CountDownLatch turned = new CountDownLatch(1);
    try (CrawlRig rig = new CrawlRig();
        Clockwork clockwork = clockwork("waiting", rig)) {
      schedule(clockwork, rig, false, turned, new CountDownLatch(1));

      assertThat(turned.await(30, TimeUnit.SECONDS)).isTrue();
      clockwork.shutdown(true);

      assertThat(rig.server.paths()).isEmpty();
    }
  }

  @Test
  void aSiteThatPassedItsTestIsCrawled() throws InterruptedException {
    CountDownLatch crawled = new CountDownLatch(1);
    try (CrawlRig rig = new CrawlRig();
        Clockwork clockwork = clockwork("going", rig)) {
      rig.list("/liste", List.of("1"));
      rig.posting("1");
      schedule(clockwork, rig, true, new CountDownLatch(1), crawled);

      assertThat(crawled.await(30, TimeUnit.SECONDS)).isTrue();
      assertThat(rig.asked()).containsExactly("/liste", "/stelle/1");
    }
  }

  private static Clockwork clockwork(String name, CrawlRig rig) {
    return new Clockwork(name, ClockStore.inMemory(), new SplittableRandom(1), rig.clock);
  }

  private static void schedule(
      Clockwork clockwork,
      CrawlRig rig,
      boolean passed,
      CountDownLatch turned,
      CountDownLatch crawled) {
    Site site = rig.site("/liste");
    new CrawlSchedule(
            clockwork,
            rig.through(rig.fetcher()),
            new NoOrders(),
            _ -> crawled.countDown(),
            _ -> {},
            _ -> {
              turned.countDown();
              return passed;
            },
            () -> false)
        .plan(List.of(site));
    clockwork.start();
    clockwork.runNow("crawl-" + site.id());
  }

  private static final class NoOrders implements SiteOrders {
    @Override
    public void give(Order order, String by) {}

    @Override
    public List<Order> takeWaiting() {
      return List.of();
    }

    @Override
    public boolean paused(SiteId site) {
      return false;
    }
  }
}
