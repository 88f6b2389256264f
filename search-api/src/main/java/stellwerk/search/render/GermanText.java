package stellwerk.search.render;

import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import stellwerk.indexer.normalise.PayText;
import stellwerk.indexer.posting.Pay;
import stellwerk.indexer.posting.Place;
import stellwerk.indexer.posting.Remote;

/// German words for pay, dates, places and numbers.
public final class GermanText {
  /// Whose days count.
  public static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("dd.MM.yyyy", Locale.GERMANY);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm", Locale.GERMANY);
  private static final int MOST_PLACES = 3;

  private GermanText() {}

  /// Pay in words: `50.000 – 62.000 € pro Jahr`; a site's own guess is called one.
  public static String pay(Pay pay) {
    String text = PayText.german(pay);
    return pay.basis() == Pay.Basis.ESTIMATED ? "geschätzt: " + text : text;
  }

  /// A number as Germans write it; whole ones without decimals, others with two at least.
  public static String number(BigDecimal number) {
    BigDecimal plain = number.stripTrailingZeros();
    String pattern = plain.scale() <= 0 ? "#,##0" : "#,##0.00##";
    return new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.GERMANY))
        .format(plain);
  }

  /// `22.11.2026`.
  public static String day(LocalDate day) {
    return DAY.format(day);
  }

  /// `22.11.2026`, in Berlin.
  public static String day(Instant at) {
    return day(LocalDate.ofInstant(at, BERLIN));
  }

  /// `06:00`, in Berlin.
  public static String time(Instant at) {
    return TIME.format(at.atZone(BERLIN));
  }

  /// How long ago a day is: heute, gestern, vor 3 Tagen; from a week on the day itself.
  public static String age(LocalDate day, LocalDate today) {
    long days = ChronoUnit.DAYS.between(day, today);
    if (days == 0) {
      return "heute";
    }
    if (days == 1) {
      return "gestern";
    }
    return days > 1 && days < 7 ? "vor " + days + " Tagen" : day(day);
  }

  /// Where the work is done: `Berlin oder Homeoffice`, `an 7 Orten`; empty if nothing is known.
  public static String places(List<Place> places, @Nullable Remote remote) {
    Set<String> names = new LinkedHashSet<>();
    places.forEach(place -> names.add(name(place)));
    boolean home = remote == Remote.HYBRID || remote == Remote.REMOTE;
    if (remote == Remote.REMOTE) {
      // A country alone says where people may live, not where they work.
      names.removeIf(name -> places.stream().noneMatch(place -> inside(place, name)));
    }
    if (names.size() > MOST_PLACES) {
      return "an " + names.size() + " Orten" + (home ? " oder im Homeoffice" : "");
    }
    if (home) {
      names.add("Homeoffice");
    }
    List<String> all = List.copyOf(names);
    return all.size() < 2
        ? String.join("", all)
        : String.join(", ", all.subList(0, all.size() - 1)) + " oder " + all.getLast();
  }

  private static boolean inside(Place place, String name) {
    return name(place).equals(name) && (place.city() != null || place.region() != null);
  }

  private static String name(Place place) {
    if (place.city() != null) {
      return place.city();
    }
    if (place.region() != null) {
      return Labels.region(place.region());
    }
    if (place.country() != null) {
      return Locale.of("", place.country()).getDisplayCountry(Locale.GERMAN);
    }
    return place.postalCode() == null ? "" : place.postalCode();
  }

  /// `1 Stelle`, `12 Stellen`.
  public static String jobs(long count) {
    return count == 1 ? "1 Stelle" : number(BigDecimal.valueOf(count)) + " Stellen";
  }
}
