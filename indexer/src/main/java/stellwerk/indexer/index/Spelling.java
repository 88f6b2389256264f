package stellwerk.indexer.index;

import java.text.Normalizer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Brings gender forms, joined words and names of skills into a spelling that the tokeniser reads
/// rightly, before any tokeniser sees them.
///
/// The length stays: what goes becomes blanks, so that positions in the folded text are positions
/// in the text, and highlights need no map.
final class Spelling {
  private static final String GENDER =
      "(?:m|w|f|d|x|i|a|n|gn|div|divers|männlich|weiblich|male|female|diverse|mensch)";

  // Every pattern begins with a sign that few words hold and looks back only then: that is ten
  // times as fast as looking back at every letter.

  /// `(m/w/d)`, `[w|m|x]` and their kin.
  private static final Pattern TAG =
      Pattern.compile(
          "[(\\[{]\\s{0,2}(?:"
              + GENDER
              + "(?:\\s{0,2}[/|*,:.+\\-–]\\s{0,2}"
              + GENDER
              + "){1,4}|all genders?|alle geschlechter|alle|gn|human)\\s{0,2}\\*?[)\\]}]",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  /// `m/w/d` without brackets.
  private static final Pattern BARE_TAG =
      Pattern.compile(
          "[mwfdMWFD](?<![\\p{L}\\p{N}/].)\\s?[/|]\\s?[mwfdMWFD](?:\\s?[/|]\\s?[mwfdxMWFDX])?(?![\\p{L}\\p{N}/])");

  /// `Trainer:in`, `Trainer*innen`, `Trainer_in`, `Trainer/-in`, `Trainer(in)`, `Erfahrene:r`.
  private static final Pattern SUFFIX =
      Pattern.compile(
          "[:*_·•’/(](?<=\\p{L}{3}.)(?:(?<=[:*_·•’])\\s?-?(?:innen|in|r|n|e)"
              + "|(?<=/)(?:\\s?-?(?:innen|in)|-[rn])|(?<=\\()-?(?:innen|in)\\))(?!\\p{L})");

  /// `TrainerIn`, `TrainerInnen`; not `LinkedIn`, `CheckIn`.
  private static final Pattern INNER_I =
      Pattern.compile("In(?<=(?:er|or|ist|ent|ant|eur|log|agog)In)(?:nen)?(?!\\p{L})");

  /// Signs that belong to a name become letters which no German or English word has.
  private static final Pattern SKILL =
      Pattern.compile(
          "[cfCF.](?<![\\p{L}\\p{N}].)(?:(?<=[cC])\\+\\+|(?<=[cCfF])#|(?<=\\.)[nN][eE][tT](?!\\p{L}))");

  /// Where the tokeniser would see one word in two: `Aufgaben:Daten`, `Vollzeit.Wir`, `a_b`.
  private static final Pattern JOINT =
      Pattern.compile("[:_·•](?<=\\p{L}.)(?=\\p{L})|\\.(?<=\\p{Ll}\\.)(?=\\p{Lu})");

  private Spelling() {}

  /// Composes accents and takes out what is no character, or marks highlights.
  static String tidy(String text) {
    String composed =
        Normalizer.isNormalized(text, Normalizer.Form.NFC)
            ? text
            : Normalizer.normalize(text, Normalizer.Form.NFC);
    StringBuilder tidy = null;
    for (int i = 0; i < composed.length(); i++) {
      if (isNoCharacter(composed, i)) {
        tidy = tidy == null ? new StringBuilder(composed) : tidy;
        tidy.setCharAt(i, ' ');
      }
    }
    return tidy == null ? composed : tidy.toString();
  }

  private static boolean isNoCharacter(String text, int at) {
    char c = text.charAt(at);
    if (c < ' ') {
      return c != '\n' && c != '\t';
    }
    if (Character.isHighSurrogate(c)) {
      return at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
    }
    return Character.isLowSurrogate(c)
        && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
  }

  /// Folds a tidy text; the answer is as long as the text.
  static String fold(String text) {
    String plain = blank(BARE_TAG, blank(TAG, text));
    plain = blank(SUFFIX, plain);
    plain = blank(INNER_I, plain);
    plain = SKILL.matcher(plain).replaceAll(match -> named(match.group()));
    return blank(JOINT, plain);
  }

  /// A title without its gender forms, for people.
  static String spoken(String title) {
    return fold(tidy(title))
        .replace('ƥ', '+')
        .replace('ʂ', '#')
        .replace('ɗ', '.')
        .replaceAll("\\s+", " ")
        .strip();
  }

  private static String named(String skill) {
    return skill.replace('+', 'ƥ').replace('#', 'ʂ').replace('.', 'ɗ');
  }

  private static String blank(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? matcher.replaceAll(match -> " ".repeat(match.group().length())) : text;
  }
}
