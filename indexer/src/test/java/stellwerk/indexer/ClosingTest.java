package stellwerk.indexer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import stellwerk.crawler.site.Expectations;
import stellwerk.crawler.verdict.CrawlReport;
import stellwerk.crawler.verdict.CrawlReport.Close.State;
import stellwerk.crawler.verdict.Proof;
import stellwerk.crawler.verdict.Verdict;
import stellwerk.indexer.IntakeHarness.Found;
import stellwerk.indexer.posting.Lifespan.ClosedReason;

/// Nothing closes by absence unless a crawl was complete.
class ClosingTest {
  @TempDir Path folder;
  private IntakeHarness it;

  @BeforeEach
  void aSiteWithOpenPostings() {
    it = new IntakeHarness(folder);
    it.complete(Found.numbered(0, 20));
    it.daysLater(1);
  }

  @AfterEach
  void close() {
    it.close();
  }

  @ParameterizedTest
  @EnumSource(Verdict.class)
  void onlyACompleteCrawlClosesByAbsence(Verdict verdict) {
    CrawlReport report = it.crawl(verdict, Proof.STRONG, Found.numbered(0, 17));

    boolean closes =
        switch (verdict) {
          case COMPLETE -> true;
          case PARTIAL, TRUNCATED, EMPTY_SUSPECT, BLOCKED -> false;
        };
    assertThat(it.open()).isEqualTo(closes ? 17 : 20);
    assertThat(report.items().missing()).isEqualTo(3);
    assertThat(report.items().closed()).isEqualTo(closes ? 3 : 0);
    assertThat(report.close())
        .isEqualTo(
            closes
                ? new CrawlReport.Close(3, 20, 30, State.DONE)
                : new CrawlReport.Close(0, 20, 30, State.NOT_ALLOWED));
  }

  @ParameterizedTest
  @EnumSource(value = Verdict.class, mode = EnumSource.Mode.EXCLUDE, names = "COMPLETE")
  void nothingElseClosesHoweverOften(Verdict verdict) {
    long number = it.number();
    for (int day = 0; day < 30; day++) {
      it.daysLater(1);
      it.crawl(verdict, Proof.STRONG, Found.nothing());
    }

    assertThat(it.open()).isEqualTo(20);
    assertThat(it.number()).isEqualTo(number);
  }

  @ParameterizedTest
  @EnumSource(Verdict.class)
  void aPageThatIsGoneClosesWhateverTheVerdict(Verdict verdict) {
    it.crawl(
        verdict,
        Proof.NONE,
        new Found(List.of(), Set.of(), List.of(IntakeHarness.page("k4")), List.of()));

    assertThat(it.open()).isEqualTo(19);
    assertThat(it.posting("k4").lifespan().closedReason()).isEqualTo(ClosedReason.GONE);
  }

  @Test
  void aPageThatStaysGoneKeepsClosedWhatAListStillNames() {
    var found =
        new Found(
            Found.numbered(0, 20).taken(), Set.of(), List.of(IntakeHarness.page("k4")), List.of());
    it.complete(found);
    long number = it.number();
    it.daysLater(1);

    it.complete(found);

    assertThat(it.number()).isEqualTo(number);
    assertThat(it.posting("k4").lifespan().closedReason()).isEqualTo(ClosedReason.GONE);
  }

  @Test
  void aPageThatSaysClosedClosesWhenReadTwice() {
    Found found = new Found(List.of(), Set.of(), List.of(), List.of(IntakeHarness.page("k4")));
    it.crawl(Verdict.PARTIAL, Proof.WHOLE, found);
    assertThat(it.open()).isEqualTo(20);
    it.daysLater(1);

    it.crawl(Verdict.PARTIAL, Proof.WHOLE, found);

    assertThat(it.posting("k4").lifespan().closedReason()).isEqualTo(ClosedReason.PAGE_SAYS_CLOSED);
    assertThat(it.open()).isEqualTo(19);
  }

  @Test
  void wholeProofClosesAtTheSecondAbsence() {
    it.crawl(Verdict.COMPLETE, Proof.WHOLE, Found.numbered(0, 18));
    assertThat(it.open()).isEqualTo(20);
    it.daysLater(1);

    CrawlReport report = it.crawl(Verdict.COMPLETE, Proof.WHOLE, Found.numbered(0, 18));

    assertThat(it.open()).isEqualTo(18);
    assertThat(report.items().closed()).isEqualTo(2);
  }

