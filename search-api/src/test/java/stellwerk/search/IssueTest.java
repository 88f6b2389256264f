package stellwerk.search;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.rometools.rome.io.SyndFeedInput;
import java.io.IOException;
import java.io.StringReader;
import java.net.http.HttpResponse;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import stellwerk.crawler.site.Rights;
import stellwerk.indexer.posting.Eligibility;
import stellwerk.indexer.posting.Pay;
import stellwerk.indexer.posting.Remote;
import stellwerk.search.catalogue.Catalogue;
import stellwerk.search.house.House;
import stellwerk.search.issue.Issues;

class IssueTest {
  private static final String LAST = "/v1/issues/ki-trainer/2026-11-24";
  private static final Instant ITS_DAY = Instant.parse("2026-11-23T23:00:00Z");
  private static final Instant IN_WINDOW = Instant.parse("2026-11-12T08:00:00Z");

  private final House house = new House();
  private final Issues issues = new Issues(new Catalogue(house.sources()), house.shelf);

  @AfterEach
  void leave() {
    house.close();
  }

  private void threeJobs() {
    house.add("j_0001", draft -> draft.seen(IN_WINDOW));
    house.add(
        "j_0002",
        draft ->
            draft
                .seen(IN_WINDOW)
                .title("Data Annotator <b>Deutsch</b> & Mehr")
                .posted("2026-11-12")
                .remote(Remote.REMOTE)
                .nowhere()
                .pay(House.pay("14", "18", Pay.Unit.HOUR), "14 bis 18 €"));
    house.add(
        "j_0003",
        draft ->
            draft
                .seen(IN_WINDOW)
                .title("KI-Tutorin")
                .employer("Institut für Sprache")
                .place("Köln", "DE-NW")
                .noPay());
  }

  private void freeze() {
    house.clock(ITS_DAY);
    issues.freezeDue();
  }

  @Test
  void anIssueIsWrittenAsAgreed() throws IOException {
    threeJobs();
    freeze();

    Golden.check("issue.json", house.get(LAST + ".json").body());
    Golden.check("issue.html", house.get(LAST + ".html").body());
    Golden.check("issue.txt", house.get(LAST + ".txt").body());
    Golden.check("issue.rss", house.get(LAST + ".rss").body());
  }

  @Test
  void itIsFrozenWhateverHappensLater() {
    threeJobs();
    freeze();
    String before = house.get(LAST + ".html").body();

    house.clock(ITS_DAY.plusSeconds(5 * 86_400));
    house.add("j_0004", draft -> draft.seen(IN_WINDOW));
    house.add("j_0001", draft -> draft.seen(IN_WINDOW).title("Ganz anders"));
    issues.freezeDue();

    assertThat(house.get(LAST + ".html").body()).isEqualTo(before);
  }

  @Test
  void aJobThatClosesLaterLosesOnlyItsLink() {
    threeJobs();
    freeze();

    house.add(
        "j_0003", draft -> draft.title("KI-Tutorin").closed(IN_WINDOW, ITS_DAY.plusSeconds(9)));

    assertThat(house.get(LAST + ".txt").body())
        .contains("KI-Tutorin")
        .contains("Nicht mehr ausgeschrieben.")
        .contains("https://jobs.example/stelle/4711");
    assertThat(house.get(LAST + ".html").body()).contains(">KI-Tutorin</h3>");
  }

  @Test
  void onlyJobsThatCameInTheWindowAreNews() {
    house.add("j_0001", draft -> draft.seen(Instant.parse("2026-11-09T22:59:59Z")));
    house.add("j_0002", draft -> draft.seen(Instant.parse("2026-11-09T23:00:00Z")));
    house.add("j_0003", draft -> draft.seen(Instant.parse("2026-11-23T22:59:59Z")));
    house.add("j_0004", draft -> draft.seen(Instant.parse("2026-11-23T23:00:00Z")));
    freeze();

    assertThat(house.get(LAST + ".json").body())
        .contains("j_0002", "j_0003")
        .doesNotContain("j_0001", "j_0004");
  }

  @Test
  void aRepostIsNoNews() {
    house.add(
        "j_0001",
        draft ->
            draft
                .vacancy("v_old")
                .closed(
                    Instant.parse("2026-09-01T08:00:00Z"), Instant.parse("2026-10-01T08:00:00Z")));
    house.add("j_0002", draft -> draft.vacancy("v_old").seen(IN_WINDOW));
    freeze();

    assertThat(house.get(LAST + ".json").body()).contains("\"empty\":true");
  }

