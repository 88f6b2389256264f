package stellwerk.indexer.normalise;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;
import stellwerk.indexer.normalise.SearchText.Span;
import stellwerk.indexer.posting.Evidence;
import stellwerk.indexer.posting.Evidence.Confidence;

/// A sentence of the description, and how much each of its words is wanted.
///
/// What is wanted is worked out when it is first asked for: most sentences hold no fact.
final class Sentence {
  private final Span span;
  private @Nullable Words parted;
  private final Wish unlessSaid;
  private final PostingText.Kind kind;
  private Wish @Nullable [] wishes;

  /// @param span its words, and where it begins in the description
  /// @param unlessSaid how much its words are wanted where it does not say
  /// @param kind what its passage is about
  Sentence(Span span, Wish unlessSaid, PostingText.Kind kind) {
    this.span = span;
    this.unlessSaid = unlessSaid;
    this.kind = kind;
  }

  int from() {
    return span.from();
  }

  String words() {
    return span.words();
  }

  /// The words with their place, for expressions.
  Span span() {
    return span;
  }

  Words parted() {
    Words known = parted;
    if (known == null) {
      known = new Words(span);
      parted = known;
    }
    return known;
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
      known = Sentences.wishes(span, unlessSaid);
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
    int at = from() + words().indexOf(quote, start);
    return Evidence.text(quote, sure, "description " + at + "-" + (at + quote.length()));
  }

  /// The first place of a word; null if it is not there, or only seems to be.
  @Nullable MatchResult find(Vocabulary.Word word) {
    MatchResult found = parted().first(word.words());
    Words.Stem not = word.not();
    if (found == null || not == null || parted().first(not) == null) {
      return found;
    }
    String blanked = blank(words(), not.pattern().matcher(words()));
    return new Words(new Span(span.text(), span.from(), blanked)).first(word.words());
  }

  static String blank(String words, Matcher match) {
    StringBuilder blanked = null;
    while (match.find()) {
      blanked = blanked(words, blanked, match);
    }
    return blanked == null ? words : blanked.toString();
  }

  /// The same words without what an expression finds. Since nothing is added to them, nothing can
  /// begin where it could not begin before.
  static Span blank(Span span, Expression expression) {
    StringBuilder blanked = null;
    for (Expression.Search match = expression.matcher(span); match.find(); ) {
      blanked = blanked(span.words(), blanked, match);
    }
    return blanked == null ? span : new Span(span.text(), span.from(), blanked.toString());
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
