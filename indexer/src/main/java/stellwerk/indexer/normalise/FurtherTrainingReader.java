package stellwerk.indexer.normalise;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import stellwerk.indexer.posting.Fact;
import stellwerk.indexer.posting.Requirement;

/// Reads courses and certificates about AI that are asked for or offered. Readiness to learn is a
/// soft skill, not a course.
final class FurtherTrainingReader {
  private static final int FLAGS =
      Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS;
  private static final String COURSE =
      "(?:Weiterbildung|Fortbildung|Zertifikat|Zertifizierung|Schulung|Kurs|Lehrgang)\\w{0,4}";
  private static final Expression HINT =
      Expression.of(
          "bildung|zertif|schulung|kurs|lehrgang|certif|course|training", Pattern.CASE_INSENSITIVE);
  private static final Pattern ABOUT_AI =
      Pattern.compile(
          "(?<!\\w)(?:(?:KI|AI)-(?:"
              + COURSE
              + "|Act-Schulung|Zertifi\\w{0,8})"
              + "|"
              + COURSE
              + "(?: \\w{1,16}){0,4} (?:KI|AI|Künstliche[rn]? Intelligenz|Machine Learning|maschinelle[ns]? Lernen|Data Science)(?!\\w)"
              + "|(?:AI|machine learning) (?:certification|certificate|course)s?|(?:certification|certificate|course|training)s? in (?:AI|artificial intelligence|machine learning)(?!\\w))",
          FLAGS);
  private static final Pattern READINESS =
      Pattern.compile("(?<!\\w)(?:Bereitschaft|Interesse|Lust|Begeisterung|willing|bereit)", FLAGS);
  private static final Pattern OFFERING =
      Pattern.compile(
          "(?<!\\w)(?:wir bieten|bieten wir|du (?:erhältst|bekommst)|Sie (?:erhalten|bekommen)|wir (?:finanzieren|übernehmen|fördern)|we (?:offer|provide)|you will receive)",
          FLAGS);

  List<Fact.Known<Requirement>> read(Sentence sentence) {
    List<Fact.Known<Requirement>> read = new ArrayList<>();
    if (!HINT.in(sentence.span())) {
      return read;
    }
    Matcher course = ABOUT_AI.matcher(sentence.words());
    if (!course.find() || READINESS.matcher(sentence.words()).region(0, course.start()).find()) {
      return read;
    }
    boolean offered =
        sentence.kind() == PostingText.Kind.OFFER || OFFERING.matcher(sentence.words()).find();
    boolean asked =
        sentence.kind() == PostingText.Kind.REQUIREMENTS
            || sentence.kind() == PostingText.Kind.OTHER;
    Wish wish = sentence.wishAt(course.start());
    if (offered || (asked && wish != Wish.WAIVED)) {
      read.add(
          new Fact.Known<>(
              new Requirement.FurtherTraining(
                  course.group(), offered ? null : wish.required(), offered),
              sentence.evidence(course)));
    }
    return read;
  }
}
