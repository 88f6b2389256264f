package stellwerk.indexer.normalise;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How currencies are written, before and after a number (`normalisation.md` §1.6).
///
/// @param code ISO 4217
/// @param cents whether hundredths are counted ("3 Cent je Wort")
/// @param thousands whether the sign itself says thousand ("T€", "TEUR")
/// @param sure whether the sign names one currency; a lone `$` does not
/// @param from first character of the sign
/// @param to one past its last
record PayCurrency(String code, boolean cents, boolean thousands, boolean sure, int from, int to) {
  private static final Map<String, String> SIGNS =
      Map.ofEntries(
          Map.entry("€", "EUR"),
          Map.entry("EURO", "EUR"),
          Map.entry("EUROS", "EUR"),
          Map.entry("T€", "EUR"),
          Map.entry("TEUR", "EUR"),
          Map.entry("CENT", "EUR"),
          Map.entry("CENTS", "EUR"),
          Map.entry("CT", "EUR"),
          Map.entry("£", "GBP"),
          Map.entry("$", "USD"),
          Map.entry("US$", "USD"),
          Map.entry("USD$", "USD"),
          Map.entry("DOLLAR", "USD"),
          Map.entry("DOLLARS", "USD"),
          Map.entry("CA$", "CAD"),
          Map.entry("C$", "CAD"),
          Map.entry("CDN$", "CAD"),
          Map.entry("A$", "AUD"),
          Map.entry("AU$", "AUD"),
          Map.entry("NZ$", "NZD"),
          Map.entry("S$", "SGD"),
          Map.entry("HK$", "HKD"),
          Map.entry("MX$", "MXN"),
          Map.entry("R$", "BRL"),
          Map.entry("SFR.", "CHF"),
          Map.entry("SFR", "CHF"),
          Map.entry("FR.", "CHF"),
          Map.entry("FRANKEN", "CHF"),
          Map.entry("ZŁ", "PLN"),
          Map.entry("KČ", "CZK"),
          Map.entry("FT", "HUF"),
          Map.entry("ЛВ", "BGN"),
          Map.entry("₹", "INR"));
  private static final String CODES =
      "EUR|USD|GBP|CHF|PLN|CZK|HUF|RON|BGN|SEK|DKK|NOK|CAD|AUD|NZD|SGD|HKD|BRL|MXN|INR|JPY|ILS|ZAR";

