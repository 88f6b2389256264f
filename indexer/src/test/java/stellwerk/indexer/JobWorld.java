package stellwerk.indexer;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import stellwerk.crawler.site.Schedule;
import stellwerk.crawler.site.SiteId;

/// The truth: which jobs an invented employer has, and when. What crawls believe is measured by it.
final class JobWorld {
  /// A job.
  ///
  /// @param deadline stated on its page; null if none is
  /// @param evergreen whether it lives on after its deadline, and stays listed
  record Job(
      int number,
      String title,
      Instant opens,
      Instant dies,
      @Nullable LocalDate deadline,
      boolean evergreen) {
    boolean lives(Instant at) {
      return !at.isBefore(opens) && at.isBefore(dies);
    }
  }

  private final List<Job> jobs = new ArrayList<>();
  private final Map<Integer, Job> byNumber = new HashMap<>();

  /// Jobs that come and go for as long as the world lasts: about so many at once.
  JobWorld(Random random, Instant begin, Duration lasts, int atOnce, boolean deadlines) {
    long hours = lasts.toHours();
    for (int place = 0; place < atOnce; place++) {
      long hour = -random.nextInt(24 * 30);
      while (hour < hours) {
        long life = 24L * (14 + random.nextInt(80));
        Instant opens = begin.plus(Duration.ofHours(hour));
        Instant dies = opens.plus(Duration.ofHours(life));
        boolean stated = deadlines && random.nextInt(3) == 0;
        boolean evergreen = stated && random.nextInt(4) == 0;
        Instant said = evergreen ? opens.plus(Duration.ofHours(life / 2)) : dies;
        add(
            new Job(
                jobs.size() + 1,
                "KI-Trainer (m/w/d) " + place + " " + jobs.size(),
                opens,
                dies,
                stated ? LocalDate.ofInstant(said, Schedule.BERLIN) : null,
                evergreen));
        hour += life + random.nextInt(24 * 4);
      }
    }
    // One that stays for good: a site whose last job goes cannot be told from a broken one.
    add(
        new Job(
            jobs.size() + 1,
            "Initiativbewerbung KI-Trainer (m/w/d)",
            begin.minus(Duration.ofDays(1)),
            Instant.MAX,
            null,
            false));
  }

  private void add(Job job) {
    jobs.add(job);
    byNumber.put(job.number(), job);
  }

  List<Job> living(Instant at) {
    return jobs.stream().filter(job -> job.lives(at)).toList();
  }

  @Nullable Job job(int number) {
    return byNumber.get(number);
  }

  static URI page(SiteId site, int number) {
    return URI.create("https://" + site + ".example/job/" + number);
  }

  static int number(URI page) {
    String path = page.getPath();
    return Integer.parseInt(path.substring(path.lastIndexOf('/') + 1));
  }
}
