package stellwerk.indexer.normalise;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import stellwerk.indexer.posting.Pay;

/// Covers numbers that are no money before money is searched (`normalisation.md` §1.4): hours,
/// dates, references, phones. A mask is as long as what it covers, so that positions stay true.
///
/// Every pattern begins at a digit with no digit before it, or at a fixed word, and each repetition
/// is bounded: a hostile megabyte is read once.
final class PayMasks {
  static final char MASK = '¤';
  private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;

  private static final Expression HOURS =
      Expression.of(
          "(?:(?:mindestens|mind\\.|ca\\.|bis zu|up to|bei einer|bei|für|max\\.|maximal|at least) ){0,2}"
              + "(?<![\\d.,])(\\d{1,3}(?:[.,]\\d{1,2})?)(?!\\d)(?: ?(?:-|bis|to) ?(\\d{1,3}(?:[.,]\\d{1,2})?)(?!\\d))?\\+?[- ]?"
              + "(?:Wochenstunden\\b|(?:Std\\b\\.?|Stunden?\\b|h\\b(?= ?(?:/|pro|Woche|die Woche|in der))|hrs?\\b|hours?\\b|uur\\b)"
              + "( ?-? ?(?:/|pro|per|a|die|in der|each)? ?(?:Woche\\b|week\\b|Wo\\b\\.?|wöchentlich|weekly))?"
              + "( ?(?:/|pro|per|a|im) ?(?:Monat|month))?)",
          FLAGS);
  private static final Expression SALARIES =
      Expression.of(
          "(?<![\\d.,])(1[2345](?:[.,]5)?)(?:\\. ?|[- ]?)(?:(?:volle |fixe )?(?:Monatsgeh[aä]lt\\p{L}{0,4}|Gehälter\\p{L}{0,3}|Gehalt\\b|Monatslöhne\\p{L}?|Monatslohn\\b|salaries\\b|Löhne\\b)|(?:x|mal)\\b)(?: (?:jährlich|pro Jahr|im Jahr|p\\. ?a\\.))?",
          FLAGS);

  /// Begin at a digit, or at the bracket before it.
  private static final Expression DIGITS =
      Expression.of(
          String.join(
              "|",
              "\\b401 ?\\(?k\\)?|\\b403 ?\\(?b\\)?|\\b24/7\\b",
              "(?<![\\d.,])[1-4]\\. ?(?:und [1-4]\\. ?)?(?:Ausbildungsjahr|Lehrjahr|Jahr\\b|AJ\\b|Lj\\b)(?:es|s)?",
              "(?<![\\d.,])\\d{1,2}\\.\\d{1,2}\\.(?:(?:19|20)\\d\\d|\\d\\d(?!\\d))?(?![\\d€$])(?! ?(?:€|EUR|Euro|USD))",
              "(?<!\\d)\\d{5} (?!Euro|Franken|Brutto|Tsd|Fr\\b|Gehalt|Netto|Dollar|Jahres|Monat|Cent)(?-i:(?=[A-ZÄÖÜ][a-zäöü]))",
              "(?<![\\d.,])\\(?\\d{1,3}(?:[.,]\\d{1,2})?(?!\\d) ?(?:-|bis) ?\\d{1,3} ?%\\)?",
              "(?<![\\d.,])\\(?\\d{1,3}(?:[.,]\\d{1,2})?(?!\\d) ?%\\)?",
              "(?<![\\d.,])\\d{1,3} Tagen? im Jahr",
              "(?<![\\d.,])\\d{1,3}(?: ?- ?\\d{1,3})? (?:Urlaubstage|Tage\\b|Arbeitstage|days?\\b|Minuten|minutes?\\b|min\\b|Jahren?\\b|years?\\b|Monaten?\\b|months?\\b|Wochen\\b|weeks?\\b)"),
          FLAGS);

  /// Begin at a word or a sign.
  private static final Expression WORDS =
      Expression.of(
          String.join(
              "|",
              "(?:paid|payout|pay-out|Auszahlung|ausgezahlt|Abrechnung|ausbezahlt|Zahlung|Bezahlung erfolgt|abgerechnet|payments?) (?:erfolgt )?(?:weekly|monthly|wöchentlich|monatlich|bi-weekly|biweekly)",
              "(?:monatliche|wöchentliche|weekly|monthly) (?:Auszahlung|Abrechnung|payouts?|payments?|Zahlung)",
              "\\((?:19|20)\\d\\d\\)",
              "(?:ersten|zweiten|dritten|vierten)(?: (?:Ausbildungs|Lehr)?jahr\\b|(?=[,;] | und | sowie ))",
              "\\bISO[ -]?\\d{3,6}(?:[-:]\\d{1,4})?",
              "(?<!\\p{L})(?:Ref\\.?(?:erenz)?(?:-? ?(?:Nr|Nummer|code|ID|number|no))?\\.?|Reference|Kennziffer|Stellen-?ID|Job-?ID|Referenznummer|Kenn-?Nr\\.?|Requisition(?: ID)?|Req)[ :#]{0,3}(?=[\\p{L}-]{0,6}\\d)[\\p{L}\\d/_-]{1,24}",
              "\\bIBAN[ A-Z0-9]{10,40}",
              "\\b(?:Tier|Band|Level|Grade|Stufe) \\d{1,2}\\b",
              "§ ?\\d{1,4}",
              "\\+\\d[\\d ()/-]{6,24}(?!\\d)",
              "\\b(?:Tel|Telefon|Phone|Fon|Mobil)\\b\\.?:? ?[\\d /()-]{6,24}",
              "\\bCH-\\d{4}\\b",
              "\\((?:midpoint|typical|median)[^()\\n]{0,80}\\)",
              "\\(ca\\. \\d{1,3} Minuten\\)"),
          FLAGS);

