package stellwerk.indexer.normalise;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import stellwerk.indexer.posting.Evidence;
import stellwerk.indexer.posting.Evidence.Confidence;
import stellwerk.indexer.posting.Fact;
import stellwerk.indexer.posting.Requirement;

/// Reads languages and how well they must be known (`normalisation.md` §3.5). A CEFR level that is
/// named beats every adjective; of a range the lower end holds.
final class LanguageSkillReader {
  private static final int FLAGS =
      Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS;
  private static final Pattern CEFR = Pattern.compile("(?<!\\w)([ABC][12])(?!\\d|\\p{L})", FLAGS);
  private static final Expression CONTEXT =
      Expression.of(
          "(?<!\\w)(?:Sprach|sprich|spreche|kenntnis|niveau|Level|fließend|flüssig|verhandlungs|Mutter|native|fluen|proficien|speak|written|spoken|verbal|bilingual|Wort und Schrift|beherrsch|"
              + "sehr gut|gute|gutes|sicher|exzellent|excellent|strong command|command of|good|business|conversational|language|mündlich|schriftlich|required|must|von Vorteil|wünschenswert|a plus|preferred|perfekt|stilsicher|hervorragend|ausgezeichnet|advanced|intermediate|basic|Grundkennt|[ABC][12](?!\\w))|kenntnis",
          FLAGS);
  private static final List<Vocabulary.Word> LEVELS =
      List.of(
          Vocabulary.Word.of(
              "native",
              "",
              "Mutter-?sprach|(?:near-)?native(?!ly)(?:[- ](?:level|speaker))?(?: (?:fluency|proficiency|proficient|command|fluent))?|muttersprach|first language|Erstsprache|\\w{2,14}-Muttersprach",
              ""),
          Vocabulary.Word.of(
              "C1",
              "",
              "verhandlungssicher|flie(?:ß|ss)end|flüssig|exzellent|hervorragend|ausgezeichnet|sehr gut|perfekt|stilsicher|fluen|excellent|business[- ](?:fluent|level)|professional(?! experience)|beherrsch|advanced|outstanding|very good|strong command|working language|sicher in Wort und Schrift|Complete|proficient",
              ""),
          Vocabulary.Word.of(
              "A2", "", "Grundkenntnis|erste(?!n Blick)|basic|einfache|elementar", ""),
          Vocabulary.Word.of(
              "B2",
              "",
              "gut(?:e|es|er|en)?(?!\\w)|sicher|good|solide|strong|upper[- ]intermediate",
              ""),
          Vocabulary.Word.of("B1", "", "intermediate|conversational|mittlere", ""));
  private static final Pattern LINK =
      Pattern.compile(
          "(?i)[\\s-]{0,3}(?:kenntnisse?)?\\s{0,2}(?:und|oder|and|or|/|&|,|sowie|as well as)\\s{0,2}(?:in |auch |die |der |the )?");
  private static final Pattern OR =
      Pattern.compile(
          "(?i)[^,;]{0,16}(?<!\\p{L})(?:oder|or|/)(?!\\p{L})(?! (?:muttersprach|native|vergleich|ähnlich|höher|higher|above|besser))[^,;]{0,24}");

  private final WordList languages;

  LanguageSkillReader(Vocabulary vocabulary) {
    this.languages = new WordList(vocabulary.languages());
  }

  private record Mention(String language, int from, int to, String words) {}

  private record Level(String name, boolean named) {}

  List<Fact.Known<Requirement>> read(Sentence sentence) {
    List<Mention> mentions = mentions(sentence);
    String words = sentence.words();
    boolean bare =
        mentions.stream().mapToInt(one -> one.to() - one.from()).sum() * 3 > words.strip().length();
    if (mentions.isEmpty() || !(bare || CONTEXT.in(words))) {
      return List.of();
    }
    List<@Nullable Level> levels = new ArrayList<>();
    int consumed = 0;
    for (int i = 0; i < mentions.size(); i++) {
      Mention one = mentions.get(i);
      int before = i == 0 ? 0 : mentions.get(i - 1).to();
      int after = i + 1 < mentions.size() ? mentions.get(i + 1).from() : words.length();
      boolean linked = i > 0 && LINK.matcher(words.substring(before, one.from())).matches();
      Matcher code = CEFR.matcher(words).region(one.to(), Math.min(after, one.to() + 60));
      Level level = null;
      if (code.find() && !ownsNext(words, one.to(), code.start(), after, i + 1 < mentions.size())) {
        level = new Level(code.group(1).toUpperCase(java.util.Locale.ROOT), true);
        consumed = code.end();
      } else {
        Matcher earlier =
            CEFR.matcher(words)
                .region(Math.max(before, Math.max(consumed, one.from() - 50)), one.from());
        if (earlier.find()) {
          level = new Level(earlier.group(1).toUpperCase(java.util.Locale.ROOT), true);
          consumed = earlier.end();
        }
      }
      if (level == null) {
        level = adjective(words, Math.max(before, consumed), one, after);
      }
      if (level == null
          && linked
          && sentence.wishAt(one.from()) == sentence.wishAt(mentions.get(i - 1).from())) {
        level = levels.getLast();
      }
      levels.add(level);
    }
    shareBackwards(words, mentions, levels);
    return facts(sentence, mentions, levels);
  }

