package stellwerk.indexer.normalise;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;
import stellwerk.indexer.posting.Evidence;
import stellwerk.indexer.posting.Evidence.Confidence;

/// A sentence of the description, and how much each of its words is wanted.
///
/// What is wanted is worked out when it is first asked for: most sentences hold no fact.
final class Sentence {
  private final int from;
  private final Words text;
  private final Wish unlessSaid;
  private final PostingText.Kind kind;
  private Wish @Nullable [] wishes;

  /// @param from where it begins in the description
  /// @param unlessSaid how much its words are wanted where it does not say
  /// @param kind what its passage is about
  Sentence(int from, String words, Wish unlessSaid, PostingText.Kind kind) {
    this.from = from;
    this.text = new Words(words);
    this.unlessSaid = unlessSaid;
    this.kind = kind;
  }

  int from() {
    return from;
  }

  String words() {
    return text.text();
  }

  Words parted() {
    return text;
  }

  PostingText.Kind kind() {
    return kind;
  }

  /// In a passage of unknown kind nothing is quite sure.
  Confidence confidence() {
    return kind == PostingText.Kind.OTHER ? Confidence.MEDIUM : Confidence.HIGH;
  }

  Wish wishAt(int at) {
    Wish[] known = wishes;
    if (known == null) {
      known = Sentences.wishes(words(), unlessSaid);
      wishes = known;
    }
    return known[Math.min(at, known.length - 1)];
  }

  /// The words of a match, verbatim, with their place.
  Evidence evidence(MatchResult match) {
    return evidence(match.start(), match.end(), confidence());
  }

  Evidence evidence(int start, int end, Confidence sure) {
    String quote = words().substring(start, end).strip();
    int at = from + words().indexOf(quote, start);
    return Evidence.text(quote, sure, "description " + at + "-" + (at + quote.length()));
  }

  /// The first place of a word; null if it is not there, or only seems to be.
  @Nullable MatchResult find(Vocabulary.Word word) {
    MatchResult found = text.first(word.words());
    Words.Stem not = word.not();
    if (found == null || not == null || text.first(not) == null) {
      return found;
    }
    return new Words(blank(words(), not.pattern().matcher(words()))).first(word.words());
  }

  static String blank(String words, Matcher match) {
    StringBuilder blanked = null;
    while (match.find()) {
      blanked = blanked(words, blanked, match);
    }
    return blanked == null ? words : blanked.toString();
  }

  static String blank(String words, Expression expression) {
    StringBuilder blanked = null;
    for (Expression.Search match = expression.matcher(words); match.find(); ) {
      blanked = blanked(words, blanked, match);
    }
    return blanked == null ? words : blanked.toString();
  }

  private static StringBuilder blanked(
      String words, @Nullable StringBuilder before, MatchResult match) {
    StringBuilder blanked = before == null ? new StringBuilder(words) : before;
    for (int i = match.start(); i < match.end(); i++) {
      blanked.setCharAt(i, '\u00A4');
    }
    return blanked;
  }
}
