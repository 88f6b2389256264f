package stellwerk.indexer.normalise;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import stellwerk.indexer.posting.Fact;
import stellwerk.indexer.posting.Range;

/// Reads how long the job lasts and the last day of a fixed term (`normalisation.md` §4.1).
/// Probation, training courses, notice and the term of projects that one runs are none.
final class DurationReader {
  private static final int FLAGS =
      Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS;
  private static final Expression HINT =
      Expression.of(
          "dauer|befrist|laufzeit|zeitraum|duration|fixed[- ]term|contract|praktik|intern|vertrag|einsatz|bis ",
          Pattern.CASE_INSENSITIVE);
  private static final String BOUND =
      "(?:(?<least>mindestens|mind\\.|min\\.|at least|wenigstens)|(?<most>bis zu|maximal|max\\.|höchstens|up to)|zunächst|vorerst|vorläufig|ca\\.|etwa|initially|approx\\.)";
  private static final String COUNT =
      "(?<a>"
          + NumberWords.ONE
          + ")(?:\\s?(?:-|–|bis(?: zu)?|to|oder|or)\\s?(?<b>"
          + NumberWords.ONE
          + "))?[\\s-]{1,2}(?:(?<months>Monat\\w{0,5}|months?)|(?<years>Jahr\\w{0,5}|jährig\\w{0,3}|years?))(?!\\w)";
  private static final String WHAT =
      "(?:(?:vertrags|praktikums|einsatz|projekt|ausbildungs|beschäftigungs)?dauer(?: (?:des|der|deines|Ihres) (?:Praktikums|Anstellung|Beschäftigung|Vertrags|Projekts|Einsatzes|Befristung|Ausbildung))?|vertragslaufzeit|projektlaufzeit|(?<!un)befrist(?:et\\w{0,3}|ung)|fixed[- ]term(?: contract)?|contract (?:duration|length|term)|(?:internship )?duration|temporary contract)";
  private static final Expression SAID =
      Expression.of(
          "(?<!\\w)"
              + WHAT
              + "\\s?:?(?:\\s(?:ist|beträgt|zunächst|vorerst|vorläufig|auf|für|von|über|of|for|is|die|ein|eine))*\\s?:?\\s?(?:"
              + BOUND
              + "\\s)?(?:(?:auf|für|von|of|for)\\s)?"
              + COUNT,
          FLAGS);
  private static final Expression BEHIND =
      Expression.of(
          "(?<!\\w)(?:(?:auf|für|for)\\s)?(?:"
              + BOUND
              + "\\s)?"
              + COUNT
              + "\\s(?:(?:befristet\\w{0,3}|Befristung|fixed[- ]term|contract|internship|Praktikum|Pflichtpraktikum|Zeitvertrag|Vertragslaufzeit)(?!\\w))",
          FLAGS);
  private static final Expression INTERNSHIP =
      Expression.of(
          "(?<!\\w)(?:Praktikum|Praktikant\\w{0,3}|Pflichtpraktikum|Internship|Intern|Werkstudent\\w{0,3})(?!\\w)[^.;\\n\\d]{0,40}?(?:\\(|für|über|von|of|for|,|einen Zeitraum von)\\s?(?:einen Zeitraum von )?(?:"
              + BOUND
              + "\\s)?"
              + COUNT,
          FLAGS);
  private static final String END =
      "(?:(?<day>\\d{4}-\\d{2}-\\d{2}|\\d{1,2}\\.\\s?\\d{1,2}\\.\\s?(?:\\d{4}|\\d{2})(?!\\d)|\\d{1,2}\\.?(?:st|nd|rd|th)?\\s\\p{L}{3,9}\\s\\d{4}|\\p{L}{3,9}\\s\\d{1,2}(?:st|nd|rd|th)?,?\\s\\d{4})|(?:Ende |end of )?(?:(?<month>\\p{L}{3,9}) )?(?<year>20\\d\\d)(?!\\w))";
  private static final Expression UNTIL =
      Expression.of(
          "(?<!\\w)(?:(?<!un)befrist(?:et\\w{0,3}|ung)|vertragsende|vertragslaufzeit|projektlaufzeit|fixed[- ]term|(?:einsatz|vertrag|contract)(?=:? (?:bis|until)))[^.;\\n\\d]{0,40}?(?:(?:bis|until|till)(?: zum| voraussichtlich| einschließlich)*|:)\\s?"
              + END,
          FLAGS);
  private static final Expression UNTIL_THEN =
      Expression.of(
          "(?<!\\w)(?:bis|until)(?: zum| voraussichtlich| einschließlich)*\\s"
              + END
              + "\\s(?:\\w{2,16}\\s)?befristet(?!\\w)",
          FLAGS);
  private static final Pattern OTHER =
      Pattern.compile(
          "bewerb|ausschreib|probezeit|probation|kündigung|notice|einarbeit|onboarding|verfahren|elternzeit von|erfahrung|experience|enrol|immatrik|gültig",
          FLAGS);
  private static final BigDecimal YEAR = BigDecimal.valueOf(12);

