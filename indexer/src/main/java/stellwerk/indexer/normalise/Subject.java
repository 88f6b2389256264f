package stellwerk.indexer.normalise;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads what somebody studied, learnt or did: "der Linguistik", "im Bereich Informatik oder
/// Mathematik", "in computer science".
final class Subject {
  private static final String NOT_ONE =
      "(?!(?:Umgang|Erfahrung|Berufserfahrung|Kenntnis|Ausbildung|Quali|Deutsch|Englisch|Interesse|Freude|Spaß|Praxis|Bereich|Fach(?:bereich|richtung)?(?!\\p{L})|Position|Rolle|Verbindung|Bezug|Abschluss|Vorteil|Idealfall|Vollzeit|Teilzeit|Deutschland|Europa|Zusammenarbeit|Unternehmen|Team|Studium|Bachelor|Master))";
  private static final String NAME = NOT_ONE + "[A-ZÄÖÜ][\\p{L}/&-]{2,40}";
  private static final String NAMES = NAME + "(?: [A-ZÄÖÜ][\\p{L}-]{3,40}){0,2}";
  private static final Pattern AFTER =
      Pattern.compile(
          "\\G[’']?s?(?:\\s?(?:oder|or|/)\\s?(?:Bachelor|Master|Diplom)[\\p{L}’']{0,16})?(?:,? ?\\([^)]{1,30}\\))?(?: degree)?\\s(?:(?:in|an|als|as|of|der|des|zum|zur|im)\\s)(?:(?:der|den|dem|einem|einer|the)\\s)?(?:(?:Bereich|Bereiche|Bereichen|Fach|Fachrichtung|Fachbereich|Studiengang|field of|area of)\\s)?(?:(?:der|des)\\s)?"
              + "(?<name>"
              + NAMES
              + "(?:(?:, "
              + NAMES
              + "){0,4},? (?:und|oder|and|or|bzw\\.) "
              + NAMES
              + ")?)");
  private static final Pattern ENGLISH =
      Pattern.compile(
          "\\G(?<=degree|degrees|experience|Bachelor|Master|Bachelor[’']s|Master[’']s|PhD|Ph\\.D\\.?)[’']?s?(?: degree)?\\s(?:in|of)\\s(?!an? |any |the |your |our |related|relevant|similar|progress|one |this )(?<name>[a-z][\\p{L}-]{3,30}(?: (?:science|sciences|engineering|linguistics|studies|learning|labelling|labeling|annotation))?)(?=[,.;)\\s]|$)");

  private Subject() {}

  /// The subject that is named right after a place; null if none is.
  static @Nullable String after(String words, int at) {
    Matcher named = AFTER.matcher(words);
    if (named.find(at)) {
      return named.group("name");
    }
    Matcher english = ENGLISH.matcher(words);
    return english.find(at) ? english.group("name") : null;
  }
}
