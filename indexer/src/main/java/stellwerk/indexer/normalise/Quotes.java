package stellwerk.indexer.normalise;

import stellwerk.crawler.site.Words;
import stellwerk.indexer.posting.Evidence;
import stellwerk.indexer.posting.Evidence.Confidence;

/// Makes evidence: words of a field, of the title or of the description, verbatim.
final class Quotes {
  private static final int LONGEST = 300;

  private Quotes() {}

  /// A stretch of the description.
  static Evidence description(PostingText text, int from, int to, Confidence confidence) {
    int start = from;
    int end = to;
    while (start < end && Character.isWhitespace(text.description().charAt(start))) {
      start++;
    }
    while (end > start && Character.isWhitespace(text.description().charAt(end - 1))) {
      end--;
    }
    return Evidence.text(
        text.description().substring(start, end), confidence, "description " + start + "-" + end);
  }

  static Evidence title(String quote, Confidence confidence) {
    return Evidence.text(quote, confidence, "title");
  }

  /// Words of a field: of structured data, or shown to people.
  static Evidence field(Words words, Confidence confidence) {
    return field(words, words.text(), confidence);
  }

  /// A part of the words of a field.
  static Evidence field(Words words, String part, Confidence confidence) {
    String quote = part.length() > LONGEST ? part.substring(0, LONGEST) : part;
    return new Evidence(
        quote,
        words.structured() ? Evidence.Origin.STRUCTURED : Evidence.Origin.TEXT,
        confidence,
        words.at());
  }
}