  /// For how many months.
  Fact<Range> months(List<Stretch> stretches) {
    for (Stretch stretch : stretches) {
      if (stretch.kind() == PostingText.Kind.TASKS || !HINT.in(stretch.span())) {
        continue;
      }
      for (Expression expression : List.of(SAID, BEHIND, INTERNSHIP)) {
        Expression.Search said = expression.matcher(stretch.span());
        if (said.find() && !OTHER.matcher(stretch.around(said.start(), said.end())).find()) {
          return Fact.known(range(said), stretch.evidence(said));
        }
      }
    }
    return Fact.unstated();
  }

  private static Range range(MatchResult said) {
    BigDecimal unit = said.group("years") != null ? YEAR : BigDecimal.ONE;
    BigDecimal least = unit.multiply(BigDecimal.valueOf(NumberWords.of(said.group("a"))));
    if (said.group("b") == null) {
      return new Range(
          said.group("most") == null ? least : null, said.group("least") == null ? least : null);
    }
    BigDecimal most = unit.multiply(BigDecimal.valueOf(NumberWords.of(said.group("b"))));
    return new Range(least.min(most), least.max(most));
  }

  /// Until which day.
  Fact<LocalDate> until(List<Stretch> stretches) {
    for (Stretch stretch : stretches) {
      Fact<LocalDate> end = until(stretch);
      if (end.known().isPresent()) {
        return end;
      }
      Optional<DateSpan> span = DateSpan.in(stretch);
      if (span.isPresent()) {
        return Fact.known(
            span.get().to(), stretch.quoting().of(span.get().start(), span.get().end()));
      }
    }
    return Fact.unstated();
  }

  private static Fact<LocalDate> until(Stretch stretch) {
    if (HINT.in(stretch.span())) {
      for (Expression expression : List.of(UNTIL, UNTIL_THEN)) {
        Expression.Search said = expression.matcher(stretch.span());
        LocalDate day =
            said.find() && !OTHER.matcher(stretch.around(said.start(), said.end())).find()
                ? day(said)
                : null;
        if (day != null) {
          return Fact.known(day, stretch.evidence(said));
        }
      }
    }
    return Fact.unstated();
  }

  private static @Nullable LocalDate day(MatchResult said) {
    if (said.group("day") != null) {
      return DateWords.absolute(said.group("day"), null).orElse(null);
    }
    String year = said.group("year");
    String month = said.group("month");
    boolean only = month == null || month.toLowerCase(Locale.ROOT).equals("ende");
    return only
        ? LocalDate.of(Integer.parseInt(year), 12, 31)
        : DateWords.absolute("1. " + month + " " + year, null)
            .map(first -> YearMonth.from(first).atEndOfMonth())
            .orElse(null);
  }
}
