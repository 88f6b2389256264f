package stellwerk.indexer.occupation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import stellwerk.indexer.normalise.PostingText;
import stellwerk.indexer.occupation.Classification.Member;
import stellwerk.indexer.occupation.Classification.NotMember;
import stellwerk.indexer.occupation.Classification.Reason;
import stellwerk.indexer.occupation.Classification.Unsure;
import stellwerk.indexer.posting.Evidence.Confidence;

/// What a text says is done, with signs of one word each, so that every count is known.
class DutiesTest {
  private static final Signs SIGNS =
      Signs.of(
          List.of(
              "# one word for each kind",
              "",
              "out.people\tcoach\tCoach",
              "data\tannotator\tAnnotator",
              "manager\tmanager\tManager",
              "engineer\tengineer\tEngineer",
              "object.trainer\tai training\tKI-Training",
              "ambiguous\ttrainer\tKI-Trainer",
              "open\trating\tBewertung",
              "expert\tlaw\tRecht",
              "text.hand.data\tannotates\tannotier…",
              "text.hand.trainer\trates\tbewert…",
              "text.hand.click\trecords\teinsprech…",
              "text.hand.micro\tmicro tasks\tMikroaufgabe…",
              "text.hand.gig\tgig\tLohnauftrag…",
              "text.purpose\ttrains\tModell…",
              "text.strong\tstrong\tAnnotationsarbeit",
              "text.people\tteaches\tSchulung…",
              "text.people\ta game\tSchach",
              "text.builds\tbuilds\tPlattformbau",
              "text.platform\tplatform\tMusterwolke",
              "tier.specialist*\tdegree\tStudium",
              "tier.click-worker\tanybody\tjeder",
              "tier.click-worker\tper app\tApp"));
  private static final OccupationClassifier CLASSIFIER =
      new OccupationClassifier(KiTrainer.occupation(), SIGNS);

  private static PostingText text(String title, PostingText.Kind kind, String words) {
    return new PostingText(
        title, words, List.of(new PostingText.Passage(kind, "", 0, words.length())), "de");
  }

  private static Duties duties(String words) {
    return Duties.read(SIGNS, text("", PostingText.Kind.TASKS, words), "", List.of());
  }

  private static Duties at(String employer, String words) {
    return Duties.read(SIGNS, text("", PostingText.Kind.TASKS, words), employer, List.of());
  }

  private static Duties filed(String category, String words) {
    return Duties.read(SIGNS, text("", PostingText.Kind.TASKS, words), "", List.of(category));
  }

  private static Classification classify(String title, String words) {
    return CLASSIFIER.classify(text(title, PostingText.Kind.TASKS, words), "", List.of());
  }

  private static Reason reason(Classification classification) {
    return classification instanceof NotMember out ? out.reason() : Reason.CONFIGURED;
  }

  private static List<String> rules(List<Sign> signs) {
    return signs.stream().map(Sign::rule).toList();
  }

  @Test
  void eachPhraseWeighsOnceAndAStrongOneTwice() {
    assertThat(duties("").weight()).isZero();
    assertThat(duties("annotieren, annotieren").weight()).isOne();
    assertThat(duties("annotieren, bewerten, Modell").weight()).isEqualTo(3);
    assertThat(duties("annotieren, bewerten, Modell").hand()).isEqualTo(2);
    assertThat(duties("Annotationsarbeit").weight()).isEqualTo(2);
    assertThat(duties("Annotationsarbeit, Modell").weight()).isEqualTo(3);
    assertThat(duties("Schulung").weight()).isZero();
    assertThat(duties("Schulung").people()).isOne();
  }

  @Test
  void aKnownPlatformWeighsOneMoreWhereThereIsAnyWeight() {
    assertThat(at("Musterwolke", "annotieren").weight()).isEqualTo(2);
    assertThat(at("Musterwolke", "").weight()).isZero();
    assertThat(at("Musterwerk", "annotieren").weight()).isOne();
    assertThat(duties("annotieren bei der Musterwolke").weight()).isEqualTo(2);
    assertThat(duties("Musterwolke").weight()).isZero();
  }

  @Test
  void aCategoryOfSuchWorkWeighsLikeAPlatform() {
    assertThat(filed("Annotator", "annotieren").weight()).isEqualTo(2);
    assertThat(filed("KI-Trainer", "annotieren").weight()).isEqualTo(2);
    assertThat(filed("Bewertung", "annotieren").weight()).isEqualTo(2);
    assertThat(filed("Koch", "annotieren").weight()).isOne();
  }

