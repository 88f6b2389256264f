package stellwerk.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stellwerk.indexer.normalise.StatutoryPay;
import stellwerk.indexer.normalise.Vocabulary;
import stellwerk.indexer.normalise.Words;

class VocabularyFilesTest {
  @TempDir private Path folder;
  private final List<Fault> faults = new ArrayList<>();

  private ConfiguredWords read(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(file, text);
    return VocabularyFiles.read(List.of(file), faults, new Environment(Map.of()));
  }

  @Test
  void theShippedFilesHaveNoFaults() {
    Path shipped = Path.of(System.getProperty("stellwerk.root")).resolve("config/vocabulary");

    ConfiguredWords words =
        VocabularyFiles.read(
            List.of(
                shipped.resolve("closing-phrases.yaml"),
                shipped.resolve("skills.yaml"),
                shipped.resolve("statutory.yaml"),
                shipped.resolve("synonyms.yaml")),
            faults,
            new Environment(Map.of()));

    assertThat(faults).isEmpty();
    assertThat(words.skills()).extracting(Vocabulary.Word::id).contains("huggingface");
    assertThat(words.closingPhrases()).contains("Ausschreibung zurückgezogen");
    assertThat(words.synonyms().groups())
        .contains(List.of("KI-Trainer", "AI Trainer", "Trainer für Künstliche Intelligenz"))
        .anySatisfy(group -> assertThat(group).contains("Clickworker", "Microjobber"));
  }

  @Test
  void aSkillIsFoundByItsWordsInAnySpellingAndCase() throws IOException {
    ConfiguredWords words =
        read(
            "skills.yaml",
            """
            version: 1
            skills:
              - { id: labels, label: Etiketten, words: [Label-Werkzeug*, C++], not: [Labelwerk] }
            """);

    assertThat(faults).isEmpty();
    Words.Stem stem = words.skills().getFirst().words();
    assertThat(new Words("mit label werkzeugen").first(stem)).isNotNull();
    assertThat(new Words("Erfahrung in C++ und mehr").first(stem)).isNotNull();
    assertThat(new Words("ein Labelwerk").first(stem)).isNull();
  }

  @Test
  void aFurtherMinimumWageHoldsFromItsDay() throws IOException {
    ConfiguredWords words =
        read(
            "statutory.yaml",
            """
            version: 1
            country: DE
            minimum_wage:
              - { from: 2028-01-01, hour: 15.10, minijob: 655 }
            """);

    assertThat(faults).isEmpty();
    StatutoryPay pay = StatutoryPay.bundled().with(words.statutory());
    assertThat(pay.on(LocalDate.parse("2028-03-01")))
        .map(StatutoryPay.Values::minimumWage)
        .contains(new BigDecimal("15.10"));
    assertThat(pay.on(LocalDate.parse("2026-03-01")))
        .map(StatutoryPay.Values::minimumWage)
        .contains(new BigDecimal("13.90"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "skills.yaml | skils: []                                           | 2:1  | unknown key “skils” (did you mean “skills”?)",
        "skills.yaml | skills: [{ id: a, words: [x], nto: [y] }]           | 2:31 | unknown key “nto” in “skills” (did you mean “not”?)",
        "skills.yaml | skills: [{ id: a, words: [] }]                      | 2:26 | “a” needs at least one word that says it",
        "skills.yaml | skills: [{ id: a, words: ['*tool'] }]               | 2:26 | “*tool” must begin with a letter or a digit: texts are searched by their words",
        "skills.yaml | skills: [{ id: A B, words: [x] }]                   | 2:16 | an id is lower case words, not “A B”",
        "statutory.yaml | country: AT                                      | 2:10 | “country”: “AT” is not one of DE (did you mean “DE”?)",
        "statutory.yaml | minimum_wage: [{ from: x, hour: 1, minijob: 1 }] | 2:24 | -",
        "statutory.yaml | minimum_wage: [{ from: 2026-01-01, hour: '13,9', minijob: 1 }] | 2:42 | “hour”: found “13,9”, expected an amount such as 13.90",
        "synonyms.yaml | groups: [[allein]]                                | 2:9  | a group needs at least two phrases, not [allein]",
        "synonyms.yaml | groups: [KI, AI]                                  | 2:10 | every item of “groups” must be a list of texts",
        "closing-phrases.yaml | phrase: [a b]                              | 2:1  | unknown key “phrase” (did you mean “phrases”?)",
        "closing-phrases.yaml | phrases: [vergeben]                        | 2:10 | “vergeben” is no phrase: two words or more, 120 characters at most",
        "skill.yaml | skills: []                                           | 1:1  | nobody reads this file; known: closing-phrases.yaml, skills.yaml, statutory.yaml, synonyms.yaml (did you mean “skills.yaml”?)"
      })
  void whatCannotBeMeantIsRefusedWithItsPlace(String name, String text, String at, String message)
      throws IOException {
    read(name, "version: 1\n" + text + "\n");

    assertThat(faults).isNotEmpty();
    Fault fault = faults.getFirst();
    assertThat(fault.line() + ":" + fault.column()).isEqualTo(at);
    if (!message.equals("-")) {
      assertThat(fault.message()).isEqualTo(message);
    }
    assertThat(fault.text()).contains(name + ":" + at);
  }

  @Test
  void softSkillWordsThatCannotBeSearchedAreRefused() throws IOException {
    Path file = folder.resolve("x.yaml");
    Files.writeString(
        file,
        """
        version: 1
        id: x
        title: X
        match: { any: [X] }
        soft_skills: { team: { label: Team, words: ["(x"] } }
        """);

    assertThat(YamlFile.read(file, faults, new Environment(Map.of())).flatMap(OccupationFile::read))
        .isPresent();

    assertThat(faults).extracting(Fault::message).first().asString().startsWith("“(x” must begin");
  }

  @Test
  void nothingConfiguredAddsNothing() {
    assertThat(VocabularyFiles.read(List.of(), faults, new Environment(Map.of())))
        .isEqualTo(ConfiguredWords.NONE);
    assertThat(ConfiguredWords.NONE.statutory()).isEqualTo(Map.of());
  }
}