  /// Whether a code between two languages stands nearer to the second one ("German, C1 English").
  private static boolean ownsNext(String words, int end, int code, int next, boolean hasNext) {
    return hasNext && words.substring(end, code).contains(",") && next - code < 8;
  }

  private static @Nullable Level adjective(String words, int before, Mention one, int after) {
    int comma = Math.max(words.lastIndexOf(',', one.from()), words.lastIndexOf(';', one.from()));
    int start = Math.max(before, comma + 1 > one.from() ? before : comma + 1);
    String own = words.substring(Math.min(start, one.from()), one.to());
    Level nearest = nearest(own);
    if (nearest != null) {
      return nearest;
    }
    int nextComma = words.indexOf(',', one.to());
    int end = Math.min(after, nextComma < 0 ? after : nextComma);
    String rest = words.substring(one.to(), Math.max(one.to(), Math.min(end, one.to() + 70)));
    int and = rest.indexOf(" und ");
    String near = and > 0 && after < words.length() ? rest.substring(0, and) : rest;
    for (Vocabulary.Word level : LEVELS) {
      if (level.words().pattern().matcher(near).find()) {
        return new Level(level.id(), false);
      }
    }
    return null;
  }

  /// The level whose word ends last: in "auf muttersprachlichem Niveau und fließend Englisch" the
  /// one that stands beside the language.
  private static @Nullable Level nearest(String own) {
    String name = null;
    int end = -1;
    for (Vocabulary.Word level : LEVELS) {
      Matcher found = level.words().pattern().matcher(own);
      while (found.find()) {
        if (found.start() >= end) {
          end = found.end();
          name = level.id();
        }
      }
    }
    return name == null ? null : new Level(name, false);
  }

  /// "Deutsch und Englisch fließend": what is said at the end holds for both.
  private static void shareBackwards(
      String words, List<Mention> mentions, List<@Nullable Level> levels) {
    for (int i = mentions.size() - 2; i >= 0; i--) {
      String between = words.substring(mentions.get(i).to(), mentions.get(i + 1).from());
      if (levels.get(i) == null && LINK.matcher(between).matches()) {
        levels.set(i, levels.get(i + 1));
      }
    }
  }

  private static List<Fact.Known<Requirement>> facts(
      Sentence sentence, List<Mention> mentions, List<@Nullable Level> levels) {
    List<Fact.Known<Requirement>> facts = new ArrayList<>();
    for (int i = 0; i < mentions.size(); i++) {
      Mention one = mentions.get(i);
      Wish wish = sentence.wishAt(one.from());
      Level level = levels.get(i);
      boolean knowledge = one.words().toLowerCase(java.util.Locale.ROOT).contains("kenntnis");
      String name =
          wish == Wish.WAIVED
              ? null
              : level != null ? level.name() : knowledge && wish == Wish.MUST ? "B1" : null;
      boolean before = i > 0 && or(sentence.words(), mentions.get(i - 1), one);
      boolean after = i + 1 < mentions.size() && or(sentence.words(), one, mentions.get(i + 1));
      String group = before || after ? "language-" + sentence.from() : null;
      Confidence sure = level != null && level.named() ? sentence.confidence() : Confidence.MEDIUM;
      Evidence evidence = sentence.evidence(one.from(), one.to(), sure);
      facts.add(
          new Fact.Known<>(
              new Requirement.LanguageSkill(
                  one.language(), name, wish.required(), wish.waived(), group),
              evidence));
    }
    return facts;
  }

  private static boolean or(String words, Mention first, Mention second) {
    return OR.matcher(words.substring(first.to(), second.from())).matches();
  }

  private List<Mention> mentions(Sentence sentence) {
    List<Mention> mentions = new ArrayList<>();
    for (Vocabulary.Word word : languages.in(sentence)) {
      MatchResult found = sentence.find(word);
      if (found != null) {
        mentions.add(new Mention(word.id(), found.start(), found.end(), found.group()));
      }
    }
    mentions.sort(Comparator.comparingInt(Mention::from));
    return mentions;
  }
}
