package stellwerk.indexer.normalise;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import stellwerk.crawler.site.RawField;
import stellwerk.crawler.site.RawPosting;
import stellwerk.crawler.site.Words;
import stellwerk.indexer.posting.Evidence;
import stellwerk.indexer.posting.Evidence.Confidence;
import stellwerk.indexer.posting.Fact;
import stellwerk.indexer.posting.Flag;

/// Reads the day of publication and the last day to apply (`normalisation.md` §4.4): days only, in
/// Berlin, and only such as the posting says.
final class DateReader {
  private static final Clauses STEMS =
      Clauses.of(
          "bewerbungsfrist",
          "bewerbungsschluss",
          "bewerbungsende",
          "bewerben sie sich bis",
          "bewirb dich bis",
          "bewerbung bis",
          "bewerbungen bis",
          "bewerbungsunterlagen bis",
          "spätestens",
          "einsendeschluss",
          "frist:",
          "ausschreibung endet",
          "ausschreibungsende",
          "closing date",
          "apply by",
          "application deadline",
          "applications close",
          "deadline",
          "bis zum");
  private static final Expression DEADLINE =
      Expression.of(
          "(?:bewerbungs(?:frist|schluss|ende)|einsendeschluss|(?:ausschreibung|stellenausschreibung) endet|ausschreibungsende|closing date|apply (?:by|before)|application deadline|applications close|deadline(?: for applications)?|"
              + "(?:bewerb\\w{0,24}|bewirb|unterlagen|application\\w?|apply|frist)\\b.{0,60}?\\b(?:bis(?: spätestens)?(?: zum)?|by|spätestens|until))(.{0,40})",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);

  /// @param page the day on which the raw posting was read, from which "vor 2 Tagen" counts
  /// @param today nothing can have been published after it
  Dates read(RawPosting raw, PostingText text, LocalDate page, LocalDate today) {
    Set<Flag> flags = EnumSet.noneOf(Flag.class);
    Fact<LocalDate> posted = posted(raw, page, today, flags);
    Fact<LocalDate> end = field(raw, RawField.VALID_THROUGH, page);
    if (end instanceof Fact.Unstated<LocalDate>) {
      end = deadline(text, posted.known().orElse(page));
    }
    return new Dates(posted, end, flags);
  }

  private static Fact<LocalDate> posted(
      RawPosting raw, LocalDate page, LocalDate today, Set<Flag> flags) {
    Fact<LocalDate> posted = field(raw, RawField.DATE_POSTED, page);
    // one day of grace: somewhere it is tomorrow already
    if (posted instanceof Fact.Known<LocalDate>(LocalDate date, Evidence evidence)
        && date.isAfter(today.plusDays(1))) {
      flags.add(Flag.DATE_IN_FUTURE);
      return Fact.unreadable(evidence);
    }
    return posted;
  }

  private static Fact<LocalDate> field(RawPosting raw, RawField field, LocalDate page) {
    Fact<LocalDate> unread = Fact.unstated();
    for (Words words : raw.all(field)) {
      Optional<DateWords.Day> day = DateWords.field(words.text(), page);
      if (day.isPresent()) {
        Evidence evidence =
            day.get().computed()
                ? Evidence.derived(words.text(), Confidence.MEDIUM, words.at())
                : Quotes.field(words, Confidence.HIGH);
        return Fact.known(day.get().date(), evidence);
      }
      unread = Fact.unreadable(Quotes.field(words, Confidence.LOW));
    }
    return unread;
  }

  private static Fact<LocalDate> deadline(PostingText text, LocalDate since) {
    java.util.List<Fact<LocalDate>> found = new java.util.ArrayList<>();
    STEMS.around(
        text.searched(),
        clause -> {
          int from = clause.from();
          Expression.Search deadline = DEADLINE.matcher(clause);
          while (deadline.find()) {
            Optional<LocalDate> day = DateWords.absolute(deadline.group(1), since);
            if (day.isPresent() && !day.get().isBefore(since.minusYears(1))) {
              found.add(
                  Fact.known(
                      day.get(),
                      Quotes.description(
                          text, from + deadline.start(), from + deadline.end(), Confidence.HIGH)));
            }
          }
        });
    return found.isEmpty() ? Fact.unstated() : found.getFirst();
  }
}