  @Test
  void aChangedQuestionVoidsAbsenceOnce() {
    it.question = "q2";
    CrawlReport first = it.complete(Found.numbered(0, 17));
    assertThat(first.close().state()).isEqualTo(State.NOT_ALLOWED);
    assertThat(it.open()).isEqualTo(20);
    it.daysLater(1);

    CrawlReport second = it.complete(Found.numbered(0, 17));

    assertThat(second.close().state()).isEqualTo(State.DONE);
    assertThat(it.open()).isEqualTo(17);
  }

  @ParameterizedTest
  @EnumSource(Proof.class)
  void aListThatIsEmptyWhereThereWasSomethingClosesNothingThoughItIsCalledComplete(Proof proof) {
    it.expect(new Expectations(Set.of("COMPLETE"), null, null, 100, java.util.Map.of(), null));
    for (int day = 0; day < 5; day++) {
      it.daysLater(1);
      CrawlReport report = it.crawl(Verdict.COMPLETE, proof, Found.nothing());
      assertThat(report.close().state()).isEqualTo(State.NOT_ALLOWED);
    }
    assertThat(it.open()).isEqualTo(20);
  }

  @Test
  void anUnlikelyShareIsHeldUntilAnOperatorConfirms() {
    long number = it.number();
    CrawlReport held = it.complete(Found.numbered(0, 13));

    assertThat(held.close()).isEqualTo(new CrawlReport.Close(7, 20, 30, State.HELD));
    assertThat(held.items().closed()).isZero();
    assertThat(held.expectationsMissed()).containsExactly("max_close");
    assertThat(it.open()).isEqualTo(20);
    assertThat(it.number()).isEqualTo(number);

    CrawlReport confirmed = it.closings.confirm(held.id()).orElseThrow();

    assertThat(confirmed.close().state()).isEqualTo(State.CONFIRMED);
    assertThat(confirmed.items().closed()).isEqualTo(7);
    assertThat(it.open()).isEqualTo(13);
    assertThat(it.history.find(held.id())).contains(confirmed);
    assertThat(it.closings.confirm(held.id())).isEmpty();
  }

  @Test
  void pagesThatAreGoneCountForTheGuardToo() {
    var gone = List.of("k0", "k1", "k2", "k3").stream().map(IntakeHarness::page).toList();

    CrawlReport report =
        it.complete(new Found(Found.numbered(4, 17).taken(), Set.of(), gone, List.of()));

    assertThat(report.close()).isEqualTo(new CrawlReport.Close(7, 20, 30, State.HELD));
    assertThat(it.open()).isEqualTo(20);
  }

  @Test
  void aDiscardedClosingIsForgotten() {
    CrawlReport held = it.complete(Found.numbered(0, 13));

    CrawlReport discarded = it.closings.discard(held.id()).orElseThrow();

    assertThat(discarded.close().state()).isEqualTo(State.DISCARDED);
    assertThat(it.open()).isEqualTo(20);
    assertThat(it.closings.confirm(held.id())).isEmpty();
  }

  @Test
  void aConfirmedClosingSparesWhatWasSeenSince() {
    CrawlReport held = it.complete(Found.numbered(0, 13));
    it.daysLater(1);
    it.crawl(Verdict.PARTIAL, Proof.STRONG, Found.numbered(13, 15));

    it.closings.confirm(held.id());

    assertThat(it.open()).isEqualTo(15);
  }

  @Test
  void theNextCompleteCrawlReplacesAHeldOne() {
    CrawlReport held = it.complete(Found.numbered(0, 13));
    it.daysLater(1);

    it.complete(Found.numbered(0, 20));

    assertThat(it.closings.confirm(held.id()).orElseThrow().items().closed()).isZero();
    assertThat(it.open()).isEqualTo(20);
  }

  @Test
  void aTinySiteMayLoseHalfOfItsPostings() {
    it.complete(Found.numbered(0, 15));
    it.daysLater(1);
    it.complete(Found.numbered(0, 11));
    it.daysLater(1);
    it.complete(Found.numbered(0, 8));
    it.daysLater(1);

    CrawlReport report = it.complete(Found.numbered(0, 4));

    assertThat(report.close().state()).isEqualTo(State.DONE);
    assertThat(it.open()).isEqualTo(4);
  }
}
