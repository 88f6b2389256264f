package stellwerk.indexer;

import static org.assertj.core.api.Assertions.assertThat;
import static stellwerk.indexer.IntakeHarness.SITE;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stellwerk.crawler.Intake;
import stellwerk.crawler.site.CrawlId;
import stellwerk.crawler.site.Expectations;
import stellwerk.crawler.site.RawField;
import stellwerk.crawler.site.RawPosting;
import stellwerk.crawler.verdict.CrawlReport;
import stellwerk.crawler.verdict.Proof;
import stellwerk.crawler.verdict.Verdict;
import stellwerk.indexer.IntakeHarness.Found;
import stellwerk.indexer.lifecycle.ChangeEvent;
import stellwerk.indexer.posting.Flag;
import stellwerk.indexer.posting.Lifespan;
import stellwerk.indexer.posting.Posting;
import stellwerk.indexer.posting.VacancyId;

class PostingIntakeTest {
  @TempDir Path folder;
  private IntakeHarness it;

  @BeforeEach
  void open() {
    it = new IntakeHarness(folder);
  }

  @AfterEach
  void close() {
    it.close();
  }

  private static RawPosting dated(String key, String posted) {
    return PlainReader.raw(SITE.value(), key)
        .structured(RawField.TITLE, "KI-Trainer", "json title")
        .structured(RawField.DATE_POSTED, posted, "json date")
        .build();
  }

  private static RawPosting due(String key, String deadline) {
    return PlainReader.raw(SITE.value(), key)
        .structured(RawField.TITLE, "KI-Trainer", "json title")
        .structured(RawField.VALID_THROUGH, deadline, "json validThrough")
        .build();
  }

  @Test
  void aNewPostingIsOpened() {
    CrawlReport report = it.complete(Found.numbered(0, 2));

    assertThat(report.items()).isEqualTo(new CrawlReport.Items(2, 2, 2, 0, 0, 0, 0, 0));
    assertThat(it.eventsAfter(0)).containsExactly("Opened", "Opened");
    Instant now = it.clock.instant();
    assertThat(it.posting("k0").lifespan()).isEqualTo(new Lifespan(now, now, now, null, null, 0));
    assertThat(it.posting("k0").id().value()).matches("j_[0-9a-z]{16}");
    assertThat(it.posting("k0").id()).isNotEqualTo(it.posting("k1").id());
  }

  @Test
  void aSecondCrawlOfAnUnchangedSiteWritesNothingToTheChangeLog() {
    it.complete(Found.numbered(0, 5));
    long number = it.number();
    it.daysLater(1);

    CrawlReport report = it.complete(Found.numbered(0, 5));

    assertThat(it.number()).isEqualTo(number);
    assertThat(report.items()).isEqualTo(new CrawlReport.Items(5, 5, 0, 0, 0, 0, 0, 0));
    assertThat(report.close().state()).isEqualTo(CrawlReport.Close.State.NONE);
    assertThat(it.posting("k3").lifespan().lastSeen()).isEqualTo(it.clock.instant());
    assertThat(it.posting("k3").lifespan().lastVerified()).isEqualTo(it.clock.instant());
  }

  @Test
  void aChangedFactIsToldWithBeforeAndAfter() {
    it.complete(Found.only(PlainReader.raw("klinik", "a", "KI-Trainer")));
    long number = it.number();
    it.daysLater(1);

    CrawlReport report = it.complete(Found.only(PlainReader.raw("klinik", "a", "KI-Trainerin")));

    assertThat(report.items().changed()).isEqualTo(1);
    assertThat(it.stores.postings().changesAfter(number, 9))
        .singleElement()
        .satisfies(change ->
            assertThat(change.event())
                .isEqualTo(
                    new ChangeEvent.Changed(
                        Map.of(
                            "title", new ChangeEvent.Difference("KI-Trainer", "KI-Trainerin")))));
  }

