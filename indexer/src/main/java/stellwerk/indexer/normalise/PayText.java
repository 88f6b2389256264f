package stellwerk.indexer.normalise;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import stellwerk.indexer.posting.Pay;

/// Pay in German words, as people read it: `50.000 – 62.000 € pro Jahr`.
public final class PayText {
  private static final char NBSP = '\u00A0';

  private PayText() {}

  /// The value in German; an inferred unit is said to be a guess, a pay scale is named.
  public static String german(Pay pay) {
    StringBuilder text = new StringBuilder();
    BigDecimal min = shown(pay.min(), pay);
    BigDecimal max = shown(pay.max(), pay);
    if (pay.tariff() != null && pay.basis() == Pay.Basis.TARIFF) {
      text.append(pay.tariff());
      if (min != null || max != null) {
        text.append(": ");
      }
    } else if (min == null && max == null) {
      return pay.tariff() == null ? "" : pay.tariff();
    }
    if (min != null || max != null) {
      String roughly = pay.approximate() || pay.basis() != Pay.Basis.STATED ? "ca. " : "";
      text.append(amounts(roughly, min, max)).append(NBSP).append(sign(pay.currency()));
      if (Boolean.FALSE.equals(pay.gross())) {
        text.append(" netto");
      }
      text.append(per(pay));
    }
    return text.toString();
  }

  private static @Nullable BigDecimal shown(@Nullable BigDecimal amount, Pay pay) {
    if (amount == null || pay.basis() != Pay.Basis.TARIFF || pay.unit() == Pay.Unit.HOUR) {
      return amount;
    }
    return amount.setScale(0, RoundingMode.HALF_UP);
  }

  private static String amounts(
      String roughly, @Nullable BigDecimal min, @Nullable BigDecimal max) {
    if (min == null) {
      return "bis zu " + roughly + number(max);
    }
    if (max == null) {
      return "ab " + roughly + number(min);
    }
    return roughly + (min.compareTo(max) == 0 ? number(min) : number(min) + " – " + number(max));
  }

  private static String number(@Nullable BigDecimal amount) {
    if (amount == null) {
      return "";
    }
    boolean whole = amount.stripTrailingZeros().scale() <= 0;
    DecimalFormat format =
        new DecimalFormat(
            whole ? "#,##0" : "#,##0.00##", DecimalFormatSymbols.getInstance(Locale.GERMANY));
    return format.format(amount);
  }

  private static String sign(@Nullable String currency) {
    if (currency == null) {
      return "";
    }
    return switch (currency) {
      case "EUR" -> "€";
      case "USD" -> "US-$";
      case "GBP" -> "£";
      default -> currency;
    };
  }

  private static String per(Pay pay) {
    Pay.Unit unit = pay.unit();
    if (unit == null) {
      return "";
    }
    String words =
        switch (unit) {
          case YEAR -> "pro Jahr";
          case MONTH -> "pro Monat";
          case WEEK -> "pro Woche";
          case DAY -> "pro Tag";
          case HOUR -> "pro Stunde";
          case TASK -> piece(pay.unitDetail());
        };
    return pay.unitBasis() == Pay.UnitBasis.INFERRED
        ? " (Zeitraum nicht angegeben, vermutlich " + words + ")"
        : " " + words;
  }

  private static String piece(@Nullable String detail) {
    if (detail == null) {
      return "pro Aufgabe";
    }
    return switch (detail) {
      case "task" -> "pro Aufgabe";
      case "order" -> "pro Auftrag";
      case "click" -> "pro Klick";
      case "word" -> "pro Wort";
      case "image" -> "pro Bild";
      case "record" -> "pro Datensatz";
      case "script" -> "pro Skript";
      case "audio_minute" -> "pro Audiominute";
      case "page" -> "pro Seite";
      case "article" -> "pro Artikel";
      case "survey" -> "pro Umfrage";
      case "recording" -> "pro Aufnahme";
      case "sentence" -> "pro Satz";
      case "project" -> "pro Projekt";
      case "conversation" -> "pro Gespräch";
      case "participation" -> "für die Teilnahme";
      default -> "pro Stück";
    };
  }
}
