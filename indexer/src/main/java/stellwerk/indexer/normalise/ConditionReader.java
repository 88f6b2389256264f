package stellwerk.indexer.normalise;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import stellwerk.indexer.posting.Condition;
import stellwerk.indexer.posting.Fact;

/// Reads formal conditions (`normalisation.md` §3.6), only from what is asked for.
public final class ConditionReader {
  private static final int FLAGS =
      Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS;
  private static final Expression AGE =
      Expression.of(
          "(?<!\\w)(?:Mindestalter(?: von)?:?|mindestens|ab|at least|über|minimum age(?: of)?:?|must be)\\s(1[4-9]|2[0-9])\\+?(?:\\s(?:Jahre?n?|years?)(?: (?:alt|old|of age))?)?(?!\\w|[.,]\\d)",
          FLAGS);
  private static final Expression AGED =
      Expression.of(
          "(?<!\\w)(?:alter|alt(?!\\w)|volljährig|years old|of age|minimum age|Mindestalter)",
          FLAGS);
  private static final Expression HOURS =
      Expression.of(
          "(?<![\\w.,])(\\d{1,2})\\s?(?:(?:-|–|bis|to)\\s?(\\d{1,2})\\s?)?(?:Std\\.?|Stunden|hours|hrs)\\s?(?:/|pro|per|a|in der|die)\\s?(?:Woche|week)(?!\\w)",
          FLAGS);

  private static final Pattern OTHERWISE =
      Pattern.compile("\\G\\s?(?:in\\s)?(?:or|oder)(?!\\w)", FLAGS);

  private final Vocabulary vocabulary;

  public ConditionReader(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  /// Each condition once with its first words.
  public List<Fact.Known<Condition>> read(PostingText text) {
    Map<Condition, Fact.Known<Condition>> read = new LinkedHashMap<>();
    for (Sentence sentence :
        Sentences.of(
            text,
            kind -> kind == PostingText.Kind.REQUIREMENTS || kind == PostingText.Kind.OTHER)) {
      for (Vocabulary.Word word : vocabulary.conditions()) {
        MatchResult found = sentence.find(word);
        if (found != null && sentence.wishAt(found.start()) != Wish.WAIVED) {
          int equals = word.id().indexOf('=');
          String kind = word.id().substring(0, equals);
          // Said as one of several ways ("enrolled or completed"), or as a fact about the work.
          boolean open =
              kind.equals("content") || OTHERWISE.matcher(sentence.words()).find(found.end());
          Boolean required = open ? null : sentence.wishAt(found.start()).required();
          put(read, sentence, found, kind, word.id().substring(equals + 1), required);
        }
      }
      Expression.Search age = AGE.matcher(sentence.span());
      if (AGED.in(sentence.span()) && age.find()) {
        Wish wish = sentence.wishAt(age.start());
        put(read, sentence, age, "age", age.group(1), wish.required());
      }
      Expression.Search hours = HOURS.matcher(sentence.span());
      if (hours.find()) {
        String until = hours.group(2);
        String span = until == null ? hours.group(1) : hours.group(1) + "-" + until;
        put(read, sentence, hours, "hours", span, null);
      }
    }
    return List.copyOf(read.values());
  }

  private static void put(
      Map<Condition, Fact.Known<Condition>> read,
      Sentence sentence,
      MatchResult found,
      String kind,
      String value,
      @Nullable Boolean required) {
    Condition condition = new Condition(kind, value, required);
    read.putIfAbsent(condition, new Fact.Known<>(condition, sentence.evidence(found)));
  }
}
