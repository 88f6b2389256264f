package stellwerk.indexer.normalise;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import stellwerk.indexer.posting.Fact;
import stellwerk.indexer.posting.Requirement;

/// Reads what a posting asks for: education, experience, languages, further training, office and IT
/// (`normalisation.md` §3).
///
/// Only passages about requirements are asked, and passages of unknown kind; elsewhere a sentence
/// must demand in so many words, since "Flexible Arbeitszeiten" is an offer and "seit 40 Jahren" a
/// boast.
public final class RequirementReader {
  private static final Expression DEMAND =
      Expression.of(
          "(?<!\\w)(?:mindestens|mind\\. \\d|must(?! see)|erforderlich(?!e)|vorausgesetzt|Voraussetzung|required|at least|no requirement|requirement for|not necessary|accommodates|welcomes|keine (?:\\w{1,16} )?(?:Vorkenntnisse|Vorerfahrung|Berufserfahrung)|ohne (?:\\w{1,16} )?(?:Vorkenntnisse|Studium|Berufserfahrung)|no (?:previous|prior)(?: \\w{1,14}){0,2} experience|\\d\\+? years of)",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);

  /// Letters that stand in every demand: most sentences are passed with one quick look.
  private static final Expression HINT =
      Expression.of(
          "mind|must|erforderlich|vorausge|voraussetz|requir|at least|necessary|accommodates|welcomes|keine|ohne|no p|years of",
          Pattern.CASE_INSENSITIVE);

  private final WordList skills;
  private final EducationReader education = new EducationReader();
  private final ExperienceReader experience;
  private final LanguageSkillReader languages;
  private final FurtherTrainingReader courses = new FurtherTrainingReader();

  public RequirementReader(Vocabulary vocabulary) {
    this.skills = new WordList(vocabulary.skills());
    this.experience = new ExperienceReader(vocabulary);
    this.languages = new LanguageSkillReader(vocabulary);
  }

  /// Everything that is asked for, each once with its first words, in the order of the text.
  public List<Fact.Known<Requirement>> read(PostingText text) {
    Map<Requirement, Fact.Known<Requirement>> read = new LinkedHashMap<>();
    for (Sentence sentence : Sentences.of(text, _ -> true)) {
      for (Fact.Known<Requirement> fact : read(sentence)) {
        read.putIfAbsent(fact.value(), fact);
      }
    }
    return List.copyOf(read.values());
  }

  private List<Fact.Known<Requirement>> read(Sentence sentence) {
    List<Fact.Known<Requirement>> read = new ArrayList<>();
    if (asks(sentence)) {
      List<Fact.Known<Requirement>> schooling = education.read(sentence);
      read.addAll(schooling);
      if (schooling.stream().noneMatch(fact -> open(fact.value()))) {
        read.addAll(experience.read(sentence, !schooling.isEmpty()));
      }
      read.addAll(languages.read(sentence));
    }
    read.addAll(courses.read(sentence));
    if (sentence.kind() == PostingText.Kind.REQUIREMENTS
        || sentence.kind() == PostingText.Kind.OTHER) {
      officeAndIt(sentence, read);
    }
    return read;
  }

  private static boolean asks(Sentence sentence) {
    return switch (sentence.kind()) {
      case REQUIREMENTS, OTHER -> true;
      case EMPLOYER, TASKS, PROCESS -> HINT.in(sentence.span()) && DEMAND.in(sentence.span());
      case OFFER -> false;
    };
  }

  /// "Ob Studium, Ausbildung oder Quereinstieg": every way is welcome, none is experience.
  private static boolean open(Requirement requirement) {
    return requirement instanceof Requirement.Education education
        && education.level().equals("any");
  }

  private void officeAndIt(Sentence sentence, List<Fact.Known<Requirement>> read) {
    for (Vocabulary.Word skill : skills.in(sentence)) {
      MatchResult found = sentence.find(skill);
      if (found != null) {
        Wish wish = sentence.wishAt(found.start());
        read.add(
            new Fact.Known<>(
                new Requirement.OfficeIt(skill.id(), wish.required(), wish.waived(), null),
                sentence.evidence(found)));
      }
    }
  }
}
