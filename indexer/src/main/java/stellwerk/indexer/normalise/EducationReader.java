package stellwerk.indexer.normalise;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import stellwerk.indexer.normalise.SearchText.Span;
import stellwerk.indexer.posting.Evidence;
import stellwerk.indexer.posting.Fact;
import stellwerk.indexer.posting.Requirement;

/// Reads schooling, training and study (`normalisation.md` §3.3): levels `none`, `school`,
/// `vocational`, `study`, `phd`, `any`, and `equivalent` beside another one.
final class EducationReader {
  private static final int FLAGS =
      Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS;
  private static final String TRAP =
      "(?:neben|mit|während|vereinbar mit|begleitend zu) (?:dem|deinem|Ihrem|einem) Studium|in Abstimmung mit deinem Studium|Studium (?:vereinbar|und Beruf)"
          + "|in Ausbildung|(?:im|ein laufendes|laufendes) Studium|während des Studiums|Dein Studium|(?:eine|die|der|Ihre|deine) (?:\\w{1,20} )?Ausbildung (?:in|zum|zur) (?:einem |einer )?(?:zukunft|modern|unserem)"
          + "|(?:currently |an )?enrolled in(?! or)|immatrikuliert|eingeschrieben\\w{0,3}|duales Studium|Ausbildungs(?:vergütung|jahr|platz|beginn|leiter|plan)\\w{0,3}|Studienplatz"
          + "|(?:to a|high|large) degree|degree of|360[- ]degree|some degree|towards? (?:an? |your |any )?(?:[\\p{L}’']{1,14} )?degree|(?:for )?any degree programs?|Studium Generale|Scrum Master\\w{0,2}|Master ?Data|Masterminds?|Meister(?:schaft|werk|n)\\w{0,3}|Lehrgang\\w{0,3}";

  /// One of these letters stands in everything that is read here; without them nothing is tried.
  private static final Expression HINT =
      Expression.of(
          "studi|ausbildung|abschl|bachelor|master|diplom|examen|degree|lehre|reife|abitur|promo|ph\\.?d|dokto|doctor|school|matura|gelernt|meister|vocational|apprentice|akademi|magister|background|qualifi|universi|education|\\b[BM]\\.? ?(?:Sc|A|Eng|S)\\b|MBA|GED|geprüft|bildung",
          Pattern.CASE_INSENSITIVE);

  private static final Expression NOT_MEANT = Expression.of("(?<!\\w)(?:" + TRAP + ")", FLAGS);
  private static final Expression ANY =
      Expression.of(
          "(?<!\\w)(?:(?:ganz )?(?:egal,? )?ob (?:\\w{1,24},? ){0,4}?(?:\\w{0,24})?(?:Studium|Ausbildung|Quereinst)\\w{0,6}(?:,? \\w{1,24}){0,6}? oder"
              + "|(?:diverse|various|different|all) (?:\\w{1,14} (?:and|or) )?(?:educational|academic|professional)(?: and \\w{1,14})? backgrounds"
              + "|unabhängig von (?:deiner|Ihrer|der) (?:\\w{1,12} )?(?:Ausbildung|Studium|Abschluss)|egal,? welche[rn]? (?:Ausbildung|Abschluss))",
          FLAGS);
  private static final Expression NONE =
      Expression.of(
          "(?<!\\w)(?:kein\\w{0,2} (?:besonder|speziell|bestimmt|formal|fachlich|einschlägig|formell)\\w{0,3} (?:Berufs)?(?:Ausbildung|Qualifikation|Abschl)\\w{0,5}"
              + "|no (?:formal|specific|special|particular) (?:education|qualification|degree)\\w{0,4})",
          FLAGS);
  private static final Expression PHD =
      Expression.of(
          "(?<!\\w)(?:(?:abgeschlossene|laufende|erfolgreiche)n? Promotion(?!\\w)|Promotion(?= in | im |,? idealerweise)|promoviert|Ph\\.?D\\.?(?!\\w)|Doktortitel|doctora(?:te|l)(?!\\w))",
          FLAGS);
  private static final Expression STUDY =
      Expression.of(
          "(?<!\\w)(?:[\\p{L}-]{0,30}?(?:Studium|Studienabschluss|Hochschulabschluss|Universitätsabschluss|Uniabschluss|Masterabschluss|Bachelorabschluss|Staatsexamen|Diplom|Magister)(?:s|es|en)?(?!\\w)"
              + "|Bachelor(?!\\w)[’']?s?|(?-i:[BM]\\.? ?(?:Sc|Eng|Ed)(?!\\w)\\.?|[BM]\\. ?[AS]\\.(?!\\w)|(?:BS|BA|MS|MA|BS/MS|BA/BS)(?= (?:degree|in [A-Z]))|MBA(?!\\w))|Master(?=[’']?s?(?:abschluss|studium| degree| in| of| or|/| oder|,))|Master[’']s|(?:university|college|academic|advanced|undergraduate|graduate|tertiary)? ?(?<!\\d )degrees?(?!\\w)(?! (?:Celsius|Fahrenheit|C\\b|F\\b|of))|university (?:studies|education)"
              + "|Hochschulbildung|abgeschlossene akademische|akademische[rn]? (?:Abschluss|Ausbildung|Hintergrund)|Akademiker)",
          FLAGS);
  private static final Expression VOCATIONAL =
      Expression.of(
          "(?<!\\w)(?:[\\p{L}-]{0,30}?(?:Berufs|Fach)?ausbildung(?:en)?(?!\\w)|(?:abgeschlossene|kaufmännische|technische|handwerkliche)\\w? Lehre(?!\\w)|gelernte[rn]?(?!\\w)|Meisterbrief|Meistertitel|staatlich geprüfte|vocational (?:training|education|qualification)|apprenticeship)",
          FLAGS);
  private static final Expression SCHOOL =
      Expression.of(
          "(?<!\\w)(?:[\\p{L}-]{0,20}?(?:Realschul|Hauptschul|(?<!Hoch)Schul|Mittelschul)abschluss(?:es)?|Mittlere[rn]? (?:Reife|Schulabschluss|Bildungsabschluss)|Fachoberschulreife|(?:Fach-?)?Abitur|(?:Fachh|H|Fach-?H)ochschulreife|Matura|high school (?:diploma|degree|education)|secondary (?:school|education)|GED(?!\\w))",
          FLAGS);
  private static final Pattern EQUIVALENT =
      Pattern.compile(
          "(?<!\\w)(?:(?:oder|bzw\\.?|/|sowie)\\s?(?:über )?(?:eine[rnms]? )?(?:\\w{1,20} )?(?:vergleichbar|gleichwertig|ähnlich|adäquat|entsprechend)\\w{0,3}|o\\. ?ä\\.|oder (?:\\w{1,16} ){0,2}(?:Berufserfahrung|Praxiserfahrung|Erfahrung)|or (?:an )?(?:equivalent|similar|comparable|related)(?! field)|or (?:relevant |comparable |professional )experience)",
          FLAGS);

