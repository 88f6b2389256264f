package stellwerk.indexer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stellwerk.indexer.IntakeHarness.Found;
import stellwerk.indexer.posting.Evidence;
import stellwerk.indexer.posting.Fact;
import stellwerk.indexer.posting.Lifespan.ClosedReason;
import stellwerk.indexer.posting.Membership;
import stellwerk.indexer.posting.Posting;
import stellwerk.indexer.posting.PostingId;
import stellwerk.indexer.ruling.Ruling;
import stellwerk.indexer.ruling.Ruling.Says;
import stellwerk.indexer.store.SqlRulings;

class RulingTest {
  @TempDir Path folder;
  private IntakeHarness it;
  private SqlRulings rulings;

  @BeforeEach
  void aSiteThatWasCrawled() {
    it = new IntakeHarness(folder);
    rulings = new SqlRulings(it.stores.database());
    it.complete(Found.numbered(0, 4));
    it.daysLater(1);
  }

  @AfterEach
  void close() {
    it.close();
  }

  private Rebuild rebuild() {
    return new Rebuild(
        it.stores.postings(),
        new RuledReader(new PlainReader(), rulings),
        it.vacancies(rulings),
        it.clock);
  }

  private Decisions decisions() {
    return new Decisions(it.stores, rulings, rebuild(), it.clock);
  }

  private void rule(String key, Says says) {
    decisions().give(new Ruling(it.posting(key).id(), says, "anna", it.clock.instant(), "because"));
  }

  @Test
  void aRulingIsKeptWithWhoWhenAndWhy() {
    PostingId first = it.posting("k0").id();
    List<Says> all =
        List.of(
            new Says.Same(it.posting("k1").id()),
            new Says.NotSame(),
            new Says.Member("ki-trainer", "specialist"),
            new Says.Member("ki-trainer", null),
            new Says.NotMember("ki-trainer"),
            new Says.Closed(),
            new Says.Takedown());
    List<Ruling> given =
        all.stream()
            .map(says -> new Ruling(first, says, "anna", it.clock.instant(), "because"))
            .toList();

    given.forEach(rulings::give);

    assertThat(rulings.about(first)).isEqualTo(given);
    assertThat(rulings.all()).isEqualTo(given);
    assertThat(rulings.about(it.posting("k1").id())).isEmpty();
  }

  @Test
  void aMemberByRulingIsOneAndSaysSo() {
    rule("k0", new Says.Member("ki-trainer", "specialist"));

    assertThat(it.posting("k0").membership())
        .isEqualTo(
            Fact.known(
                new Membership("ki-trainer", "specialist"),
                Evidence.derived("KI-Trainer 0", Evidence.Confidence.HIGH, "ruling")));
    assertThat(rebuild().postings(true).changed()).isZero();
  }

  @Test
  void theLaterOfTwoRulingsHolds() {
    rule("k0", new Says.Member("ki-trainer", "specialist"));
    rule("k0", new Says.NotMember("ki-trainer"));

    assertThat(it.posting("k0").membership().known()).isEmpty();

    rule("k0", new Says.Member("ki-trainer", null));

    assertThat(it.posting("k0").membership().known()).contains(new Membership("ki-trainer", null));
  }

  @Test
  void whatARulingClosedNoCrawlReopens() {
    rule("k0", new Says.Closed());
    PostingId taken = it.posting("k1").id();
    rule("k1", new Says.Takedown());
    long number = it.number();

    it.complete(Found.numbered(0, 4));
    rebuild().postings(false);

    assertThat(it.posting("k0").lifespan().closedReason()).isEqualTo(ClosedReason.OPERATOR);
    assertThat(reason(taken)).isEqualTo(ClosedReason.TAKEDOWN);
    assertThat(it.stores.postings().find(taken)).isEmpty();
    assertThat(it.eventsAfter(number)).isEmpty();
    assertThat(it.open()).isEqualTo(2);
  }

  @Test
  void aTakedownOutranksAClosingAndStays() {
    PostingId id = it.posting("k0").id();
    rule("k0", new Says.Closed());
    rule("k0", new Says.Takedown());
    rulings.give(new Ruling(id, new Says.Closed(), "anna", it.clock.instant(), ""));

    assertThat(decisions().endAgain()).isZero();
    assertThat(reason(id)).isEqualTo(ClosedReason.TAKEDOWN);
  }

  private @Nullable ClosedReason reason(PostingId id) {
    return it.stores.standings().find(id).orElseThrow().standing().closed();
  }

  @Test
  void whatSomethingElseOpenedIsClosedAgainAsRuled() {
    PostingId id = it.posting("k3").id();
    rulings.give(new Ruling(id, new Says.Closed(), "anna", it.clock.instant(), ""));

    assertThat(it.posting("k3").lifespan().active()).isTrue();
    assertThat(decisions().endAgain()).isEqualTo(1);
    assertThat(it.posting("k3").lifespan().closedReason()).isEqualTo(ClosedReason.OPERATOR);
    assertThat(decisions().endAgain()).isZero();
  }

  @Test
  void theSameJobIsOneVacancyUntilItIsSplit() {
    Posting first = it.posting("k0");
    VacanciesOf own = new VacanciesOf(it);

    rule("k1", new Says.Same(first.id()));
    rule("k2", new Says.Same(it.posting("k1").id()));

    assertThat(own.vacancy("k1")).isEqualTo(own.vacancy("k0"));
    assertThat(own.vacancy("k2")).isEqualTo(own.vacancy("k0"));
    assertThat(rebuild().postings(true).changed()).isZero();

    rule("k1", new Says.NotSame());

    assertThat(own.vacancy("k1")).isNotEqualTo(own.vacancy("k0"));
  }

  /// Reads vacancies as they stand.
  private record VacanciesOf(IntakeHarness it) {
    String vacancy(String key) {
      return it.posting(key).vacancy().value();
    }
  }

  @Test
  void twoThatAreEachTheOtherEndSomewhere() {
    rule("k0", new Says.Same(it.posting("k1").id()));
    rule("k1", new Says.Same(it.posting("k0").id()));

    assertThat(it.posting("k0").vacancy()).isNotNull();
  }

  @Test
  void nobodyRulesOnWhatIsNotThere() {
    Ruling ruling =
        new Ruling(new PostingId("j_nobody"), new Says.Closed(), "anna", it.clock.instant(), "");

    assertThatThrownBy(() -> decisions().give(ruling)).hasMessage("there is no posting j_nobody");
    assertThat(rulings.all()).isEmpty();
  }
}
