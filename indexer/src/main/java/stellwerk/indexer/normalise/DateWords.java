package stellwerk.indexer.normalise;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads a day from German and English words (`normalisation.md` §4.4). Never makes one up: an
/// impossible day, a day whose order is not known (`11/05/2026`) and a relative one without the day
/// of its page are none.
final class DateWords {
  static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

  /// A day, and whether it was computed from the day of the page.
  record Day(LocalDate date, boolean computed) {}

  private static final Map<String, Integer> MONTHS = months();
  private static final Map<String, Integer> NUMBERS =
      Map.ofEntries(
          Map.entry("ein", 1),
          Map.entry("einem", 1),
          Map.entry("einer", 1),
          Map.entry("a", 1),
          Map.entry("an", 1),
          Map.entry("one", 1),
          Map.entry("zwei", 2),
          Map.entry("two", 2),
          Map.entry("drei", 3),
          Map.entry("three", 3),
          Map.entry("vier", 4),
          Map.entry("four", 4),
          Map.entry("fünf", 5),
          Map.entry("five", 5));

  private static final Pattern ISO =
      Pattern.compile(
          "(?<!\\d)(\\d{4})-(\\d{2})-(\\d{2})(?!\\d)(?:[T ]\\d{2}:?\\d{2}(?::?\\d{2}(?:[.,]\\d{1,9})?)?\\s?(?:Z|UTC|[+-]\\d{2}:?\\d{2})?)?");
  private static final Pattern DOTTED =
      Pattern.compile(
          "(?<![\\d.])(\\d{1,2})\\.\\s?(\\d{1,2})\\.\\s?(\\d{4}|\\d{2})(?![\\d.]\\d|\\d)");
  private static final Pattern DAY_MONTH =
      Pattern.compile("(?<![\\d.])(\\d{1,2})\\.\\s?(\\d{1,2})\\.(?!\\d|\\s?\\d)");
  private static final Pattern NAMED =
      Pattern.compile(
          "(?<![\\d.])(\\d{1,2})(?:\\.|st|nd|rd|th)?\\s{1,2}(?:of )?(\\p{L}{3,9})\\.?,?\\s{0,2}(\\d{4})?(?!\\d)");
  private static final Pattern ENGLISH =
      Pattern.compile(
          "(?<!\\p{L})(\\p{L}{3,9})\\.?\\s{1,2}(\\d{1,2})(?:st|nd|rd|th)?,?\\s{1,2}(\\d{4})(?!\\d)");
  private static final Pattern AGO =
      Pattern.compile(
          "(?:vor\\s{1,3}(über|mehr als|ca\\.|etwa)?\\s{0,3}(\\d{1,3}|\\p{L}{1,6})\\s{1,3}(minute|stunde|tag|woche|monat)\\p{L}{0,2})|(?:(over|more than|about)?\\s{0,3}(\\d{1,3}|an?|one|two|three|four|five)(\\+)?\\s{0,3}(minute|hour|day|week|month)s?\\s{1,3}ago)",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  private static final Pattern EPOCH = Pattern.compile("\\d{10}|\\d{13}");

  private DateWords() {}

  private static Map<String, Integer> months() {
    Map<String, Integer> months = new HashMap<>();
    String[] names = {
      "januar jan jänner january",
      "februar feb feber february",
      "märz mär mrz maerz march mar",
      "april apr",
      "mai may",
      "juni jun june",
      "juli jul july",
      "august aug",
      "september sep sept",
      "oktober okt october oct",
      "november nov",
      "dezember dez december dec"
    };
    for (int i = 0; i < names.length; i++) {
      for (String name : names[i].split(" ", -1)) {
        months.put(name, i + 1);
      }
    }
    return Map.copyOf(months);
  }

  /// The day that a whole field says.
  ///
  /// @param page the day on which the page was read; null: unknown
  static Optional<Day> field(String words, @Nullable LocalDate page) {
    String said = words.strip();
    if (said.length() > 80) {
      return Optional.empty();
    }
    Optional<LocalDate> instant = instant(said);
    if (instant.isPresent()) {
      return instant.map(date -> new Day(date, false));
    }
    return absolute(said, null).map(date -> new Day(date, false)).or(() -> relative(said, page));
  }

  private static Optional<LocalDate> instant(String said) {
    if (EPOCH.matcher(said).matches()) {
      long number = Long.parseLong(said);
      Instant at =
          said.length() == 10 ? Instant.ofEpochSecond(number) : Instant.ofEpochMilli(number);
      return plausible(LocalDate.ofInstant(at, ZONE));
    }
    String iso =
        said.replaceFirst("^(\\d{4}-\\d{2}-\\d{2}) (?=\\d{2}:)", "$1T")
            .replaceFirst("\\s?UTC$", "Z")
            .replaceFirst("([+-]\\d{2})(\\d{2})$", "$1:$2");
    if (iso.length() < 16 || iso.charAt(10) != 'T') {
      return Optional.empty();
    }
    try {
      return plausible(OffsetDateTime.parse(iso).atZoneSameInstant(ZONE).toLocalDate());
    } catch (DateTimeParseException notWithOffset) {
      return local(iso);
    }
  }

  private static Optional<LocalDate> local(String iso) {
    try {
      return plausible(LocalDateTime.parse(iso).toLocalDate());
    } catch (DateTimeParseException notWithTime) {
      return Optional.empty();
    }
  }

  /// The first day that stands in words.
  ///
  /// @param since where a year is missing, the day is the next one from here; null: then there is
  ///   none
  static Optional<LocalDate> absolute(String words, @Nullable LocalDate since) {
    Matcher iso = ISO.matcher(words);
    if (iso.find()) {
      return day(iso.group(1), iso.group(2), iso.group(3));
    }
    Matcher dotted = DOTTED.matcher(words);
    if (dotted.find()) {
      String year = dotted.group(3);
      return day(year.length() == 2 ? "20" + year : year, dotted.group(2), dotted.group(1));
    }
    Matcher english = ENGLISH.matcher(words);
    while (english.find()) {
      Integer month = MONTHS.get(english.group(1).toLowerCase(Locale.ROOT));
      if (month != null) {
        return day(english.group(3), month.toString(), english.group(2));
      }
    }
    Matcher named = NAMED.matcher(words);
    while (named.find()) {
      Integer month = MONTHS.get(named.group(2).toLowerCase(Locale.ROOT));
      if (month != null) {
        return named.group(3) != null
            ? day(named.group(3), month.toString(), named.group(1))
            : next(month, Integer.parseInt(named.group(1)), since);
      }
    }
    Matcher short_ = DAY_MONTH.matcher(words);
    if (short_.find()) {
      return next(Integer.parseInt(short_.group(2)), Integer.parseInt(short_.group(1)), since);
    }
    return Optional.empty();
  }

  private static Optional<LocalDate> next(int month, int day, @Nullable LocalDate since) {
    if (since == null) {
      return Optional.empty();
    }
    try {
      LocalDate date = LocalDate.of(since.getYear(), month, day);
      return Optional.of(date.isBefore(since) ? date.plusYears(1) : date);
    } catch (DateTimeException impossible) {
      return Optional.empty();
    }
  }

  private static Optional<LocalDate> day(String year, String month, String day) {
    try {
      return plausible(
          LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day)));
    } catch (DateTimeException impossible) {
      return Optional.empty();
    }
  }

  /// Days before the Web had job postings, and those far away, are place holders.
  private static Optional<LocalDate> plausible(LocalDate date) {
    return date.getYear() >= 1995 && date.getYear() <= 2100 ? Optional.of(date) : Optional.empty();
  }

  private static Optional<Day> relative(String words, @Nullable LocalDate page) {
    if (page == null) {
      return Optional.empty();
    }
    String said = words.toLowerCase(Locale.ROOT);
    Matcher ago = AGO.matcher(said);
    if (ago.find()) {
      return ago(ago, page);
    }
    if (said.contains("vorgestern") || said.contains("before yesterday")) {
      return Optional.of(new Day(page.minusDays(2), true));
    }
    if (said.contains("gestern") || said.contains("yesterday")) {
      return Optional.of(new Day(page.minusDays(1), true));
    }
    if (said.contains("heute")
        || said.contains("today")
        || said.contains("gerade eben")
        || said.contains("just now")
        || said.contains("just posted")) {
      return Optional.of(new Day(page, true));
    }
    return Optional.empty();
  }

  private static Optional<Day> ago(Matcher ago, LocalDate page) {
    boolean german = ago.group(3) != null;
    String more = german ? ago.group(1) : ago.group(4);
    if (more != null || ago.group(6) != null) {
      // "vor über 30 Tagen" is a bound, not a day
      return Optional.empty();
    }
    String count = german ? ago.group(2) : ago.group(5);
    Integer n = Character.isDigit(count.charAt(0)) ? Integer.valueOf(count) : NUMBERS.get(count);
    if (n == null) {
      return Optional.empty();
    }
    LocalDate date =
        switch (german ? ago.group(3) : ago.group(7)) {
          case "tag", "day" -> page.minusDays(n);
          case "woche", "week" -> page.minusWeeks(n);
          case "monat", "month" -> page.minus(n, ChronoUnit.MONTHS);
          case "stunde", "hour" -> page.minusDays(n / 24);
          default -> page;
        };
    return Optional.of(new Day(date, true));
  }
}
