package stellwerk.indexer.normalise;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import stellwerk.crawler.site.RawField;
import stellwerk.indexer.normalise.SearchText.Span;
import stellwerk.indexer.posting.Evidence;
import stellwerk.indexer.posting.Evidence.Confidence;
import stellwerk.indexer.posting.Fact;
import stellwerk.indexer.posting.Start;
import stellwerk.indexer.posting.Start.When;

/// Reads when the work begins (`normalisation.md` §4.4): a day, a month, or only words. Dates to
/// apply by, of other things and promises of a quick answer are none.
final class StartReader {
  private static final int FLAGS =
      Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS;
  private static final Expression HINT =
      Expression.of(
          "sofort|glich|start|begin|eintritt|einstieg|antritt|immediate|asap|soon|earliest|ab |zum |per |from |semester|wise |sose ",
          Pattern.CASE_INSENSITIVE);
  private static final Expression IMMEDIATE =
      Expression.of(
          "(?<!\\w)(?:ab sofort|sofortige[rnm]? (?:Eintritt|Start|Beginn|Einstieg)|sofort zu besetzen|immediate start|start(?:ing)? immediately|(?:start\\w{0,6}|beginn|eintritt\\w{0,8})\\s?:?\\s?(?:sofort|immediately))(?!\\w)",
          FLAGS);
  private static final Expression NEXT =
      Expression.of(
          "(?<!\\w)(?:(?:zum|ab dem) )?(?:nächst[- ]?|frühest|schnellst|ehest)(?:möglichen|en möglichen) (?:Zeitpunkt|Termin|Eintrittstermin|Beginn)(?!\\w)",
          FLAGS);
  private static final Expression SOON =
      Expression.of(
          "(?<!\\w)(?:schnellstmöglich|baldmöglichst|frühestmöglich|as soon as possible|asap|at the earliest (?:possible )?(?:date|opportunity))(?!\\w)",
          FLAGS);
  private static final Expression AGREED =
      Expression.of(
          "(?<!\\w)(?:start\\w{0,8}|beginn|eintritt\\w{0,8}|arbeitsbeginn|einstieg|antritt)\\s?:?\\s?(?:(?:ist|is|erfolgt) )?(?:nach (?:Vereinbarung|Absprache)|n\\. ?V\\.|flexibel|verhandelbar|by arrangement|negotiable|flexible)(?!\\w)",
          FLAGS);
  private static final String LEAD =
      "(?<!\\w)(?<!bis )(?<lead>ab|zum|per|start(?:et|s|datum|termin|date|ing)?|\\p{L}{0,14}beginn|begins?|beginning|eintritt(?:sdatum|stermin)?|einstieg|arbeitsantritt|from)\\s?:?\\s?(?:(?:zum|ab|am|im|ist|der|dem|den|is|on|in|date|from|termin|voraussichtlich|frühestens|spätestens|gewünscht|possible)[\\s:]{1,2}){0,4}";
  private static final String MONTH =
      "(?:jan(?:uar|uary)?|jänner|feb(?:ruar|ruary)?|märz|march|april|mai|may|juni?|june|juli?|july|aug(?:ust)?|sept?(?:ember)?|okt(?:ober)?|oct(?:ober)?|nov(?:ember)?|dez(?:ember)?|dec(?:ember)?)";
  private static final String DAY =
      "\\d{4}-\\d{2}-\\d{2}|\\d{1,2}\\.\\s?\\d{1,2}\\.(?:\\s?(?:\\d{4}|\\d{2}))?(?!\\d)|\\d{1,2}(?:\\.|st|nd|rd|th)?\\s(?:of )?"
          + MONTH
          + "\\.?(?:,?\\s\\d{4})?|"
          + MONTH
          + "\\s\\d{1,2}(?:st|nd|rd|th)?,?\\s\\d{4}";
  private static final Expression DATE =
      Expression.of(
          LEAD
              + "(?:(?<day>"
              + DAY
              + ")|(?<month>"
              + MONTH
              + ")\\.?(?:\\s(?<year>20\\d\\d))?(?![\\w]|\\s\\d)|(?<number>0[1-9]|1[0-2])[./](?<of>20\\d\\d))(?!\\w)",
          FLAGS);
  private static final Expression SEMESTER =
      Expression.of(
          "(?<!\\w)(?:(?:zum|ab|im|ab dem) )?(?:(?<winter>Wintersemester|WiSe)|Sommersemester|SoSe) (?<year>20\\d\\d)(?:\\s?/\\s?\\d{2,4})?(?!\\w)",
          FLAGS);
  private static final Pattern WORK =
      Pattern.compile(
          "such(?:en|t|e)(?!\\w)|start|begin|eintritt|einstieg|antritt|besetz|stelle|position|verstärk|praktik|intern|ausbild|werkstud|unterstütz|join|hire|hiring|looking|einstell|einsatz|(?<!\\w)job(?!\\w)",
          FLAGS);
  private static final Pattern OTHER =
      Pattern.compile(
          "bewerb|bewirb|apply|application|melde|antwort|zurück|get back|respond|contact you|feedback|rabatt|erhältlich|verfügbar|gültig|(?<!\\w)g[ei]lt|immatrik|eingeschrieb|enrol|betriebsferien|urlaub|steig|erhöh|launch|markt|messe|veranstalt|fix |resolve|beheb|frist",
          FLAGS);
  private static final Pattern EARLIER =
      Pattern.compile("\\G,?\\s?(?:oder|gerne?(?: auch)?|or)\\s(?:früher|eher|earlier)", FLAGS);
  private static final Pattern OR_AGREED =
      Pattern.compile(
          "\\G\\s?(?:,|/|oder|bzw\\.|or)\\s?(?:(?:oder|gerne?|auch)\\s){0,2}(?:nach (?:Vereinbarung|Absprache)|by arrangement)",
          FLAGS);