  private static final String INITIALS = "pazbmwirkjtlgsfcedvPAZBMWIRKJTLGSFCEDV";

  /// How far around a digit a mask may reach.
  private static final int NEAR = 70;

  private final char[] masked;
  private final List<Hours> hours = new ArrayList<>();
  private final List<Salaries> salaries = new ArrayList<>();

  private final SearchText searched;

  private PayMasks(SearchText searched) {
    this.searched = searched;
    this.masked = searched.text().toCharArray();
  }

  /// Stated hours a week.
  record Hours(Pay.Hours weekly, boolean week, int from, int to) {}

  /// A stated number of salaries a year.
  record Salaries(BigDecimal count, int from, int to) {}

  static PayMasks of(SearchText searched) {
    String text = searched.text();
    PayMasks masks = new PayMasks(searched);
    int from = 0;
    int to = 0;
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c < '0' || c > '9') {
        continue;
      }
      if (at - NEAR > to) {
        masks.cover(from, to);
        from = at - NEAR;
      }
      to = at + NEAR;
    }
    masks.cover(from, Math.min(to, text.length()));
    return masks;
  }

  /// Covers what is no money near digits; the rest of a text needs no look.
  private void cover(int from, int to) {
    if (to <= from) {
      return;
    }
    for (Expression.Search found = HOURS.matcher(searched, Math.max(0, from), to); found.find(); ) {
      cover(found);
      BigDecimal low = number(found.group(1));
      BigDecimal high = found.group(2) == null ? low : number(found.group(2));
      boolean monthly = found.group(4) != null;
      boolean week =
          found.group(3) != null || found.group().toLowerCase(Locale.ROOT).contains("woche");
      if (!monthly && plausible(low) && plausible(high) && low.compareTo(high) <= 0) {
        hours.add(new Hours(new Pay.Hours(low, high), week, found.start(), found.end()));
      }
    }
    for (Expression.Search found = SALARIES.matcher(searched, Math.max(0, from), to);
        found.find(); ) {
      cover(found);
      salaries.add(new Salaries(number(found.group(1)), found.start(), found.end()));
    }
    String text = searched.text();
    Expression.Search words = WORDS.matcher(searched, Math.max(0, from), to);
    Expression.Search digits = DIGITS.matcher(searched, Math.max(0, from), to);
    for (int at = Math.max(0, from); at < to; at++) {
      if (word(text, at) && words.at(at)) {
        cover(words);
        at = words.end() - 1;
      } else if (number(text, at) && digits.at(at)) {
        cover(digits);
        at = digits.end() - 1;
      }
    }
  }

  /// Whether a word or sign begins here that a mask can begin with.
  private static boolean word(String text, int at) {
    char c = text.charAt(at);
    if (c == '(' || c == '+' || c == '§') {
      return true;
    }
    return INITIALS.indexOf(c) >= 0 && (at == 0 || !Character.isLetter(text.charAt(at - 1)));
  }

  /// Whether a number begins here, or a bracket that opens one.
  private static boolean number(String text, int at) {
    char c = text.charAt(at);
    boolean digit = c >= '0' && c <= '9';
    return c == '(' || (digit && (at == 0 || !Character.isDigit(text.charAt(at - 1))));
  }

  String text() {
    return new String(masked);
  }

  /// The masked words for searching: a mask takes letters away, it brings none.
  SearchText covered() {
    return searched.with(text());
  }

  /// Stated hours in a stretch, those with "a week" first.
  Optional<Pay.Hours> hoursIn(int from, int to) {
    return hours.stream()
        .filter(h -> h.from() >= from && h.to() <= to)
        .sorted(Comparator.comparing(h -> !h.week()))
        .map(Hours::weekly)
        .findFirst();
  }

  /// The number of salaries stated in a stretch.
  Optional<BigDecimal> salariesIn(int from, int to) {
    return salaries.stream()
        .filter(s -> s.from() >= from && s.to() <= to)
        .map(Salaries::count)
        .findFirst();
  }

  private void cover(MatchResult found) {
    for (int at = found.start(); at < found.end(); at++) {
      if (masked[at] != '\n') {
        masked[at] = MASK;
      }
    }
  }

  private static boolean plausible(BigDecimal hours) {
    return hours.intValue() >= 3 && hours.intValue() <= 60;
  }

  private static BigDecimal number(String digits) {
    return new BigDecimal(digits.replace(',', '.'));
  }
}
