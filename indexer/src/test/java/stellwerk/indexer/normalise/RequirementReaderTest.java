package stellwerk.indexer.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import stellwerk.indexer.evaluate.RequirementEvaluation;
import stellwerk.indexer.posting.Evidence;
import stellwerk.indexer.posting.Evidence.Confidence;
import stellwerk.indexer.posting.Fact;

class RequirementReaderTest {
  private static final Vocabulary VOCABULARY = Vocabulary.shipped();
  private static final RequirementEvaluation LABELS = new RequirementEvaluation(VOCABULARY);

  record Case(String section, String sentence, Set<String> labels) {}

  static List<Case> cases() throws IOException {
    try (InputStream file =
        RequirementReaderTest.class.getResourceAsStream("/normalise/requirements.tsv")) {
      return new String(
              Objects.requireNonNull(file, "requirements.tsv").readAllBytes(),
              StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> line.split("\t", -1))
          .map(parts ->
              new Case(
                  parts[0],
                  parts[1],
                  parts[2].isBlank() ? Set.of() : new TreeSet<>(List.of(parts[2].split(" ", -1)))))
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void sentencesAreReadAsTheTableSays(Case row) {
    assertThat(LABELS.labels(row.sentence(), row.section()))
        .containsExactlyInAnyOrderElementsOf(row.labels());
  }

  @Test
  void whatIsQuotedStandsThereVerbatim() throws IOException {
    for (Case row : cases()) {
      PostingText text = text("Vorher steht etwas.\n" + row.sentence(), PostingText.Kind.OTHER);
      List<Evidence> evidence = new ArrayList<>();
      new RequirementReader(VOCABULARY).read(text).forEach(fact -> evidence.add(fact.evidence()));
      new SoftSkillReader(VOCABULARY).read(text).forEach(fact -> evidence.add(fact.evidence()));
      new SkillReader(VOCABULARY).read(text).forEach(fact -> evidence.add(fact.evidence()));
      new TaskReader(VOCABULARY).read(text).forEach(fact -> evidence.add(fact.evidence()));
      new ConditionReader(VOCABULARY).read(text).forEach(fact -> evidence.add(fact.evidence()));
      for (Evidence one : evidence) {
        String[] span = one.at().substring("description ".length()).split("-", -1);
        assertThat(
                text.description().substring(Integer.parseInt(span[0]), Integer.parseInt(span[1])))
            .as(row.sentence())
            .isEqualTo(one.quote());
      }
    }
  }

  @Test
  void aPassageOfUnknownKindIsReadWithLessConfidence() {
    List<Fact.Known<String>> asked =
        new SoftSkillReader(VOCABULARY).read(text("Teamfähigkeit", PostingText.Kind.REQUIREMENTS));
    List<Fact.Known<String>> unknown =
        new SoftSkillReader(VOCABULARY).read(text("Teamfähigkeit", PostingText.Kind.OTHER));
    assertThat(asked.getFirst().evidence().confidence()).isEqualTo(Confidence.HIGH);
    assertThat(unknown.getFirst().evidence().confidence()).isEqualTo(Confidence.MEDIUM);
  }

  @Test
  void skillsAreNamedByTasksAndRequirements() {
    assertThat(
            new SkillReader(VOCABULARY)
                .read(text("Annotation mit Label Studio und Python", PostingText.Kind.TASKS)))
        .extracting(Fact.Known::value)
        .containsExactlyInAnyOrder("annotation-tools", "python", "annotation");
  }

  @Test
  void anOperatorCanAddWords() {
    Vocabulary more =
        VOCABULARY.with(
            List.of(Vocabulary.Word.of("figma", "Figma", "Figma", "")),
            List.of(Vocabulary.Word.of("humour", "Humor", "Humor", "")));
    PostingText text = text("Figma und Humor", PostingText.Kind.REQUIREMENTS);
    assertThat(new SkillReader(more).read(text)).extracting(Fact.Known::value).contains("figma");
    assertThat(new SoftSkillReader(more).read(text))
        .extracting(Fact.Known::value)
        .contains("humour");
  }

  @Test
  void hostileTextsAreReadInGoodTime() {
    for (String piece :
        List.of("keine ", "a", " ", "Deutsch ", ", ", "1 ", "und ", "Erfahrung ", "- ")) {
      PostingText text =
          text(piece.repeat(1_000_000 / piece.length()), PostingText.Kind.REQUIREMENTS);
      Assertions.assertTimeout(
          Duration.ofSeconds(5),
          () -> {
            new RequirementReader(VOCABULARY).read(text);
            new SoftSkillReader(VOCABULARY).read(text);
            new TaskReader(VOCABULARY).read(text);
          },
          "repeated: " + piece);
    }
  }

  private static PostingText text(String words, PostingText.Kind kind) {
    return new PostingText(
        "", words, List.of(new PostingText.Passage(kind, "", 0, words.length())), "de");
  }
}