  /// What was found and where it stands.
  private record Found(Start start, int from, int to, boolean yearSaid) {}

  /// The start that the first words say.
  ///
  /// @param since a day without its year is the next one from here
  Fact<Start> read(List<Stretch> stretches, LocalDate since) {
    for (Stretch stretch : stretches) {
      boolean shown = stretch.field() == null || stretch.field() == RawField.TITLE;
      Optional<Found> found = shown ? words(stretch, since) : field(stretch, since);
      if (found.isPresent()) {
        Found at = found.get();
        Evidence said = stretch.quoting().of(at.from(), at.to());
        return Fact.known(
            at.start(),
            at.yearSaid()
                ? said
                : new Evidence(said.quote(), said.origin(), Confidence.MEDIUM, said.at()));
      }
    }
    return Fact.unstated();
  }

  private static Optional<Found> field(Stretch stretch, LocalDate since) {
    if (stretch.field() != RawField.JOB_START) {
      return Optional.empty();
    }
    String words = stretch.words();
    Matcher earlier = Pattern.compile("(?:oder früher|or earlier)", FLAGS).matcher(words);
    boolean before = earlier.find();
    return DateWords.field(before ? words.substring(0, earlier.start()) : words, null)
        .map(day -> found(new Start(When.DAY, day.date(), before, false), 0, words.length()))
        .or(() ->
            words(
                new Stretch(null, stretch.kind(), Span.of("Start: " + words), stretch.quoting()),
                since))
        .map(at -> found(at.start(), 0, words.length()));
  }

  private static Found found(Start start, int from, int to) {
    return new Found(start, from, to, true);
  }

  private static Optional<Found> words(Stretch stretch, LocalDate since) {
    if (!HINT.in(stretch.span())) {
      return DateSpan.in(stretch).map(StartReader::first);
    }
    Found best = null;
    best = earlier(best, said(stretch, IMMEDIATE, When.IMMEDIATE, false));
    best = earlier(best, said(stretch, NEXT, When.NEXT_POSSIBLE, false));
    best = earlier(best, said(stretch, SOON, When.NEXT_POSSIBLE, true));
    best = earlier(best, said(stretch, AGREED, When.NEGOTIABLE, false));
    best = earlier(best, date(stretch, since));
    best = earlier(best, semester(stretch));
    return best != null ? Optional.of(best) : DateSpan.in(stretch).map(StartReader::first);
  }

