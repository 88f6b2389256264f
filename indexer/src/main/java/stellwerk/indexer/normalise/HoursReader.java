package stellwerk.indexer.normalise;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import stellwerk.crawler.site.RawField;
import stellwerk.indexer.posting.Fact;
import stellwerk.indexer.posting.Range;

/// Reads how many hours a week one works (`normalisation.md` §1.4, §4.5). Hours a month or a day,
/// of a meeting, of a course or at home are none.
final class HoursReader {
  private static final int FLAGS =
      Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS;
  private static final Expression HINT =
      Expression.of("woche|wochen|std|stund|hour|hrs|week|\\d ?h", Pattern.CASE_INSENSITIVE);
  private static final String HOUR = "(?:Std\\.?|Stunden|Stdn\\.?|h|hours|hour|hrs)";
  private static final String NUMBER = "\\d{1,2}(?:[.,]\\d{1,2})?";
  private static final String SPAN =
      "(?<![\\w.,€$])(?:(?<least>mindestens|mind\\.|min\\.?|ab|at least|minimum(?: of)?|wenigstens)\\s?|(?<most>bis zu|maximal|max\\.?|höchstens|up to)\\s?)?(?<![\\w.,€$]|[€$]\\s)(?<a>"
          + NUMBER
          + ")\\s?(?<plus>\\+)?(?:\\s?"
          + HOUR
          + ")?(?:\\s?(?:-|–|bis(?: zu)?|to|und|oder|bzw\\.)\\s?(?:max\\.\\s?)?(?<b>"
          + NUMBER
          + "))?\\s?";
  private static final String WEEK =
      "(?:\\s?(?:/|pro|per|a|each|in der|die|je|p\\.)\\s?(?:Woche|Wo\\.|W\\.|week|wk)(?!\\w)|\\s?(?:wöchentlich|weekly)(?!\\w)|-Woche(?!\\w)|[- ]week(?!\\w))";
  private static final Expression PER_WEEK =
      Expression.of(SPAN + "(?:[- ]?" + HOUR + WEEK + "|Wochenstunden(?!\\w))", FLAGS);
  private static final Expression OF_A_WEEK =
      Expression.of(
          "(?<!\\w)(?:Wochenarbeitszeit|Wochenstunden(?:zahl)?|wöchentliche\\w{0,2} (?:Regel)?(?:Arbeitszeit|Stundenzahl|Arbeitsstunden)|(?:Regel)?Arbeitszeit|Arbeitsumfang|Stundenumfang|weekly (?:working )?hours|working hours|hours (?:per|a) week)(?!\\w)(?:\\s(?:von|beträgt|liegt bei|umfasst|of|are|is|bei|in Stunden))*\\s?[:(]?\\s?"
              + SPAN
              + "(?:"
              + HOUR
              + ")?(?!\\w|[.,:]\\d)",
          FLAGS);
  private static final Expression OF_A_KIND =
      Expression.of(
          "(?<!\\w)(?:Teilzeit|Vollzeit|part[- ]?time|full[- ]?time|Minijob|Werkstudent\\w{0,12}|working student)(?!\\w)[^.;\\n\\d]{0,22}?"
              + SPAN
              + HOUR
              + "(?!\\w)",
          FLAGS);
  private static final Expression OF_A_TITLE =
      Expression.of(SPAN + HOUR + "(?=\\s?(?:[,)|;–]|$|befristet|unbefristet))", FLAGS);
  private static final Pattern FIELD =
      Pattern.compile("\\s*" + SPAN + HOUR + "?\\.?(?:" + WEEK + ")?\\s*", FLAGS);
  private static final Pattern NOT_A_WEEK =
      Pattern.compile(
          "[\\s)]{0,2}(?:/|pro|per|a|im|am|each)?\\s?(?:Monat|month|Tag(?!\\w)|day|täglich|daily|monatlich|monthly|Jahr|year)",
          FLAGS);
  private static final Pattern OTHER =
      Pattern.compile(
          "meeting|schulung|weiterbild|sprachkurs|deutschkurs|unterricht|training (?:time|budget)|of training|home-?office|remote|mobiles? arbeit|erreichbar|geöffnet|öffnungszeit|reaktionszeit|support-?zeit|sport|vacation|urlaub|überstunden|overtime|saving|erspar|pflicht?schul|berufsschul",
          FLAGS);
  private static final Pattern WEEKLY = Pattern.compile("woche|wöche|week", FLAGS);
  private static final Pattern COUNTED = Pattern.compile("\\d\\s?" + HOUR, FLAGS);
  private static final BigDecimal LONGEST = BigDecimal.valueOf(60);

