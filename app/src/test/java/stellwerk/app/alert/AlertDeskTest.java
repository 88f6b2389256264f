package stellwerk.app.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import stellwerk.crawler.site.CrawlId;
import stellwerk.crawler.site.Schedule;
import stellwerk.crawler.site.SiteId;
import stellwerk.crawler.verdict.SiteAlert;
import stellwerk.crawler.verdict.SiteCause;
import stellwerk.crawler.verdict.SiteHealth;
import stellwerk.crawler.verdict.SiteState;
import stellwerk.crawler.verdict.Verdict;

/// Who is told what, and when nobody is.
class AlertDeskTest {
  private Instant now = Instant.parse("2026-11-22T11:00:00Z");
  private final InstantSource clock = () -> now;
  private final List<Message> editors = new ArrayList<>();
  private final List<Message> mail = new ArrayList<>();
  private boolean down;
  private AlertDesk desk = desk(List.of());

  private AlertDesk desk(List<Schedule.Hours> quiet) {
    return new AlertDesk(
        Map.of(
            "editors",
            message -> {
              if (down) {
                throw new IOException("no way");
              }
              editors.add(message);
            },
            "mail",
            mail::add),
        site -> site.value().startsWith("quiet") ? List.of("mail") : List.of("editors", "mail"),
        quiet,
        URI.create("http://127.0.0.1:9090"),
        clock);
  }

  private SiteAlert alert(String site) {
    return new SiteAlert(
        new SiteId(site),
        SiteState.OK,
        new SiteHealth(
            SiteState.DEGRADED,
            SiteCause.COVERAGE_DROP,
            "employer 40 % (expected ≥ 95 %); would close 41 of 47",
            Verdict.COMPLETE,
            new CrawlId("c_20261122_061000_" + site)),
        now);
  }

  @Test
  void whoeverASiteConcernsIsTold() throws InterruptedException {
    desk.accept(alert("klinik"));
    assertThat(editors).isEmpty();

    assertThat(desk.pass()).isEqualTo(2);
    assertThat(desk.pass()).isZero();

    Message told = editors.getFirst();
    assertThat(told).isEqualTo(mail.getFirst());
    assertThat(told.title())
        .isEqualTo(
            "klinik is degraded (coverage_drop): employer 40 % (expected ≥ 95 %); would close 41 of"
                + " 47");
    assertThat(told.text()).endsWith("\nstellwerk site test klinik --list\n");
    assertThat(told.document())
        .containsEntry("event", "site.state_changed")
        .containsEntry("site", "klinik")
        .containsEntry("from", "ok")
        .containsEntry("to", "degraded")
        .containsEntry("cause", "coverage_drop")
        .containsEntry("verdict", "COMPLETE")
        .containsEntry("since", "2026-11-22T11:00:00Z")
        .containsEntry("crawl", "c_20261122_061000_klinik")
        .containsEntry("links", Map.of("site", "http://127.0.0.1:9090/admin/sites/klinik"))
        .containsEntry("hint", "stellwerk site test klinik --list");

    desk.accept(alert("quiet-one"));
    assertThat(desk.pass()).isEqualTo(1);
    assertThat(mail).hasSize(2);
  }

  @Test
  void moreThanThreeWithinTenMinutesComeTogether() throws InterruptedException {
    for (int i = 0; i < 7; i++) {
      desk.accept(alert("site-" + i));
    }
    desk.pass();
    assertThat(editors).hasSize(3);

    now = now.plus(Duration.ofMinutes(9));
    desk.pass();
    assertThat(editors).hasSize(3);
    now = now.plus(Duration.ofMinutes(1));
    desk.pass();

    assertThat(editors).hasSize(4);
    assertThat(editors.getLast().title())
        .isEqualTo("4 sites changed their state within ten minutes");
    assertThat(editors.getLast().text()).contains("- site-3 is", "- site-6 is");
    assertThat((List<?>) editors.getLast().document().get("sites")).hasSize(4);
    now = now.plus(Duration.ofMinutes(10));
    desk.accept(alert("site-9"));
    desk.pass();
    assertThat(editors).hasSize(5);
  }

  @Test
  void inQuietHoursNobodyIsToldAnythingAndAfterwardsAll() throws InterruptedException {
    desk = desk(List.of(new Schedule.Hours(LocalTime.of(22, 0), LocalTime.of(6, 0))));
    now = Instant.parse("2026-11-22T22:30:00Z");
    desk.accept(alert("klinik"));
    now = Instant.parse("2026-11-23T04:59:00Z");
    assertThat(desk.pass()).isZero();
    now = Instant.parse("2026-11-23T05:00:00Z");

    assertThat(desk.pass()).isEqualTo(2);

    assertThat(editors).singleElement().satisfies(it -> assertThat(it.title()).contains("klinik"));
  }

  @Test
  void aChannelThatIsDownIsTriedAgainAndHoldsUpNobody() throws InterruptedException {
    down = true;
    desk.accept(alert("klinik"));
    assertThat(desk.pass()).isEqualTo(1);
    assertThat(mail).hasSize(1);
    down = false;
    assertThat(desk.pass()).isEqualTo(1);
    assertThat(editors).hasSize(1);
    assertThat(mail).hasSize(1);
  }

  @Test
  void aChannelThatStaysDownIsGivenUp() throws InterruptedException {
    down = true;
    desk.accept(alert("klinik"));
    for (int minute = 0; minute < 30; minute++) {
      desk.pass();
    }
    down = false;
    assertThat(desk.pass()).isZero();
    assertThat(editors).isEmpty();
  }

  @Test
  void aReminderSaysThatItIsOne() throws InterruptedException {
    SiteHealth broken =
        new SiteHealth(
            SiteState.BROKEN, SiteCause.BLOCKED_403_429, "403 ×6", Verdict.BLOCKED, null);
    desk.accept(new SiteAlert(new SiteId("klinik"), SiteState.BROKEN, broken, now));
    desk.pass();

    assertThat(editors.getFirst().title())
        .isEqualTo("klinik is still broken (blocked_403_429): 403 ×6");
    assertThat(editors.getFirst().document()).containsEntry("event", "site.still_broken");
  }
}
