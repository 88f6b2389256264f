package stellwerk.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stellwerk.app.config.Configuration;
import stellwerk.crawler.site.Site;
import stellwerk.crawler.site.SiteId;
import stellwerk.crawler.verdict.CrawlReport;

/// No site loses its postings because its server, its layout or its list had a bad day
/// (`docs/crawling.md`), through the real wiring and store.
class BadDayTest {
  private static final SiteId WERK = new SiteId("werk");

  @TempDir private Path folder;

  private int open(Wiring wiring) {
    return wiring.stores().postings().open(WERK).size();
  }

  @ParameterizedTest
  @ValueSource(strings = {"list 500", "list empty", "login wall", "changed layout", "list 404"})
  @DisplayName("39. No mass closing on a bad day: 0 closings, whatever happens to the site, twice")
  void aBadDayClosesNothing(String day) throws IOException {
    try (JobsServer jobs = JobsServer.of(20)) {
      Path config = jobs.installation(folder);
      Instant[] now = {Instant.parse("2026-11-20T08:00:00Z")};
      try (Wiring wiring = Wiring.open(Configuration.read(config), () -> now[0])) {
        Site site = wiring.configuration().sites().getFirst();
        wiring.crawl(site);
        assertThat(open(wiring)).isEqualTo(20);

        switch (day) {
          case "list 500" -> jobs.listAnswers(500);
          case "list 404" -> jobs.listAnswers(404);
          case "list empty" -> jobs.versions().keySet().forEach(jobs::remove);
          case "login wall" ->
              jobs.pagesAre(
                  "<html><head><title>Anmeldung</title></head><body><form>Bitte melden Sie sich an: <input name=u><input type=password></form></body></html>");
          default ->
              jobs.pagesAre(
                  "<html><body><div class=neu><p>Ganz neuer Auftritt, viele Worte ohne Daten.</p></div></body></html>");
        }
        for (int crawl = 0; crawl < 3; crawl++) {
          now[0] = now[0].plus(Duration.ofHours(24));
          CrawlReport report = wiring.crawl(site);

          assertThat(report.items().closed()).as(day + ": " + report.reason()).isZero();
          assertThat(open(wiring)).isEqualTo(20);
        }
      }
    }
  }

  @Test
  @DisplayName("39. No mass closing: a posting whose own page is gone closes at once, alone")
  void aPageThatIsGoneClosesItsPostingAndNoOther() throws IOException {
    try (JobsServer jobs = JobsServer.of(20)) {
      Path config = jobs.installation(folder);
      // It stays in the list; only its page is gone.
      try (Wiring wiring = Wiring.open(Configuration.read(config))) {
        Site site = wiring.configuration().sites().getFirst();
        wiring.crawl(site);
        jobs.goneThoughListed(7);

        CrawlReport report = wiring.crawl(site);

        assertThat(report.items().closed()).isEqualTo(1);
        assertThat(report.fates()).containsEntry("gone", 1);
        assertThat(wiring.stores().postings().open(WERK)).hasSize(19).doesNotContainKey("7");
      }
    }
  }

  @Test
  @DisplayName("A new site's first crawl on schedule waits for a passed test")
  void aNewSiteWaitsForAPassedTest() throws IOException {
    try (JobsServer jobs = JobsServer.of(2)) {
      Path config = jobs.installation(folder);
      try (Wiring wiring = Wiring.open(Configuration.read(config))) {
        assertThat(wiring.proven(WERK)).isFalse();
        wiring.passed(WERK, "2 postings");
        assertThat(wiring.proven(WERK)).isTrue();
      }
      try (Wiring again = Wiring.open(Configuration.read(config))) {
        assertThat(again.proven(WERK)).as("it is kept").isTrue();
      }
      Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
      Path untested = jobs.installation(elsewhere);
      try (Wiring wiring = Wiring.open(Configuration.read(untested))) {
        Site site = wiring.configuration().sites().getFirst();
        assertThat(wiring.proven(WERK)).isFalse();
        wiring.crawl(site);
        assertThat(wiring.proven(WERK)).as("an operator's own crawl brought postings").isTrue();
        assertThat(wiring.lastCrawl(WERK))
            .as("what became of every address is kept with the report")
            .hasValueSatisfying(report -> assertThat(report.fates()).isEqualTo(Map.of("read", 3)));
      }
    }
  }
}
