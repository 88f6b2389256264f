package stellwerk.indexer.normalise;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Finds amounts of money, and pairs those that form a range (`normalisation.md` §1.6).
final class PayAmounts {
  /// No posting names more sums than this; a text that does is something else.
  private static final int MOST = 400;

  private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
  private static final Pattern SCALE =
      Pattern.compile(" ?(?:[kK](?![\\p{L}\\d])|Tsd\\b\\.?|tausend\\b|T(?= ?(?:€|EUR))|K€)");
  private static final String UNIT =
      "(?:\\s?(?:/|pro|per|je|an|a) ?(?:h|hr|hour|Std\\.?|Stunde|month|Monat|year|yr|Jahr|annum|mois|mo)\\b\\.?)?";
  private static final String GROSS = "(?:\\s?/?\\s?(?:brutto|gross|brut|netto|bruto))?";
  private static final Pattern BETWEEN =
      Pattern.compile(
          GROSS
              + UNIT
              + GROSS
              + "(?: par mois)?\\s{0,3}(?:(?<plain>-|~|bis(?: zu)?(?: maximal| max\\.)?|to|up to|à|tot|until)|(?<und>und|and|et|en|bis))"
              + "(?: up to)?\\s{0,3}(?:brutto |gross |max\\. |ca\\. )?",
          FLAGS);
  private static final Pattern OPENS =
      Pattern.compile(
          "(?:zwischen|between|entre|tussen|comprise entre|von)\\s{1,3}(?:brutto |ca\\. |rund )?$",
          FLAGS);
  private static final Pattern STEP =
      Pattern.compile(
          "(?:(?!\\d)[^.!?;|\\n¤]){0,60}(?:[;,] ?(?:this |and )?|¤{1,12} ?|\\b(?:und|and) )?(?:(?!\\d)[^.!?|\\n¤]){0,40}(?:increas(?:es|ing) to|ris(?:es|ing) to|going up to|steigt[^.!?;\\d]{0,20} auf|steigend auf|(?:nach|ab|danach|after)\\b[^.!?;\\d¤]{0,40}(?:auf\\b|[:¤])|nach (?:der |einer )?(?:Probezeit|Einarbeitung)[^\\d.!?¤]{0,20}|(?:nach|ab|after) (?:¤{4,14}|\\p{L}{3,8} (?:Monat|Jahr|month|year))[^\\d.!?¤]{0,20})[^\\d\\p{L}]{0,4}",
          FLAGS);

  /// "increases to 50,000 and 60,000": the last step of several.
  private static final Pattern NEXT_STEP =
      Pattern.compile(
          "\\s?(?:,|(?:,? )?(?:and|und)(?: (?:then|later|finally|später|schließlich))?(?: to| auf)?)\\s?(?:USD|EUR|[$€£])?\\s?",
          FLAGS);

  private static final Pattern TRAINING_YEAR =
      Pattern.compile(
          "[^\\p{L}\\d¤]{0,6}(?:(?:im|in|ab dem|brutto|pro Monat|monatlich) {0,2}){0,3}¤{5,24}[^\\p{L}\\d¤]{0,6}(?:(?:brutto|ca\\.|und|sowie|im) {0,2}){0,3}¤{0,24}[^\\p{L}\\d¤]{0,4}");

  private PayAmounts() {}

  /// A sum.
  ///
  /// @param currency null if no sign stands beside it
  /// @param sure whether the sign names one currency
  /// @param scaled whether "k", "Tsd." or the like made it thousands
  record Amount(
      int from,
      int to,
      BigDecimal value,
      @Nullable String currency,
      boolean sure,
      boolean scaled,
      boolean cents,
      boolean plus,
      boolean grouped) {}

  /// One sum, or the two ends of a range.
  ///
  /// @param high null if it is one sum
  record Expression(Amount low, @Nullable Amount high, boolean inverted, boolean steps) {
    int from() {
      return low.from();
    }

    int to() {
      return high == null ? low.to() : high.to();
    }

    BigDecimal min() {
      return high == null || low.value().compareTo(high.value()) <= 0 ? low.value() : high.value();
    }

    BigDecimal max() {
      return high == null ? low.value() : low.value().max(high.value());
    }

    @Nullable String currency() {
      if (high == null || high.currency() == null) {
        return low.currency();
      }
      return low.currency() == null || (high.sure() && !low.sure())
          ? high.currency()
          : low.currency();
    }

    boolean sure() {
      return low.sure() || (high != null && high.sure());
    }