  @Test
  void handAndEnoughWeightConfirm() {
    assertThat(duties("annotieren").confirmed()).isTrue();
    assertThat(duties("Modell").confirmed()).isFalse();
    assertThat(at("Musterwolke", "Modell").confirmed()).isTrue();
    assertThat(duties("annotieren, Schulung").confirmed()).isFalse();
    assertThat(duties("annotieren, Modell, Schulung").confirmed()).isTrue();
    assertThat(duties("annotieren, Schulung, Schach").teachesPeople()).isTrue();
    assertThat(duties("annotieren, Schulung").teachesPeople()).isFalse();
  }

  @Test
  void onlyHiredHandsAreUnmistakableBehindABuildersTitle() {
    assertThat(at("Musterwolke", "annotieren, Modell").unmistakable()).isTrue();
    assertThat(at("Musterwolke", "annotieren").unmistakable()).isFalse();
    assertThat(at("Musterwolke", "Modell").unmistakable()).isFalse();
    assertThat(duties("annotieren, Modell").unmistakable()).isFalse();
    assertThat(duties("Lohnauftrag, Modell").unmistakable()).isTrue();
    assertThat(duties("Lohnauftrag").unmistakable()).isFalse();
    assertThat(duties("Lohnauftrag, Modell, Plattformbau").unmistakable()).isFalse();
    assertThat(at("Musterwolke", "annotieren, Modell, Plattformbau").unmistakable()).isFalse();
  }

  @Test
  void aTextSpeaksForItselfByOneOfFiveWays() {
    String far = " ".repeat(400);
    assertThat(duties("annotieren").speaksForItself()).isFalse();
    assertThat(duties("Modell").speaksForItself()).isFalse();
    assertThat(duties("Annotationsarbeit").speaksForItself()).isTrue();
    assertThat(duties("annotieren, bewerten").speaksForItself()).isTrue();
    assertThat(duties("Mikroaufgaben").speaksForItself()).isTrue();
    assertThat(duties("Mikroaufgaben, Schulung").speaksForItself()).isFalse();
    assertThat(duties("annotieren" + far + "Modell").speaksForItself()).isFalse();
    assertThat(at("Musterwolke", "annotieren").speaksForItself()).isTrue();
    assertThat(filed("Annotator", "annotieren").speaksForItself()).isTrue();
    assertThat(at("Musterwolke", "Modell").speaksForItself()).isFalse();
    assertThat(duties("Lohnauftrag" + far + "Modell").speaksForItself()).isTrue();
  }

  @Test
  void oneBreathIsAHundredAndSixtyCharacters() {
    String near = " ".repeat(160);
    assertThat(duties("annotieren" + near + "Modell").speaksForItself()).isTrue();
    assertThat(duties("annotieren " + near + "Modell").speaksForItself()).isFalse();
    assertThat(duties("Modell" + near + "annotieren").speaksForItself()).isTrue();
    assertThat(duties("Modell " + near + "annotieren").speaksForItself()).isFalse();
    assertThat(duties("annotieren Modell Schulung").speaksForItself()).isFalse();
    assertThat(duties("bewerten" + near + near + "Schulung").speaksForItself()).isFalse();
  }

  @Test
  void theFamilyIsThatOfMostPhrases() {
    assertThat(duties("annotieren").family()).isEqualTo("data-worker");
    assertThat(duties("bewerten").family()).isEqualTo("ki-trainer");
    assertThat(duties("annotieren, bewerten").family()).isEqualTo("ki-trainer");
    assertThat(duties("Annotationsarbeit, annotieren, bewerten").family()).isEqualTo("data-worker");
    assertThat(duties("annotieren, bewerten, Lohnauftrag").family()).isEqualTo("ki-trainer");
    assertThat(duties("einsprechen").family()).isEqualTo("click-worker");
    assertThat(duties("einsprechen, annotieren, bewerten").family()).isEqualTo("click-worker");
    assertThat(duties("einsprechen, annotieren, Annotationsarbeit").family())
        .isEqualTo("data-worker");
    assertThat(duties("einsprechen, bewerten, Lohnauftrag").family()).isEqualTo("ki-trainer");
    assertThat(duties("Mikroaufgaben, annotieren, Annotationsarbeit").family())
        .isEqualTo("click-worker");
    assertThat(duties("").family()).isEqualTo("ki-trainer");
  }

  @Test
  void signsForAndAgainstAreToldApart() {
    Duties all =
        duties("annotieren Modell Annotationsarbeit Schulung Plattformbau Musterwolke Schach");

    assertThat(rules(all.machine()))
        .containsExactlyInAnyOrder("text: annotates", "text: trains", "text: strong");
    assertThat(rules(all.against()))
        .containsExactlyInAnyOrder("text: teaches", "text: builds", "text: a game");
    assertThat(all.all()).hasSize(7);
    assertThat(all.game()).isTrue();
    assertThat(duties("Schulung").game()).isFalse();
    assertThat(all.builds()).isTrue();
    assertThat(duties("Schulung").builds()).isFalse();
  }

