package stellwerk.indexer.normalise;

import java.util.Locale;
import java.util.Optional;
import stellwerk.crawler.site.RawField;
import stellwerk.crawler.site.RawPosting;
import stellwerk.crawler.site.Words;
import stellwerk.indexer.posting.Evidence;
import stellwerk.indexer.posting.Evidence.Confidence;
import stellwerk.indexer.posting.Fact;

/// Reads the language that a posting is written in. The text itself wins: sites label all of their
/// postings with the language of their platform.
final class LanguageReader {
  Fact<Locale> read(RawPosting raw, PostingText text) {
    Optional<Words> label = raw.first(RawField.LANGUAGE);
    Optional<Locale> named = label.flatMap(words -> named(words.text()));
    if (!text.language().isEmpty()) {
      boolean agrees = named.map(l -> l.getLanguage().equals(text.language())).orElse(true);
      Confidence confidence = agrees ? Confidence.HIGH : Confidence.MEDIUM;
      String words = text.description().isEmpty() ? text.title() : firstLine(text.description());
      String at = text.description().isEmpty() ? "title" : "description 0-" + words.length();
      return Fact.known(
          Locale.forLanguageTag(text.language()), Evidence.derived(words, confidence, at));
    }
    if (label.isPresent()) {
      Evidence evidence = Quotes.field(label.get(), Confidence.MEDIUM);
      return named.map(locale -> Fact.known(locale, evidence)).orElse(Fact.unreadable(evidence));
    }
    return Fact.unstated();
  }

  private static String firstLine(String description) {
    int end = description.indexOf('\n');
    return description
        .substring(0, Math.min(120, end < 0 ? description.length() : end))
        .stripTrailing();
  }

  private static Optional<Locale> named(String words) {
    String tag = words.strip().replace('_', '-').toLowerCase(Locale.ROOT);
    String language =
        switch (tag) {
          case "deutsch", "german", "ger", "deu" -> "de";
          case "englisch", "english", "eng" -> "en";
          default -> Locale.forLanguageTag(tag).getLanguage();
        };
    return language.length() == 2 ? Optional.of(Locale.forLanguageTag(language)) : Optional.empty();
  }
}