    boolean scaled() {
      return low.scaled() || (high != null && high.scaled());
    }

    /// Whether it rises with the year of an apprenticeship: nothing but pay does.
    boolean apprentice() {
      return steps && PayAmounts.apprentice(low) && high != null && PayAmounts.apprentice(high);
    }
  }

  static List<Expression> in(String text) {
    return paired(text, amounts(text));
  }

  private static List<Amount> amounts(String text) {
    List<Amount> amounts = new ArrayList<>();
    int at = 0;
    int floor = 0;
    int money = 0;
    while (at < text.length() && money < MOST && amounts.size() < 10 * MOST) {
      char c = text.charAt(at);
      if (c < '0' || c > '9') {
        at++;
        continue;
      }
      Optional<Numbers.Found> number = inWord(text, at) ? Optional.empty() : Numbers.at(text, at);
      if (number.isEmpty()) {
        at = Numbers.skip(text, at);
        floor = at;
        continue;
      }
      Amount amount = amount(text, number.get(), floor);
      boolean bare = amount.currency() == null;
      amounts.add(amount);
      money += bare ? 0 : 1;
      at = Math.max(amount.to(), number.get().to());
      floor = at;
    }
    return amounts;
  }

  /// Whether the digits belong to a word ("M25", "React18", "R/3"), not to a sum ("CHF80").
  private static boolean inWord(String text, int at) {
    if (at == 0) {
      return false;
    }
    char before = text.charAt(at - 1);
    if (before == '/' && at > 1 && Character.isLetter(text.charAt(at - 2))) {
      return true;
    }
    if (before == '.' || before == ',') {
      return at > 1 && Character.isDigit(text.charAt(at - 2));
    }
    return Character.isLetter(before)
        && (!(Character.isUpperCase(before) || before == 'ł')
            || PayCurrency.before(text, at, Math.max(0, at - 8)).isEmpty());
  }

  private static Amount amount(String text, Numbers.Found number, int floor) {
    Optional<PayCurrency> before = PayCurrency.before(text, number.from(), floor);
    int to = number.to();
    Matcher scale = SCALE.matcher(text).region(to, Math.min(text.length(), to + 9));
    scale.useTransparentBounds(true);
    boolean scaled = scale.lookingAt() && !text.startsWith("k", scale.end());
    if (scaled) {
      to = scale.end();
    }
    boolean plus = to < text.length() && text.charAt(to) == '+';
    Optional<PayCurrency> after = PayCurrency.after(text, plus ? to + 1 : to);
    if (after.isPresent() && belongsToNext(text, after.get(), before.isPresent())) {
      after = Optional.empty();
    }
    if (after.isPresent()) {
      to = after.get().to();
      if (!scaled && after.get().code().length() == 3) {
        Matcher late = SCALE.matcher(text).region(to, Math.min(text.length(), to + 4));
        scaled = number.value().compareTo(THOUSAND) < 0 && late.lookingAt() && !after.get().cents();
        to = scaled ? late.end() : to;
      }
    }
    PayCurrency sign =
        after.isPresent() && (before.isEmpty() || (after.get().sure() && !before.get().sure()))
            ? after.get()
            : before.orElse(null);
    boolean thousands =
        after.filter(PayCurrency::thousands).isPresent()
            || before.filter(PayCurrency::thousands).isPresent();
    boolean cents = after.filter(PayCurrency::cents).isPresent();
    boolean times = scaled || (thousands && number.value().compareTo(THOUSAND) < 0);
    BigDecimal value = times ? number.value().multiply(THOUSAND) : number.value();
    return new Amount(
        before.map(PayCurrency::from).orElse(number.from()),
        to,
        cents ? value.divide(HUNDRED) : value,
        sign == null ? null : sign.code(),
        sign != null && sign.sure(),
        times,
        cents,
        plus
            || (after.isPresent()
                && to < text.length()
                && text.charAt(to) == '+'
                && !text.startsWith("+ ", to)),
        number.grouped());
  }

  /// Whether a sign between two numbers is the second one's: "2026 €50.000", "1: EUR 3.000".
  private static boolean belongsToNext(String text, PayCurrency sign, boolean signed) {
    int end = sign.to();
    int next = end < text.length() && text.charAt(end) == ' ' ? end + 1 : end;
    boolean digit = next < text.length() && Character.isDigit(text.charAt(next));
    boolean blankBefore = text.charAt(sign.from()) == ' ';
    return digit && (signed || (blankBefore && next == end));
  }

