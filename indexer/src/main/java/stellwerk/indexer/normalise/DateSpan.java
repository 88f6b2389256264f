package stellwerk.indexer.normalise;

import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Pattern;

/// The days from which to which an assignment runs: "12.02. - 21.02.2026, 8-10 Stunden täglich".
///
/// Two days are only an assignment beside words that say so: fairs and holidays have two as well.
record DateSpan(LocalDate from, LocalDate to, int start, int end) {
  private static final Expression SPAN =
      Expression.of(
          "(?<![\\d.])(\\d{1,2}\\.\\s?\\d{1,2}\\.)(\\d{4})?\\s?(?:-|–|bis(?: zum)?)\\s?(\\d{1,2}\\.\\s?\\d{1,2}\\.)(\\d{4})(?![\\d.])");
  private static final Pattern WORK =
      Pattern.compile(
          "(?<!\\w)(?:einsatz\\w*|(?:vertrags|projekt)?laufzeit|befrist\\w*|aushilf\\w*|ferienjob|\\d{1,2} (?:Stunden|Std\\.?) (?:täglich|am Tag|pro Tag))(?!\\w)",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);
  private static final Pattern OTHER =
      Pattern.compile(
          "bewerb|messe|betriebsferien|urlaub|geschlossen|veranstaltung",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  /// The span in a stretch, if it is an assignment's.
  static Optional<DateSpan> in(Stretch stretch) {
    Expression.Search span = SPAN.matcher(stretch.span());
    if (!span.find()
        || !WORK.matcher(stretch.words()).find()
        || OTHER.matcher(stretch.words()).find()) {
      return Optional.empty();
    }
    Optional<LocalDate> to = DateWords.absolute(span.group(3) + span.group(4), null);
    String year = span.group(2) != null ? span.group(2) : span.group(4);
    Optional<LocalDate> from = DateWords.absolute(span.group(1) + year, null);
    if (to.isEmpty() || from.isEmpty()) {
      return Optional.empty();
    }
    boolean before = from.get().isAfter(to.get()) && span.group(2) == null;
    LocalDate first = before ? from.get().minusYears(1) : from.get();
    return first.isAfter(to.get())
        ? Optional.empty()
        : Optional.of(new DateSpan(first, to.get(), span.start(), span.end()));
  }
}