  /// Hours a week, from and to: where a stretch names several, over all of them.
  Fact<Range> read(List<Stretch> stretches) {
    for (Stretch stretch : stretches) {
      if (stretch.field() == RawField.WORK_HOURS) {
        Matcher whole = FIELD.matcher(stretch.words());
        Range range = whole.matches() ? range(whole) : null;
        if (range != null) {
          return Fact.known(range, stretch.evidence(whole));
        }
      }
      if (stretch.field() != RawField.JOB_START && HINT.in(stretch.span())) {
        Fact<Range> read = read(stretch);
        if (read.known().isPresent()) {
          return read;
        }
      }
    }
    return Fact.unstated();
  }

  private static Fact<Range> read(Stretch stretch) {
    boolean title = stretch.field() == RawField.TITLE;
    List<Expression> expressions =
        title
            ? List.of(PER_WEEK, OF_A_WEEK, OF_A_KIND, OF_A_TITLE)
            : List.of(PER_WEEK, OF_A_WEEK, OF_A_KIND);
    for (Expression expression : expressions) {
      Expression.Search said = expression.matcher(stretch.span());
      Range all = null;
      MatchResult first = null;
      int to = 0;
      while (said.find()) {
        Range one = range(said);
        if (one == null || other(stretch, said, expression)) {
          continue;
        }
        all = all == null ? one : over(all, one);
        first = first == null ? said.result() : first;
        to = said.end();
      }
      if (all != null && first != null) {
        return Fact.known(all, stretch.quoting().of(first.start(), to));
      }
    }
    return Fact.unstated();
  }

  private static boolean other(Stretch stretch, MatchResult said, Expression expression) {
    String words = stretch.words();
    if (NOT_A_WEEK.matcher(words).region(said.end(), words.length()).lookingAt()) {
      return true;
    }
    if (expression == OF_A_WEEK && !ofAWeek(said)) {
      return true;
    }
    String near =
        words
            .substring(Math.max(0, said.start() - 35), Math.min(words.length(), said.end() + 30))
            .toLowerCase(Locale.ROOT);
    return OTHER.matcher(near).find();
  }

  /// "Arbeitszeit: 8 Stunden" is a day, and "Arbeitszeit: 9" the time one begins.
  private static boolean ofAWeek(MatchResult said) {
    return WEEKLY.matcher(said.group()).find()
        || (COUNTED.matcher(said.group()).find()
            && number(said.group("a")).compareTo(BigDecimal.TEN) >= 0);
  }

  private static @Nullable Range range(MatchResult said) {
    BigDecimal a = number(said.group("a"));
    BigDecimal b = said.group("b") == null ? null : number(said.group("b"));
    BigDecimal least = b == null ? a : a.min(b);
    BigDecimal most = b == null ? a : a.max(b);
    if (least.signum() <= 0 || most.compareTo(LONGEST) > 0) {
      return null;
    }
    if (b != null) {
      return new Range(least, most);
    }
    boolean open = said.group("least") != null || said.group("plus") != null;
    return new Range(said.group("most") == null ? a : null, open ? null : a);
  }

  private static BigDecimal number(String digits) {
    return new BigDecimal(digits.replace(',', '.'));
  }

  private static Range over(Range one, Range other) {
    BigDecimal min = one.min() == null || other.min() == null ? null : one.min().min(other.min());
    BigDecimal max = one.max() == null || other.max() == null ? null : one.max().max(other.max());
    return min == null && max == null ? one : new Range(min, max);
  }
}