  @Test
  void otherWordsForTheSameFactsAreNoChange() {
    it.complete(Found.only(PlainReader.raw("klinik", "a", "KI-Trainer")));
    long number = it.number();
    RawPosting more =
        PlainReader.raw("klinik", "a")
            .structured(RawField.TITLE, "KI-Trainer", "json title")
            .text(RawField.BENEFITS, "Obstkorb", "css .extras")
            .build();

    CrawlReport report = it.complete(Found.only(more));

    assertThat(report.items().changed()).isZero();
    assertThat(it.number()).isEqualTo(number);
    assertThat(it.stores.postings().find(SITE, "a").orElseThrow().raw()).isEqualTo(more);
  }

  @Test
  void aBumpedDateCountsAsARepostAndNeverMakesAPostingNew() {
    it.complete(Found.only(dated("a", "2026-11-01")));
    Instant first = it.clock.instant();
    it.daysLater(20);

    it.complete(Found.only(dated("a", "2026-11-20")));

    Lifespan life = it.posting("a").lifespan();
    assertThat(life.firstSeen()).isEqualTo(first);
    assertThat(life.repostCount()).isEqualTo(1);
    assertThat(it.posting("a").datePosted().known()).contains(LocalDate.parse("2026-11-20"));
  }

  @Test
  void anEarlierDateIsACorrectionNotARepost() {
    it.complete(Found.only(dated("a", "2026-11-20")));

    it.complete(Found.only(dated("a", "2026-11-01")));

    assertThat(it.posting("a").lifespan().repostCount()).isZero();
  }

  @Test
  void aPostingThatCannotBeReadIsQuarantinedAndDoesNotLookAbsent() {
    it.complete(Found.only(PlainReader.raw("klinik", "a", "KI-Trainer")));
    Intake.Delivery delivery = it.intake.open(it.site, new CrawlId("c_20261123_061000_klinik"));

    Intake.Receipt receipt = delivery.take(PlainReader.raw("klinik", "a", "?"));

    assertThat(receipt)
        .isInstanceOfSatisfying(
            Intake.Receipt.Rejected.class,
            rejected -> assertThat(rejected.reason()).contains("one question mark"));

    CrawlReport report = it.complete(Found.only(PlainReader.raw("klinik", "a", "?")));

    assertThat(report.items().quarantined()).isEqualTo(1);
    assertThat(report.items().valid()).isZero();
    assertThat(report.items().closed()).isZero();
    assertThat(it.posting("a").lifespan().active()).isTrue();
  }

  @Test
  void aPostingOfAnotherSiteIsRejected() {
    Intake.Delivery delivery = it.intake.open(it.site, new CrawlId("c_20261123_061000_klinik"));

    assertThat(delivery.take(PlainReader.raw("other", "a", "KI-Trainer")))
        .isEqualTo(new Intake.Receipt.Rejected("it says it stands at other"));
  }

  @Test
  void unchangedListsKeepTheirPostingsSeen() {
    it.complete(Found.numbered(0, 3));
    it.daysLater(1);

    CrawlReport report =
        it.complete(new Found(List.of(), Set.of("k0", "k1"), List.of(), List.of()));

    assertThat(report.items().missing()).isEqualTo(1);
    assertThat(report.items().valid()).isEqualTo(2);
    assertThat(it.posting("k0").lifespan().lastSeen()).isEqualTo(it.clock.instant());
    assertThat(it.posting("k0").lifespan().lastVerified()).isBefore(it.clock.instant());
    assertThat(it.posting("k2").lifespan().active()).isFalse();
  }

  @Test
  void aClosedPostingComesBackWithItsIdAndItsFirstDay() {
    it.complete(Found.numbered(0, 2));
    Posting first = it.posting("k1");
    it.daysLater(1);
    it.complete(Found.numbered(0, 1));
    long number = it.number();
    it.daysLater(1);

    it.complete(Found.numbered(0, 2));

    Posting again = it.posting("k1");
    assertThat(it.eventsAfter(number)).containsExactly("Reopened");
    assertThat(again.id()).isEqualTo(first.id());
    assertThat(again.lifespan().firstSeen()).isEqualTo(first.lifespan().firstSeen());
    assertThat(again.lifespan().repostCount()).isEqualTo(1);
  }