  @Test
  void anEmployersWordsOfItselfSayOnlyWhoItIsAndWhatItBuilds() {
    Duties employer =
        Duties.read(
            SIGNS,
            text("", PostingText.Kind.EMPLOYER, "annotieren Schulung Musterwolke Plattformbau"),
            "",
            List.of());

    assertThat(rules(employer.all())).containsExactlyInAnyOrder("text: platform", "text: builds");
    assertThat(
            Duties.read(SIGNS, text("", PostingText.Kind.OFFER, "annotieren"), "", List.of()).all())
        .isEmpty();
    assertThat(
            Duties.read(SIGNS, text("", PostingText.Kind.PROCESS, "annotieren"), "", List.of())
                .all())
        .isEmpty();
    assertThat(
            Duties.read(SIGNS, text("", PostingText.Kind.REQUIREMENTS, "annotieren"), "", List.of())
                .weight())
        .isOne();
  }

  @Test
  void aVerdictNamesTheWordsItRestsOn() {
    assertThat(CLASSIFIER.occupation()).isEqualTo("ki-trainer");
    assertThat(classify("Annotator", "Modell"))
        .isInstanceOfSatisfying(
            Member.class,
            member -> {
              assertThat(rules(member.signs())).containsExactly("title: annotator", "text: trains");
              assertThat(member.confidence()).isEqualTo(Confidence.HIGH);
              assertThat(member.tier()).isEqualTo("data-worker");
            });
    assertThat(classify("KI-Trainer", "Schulung"))
        .isInstanceOfSatisfying(
            NotMember.class,
            out -> {
              assertThat(out.reason()).isEqualTo(Reason.TRAINS_PEOPLE);
              assertThat(rules(out.signs())).containsExactly("text: teaches");
            });
    assertThat(classify("KI-Trainer", "Schulung, annotieren"))
        .isInstanceOfSatisfying(
            Unsure.class,
            unsure ->
                assertThat(rules(unsure.signs()))
                    .containsExactly("title: trainer", "text: annotates", "text: teaches"));
    assertThat(classify("Coach", "annotieren"))
        .isInstanceOfSatisfying(
            NotMember.class, out -> assertThat(rules(out.signs())).containsExactly("title: coach"));
  }

  @Test
  void whoBuildsOrPlaysIsOutUnderATrainersTitle() {
    assertThat(reason(classify("KI-Trainer", "Schach"))).isEqualTo(Reason.OTHER_WORK);
    assertThat(reason(classify("KI-Trainer", "Plattformbau"))).isEqualTo(Reason.BUILDS);
    assertThat(classify("KI-Trainer", "Plattformbau, annotieren")).isInstanceOf(Member.class);
    assertThat(classify("KI-Trainer Recht", "")).isInstanceOf(Member.class);
    assertThat(classify("Bewertung Recht", "")).isInstanceOf(Unsure.class);
    assertThat(classify("KI-Trainer Recht", "Schulung, annotieren")).isInstanceOf(Unsure.class);
  }

  @Test
  void aTextWithoutATitleThatSaysItIsAMemberAtMostByHalf() {
    assertThat(reason(classify("Aushilfe", "Plattformbau"))).isEqualTo(Reason.BUILDS);
    assertThat(reason(classify("Aushilfe", "annotieren, Schulung")))
        .isEqualTo(Reason.TRAINS_PEOPLE);
    assertThat(reason(classify("Aushilfe", "Schulung"))).isEqualTo(Reason.NO_SIGN);
    assertThat(reason(classify("Aushilfe", ""))).isEqualTo(Reason.NO_SIGN);
    assertThat(classify("Aushilfe", "annotieren, bewerten, Schulung"))
        .isInstanceOfSatisfying(
            Member.class,
            member -> {
              assertThat(member.confidence()).isEqualTo(Confidence.MEDIUM);
              assertThat(rules(member.signs()))
                  .containsExactlyInAnyOrder("text: annotates", "text: rates");
            });
  }

