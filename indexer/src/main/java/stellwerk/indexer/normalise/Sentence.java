package stellwerk.indexer.normalise;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;
import stellwerk.indexer.posting.Evidence;
import stellwerk.indexer.posting.Evidence.Confidence;

/// A sentence of the description, and how much each of its words is wanted.
///
/// @param from where it begins in the description
/// @param wishes one for each character
/// @param kind what its passage is about
record Sentence(
    int from, Words text, List<Wish> wishes, PostingText.Kind kind, Confidence confidence) {

  String words() {
    return text.text();
  }

  Wish wishAt(int at) {
    return wishes.get(Math.min(at, wishes.size() - 1));
  }

  /// The words of a match, verbatim, with their place.
  Evidence evidence(MatchResult match) {
    return evidence(match.start(), match.end(), confidence);
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
      if (blanked == null) {
        blanked = new StringBuilder(words);
      }
      for (int i = match.start(); i < match.end(); i++) {
        blanked.setCharAt(i, '\u00A4');
      }
    }
    return blanked == null ? words : blanked.toString();
  }
}