  @Test
  void aPostingListedAfterItsDeadlineStaysOpenFlagged() {
    it.complete(Found.only(due("a", "2026-11-25")));
    it.daysLater(5);

    it.complete(Found.only(due("a", "2026-11-25")));
    long number = it.number();
    it.daysLater(1);
    it.crawl(Verdict.PARTIAL, Proof.STRONG, Found.only(due("a", "2026-11-25")));

    assertThat(it.posting("a").lifespan().active()).isTrue();
    assertThat(it.posting("a").flags()).containsExactly(Flag.DEADLINE_PASSED);
    assertThat(it.number()).isEqualTo(number);
    assertThat(it.closings.closeOverdue(List.of(it.site))).isZero();
  }

  @Test
  void aFlaggedPostingKeepsItsFlagWhenItsFactsChange() {
    it.complete(Found.only(due("a", "2026-11-25")));
    it.daysLater(5);
    it.complete(Found.only(due("a", "2026-11-25")));
    RawPosting other =
        PlainReader.raw("klinik", "a")
            .structured(RawField.TITLE, "KI-Trainerin", "json title")
            .structured(RawField.VALID_THROUGH, "2026-11-25", "json validThrough")
            .build();
    long number = it.number();

    it.complete(Found.only(other));

    assertThat(it.posting("a").flags()).containsExactly(Flag.DEADLINE_PASSED);
    assertThat(it.stores.postings().changesAfter(number, 9).getFirst().event())
        .isInstanceOfSatisfying(
            ChangeEvent.Changed.class,
            changed -> assertThat(changed.fields()).containsOnlyKeys("title"));
  }

  @Test
  void deadlinesCloseBetweenCrawls() {
    it.complete(Found.only(due("a", "2026-11-25"), due("b", "2026-12-25")));
    it.clock.set("2026-11-25T22:59:00Z");
    assertThat(it.closings.closeOverdue(List.of(it.site))).isZero();

    it.clock.set("2026-11-25T23:00:00Z");

    assertThat(it.closings.closeOverdue(List.of(it.site))).isEqualTo(1);
    assertThat(it.posting("a").lifespan().closedReason()).isEqualTo(Lifespan.ClosedReason.DEADLINE);
    assertThat(it.posting("b").lifespan().active()).isTrue();
  }

  @Test
  void aPostingThatJoinsAVacancyTouchesItsOtherPostings() {
    it.vacancies.put("a", new VacancyId("v_shared"));
    it.vacancies.put("b", new VacancyId("v_shared"));
    it.complete(Found.only(PlainReader.raw("klinik", "a", "KI-Trainer")));
    long number = it.number();

    it.complete(
        Found.only(
            PlainReader.raw("klinik", "a", "KI-Trainer"),
            PlainReader.raw("klinik", "b", "KI-Trainer")));

    assertThat(it.eventsAfter(number)).containsExactly("Touched", "Opened");
    assertThat(it.posting("b").vacancy()).isEqualTo(new VacancyId("v_shared"));
  }

  @Test
  void whatWasExpectedAndMissedIsNamed() {
    it.complete(Found.numbered(0, 10));
    it.expect(
        new Expectations(
            Set.of("COMPLETE"), 5, 50, 30, Map.of("title", 100, "employer", 95), null));
    it.daysLater(1);

    CrawlReport report = it.crawl(Verdict.PARTIAL, Proof.STRONG, Found.numbered(0, 4));

    assertThat(report.expectationsMissed())
        .containsExactly("verdict", "min_items", "max_drop", "coverage.employer");
    assertThat(report.coverage()).containsEntry("title", 1.0).containsEntry("employer", 0.0);
  }
}