  @Test
  void buildersAndManagersNeedMoreThanAnObjectInTheirTitle() {
    assertThat(reason(classify("Engineer", "annotieren, bewerten"))).isEqualTo(Reason.BUILDS);
    assertThat(classify("Engineer", "Lohnauftrag, Modell")).isInstanceOf(Member.class);
    assertThat(classify("Engineer KI-Training", "")).isInstanceOf(Member.class);
    assertThat(classify("Engineer KI-Training", "annotieren")).isInstanceOf(Member.class);
    assertThat(reason(classify("Engineer KI-Training", "Plattformbau, annotieren")))
        .isEqualTo(Reason.BUILDS);
    assertThat(reason(classify("Engineer KI-Training", "Schulung")))
        .isEqualTo(Reason.TRAINS_PEOPLE);
    assertThat(reason(classify("Manager KI-Training", ""))).isEqualTo(Reason.OTHER_WORK);
    assertThat(classify("Manager KI-Training", "annotieren")).isInstanceOf(Member.class);
    assertThat(reason(classify("Manager Annotator", ""))).isEqualTo(Reason.BUILDS);
  }

  @Test
  void theTierRestsOnWordsToo() {
    assertThat(classify("KI-Trainer", "annotieren bewerten Studium"))
        .isInstanceOfSatisfying(
            Member.class,
            member -> {
              assertThat(member.tier()).isEqualTo("specialist");
              assertThat(rules(member.tierSigns())).containsExactly("text: degree");
              assertThat(member.tierSigns().getFirst().evidence().at())
                  .isEqualTo("description 20-27");
              assertThat(member.tierSigns().getFirst().evidence().quote()).isEqualTo("Studium");
            });
    assertThat(classify("KI-Trainer", "bewerten"))
        .isInstanceOfSatisfying(Member.class, member -> assertThat(member.tier()).isNull());
    assertThat(classify("KI-Trainer", "bewerten jeder"))
        .isInstanceOfSatisfying(Member.class, member -> assertThat(member.tier()).isNull());
    assertThat(classify("KI-Trainer", "bewerten jeder App"))
        .isInstanceOfSatisfying(
            Member.class, member -> assertThat(member.tier()).isEqualTo("click-worker"));
    assertThat(classify("KI-Trainer Recht", ""))
        .isInstanceOfSatisfying(
            Member.class,
            member -> {
              assertThat(member.tier()).isEqualTo("specialist");
              assertThat(rules(member.tierSigns())).containsExactly("title: law");
            });
  }

  @Test
  void claimsAndIssuesThatCannotBeAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Occupation.Claim("specialist", "YEAR", null, null, null, "viel"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Occupation.Claim("specialist", "YEAR", 2, 1, null, "verkehrt"));
    assertThat(new Occupation.Claim("specialist", "YEAR", 1, 1, null, "genau").max()).isOne();
    assertThat(new Occupation.Claim("specialist", "YEAR", 2, null, null, "ab").min()).isEqualTo(2);
    assertThat(new Occupation.Claim("specialist", "YEAR", null, 2, null, "bis").max()).isEqualTo(2);
    assertThat(new Occupation.Claim("specialist", "HOUR", null, null, 10, "über").minimumWagePlus())
        .isEqualTo(10);
    assertThat(new Occupation.Section(1, null, null).limit()).isOne();
    assertThatIllegalArgumentException().isThrownBy(() -> new Occupation.Issue(null, 0, "x"));
    assertThat(new Occupation.Issue(null, 1, "x").maxItems()).isOne();
    assertThat(Occupation.Filters.none())
        .isEqualTo(new Occupation.Filters(null, Set.of(), Set.of()));
  }

  @Test
  void wildcardsFindWholeWordsAcrossBlanksAndHyphens() {
    assertThat(Wildcard.of("Data Worker*").matcher("Data-Workerin gesucht").find()).isTrue();
    assertThat(Wildcard.of("Data  Worker").matcher("data worker").find()).isTrue();
    assertThat(Wildcard.of("Data - Worker").matcher("Data – Worker").find()).isTrue();
    assertThat(Wildcard.of("Worker").matcher("Coworker").find()).isFalse();
    assertThat(Wildcard.of("Worker").matcher("Workers").find()).isFalse();
    assertThatIllegalArgumentException().isThrownBy(() -> Wildcard.of(" ** "));
  }

  @Test
  void aLineOfSignsHasThreePartsOrFour() {
    assertThatIllegalArgumentException().isThrownBy(() -> Signs.of(List.of("data\tannotator")));
    assertThatIllegalArgumentException().isThrownBy(() -> Signs.of(List.of("a\tb\tc\td\te")));
    assertThat(Signs.of(List.of("data\ta\tb\tc")).isEmpty()).isFalse();
    assertThat(Signs.of(List.of("# nothing")).isEmpty()).isTrue();
    assertThat(Signs.shipped("no-such-occupation").isEmpty()).isTrue();
  }
}
