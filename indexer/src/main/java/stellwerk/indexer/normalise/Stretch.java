package stellwerk.indexer.normalise;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import org.jspecify.annotations.Nullable;
import stellwerk.crawler.site.RawField;
import stellwerk.crawler.site.RawPosting;
import stellwerk.crawler.site.Words;
import stellwerk.indexer.normalise.SearchText.Span;
import stellwerk.indexer.posting.Evidence;
import stellwerk.indexer.posting.Evidence.Confidence;

/// Words in which a fact may stand: a field, the title, or a sentence of the description.
///
/// @param field null for the description
/// @param span the words and their place in the text
/// @param kind what the words are about; for field and title [PostingText.Kind#OTHER]
record Stretch(@Nullable RawField field, PostingText.Kind kind, Span span, Quoting quoting) {
  private static final int LONGEST = 300;
  private static final RawField[] FIELDS = {
    RawField.JOB_START, RawField.WORK_HOURS, RawField.EMPLOYMENT_TYPE, RawField.SCHEDULE
  };

  /// Makes evidence of a part of the words.
  @FunctionalInterface
  interface Quoting {
    Evidence of(int from, int to);
  }

  /// All of a posting, in the order in which they are believed.
  static List<Stretch> of(RawPosting raw, PostingText text) {
    List<Stretch> all = new ArrayList<>();
    for (RawField field : FIELDS) {
      for (Words words : raw.all(field)) {
        all.add(
            new Stretch(
                field,
                PostingText.Kind.OTHER,
                Span.of(cut(PlainText.line(words.text()))),
                (_, _) -> Quotes.field(words, Confidence.HIGH)));
      }
    }
    String title = cut(text.title());
    all.add(
        new Stretch(
            RawField.TITLE,
            PostingText.Kind.OTHER,
            Span.of(title),
            (from, to) -> Quotes.title(title.substring(from, to).strip(), Confidence.HIGH)));
    for (Sentence sentence : Sentences.of(text, _ -> true)) {
      all.add(
          new Stretch(
              null,
              sentence.kind(),
              sentence.span(),
              (from, to) -> sentence.evidence(from, to, sentence.confidence())));
    }
    return all;
  }

  private static String cut(String words) {
    return words.length() > LONGEST ? words.substring(0, LONGEST) : words;
  }

  String words() {
    return span.words();
  }

  Evidence evidence(MatchResult match) {
    return quoting.of(match.start(), match.end());
  }

  /// The words around a place, as far as they can change what is meant there.
  String around(int from, int to) {
    return words().substring(Math.max(0, from - 60), Math.min(words().length(), to + 50));
  }
}