  private static final Pattern BEFORE =
      Pattern.compile(
          "(?:(?<![\\p{L}\\d])(?:(?:US|CA|CDN|C|AU|A|NZ|S|HK|MX|R|USD)\\$|"
              + CODES
              + "|SFR\\.?|Fr\\.|zł|T€|TEUR)|[€£$₹])\\s?(?:(?:EUR|USD|GBP|CHF)?\\s?[€£$]|EUR\\b)?$",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  private static final Pattern AFTER =
      Pattern.compile(
          " {0,2}-?(?:(T€|TEUR(?!\\p{L})|€|£|\\$|zł|Kč|лв)|("
              + CODES
              + "|Euros?|Dollars?|Franken|Fr\\.|Cents?|ct|Ft)(?!\\p{L}))"
              + "(?:\\s?(?:€|(?:Euros?|EUR|USD|CAD|AUD|NZD|SGD|HKD|GBP|CHF)(?!\\p{L})))?",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  private static final Pattern WORD =
      Pattern.compile("(?:US|CA|CDN|C|AU|A|NZ|S|HK|MX|R|USD)\\$|\\p{L}+\\.?|[€£$₹]|T€");
  private static final Map<String, String> DOLLAR_COUNTRIES =
      Map.of("US", "USD", "CA", "CAD", "AU", "AUD", "NZ", "NZD", "SG", "SGD", "HK", "HKD");
  private static final Map<String, String> COUNTRY_CURRENCIES =
      Map.ofEntries(
          Map.entry("CH", "CHF"),
          Map.entry("LI", "CHF"),
          Map.entry("GB", "GBP"),
          Map.entry("PL", "PLN"),
          Map.entry("CZ", "CZK"),
          Map.entry("SE", "SEK"),
          Map.entry("DK", "DKK"),
          Map.entry("NO", "NOK"),
          Map.entry("HU", "HUF"),
          Map.entry("RO", "RON"),
          Map.entry("US", "USD"),
          Map.entry("CA", "CAD"),
          Map.entry("AU", "AUD"),
          Map.entry("NZ", "NZD"));
  private static final java.util.Set<String> EURO_COUNTRIES =
      java.util.Set.of(
          "DE", "AT", "NL", "BE", "FR", "IE", "ES", "IT", "LU", "PT", "FI", "EE", "LV", "LT", "SK",
          "SI", "GR", "CY", "MT", "HR");

  /// The sign that ends where a number begins.
  static Optional<PayCurrency> before(String text, int number, int floor) {
    int end = number;
    while (end > floor && text.charAt(end - 1) == ' ' && number - end < 2) {
      end--;
    }
    int from = Math.max(floor, end - 9);
    Matcher found = BEFORE.matcher(text).region(from, end);
    found.useTransparentBounds(true);
    return found.find() ? Optional.of(read(found.group(), from(found), end)) : Optional.empty();
  }

  private static int from(Matcher found) {
    return found.start();
  }

  /// The sign that follows a number.
  static Optional<PayCurrency> after(String text, int number) {
    Matcher found = AFTER.matcher(text).region(number, Math.min(text.length(), number + 20));
    found.useTransparentBounds(true);
    return found.lookingAt()
        ? Optional.of(read(found.group(), number, found.end()))
        : Optional.empty();
  }

  private static PayCurrency read(String words, int from, int to) {
    Matcher word = WORD.matcher(words.toUpperCase(Locale.ROOT));
    PayCurrency best = null;
    while (word.find()) {
      String sign = word.group();
      String code = SIGNS.getOrDefault(sign, sign);
      boolean sure = !sign.equals("$") && !sign.startsWith("DOLLAR");
      if (best == null || (sure && !best.sure())) {
        best =
            new PayCurrency(
                code,
                sign.startsWith("CENT") || sign.equals("CT"),
                sign.equals("T€") || sign.equals("TEUR"),
                sure,
                from,
                to);
      }
    }
    if (best == null) {
      throw new IllegalStateException("a sign without a currency: " + words);
    }
    return words.toUpperCase(Locale.ROOT).contains("T€")
        ? new PayCurrency("EUR", false, true, true, from, to)
        : best;
  }

  /// A currency as a field of structured data writes it; empty if that is no currency.
  static Optional<String> code(String words) {
    String sign = words.strip().toUpperCase(Locale.ROOT);
    if (SIGNS.containsKey(sign)) {
      return Optional.of(SIGNS.get(sign));
    }
    return sign.matches("[A-Z]{3}") ? Optional.of(sign) : Optional.empty();
  }

  private static final Pattern DOLLAR_NEAR =
      Pattern.compile(
          "\\b(?:(?<ca>CAN|Canad(?:a|ian))|(?<au>Australian?)|USA?|U\\.S\\.|United States|American)\\b");

  /// The dollar that a lone `$` means in a country; empty where dollars are not at home.
  static Optional<String> dollar(String country) {
    return Optional.ofNullable(DOLLAR_COUNTRIES.get(country));
  }

  /// The dollar that the words before a lone `$` speak of: "CAN base pay: $150,000". Empty where
  /// they name no country with dollars, or several.
  static Optional<String> dollarNear(String before) {
    Matcher named = DOLLAR_NEAR.matcher(before.substring(before.lastIndexOf('\n') + 1));
    String found = null;
    while (named.find()) {
      String code = named.group("ca") != null ? "CAD" : named.group("au") != null ? "AUD" : "USD";
      if (found != null && !found.equals(code)) {
        return Optional.empty();
      }
      found = code;
    }
    return Optional.ofNullable(found);
  }

  /// The currency of a country; empty if not known.
  static Optional<String> ofCountry(String country) {
    return EURO_COUNTRIES.contains(country)
        ? Optional.of("EUR")
        : Optional.ofNullable(COUNTRY_CURRENCIES.get(country));
  }

  /// How many units of a currency do what one euro does, to a power of ten or so: enough to tell an
  /// hour's pay from a year's, and used for nothing else.
  static BigDecimal magnitude(String code) {
    return BigDecimal.valueOf(
        switch (code) {
          case "PLN", "RON", "BRL", "ILS" -> 4;
          case "SEK", "DKK", "NOK", "HKD", "ZAR", "MXN" -> 10;
          case "CZK" -> 25;
          case "INR" -> 30;
          case "JPY" -> 150;
          case "HUF" -> 400;
          default -> 1;
        });
  }
}