  @Test
  void commercialLinksClosedJobsAndJobsNotForGermanyStayOut() {
    house.rights("werbung", Rights.Level.SNIPPET, true);
    house.add("j_0001", draft -> draft.seen(IN_WINDOW).site("werbung"));
    house.add("j_0002", draft -> draft.seen(IN_WINDOW).germany(Eligibility.Answer.NO));
    house.add("j_0003", draft -> draft.closed(IN_WINDOW, ITS_DAY.minusSeconds(9)));
    house.add("j_0004", draft -> draft.seen(IN_WINDOW).occupation("data-scientist"));
    freeze();

    assertThat(house.get(LAST + ".json").body()).contains("\"empty\":true", "\"groups\":[]");
  }

  @Test
  void anEmptyIssueIsNothingToSend() throws Exception {
    freeze();

    assertThat(house.get(LAST + ".html").statusCode()).isEqualTo(204);
    assertThat(house.get(LAST + ".txt").statusCode()).isEqualTo(204);
    assertThat(house.get(LAST + ".json").body()).contains("\"empty\":true");
    String rss = house.get(LAST + ".rss").body();
    assertThat(new SyndFeedInput().build(new StringReader(rss)).getEntries()).isEmpty();
  }

  @Test
  void itsFeedIsReadByAnIndependentReader() throws Exception {
    threeJobs();
    freeze();

    var feed = new SyndFeedInput().build(new StringReader(house.get(LAST + ".rss").body()));

    assertThat(feed.getEntries())
        .extracting(entry -> entry.getTitle())
        .containsExactly(
            "KI-Trainer (m/w/d) – Fachbereich Medizin",
            "KI-Tutorin",
            "Data Annotator <b>Deutsch</b> & Mehr");
  }

  @Test
  void moreThanAnIssueHoldsAreCounted() {
    for (int i = 0; i < 28; i++) {
      house.add(
          "j_%04d".formatted(i),
          draft ->
              draft
                  .seen(IN_WINDOW)
                  .title("KI-Trainer (m/w/d) für die Bewertung sehr langer Antworten ".repeat(3))
                  .employer("Gesellschaft für außerordentlich lange Namen mbH & Co. KG"));
    }
    freeze();

    String html = house.get(LAST + ".html").body();
    assertThat(html)
        .contains("25 neue Stellen als KI-Trainer")
        .contains("Dazu 3 weitere neue Stellen.");
    assertThat(html.getBytes(UTF_8).length).as("Gmail cuts at 102 KB").isLessThan(80 * 1024);
    assertThat(house.get(LAST + ".txt").body().lines())
        .filteredOn(line -> !line.strip().startsWith("http"))
        .allMatch(line -> line.length() <= 78);
  }

  @ParameterizedTest
  @CsvSource({
    "plain, [Abmeldelink]",
    "mailchimp, *|UNSUB|*",
    "listmonk, {{ UnsubscribeURL }}",
    "cleverreach, {UNSUBSCRIBE}"
  })
  void eachToolGetsItsPlaceholder(String flavor, String placeholder) {
    threeJobs();
    freeze();

    assertThat(house.get(LAST + ".html?flavor=" + flavor).body())
        .contains("href=\"" + placeholder + "\"");
    assertThat(house.get(LAST + ".txt?flavor=" + flavor).body())
        .contains("Abmelden: " + placeholder);
  }

  @Test
  void latestLeadsToTheDatedAddress() {
    threeJobs();
    freeze();

    HttpResponse<String> answer = house.get("/v1/issues/ki-trainer/latest.html?flavor=listmonk");

    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(answer.headers().firstValue("Location")).contains(LAST + ".html?flavor=listmonk");
    assertThat(house.get("/v1/issues/ki-trainer").body())
        .isEqualTo(
            "{\"occupation\":\"ki-trainer\",\"next\":\"2026-12-08\",\"issues\":[\"2026-11-24\"]}");
  }

  @Test
  void theComingIssueCanBeSeenBeforeItIsFrozen() {
    threeJobs();

    assertThat(house.get("/v1/issues/ki-trainer/next.txt").body())
        .startsWith("3 NEUE STELLEN ALS KI-TRAINER");
    assertThat(house.shelf.names("")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/issues/ki-trainer/2026-11-25.json",
        "/v1/issues/ki-trainer/latest.json",
        "/v1/issues/ki-trainer/gestern.json",
        "/v1/issues/pilot/2026-11-24.json"
      })
  void whatDoesNotExistIsAProblem(String path) {
    assertThat(house.get(path).statusCode()).isEqualTo(404);
    assertThat(house.get(path).body()).contains("\"code\":\"not_found\"");
  }

  @Test
  void unknownToolsAreAProblemThatNamesTheKnownOnes() {
    freeze();

    assertThat(house.get(LAST + ".html?flavor=mailchamp").body())
        .contains("mailchimp", "invalid_parameter");
  }
}
