package stellwerk.indexer.normalise;

import java.util.List;
import java.util.regex.Matcher;
import stellwerk.indexer.posting.Evidence;
import stellwerk.indexer.posting.Evidence.Confidence;

/// A sentence of the description, and how much each of its words is wanted.
///
/// @param from where it begins in the description
/// @param wishes one for each character
/// @param kind what its passage is about
record Sentence(
    int from, String words, List<Wish> wishes, PostingText.Kind kind, Confidence confidence) {

  Wish wishAt(int at) {
    return wishes.get(Math.min(at, wishes.size() - 1));
  }

  /// The words of a match, verbatim, with their place.
  Evidence evidence(Matcher match) {
    return evidence(match.start(), match.end(), confidence);
  }

  Evidence evidence(int start, int end, Confidence sure) {
    String quote = words.substring(start, end).strip();
    int at = from + words.indexOf(quote, start);
    return Evidence.text(quote, sure, "description " + at + "-" + (at + quote.length()));
  }

  /// The words with everything blanked that the words of a vocabulary only seem to say.
  String without(Vocabulary.Word word) {
    return word.not() == null ? words : blank(words, word.not().matcher(words));
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
