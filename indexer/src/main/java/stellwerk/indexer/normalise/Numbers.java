package stellwerk.indexer.normalise;

import java.math.BigDecimal;
import java.util.Optional;

/// The number grammar of pay (`normalisation.md` §1.5): German, English, Swiss and blank grouping.
///
/// Reads by hand, each character once: a megabyte of digits costs what a megabyte costs.
final class Numbers {
  /// More digits than any pay has; longer ones are numbers of something else.
  private static final int MOST_DIGITS = 12;

  private Numbers() {}

  /// A number and where it ends.
  ///
  /// @param from its first digit
  /// @param to one past its last character, tail (`,-`) included
  /// @param value as read
  /// @param grouped whether thousands were set apart
  /// @param fraction whether it had decimals
  record Found(int from, int to, BigDecimal value, boolean grouped, boolean fraction) {}

  /// Reads the number that begins at a digit; empty if the digits there make no number, or more
  /// than one reading is possible.
  static Optional<Found> at(String text, int from) {
    int end = digits(text, from);
    StringBuilder whole = new StringBuilder();
    if (end - from > MOST_DIGITS) {
      return Optional.empty();
    }
    whole.append(text, from, end);
    boolean zero = whole.toString().equals("0");
    char separator = 0;
    int at = end;
    while (end - from <= 3 && !zero && group(text, at, separator)) {
      separator = text.charAt(at);
      whole.append(text, at + 1, at + 4);
      at += 4;
      if (whole.length() > MOST_DIGITS) {
        return Optional.empty();
      }
    }
    String decimals = decimals(text, at, separator, zero);
    at += decimals.isEmpty() ? 0 : decimals.length() + 1;
    if (continues(text, at)) {
      return Optional.empty();
    }
    BigDecimal value =
        new BigDecimal(decimals.isEmpty() ? whole.toString() : whole + "." + decimals);
    return Optional.of(new Found(from, tail(text, at), value, separator != 0, !decimals.isEmpty()));
  }

  /// One past the run of digits and number signs at a place that is no number.
  static int skip(String text, int from) {
    int at = from;
    while (at < text.length() && (digit(text, at) || continues(text, at))) {
      at++;
    }
    return Math.max(at, from + 1);
  }

  private static int digits(String text, int from) {
    int at = from;
    while (digit(text, at)) {
      at++;
    }
    return at;
  }

  /// Whether a separator and exactly three digits follow.
  private static boolean group(String text, int at, char separator) {
    if (at + 3 >= text.length()) {
      return false;
    }
    char sign = text.charAt(at);
    boolean fits =
        separator == 0
            ? sign == '.' || sign == ',' || sign == '\'' || sign == ' '
            : sign == separator;
    return fits
        && digit(text, at + 1)
        && digit(text, at + 2)
        && digit(text, at + 3)
        && !digit(text, at + 4);
  }

  /// One or two digits after the decimal sign; three after a single zero ("0,125 €").
  private static String decimals(String text, int at, char separator, boolean zero) {
    if (at >= text.length()) {
      return "";
    }
    char sign = text.charAt(at);
    if ((sign != '.' && sign != ',') || sign == separator) {
      return "";
    }
    int end = digits(text, at + 1);
    int length = end - at - 1;
    return length >= 1 && length <= (zero ? 4 : 2) ? text.substring(at + 1, end) : "";
  }

  /// Whether the digits go on, so that what was read is only a piece of something.
  private static boolean continues(String text, int at) {
    return digit(text, at)
        || (at + 1 < text.length()
            && (text.charAt(at) == '.' || text.charAt(at) == ',' || text.charAt(at) == '\'')
            && digit(text, at + 1));
  }

  /// Passes over the dash that stands for ",00".
  private static int tail(String text, int at) {
    if (at + 1 < text.length()
        && (text.charAt(at) == ',' || text.charAt(at) == '.')
        && text.charAt(at + 1) == '-') {
      int end = at + 2;
      return end < text.length() && text.charAt(end) == '-' ? end + 1 : end;
    }
    return at;
  }

  private static boolean digit(String text, int at) {
    return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
  }
}
