package stellwerk.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stellwerk.crawler.site.Rights;
import stellwerk.indexer.posting.Eligibility;
import stellwerk.search.catalogue.Catalogue;
import stellwerk.search.house.House;
import stellwerk.search.issue.Issue;
import stellwerk.search.issue.IssueGrid;
import stellwerk.search.issue.Issues;
import stellwerk.search.render.GermanText;

/// Jobs come, go, come back and are advertised anew for three years, and now and then the service
/// stands still over a day of the grid. What the issues say is held against an account of its own.
class ThreeYearsOfIssuesTest {
  private static final LocalDate BEGIN = LocalDate.parse("2026-01-06");
  private static final LocalDate END = LocalDate.parse("2029-01-06");

  /// What this test knows of a vacancy.
  private record Job(String vacancy, String posting, Instant first, LocalDate until, boolean fit) {}

  private final Map<String, Job> open = new LinkedHashMap<>();
  private final Map<String, Job> gone = new LinkedHashMap<>();
  private int count;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void eachVacancyIsToldExactlyOnce(long seed) {
    Random random = new Random(seed);
    try (House house = new House(1_000_000)) {
      house.rights("werbung", Rights.Level.SNIPPET, true);
      Issues issues = new Issues(new Catalogue(house.sources()), house.shelf);
      Set<String> told = new HashSet<>();
      Map<LocalDate, Issue> frozen = new HashMap<>();
      Map<LocalDate, byte[]> bytes = new HashMap<>();
      int standstill = 0;
      LocalDate last = BEGIN.minusDays(IssueGrid.DAYS);
      for (LocalDate day = BEGIN.minusDays(20); day.isBefore(END); day = day.plusDays(1)) {
        house.clock(day.atStartOfDay(GermanText.BERLIN).toInstant());
        standstill = standstill > 0 ? standstill - 1 : random.nextInt(60) == 0 ? 20 : 0;
        if (standstill == 0) {
          for (Issue issue : kiTrainer(issues.freezeDue())) {
            assertThat(issue.from()).isEqualTo(last);
            assertThat(issue.items())
                .extracting(Issue.Item::vacancy)
                .as("the issue of " + issue.date())
                .containsExactlyInAnyOrderElementsOf(expected(issue, told));
            issue.items().forEach(item -> assertThat(told.add(item.vacancy())).isTrue());
            frozen.put(issue.date(), issue);
            bytes.put(issue.date(), shelf(house, issue.date()));
            last = issue.date();
          }
        }
        house.clock(day.atTime(9, 0).atZone(GermanText.BERLIN).toInstant());
        live(house, day, random);
      }

      assertThat(frozen.size()).isGreaterThan(60);
      assertThat(told.size()).isGreaterThan(300);
      assertThat(issues.dates("ki-trainer")).hasSize(frozen.size());
      frozen.forEach((date, issue) -> {
        assertThat(shelf(house, date)).isEqualTo(bytes.get(date));
        Issue now = issues.find("ki-trainer", date).orElseThrow();
        assertThat(now.items()).extracting(Issue.Item::title).isEqualTo(titles(issue));
        assertThat(house.get("/v1/issues/ki-trainer/" + date + ".html").body())
            .isEqualTo(house.get("/v1/issues/ki-trainer/" + date + ".html").body());
      });
    }
  }

  private static byte[] shelf(House house, LocalDate date) {
    return house.shelf.find("issue/ki-trainer/" + date).orElseThrow();
  }

  private static List<Issue> kiTrainer(List<Issue> issues) {
    return issues.stream().filter(issue -> issue.occupation().equals("ki-trainer")).toList();
  }

  private static List<String> titles(Issue issue) {
    return issue.items().stream().map(Issue.Item::title).toList();
  }

  /// Who is open, came in the window and was never told.
  private List<String> expected(Issue issue, Set<String> told) {
    return open.values().stream()
        .filter(Job::fit)
        .filter(job -> !told.contains(job.vacancy()))
        .filter(job -> {
          LocalDate day = LocalDate.ofInstant(job.first(), GermanText.BERLIN);
          return !day.isBefore(issue.from()) && day.isBefore(issue.until());
        })
        .map(Job::vacancy)
        .toList();
  }

  private void live(House house, LocalDate day, Random random) {
    for (Job job : List.copyOf(open.values())) {
      if (!day.isBefore(job.until())) {
        open.remove(job.vacancy());
        gone.put(job.vacancy(), job);
        house.add(
            job.posting(),
            draft ->
                draft
                    .vacancy(job.vacancy())
                    .closed(job.first(), day.atStartOfDay(GermanText.BERLIN).toInstant()));
      }
    }
    if (random.nextInt(100) < 45) {
      boolean commercial = random.nextInt(10) == 0;
      boolean abroad = random.nextInt(10) == 0;
      String vacancy = "v_%05d".formatted(++count);
      keep(house, day, random, vacancy, commercial, abroad, at(day, random));
    }
    if (!gone.isEmpty() && random.nextInt(20) == 0) {
      // Advertised again under another number: the same vacancy, and no news.
      Job old = gone.values().iterator().next();
      gone.remove(old.vacancy());
      Job again = keep(house, day, random, old.vacancy(), false, false, at(day, random));
      open.put(
          old.vacancy(),
          new Job(old.vacancy(), again.posting(), old.first(), again.until(), again.fit()));
    }
  }

  private static Instant at(LocalDate day, Random random) {
    return day.atTime(random.nextInt(24), random.nextInt(60)).atZone(GermanText.BERLIN).toInstant();
  }

  private Job keep(
      House house,
      LocalDate day,
      Random random,
      String vacancy,
      boolean commercial,
      boolean abroad,
      Instant first) {
    String posting = "j_%05d".formatted(++count);
    LocalDate until = day.plusDays(1 + random.nextInt(60));
    Job job = new Job(vacancy, posting, first, until, !commercial && !abroad);
    open.put(vacancy, job);
    house.add(
        posting,
        draft ->
            draft
                .vacancy(vacancy)
                .title("KI-Trainer " + posting)
                .seen(first)
                .posted(day.toString())
                .site(commercial ? "werbung" : "beispielboerse")
                .germany(abroad ? Eligibility.Answer.NO : Eligibility.Answer.YES));
    return job;
  }
}