  private static List<Expression> paired(String text, List<Amount> amounts) {
    List<Expression> expressions = new ArrayList<>();
    for (int i = 0; i < amounts.size(); i++) {
      Amount low = amounts.get(i);
      Amount high = i + 1 < amounts.size() ? amounts.get(i + 1) : null;
      Optional<Expression> range = high == null ? Optional.empty() : range(text, low, high);
      if (range.isPresent()) {
        i++;
        Expression wide = range.get();
        if (wide.steps() && i + 1 < amounts.size()) {
          Optional<Expression> third = range(text, amounts.get(i), amounts.get(i + 1));
          String between = text.substring(amounts.get(i).to(), amounts.get(i + 1).from());
          boolean next =
              NEXT_STEP.matcher(between).matches()
                  && amounts.get(i + 1).value().compareTo(wide.max()) > 0;
          if (next || (third.isPresent() && third.get().steps())) {
            i++;
            wide = new Expression(wide.low(), amounts.get(i), false, true);
          }
        }
        expressions.add(wide);
      } else {
        expressions.add(new Expression(low, null, false, false));
      }
    }
    return expressions;
  }

  private static Optional<Expression> range(String text, Amount a, Amount b) {
    if (b.from() - a.to() > 140 || b.from() < a.to()) {
      return Optional.empty();
    }
    boolean sameCurrency =
        a.currency() == null
            || b.currency() == null
            || a.currency().equals(b.currency())
            || (a.sure() != b.sure() && a.currency().endsWith("D") && b.currency().endsWith("D"));
    if (!sameCurrency) {
      return Optional.empty();
    }
    String between = text.substring(a.to(), b.from());
    Matcher words = BETWEEN.matcher(between);
    boolean joined =
        words.matches()
            && (words.group("und") == null
                || OPENS.matcher(text.substring(Math.max(0, a.from() - 24), a.from())).find());
    if (joined) {
      return joined(a, b);
    }
    boolean steps =
        a.currency() != null
            && b.currency() != null
            && !a.scaled()
            && b.value().compareTo(a.value()) > 0
            && b.value().compareTo(a.value().multiply(BigDecimal.valueOf(3))) < 0
            && (STEP.matcher(between).matches()
                || (apprentice(a) && apprentice(b) && trainingYear(between)));
    return steps ? Optional.of(new Expression(a, b, false, true)) : Optional.empty();
  }

  /// Whether a sum is what apprentices get in a month.
  private static boolean apprentice(Amount sum) {
    return sum.value().intValue() >= 400 && sum.value().intValue() <= 2500;
  }

  private static boolean trainingYear(String between) {
    return TRAINING_YEAR.matcher(between.replace('\n', ' ').replace("•", "")).matches();
  }

  private static Optional<Expression> joined(Amount a, Amount b) {
    BigDecimal low = a.value();
    BigDecimal high = b.value();
    boolean lowScaled = a.scaled();
    if (a.cents() != b.cents() && b.cents() && a.currency() == null) {
      low = low.divide(HUNDRED);
    }
    boolean shorter = low.compareTo(THOUSAND) < 0;
    if (b.scaled() && !a.scaled() && shorter) {
      low = low.multiply(THOUSAND);
      lowScaled = true;
    } else if (a.scaled() && !b.scaled() && high.compareTo(THOUSAND) < 0) {
      high = high.multiply(THOUSAND);
    } else if (!a.scaled()
        && shorter
        && !a.grouped()
        && high.compareTo(BigDecimal.valueOf(10_000)) >= 0
        && low.compareTo(BigDecimal.TEN) >= 0) {
      low = low.multiply(THOUSAND);
      lowScaled = true;
    }
    boolean bareEnd = b.currency() == null && a.currency() != null;
    if (bareEnd && (high.compareTo(low) < 0 || high.compareTo(low.multiply(BigDecimal.TEN)) > 0)) {
      return Optional.empty();
    }
    if (low.signum() > 0 && high.compareTo(low.multiply(BigDecimal.valueOf(100))) > 0) {
      return Optional.empty();
    }
    return Optional.of(
        new Expression(
            new Amount(
                a.from(),
                a.to(),
                low,
                a.currency(),
                a.sure(),
                lowScaled,
                a.cents(),
                false,
                a.grouped()),
            new Amount(
                b.from(),
                b.to(),
                high,
                b.currency(),
                b.sure(),
                b.scaled(),
                b.cents(),
                false,
                b.grouped()),
            low.compareTo(high) > 0,
            false));
  }
}