  private static Found first(DateSpan span) {
    return found(new Start(When.DAY, span.from(), false, false), span.start(), span.end());
  }

  private static @Nullable Found earlier(@Nullable Found one, @Nullable Found other) {
    return one == null || (other != null && other.from() < one.from()) ? other : one;
  }

  private static @Nullable Found said(
      Stretch stretch, Expression expression, When when, boolean doubtful) {
    Expression.Search said = expression.matcher(stretch.span());
    while (said.find()) {
      String around = stretch.around(said.start(), said.end());
      boolean unsure = doubtful || stretch.kind() == PostingText.Kind.OFFER;
      if (!OTHER.matcher(around).find() && (!unsure || WORK.matcher(around).find())) {
        return closed(stretch, said, new Start(when, null, false, when == When.NEGOTIABLE), true);
      }
    }
    return null;
  }

  private static @Nullable Found date(Stretch stretch, LocalDate since) {
    boolean title = stretch.field() == RawField.TITLE;
    Expression.Search date = DATE.matcher(stretch.span());
    while (date.find()) {
      String around = stretch.around(date.start(), date.end());
      boolean work = title || WORK.matcher(around).find();
      if (OTHER.matcher(around).find() || !work) {
        continue;
      }
      if (date.group("day") != null) {
        Optional<LocalDate> day = DateWords.absolute(date.group("day"), since);
        if (day.isPresent()) {
          boolean year = DateWords.absolute(date.group("day"), null).isPresent();
          return closed(stretch, date, new Start(When.DAY, day.get(), false, false), year);
        }
        continue;
      }
      YearMonth month = month(date, since);
      if (month != null) {
        boolean year = date.group("year") != null || date.group("of") != null;
        return closed(stretch, date, new Start(When.MONTH, month.atDay(1), false, false), year);
      }
    }
    return null;
  }

  private static @Nullable YearMonth month(Expression.Search date, LocalDate since) {
    if (date.group("number") != null) {
      return YearMonth.of(
          Integer.parseInt(date.group("of")), Integer.parseInt(date.group("number")));
    }
    String lead = date.group("lead").toLowerCase(Locale.ROOT);
    boolean label = lead.contains("start") || lead.contains("beg") || lead.startsWith("ein");
    String year = date.group("year");
    if (year == null && !label) {
      return null;
    }
    return DateWords.absolute("1. " + date.group("month") + (year == null ? "" : " " + year), since)
        .map(YearMonth::from)
        .orElse(null);
  }

  private static @Nullable Found semester(Stretch stretch) {
    Expression.Search semester = SEMESTER.matcher(stretch.span());
    if (!semester.find()
        || OTHER.matcher(stretch.around(semester.start(), semester.end())).find()) {
      return null;
    }
    int month = semester.group("winter") != null ? 10 : 4;
    LocalDate day = LocalDate.of(Integer.parseInt(semester.group("year")), month, 1);
    return closed(stretch, semester, new Start(When.MONTH, day, false, false), true);
  }

  /// Adds what is said behind it: "oder früher", "oder nach Vereinbarung".
  private static Found closed(Stretch stretch, MatchResult said, Start start, boolean yearSaid) {
    Matcher before = EARLIER.matcher(stretch.words());
    Matcher agreed = OR_AGREED.matcher(stretch.words());
    boolean earlier = before.find(said.end());
    boolean open = agreed.find(said.end());
    int to = earlier ? before.end() : open ? agreed.end() : said.end();
    return new Found(
        new Start(start.when(), start.day(), earlier, start.negotiable() || open),
        said.start(),
        to,
        yearSaid);
  }
}
