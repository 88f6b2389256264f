package stellwerk.indexer.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import stellwerk.indexer.posting.Fact;
import stellwerk.indexer.posting.Requirement;

class SubjectTest {
  private final RequirementReader requirements = new RequirementReader(Vocabulary.shipped());

  static Stream<Arguments> subjects() {
    return Cases.of("named-subjects.tsv", 2);
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void theFieldOfEducationAndExperienceIsReadAsListed(String words, String field) {
    PostingText text =
        new PostingText(
            "",
            words,
            List.of(new PostingText.Passage(PostingText.Kind.REQUIREMENTS, "", 0, words.length())),
            "de");

    assertThat(
            requirements.read(text).stream()
                .map(Fact.Known::value)
                .map(SubjectTest::field)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(""))
        .isEqualTo(field);
  }

  private static @Nullable String field(Requirement requirement) {
    return switch (requirement) {
      case Requirement.Education education -> education.field();
      case Requirement.Experience experience -> experience.field();
      case Requirement.LanguageSkill _, Requirement.FurtherTraining _, Requirement.OfficeIt _ ->
          null;
    };
  }
}
