package stellwerk.indexer.occupation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import stellwerk.indexer.normalise.PostingText;
import stellwerk.indexer.occupation.Classification.Member;
import stellwerk.indexer.occupation.Classification.NotMember;
import stellwerk.indexer.occupation.Classification.Reason;
import stellwerk.indexer.occupation.Classification.Unsure;
import stellwerk.indexer.posting.Evidence.Confidence;

class OccupationClassifierTest {
  private static final OccupationClassifier CLASSIFIER =
      new OccupationClassifier(KiTrainer.occupation());

  record Case(String title, String description, String expected) {}

  static List<Case> cases() throws IOException {
    try (InputStream file =
        OccupationClassifierTest.class.getResourceAsStream("/occupation/occupation.tsv")) {
      return new String(
              Objects.requireNonNull(file, "occupation.tsv").readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> line.split("\t", -1))
          .map(parts -> new Case(parts[0], parts[1], parts[2]))
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void titlesAreJudgedAsTheTableSays(Case row) {
    assertThat(said(classify(row.title(), row.description()))).isEqualTo(row.expected());
  }

  @Test
  void whatIsQuotedStandsThereVerbatim() throws IOException {
    for (Case row : cases()) {
      PostingText text = text(row.title(), row.description());
      for (Sign sign : CLASSIFIER.classify(text, "", List.of()).signs()) {
        String at = sign.evidence().at();
        if (at.equals("title")) {
          assertThat(row.title()).contains(sign.evidence().quote());
        } else {
          String[] span = at.substring("description ".length()).split("-", -1);
          assertThat(
                  text.description()
                      .substring(Integer.parseInt(span[0]), Integer.parseInt(span[1])))
              .isEqualTo(sign.evidence().quote());
        }
      }
    }
  }

  @Test
  void aMemberByItsTextAloneIsNotQuiteSure() {
    Classification got = classify("Aushilfe", "Du annotierst Bilder und bewertest Suchergebnisse.");
    assertThat(got)
        .isInstanceOfSatisfying(
            Member.class, member -> assertThat(member.confidence()).isEqualTo(Confidence.MEDIUM));
  }

  @Test
  void whoTeachesPeopleIsOutForThatReason() {
    assertThat(classify("KI-Trainer", "Sie schulen Mitarbeitende."))
        .isInstanceOfSatisfying(
            NotMember.class, out -> assertThat(out.reason()).isEqualTo(Reason.TRAINS_PEOPLE));
  }

  @Test
  void whatTheConfigurationExcludesIsOutWhateverElseItSays() {
    assertThat(classify("KI-Manager und Datenannotator", "Du annotierst Bilder."))
        .isInstanceOfSatisfying(
            NotMember.class, out -> assertThat(out.reason()).isEqualTo(Reason.CONFIGURED));
  }

  @Test
  void moderatorsAreInWhereTheirLabelsTrainAModel() {
    assertThat(
            classify(
                "Content Moderator (m/w/d)",
                "Du annotierst Texte. Erstellen von Trainingsdaten. So lernt die KI."))
        .isInstanceOf(Member.class);
  }

  @Test
  void whatTheEmployerSaysOfItselfIsNotTheJob() {
    String about = "Wir annotieren Bilder, bewerten KI-Antworten und erstellen Trainingsdaten.";
    PostingText text =
        new PostingText(
            "Buchhalter (m/w/d)",
            about,
            List.of(
                new PostingText.Passage(PostingText.Kind.EMPLOYER, "Über uns", 0, about.length())),
            "de");
    assertThat(CLASSIFIER.classify(text, "", List.of())).isInstanceOf(NotMember.class);
  }

  @Test
  void anOccupationWithoutSignsIsJudgedByItsWords() {
    OccupationClassifier plain =
        new OccupationClassifier(KiTrainer.occupation(), Signs.of(List.of()));
    assertThat(plain.classify(text("Datenannotatorin", ""), "", List.of()))
        .isInstanceOf(Member.class);
    assertThat(plain.classify(text("Bäckerin", ""), "", List.of())).isInstanceOf(NotMember.class);
  }

  @Test
  void hostileTextsAreReadInGoodTime() {
    for (String piece :
        List.of(
            "bewert ", "a", " ", "evaluate the ", "Annotation von ", "- ", "1", "train ", "(m w")) {
      String text = piece.repeat(1_000_000 / piece.length());
      Assertions.assertTimeout(
          Duration.ofSeconds(5), () -> classify("KI-Trainer", text), "repeated: " + piece);
    }
  }

  @Test
  void anOccupationThatCannotWorkIsRefused() {
    assertThatThrownBy(() -> new Occupation.Match(List.of(), List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Occupation.Match(List.of("*"), List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Occupation.Section(0, null, null))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void sitesAreAskedForWordsWithoutStars() {
    assertThat(KiTrainer.occupation().match().words())
        .contains("KI-Trainer", "AI Trainer")
        .noneMatch(word -> word.contains("*"));
  }

  private static String said(Classification classification) {
    return switch (classification) {
      case Member member -> "member:" + (member.tier() == null ? "-" : member.tier());
      case NotMember _ -> "out";
      case Unsure _ -> "unsure";
    };
  }

  private static Classification classify(String title, String description) {
    return CLASSIFIER.classify(text(title, description), "", List.of());
  }

  private static PostingText text(String title, String description) {
    List<PostingText.Passage> passages =
        description.isEmpty()
            ? List.of()
            : List.of(new PostingText.Passage(PostingText.Kind.OTHER, "", 0, description.length()));
    return new PostingText(title, description, passages, "de");
  }
}