  /// What a sentence says about education, once for each level.
  List<Fact.Known<Requirement>> read(Sentence sentence) {
    List<Fact.Known<Requirement>> read = new ArrayList<>();
    if (!HINT.in(sentence.span())) {
      return read;
    }
    Expression.Search any = ANY.matcher(sentence.span());
    if (any.find()) {
      read.add(fact("any", null, Wish.WAIVED, sentence.evidence(any), null));
      return read;
    }
    Expression.Search none = NONE.matcher(sentence.span());
    if (none.find()) {
      read.add(fact("none", null, Wish.WAIVED, sentence.evidence(none), null));
      return read;
    }
    Span span = Sentence.blank(sentence.span(), NOT_MEANT);
    record Seen(String level, int from, int to) {}
    List<Seen> seen = new ArrayList<>();
    Expression.Search school = SCHOOL.matcher(span);
    if (school.find()) {
      seen.add(new Seen("school", school.start(), school.end()));
      span = Sentence.blank(span, SCHOOL);
    }
    Expression.Search vocational = VOCATIONAL.matcher(span);
    if (vocational.find()) {
      seen.add(new Seen("vocational", vocational.start(), vocational.end()));
    }
    Expression.Search study = STUDY.matcher(span);
    if (study.find()) {
      seen.add(new Seen("study", study.start(), study.end()));
    }
    Expression.Search phd = PHD.matcher(span);
    if (phd.find()) {
      seen.add(new Seen("phd", phd.start(), phd.end()));
    }
    if (seen.isEmpty()) {
      return read;
    }
    int last = seen.stream().mapToInt(Seen::from).min().orElse(0);
    String words = span.words();
    Matcher equivalent = EQUIVALENT.matcher(words).region(last, words.length());
    if (equivalent.find()) {
      seen.add(new Seen("equivalent", equivalent.start(), equivalent.end()));
    }
    String group = seen.size() > 1 ? "education-" + sentence.from() : null;
    Wish together = sentence.wishAt(last);
    for (Seen one : seen) {
      Wish wish = one.level().equals("equivalent") ? together : sentence.wishAt(one.from());
      Evidence evidence = sentence.evidence(one.from(), one.to(), sentence.confidence());
      String field = one.level().equals("equivalent") ? null : Subject.after(words, one.to());
      read.add(fact(one.level(), field, wish, evidence, group));
    }
    return read;
  }

  private static Fact.Known<Requirement> fact(
      String level, @Nullable String field, Wish wish, Evidence evidence, @Nullable String group) {
    return new Fact.Known<>(
        new Requirement.Education(level, field, wish.required(), wish.waived(), group), evidence);
  }
}
